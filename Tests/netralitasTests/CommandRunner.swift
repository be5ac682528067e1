// Tests of the command: runs the built command itself, as a user does, and reads what it says.

import Subprocess
import SystemPackage
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a run of the command gave.
struct CommandRun {
  let status: Int
  let output: String
  let errors: String

  /// The rows of CSV output as dictionaries by column. Cells of the command's own output hold no
  /// line breaks.
  var rows: [[String: String]] {
    let lines = output.split(separator: "\n").map { CommandRun.cells(String($0)) }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { cells in
      Dictionary(zip(header, cells), uniquingKeysWith: { first, _ in first })
    }
  }

  /// The header of CSV output.
  var header: [String] {
    output.split(separator: "\n").first.map { CommandRun.cells(String($0)) } ?? []
  }

  /// The one row in which the columns have these values.
  func row(_ values: [String: String]) throws -> [String: String] {
    let found = rows.filter { row in values.allSatisfy { row[$0.key] == $0.value } }
    try #require(found.count == 1, "\(found.count) rows with \(values)")
    return found[0]
  }

  private static func cells(_ line: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}

/// The command and the data it is run on.
enum Command {
  /// Root of the checkout.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static let real = "\(root)/datasets/real"
  static let foundingCases = "\(root)/datasets/real/founding-cases"

  /// The command that `NETRALITAS` names, else the one that was built beside the tests.
  static let path: String = {
    if let named = ProcessInfo.processInfo.environment["NETRALITAS"] {
      return named.hasPrefix("/") ? named : "\(root)/\(named)"
    }
    let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
    let places = ["\(folder)/netralitas", "\(root)/.build/debug/netralitas"]
    return places.first { FileManager.default.fileExists(atPath: $0) } ?? places[1]
  }()

  /// Runs the command to its end.
  static func run(_ arguments: String...) async throws -> CommandRun { try await run(arguments) }

  /// The same with the arguments in one list.
  static func run(_ arguments: [String]) async throws -> CommandRun {
    let result = try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments), output: .string(limit: 1 << 26),
      error: .string(limit: 1 << 20))
    guard case .exited(let status) = result.terminationStatus else {
      Issue.record("ended by a signal: \(result.terminationStatus) \(result.standardError)")
      return CommandRun(status: -1, output: "", errors: result.standardError)
    }
    return CommandRun(
      status: Int(status), output: result.standardOutput, errors: result.standardError)
  }
}

/// A folder that goes when it is no longer used.
final class Scratch {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "netralitas-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  func file(_ name: String, _ text: String) throws -> String {
    let place = "\(path)/\(name)"
    try Data(text.utf8).write(to: URL(filePath: place))
    return place
  }

  /// Names in the folder, in order.
  func names(_ folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
  }

  /// A file of the folder as text.
  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
  }
}
