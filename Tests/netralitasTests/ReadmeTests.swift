// Tests of the command: what the READMEs show is what the commands give.

import Subprocess
import SystemPackage
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("READMEs")
struct ReadmeTests {
  @Test(
    "Every command of a README gives the output shown", arguments: ["README.md", "README.id.md"])
  func outputs(_ name: String) async throws {
    let text = String(
      decoding: try Data(contentsOf: URL(filePath: "\(Command.root)/\(name)")), as: UTF8.self)
    let scratch = try Scratch()
    try FileManager.default.createSymbolicLink(
      atPath: "\(scratch.path)/datasets", withDestinationPath: "\(Command.root)/datasets")
    var commands = 0
    for block in text.components(separatedBy: "```console\n").dropFirst() {
      let console = block.components(separatedBy: "\n```")[0]
      for session in ("\n" + console).components(separatedBy: "\n$ ").dropFirst() {
        let lines = session.split(separator: "\n", maxSplits: 1).map(String.init)
        let shown = lines.count > 1 ? lines[1] : ""
        #expect(try await answer(lines[0], in: scratch.path) == shown, "\(lines[0])")
        commands += 1
      }
    }
    #expect(commands >= 5)
  }

  /// What a shell prints for a line, in a folder where the command is on the path.
  private func answer(_ line: String, in folder: String) async throws -> String {
    let place = String(Command.path.dropLast("/netralitas".count))
    let result = try await Subprocess.run(
      .name("bash"), arguments: ["-c", "(\(line)) 2>&1"],
      environment: .inherit.updating(["PATH": "\(place):/usr/bin:/bin", "LC_ALL": "C.UTF-8"]),
      workingDirectory: FilePath(folder), output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20))
    var text = result.standardOutput
    while text.last == "\n" { text.removeLast() }
    return text
  }
}
