// The command: folders that appear whole or not at all, and never in the place of somebody else's.

import Dispatch

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

/// A folder that the command writes.
struct OutputFolder {
  /// File by which the command knows a folder as its own: the names of everything in it.
  static let list = ".netralitas"

  private let path: String

  /// The folder at a path, which must be free, empty or one that this command made and nobody has
  /// added to.
  init(_ path: String) throws {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    let manager = FileManager.default
    var isFolder = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder else {
      throw Talk.failure(.cannotWrite, "\(path): is a file; choose another name")
    }
    guard access(path, R_OK | W_OK | X_OK) == 0 else {
      throw Talk.failure(.cannotWrite, "\(path): cannot be read and written; check rights")
    }
    let names = Self.names(in: path)
    let own = Self.text("\(path)/\(Self.list)").map { $0.split(separator: "\n").map(String.init) }
    let foreign = names.filter { !(own ?? []).contains($0) && $0 != Self.list }
    if let first = foreign.first {
      throw Talk.failure(
        .cannotWrite,
        "\(path): holds \(first), which this command did not write; choose another folder")
    }
  }

  /// Fills a draft beside the folder and puts it in its place when all is done. An interrupt
  /// removes the draft.
  func fill(_ body: (String) throws -> Void) throws {
    let manager = FileManager.default
    let draft = "\(path).draft-\(getpid())"
    do {
      try manager.createDirectory(atPath: draft, withIntermediateDirectories: true)
    } catch {
      throw Talk.failure(.cannotWrite, "\(path): cannot make the folder; check path and rights")
    }
    let interrupts = Interrupts {
      try? FileManager.default.removeItem(atPath: draft)
    }
    defer { interrupts.end() }
    var isDone = false
    defer { if !isDone { try? manager.removeItem(atPath: draft) } }
    try body(draft)
    try Files.write(
      Self.names(in: draft).joined(separator: "\n") + "\n", to: "\(draft)/\(Self.list)")
    let old = "\(path).old-\(getpid())"
    let exists = manager.fileExists(atPath: path)
    // The old folder goes only when the new one is in its place.
    guard !exists || rename(path, old) == 0, rename(draft, path) == 0 else {
      if exists, rename(old, path) != 0 { Talk.say("the folder that was there is now \(old)") }
      throw Talk.failure(.cannotWrite, "\(path): cannot put the folder in place")
    }
    isDone = true
    if exists { try? manager.removeItem(atPath: old) }
  }

  /// Names of all files below a folder, in order.
  private static func names(in folder: String) -> [String] {
    let manager = FileManager.default
    var found: [String] = []
    for name in (try? manager.contentsOfDirectory(atPath: folder)) ?? [] {
      var isFolder = false
      _ = manager.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
      found += isFolder ? names(in: "\(folder)/\(name)").map { "\(name)/\($0)" } : [name]
    }
    return found.sorted()
  }

  private static func text(_ path: String) -> String? {
    (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Cleans up before an interrupt (Ctrl-C, SIGTERM) ends the command.
struct Interrupts {
  private let sources: [any DispatchSourceSignal]

  init(_ cleanUp: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        cleanUp()
        exit(128 + number)
      }
      source.resume()
      return source
    }
  }

  /// From here on an interrupt ends the command as usual.
  func end() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
