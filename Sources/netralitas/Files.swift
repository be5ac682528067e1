// The command: writing files whole or not at all.

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

/// Files of the command.
enum Files {
  /// Writes text to a file in one step, or to standard output where there is none.
  static func write(_ text: String, to path: String?) throws {
    guard let path else {
      print(text, terminator: "")
      return
    }
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Talk.failure(.cannotWrite, "\(path): cannot write; check folder, rights and space")
    }
  }

  /// Appends text to a file in portions.
  static func append(to path: String, _ body: ((String) throws -> Void) throws -> Void) throws {
    guard let file = fopen(path, "ab") else {
      throw Talk.failure(.cannotWrite, "\(path): cannot write; check folder, rights and space")
    }
    var isOpen = true
    defer { if isOpen { fclose(file) } }
    try body { text in
      let bytes = Array(text.utf8)
      guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
        throw Talk.failure(.cannotWrite, "\(path): cannot write; check the space")
      }
    }
    isOpen = false
    guard fclose(file) == 0 else {
      throw Talk.failure(.cannotWrite, "\(path): cannot write; check the space")
    }
  }

  /// Fills a folder in one step: `fill` works in a folder beside it that takes its place when all
  /// is done. A folder that this command did not make is never replaced.
  static func folder(
    _ path: String, marker: String, fill: (String) throws -> Void
  ) throws {
    let manager = FileManager.default
    let target = path.hasSuffix("/") ? String(path.dropLast()) : path
    var isFolder = false
    let exists = manager.fileExists(atPath: target, isDirectory: &isFolder)
    if exists {
      let content = (try? manager.contentsOfDirectory(atPath: target)) ?? []
      guard isFolder, content.isEmpty || content.contains(marker) else {
        throw Talk.failure(
          .cannotWrite, "\(target): exists and is not a folder of this command; choose another")
      }
    }
    let draft = "\(target).draft-\(getpid())"
    do {
      try manager.createDirectory(atPath: draft, withIntermediateDirectories: true)
    } catch {
      throw Talk.failure(.cannotWrite, "\(target): cannot make the folder; check path and rights")
    }
    var isDone = false
    defer { if !isDone { try? manager.removeItem(atPath: draft) } }
    try fill(draft)
    do {
      if exists { try manager.removeItem(atPath: target) }
      try manager.moveItem(atPath: draft, toPath: target)
      isDone = true
    } catch {
      throw Talk.failure(.cannotWrite, "\(target): cannot put the folder in place; check rights")
    }
  }
}
