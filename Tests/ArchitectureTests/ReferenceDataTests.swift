// Tests of the architecture: every file of reference values is listed, has its script, and is used.

import Foundation
import Testing

@Suite("Reference data are accounted for")
struct ReferenceDataTests {
  static let folder = "Tests/ReferenceData"

  @Test("each file stands in the README, names a script that exists, and is read by a test")
  func files() throws {
    let files = try SourceTree.files(below: [Self.folder], endings: ["json"])
    #expect(files.count > 40)
    let readme = try SourceTree.text(of: "\(Self.folder)/README.md")
    let listed = Set(readme.split { !($0.isLetter || $0.isNumber || "-/".contains($0)) })
    let scripts = Set(
      try SourceTree.files(below: [Self.folder], endings: ["py", "R"]).map {
        $0.path.dropFirst(Self.folder.count + 1)
      })
    let tests = try SourceTree.files(below: ["Tests"], endings: ["swift"]).map(\.text).joined()
    var named: Set<Substring> = []
    for file in files {
      let name = file.path.dropFirst(Self.folder.count + 1).dropLast(5)
      #expect(listed.contains(name), "\(name) is not in the README")
      #expect(tests.contains("\"\(name)\""), "no test reads \(name)")
      let command = try #require(
        file.text.firstMatch(of: /"command": "(?:python3|Rscript) ([\w.-]+)/), "\(name)")
      #expect(scripts.contains(command.1), "\(name) was made by \(command.1)")
      named.insert(command.1)
    }
    // A script whose files are gone is a leftover.
    #expect(scripts.subtracting(named) == [])
  }
}
