// Tests of the architecture: the repository's own files, as text, for the checks that read them.

import Foundation

/// A text file of the repository.
struct SourceFile: CustomStringConvertible {
  /// Path from the root of the repository, such as `Sources/GSL/Storage.swift`.
  let path: String
  let text: String

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The folder below `Sources/`, nil for a file elsewhere.
  var module: String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
  }

  var description: String { path }
}

/// The repository that this file lies in.
enum SourceTree {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every text file with one of the endings, below the folders or files named, in order of path.
  ///
  /// Folders whose name starts with a dot (build products) are left out.
  static func files(below places: [String], endings: Set<String>) throws -> [SourceFile] {
    try places.flatMap { place -> [String] in
      var isFolder = ObjCBool(false)
      let path = root.appending(path: place).path(percentEncoded: false)
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
      guard isFolder.boolValue else { return [place] }
      let found = FileManager.default.enumerator(atPath: path)
      var paths: [String] = []
      while let name = found?.nextObject() as? String {
        if name.split(separator: "/").last?.hasPrefix(".") == true {
          found?.skipDescendants()
        } else if endings.contains(String(name.split(separator: ".").last ?? "")) {
          paths.append("\(place)/\(name)")
        }
      }
      return paths
    }.sorted().map { SourceFile(path: $0, text: try text(of: $0)) }
  }

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The Swift files below `Sources`.
  static func sources() throws -> [SourceFile] {
    try files(below: ["Sources"], endings: ["swift"])
  }
}
