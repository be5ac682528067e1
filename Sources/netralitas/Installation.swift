// The command: where its own files are: the reference tables and the renderer of charts.

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files that come with the command.
enum Installation {
  /// Folder of the shipped reference tables: beside the command in a checkout, in
  /// `share/netralitas` of an installation, or in the current folder; nil where it is in none.
  static var referenceFolder: String? {
    file("datasets/reference/regencies.csv").map { String($0.dropLast("/regencies.csv".count)) }
  }

  /// The script that turns chart specifications into pictures; nil where it is missing.
  static var renderScript: String? { file("scripts/render-charts.py") }

  /// The Python that has the renderer: of `NETRALITAS_PYTHON`, of the set-up, or of the system.
  static var python: String {
    ProcessInfo.processInfo.environment["NETRALITAS_PYTHON"] ?? file(".tools/venv/bin/python3")
      ?? "python3"
  }

  /// Lets the set-up's programs be found that read files other than CSV.
  ///
  /// It is called before anything is read, while there is one thread.
  static func offerTools() {
    // The mark of a set-up that holds them; the one for charts alone has a Python without openpyxl.
    guard let mark = file(".tools/venv/installed-tests.txt") else { return }
    setenv("NETRALITAS_TOOLS", mark.dropLast("installed-tests.txt".count) + "bin", 0)
  }

  /// What to run to get pictures.
  static let rendererAdvice = "make setup, or: python3 -m pip install vl-convert-python"

  private static func file(_ path: String) -> String? {
    roots.map { "\($0)/\(path)" }.first { FileManager.default.fileExists(atPath: $0) }
  }

  /// Folders that may hold the toolkit's files, nearest first.
  private static var roots: [String] {
    var roots: [String] = []
    if let home = ProcessInfo.processInfo.environment["NETRALITAS_HOME"] { roots.append(home) }
    var folder = executable.split(separator: "/").dropLast()
    while !folder.isEmpty {
      let path = "/" + folder.joined(separator: "/")
      roots += [path, "\(path)/share/netralitas"]
      folder = folder.dropLast()
    }
    return roots + ["."]
  }

  private static var executable: String {
    #if os(Linux)
      let link = "/proc/self/exe"
      if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: link) {
        return path
      }
    #endif
    let name = CommandLine.arguments.first ?? ""
    guard !name.hasPrefix("/") else { return name }
    return FileManager.default.currentDirectoryPath + "/" + name
  }
}
