// Ingest: the programs that turn other files into CSV, where they are and what to install.

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A program that turns files into CSV.
struct Converter: Equatable {
  /// How people call it.
  let name: String
  /// Its command.
  let command: String
  /// The environment variable that names another command.
  let variable: String
  /// What to do where it is missing.
  let installation: String

  static let duckDB = Converter(
    name: "DuckDB", command: "duckdb", variable: "NETRALITAS_DUCKDB",
    installation: "python3 -m pip install duckdb-cli")
  static let sqlite = Converter(
    name: "SQLite", command: "sqlite3", variable: "NETRALITAS_SQLITE3",
    installation: "apt-get install sqlite3")
  static let python = Converter(
    name: "Python", command: "python3", variable: "NETRALITAS_PYTHON",
    installation: openpyxlInstallation)

  static let openpyxlInstallation =
    "apt-get install python3-openpyxl, or: python3 -m pip install openpyxl"
  /// The environment variable with a folder that is searched before `PATH`.
  static let toolsVariable = "NETRALITAS_TOOLS"

  /// Where the program is: what its variable names, else the first that can be run of the folder of
  /// `NETRALITAS_TOOLS` and those of `PATH`; nil where it is in none.
  func path(
    in environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String? {
    var command = command
    if let named = environment[variable], !named.isEmpty {
      // A name with a slash is a place: what is wrong there is told when it is run.
      guard !named.contains("/") else { return named }
      command = named
    }
    var folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    if let tools = environment[Self.toolsVariable], !tools.isEmpty { folders.insert(tools, at: 0) }
    return folders.map { "\($0)/\(command)" }.first(where: Self.canRun)
  }

  private static func canRun(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && access(path, X_OK) == 0
  }

  /// What to do where the program is missing or cannot be run.
  var repair: String {
    "install it (\(installation)), or name its command by \(variable), or save the table as CSV"
  }

  /// The first word of a text that looks like a version, without a `v` in front.
  static func version(in text: String) -> String? {
    text.split(whereSeparator: \.isWhitespace).lazy
      .map { $0.hasPrefix("v") ? $0.dropFirst() : $0 }
      .first { $0.first?.isNumber == true && $0.contains(".") }.map(String.init)
  }
}
