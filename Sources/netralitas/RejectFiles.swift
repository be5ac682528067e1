// The command: rejected rows with the reason, as files that can be repaired and read again.

import Dispatch
import Ingest
import Synchronization

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

/// Files of rejected rows, drafts until all is read. Only their owner may read them, because they
/// hold rows as they stood.
final class RejectFiles: RejectedRowSink {
  /// Columns that are added in front; the reader knows and leaves them out.
  static let columns = ["rejected_line", "rejected_reason"]

  private struct Draft {
    let path: String
    let table: String
    let header: [String]
    var descriptor: Int32 = -1
    var rows = 0
  }

  private struct State {
    var drafts: [String: Draft] = [:]
    var order: [String] = []
    var current = ""
    var hasFailed = false
  }

  private let path: String
  private let isSingle: Bool
  private let state = Mutex(State())

  /// Files for rejected rows at a path: one file where it ends with `.csv`, else a folder.
  init(_ path: String) throws {
    self.path = path
    isSingle = path.lowercased().hasSuffix(".csv")
    guard !isSingle else { return }
    var isFolder = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder {
      throw Talk.failure(.cannotWrite, "\(path): is a file; choose another name")
    }
  }

  func begin(file: String, table: String, header: [String]) {
    state.withLock { state in
      state.current = file
      if let old = state.drafts[file] { Self.remove(old) } else { state.order.append(file) }
      let number = (state.order.firstIndex(of: file) ?? 0) + 1
      state.drafts[file] = Draft(
        path: "\(path).draft-\(getpid())-\(number)", table: table, header: header)
    }
  }

  func resume(file: String) { state.withLock { $0.current = file } }

  func put(_ row: RejectedRow) {
    state.withLock { state in
      guard var draft = state.drafts[state.current], !state.hasFailed else { return }
      if draft.rows == 0 {
        draft.descriptor = open(
          draft.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        state.hasFailed = !Self.write(Self.columns + draft.header, to: draft.descriptor)
      }
      draft.rows += 1
      let fault = row.fault
      let place = fault.column.isEmpty ? "" : "\(fault.column): "
      let reason = "\(place)\(fault.rule); \(fault.repair)"
      let isWritten = Self.write([String(fault.line), reason] + row.cells, to: draft.descriptor)
      state.hasFailed = state.hasFailed || !isWritten
      state.drafts[state.current] = draft
    }
  }

  /// Puts the files in their places and says where they are.
  func finish() throws {
    let (drafts, hasFailed) = state.withLock { state in
      (state.order.compactMap { state.drafts[$0] }.filter { $0.rows > 0 }, state.hasFailed)
    }
    guard !hasFailed else {
      throw Talk.failure(.cannotWrite, "\(path): cannot write; check folder, rights and space")
    }
    guard !drafts.isEmpty else { return }
    if isSingle {
      guard drafts.count == 1 else {
        throw Talk.failure(
          .usage, "--rejects \(path): rows of \(drafts.count) files were rejected; name a folder")
      }
      try Self.move(drafts[0], to: path)
    } else {
      try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      var names: [String: Int] = [:]
      for draft in drafts {
        names[draft.table, default: 0] += 1
        let number = names[draft.table] ?? 1
        // The folder is a package itself: a table's further files stand in folders of their own.
        let folder = number == 1 ? path : "\(path)/\(number)"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Self.move(draft, to: "\(folder)/\(draft.table).csv")
      }
    }
    let rows = drafts.reduce(0) { $0 + $1.rows }
    Talk.say("wrote \(rows) rejected rows to \(path): repair them and read them beside the input")
    state.withLock { $0.drafts = [:] }
  }

  /// Removes the drafts.
  func discard() {
    state.withLock { state in
      for draft in state.drafts.values { Self.remove(draft) }
      state.drafts = [:]
    }
  }

  private static func move(_ draft: Draft, to path: String) throws {
    close(draft.descriptor)
    guard rename(draft.path, path) == 0 else {
      throw Talk.failure(.cannotWrite, "\(path): cannot write; check folder, rights and space")
    }
  }

  private static func remove(_ draft: Draft) {
    guard draft.descriptor >= 0 else { return }
    close(draft.descriptor)
    unlink(draft.path)
  }

  /// One record. Quotes stand around every cell that needs them.
  private static func write(_ cells: [String], to descriptor: Int32) -> Bool {
    let record = cells.map { cell in
      cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",")
    return Files.send(Array((record + "\n").utf8), to: descriptor)
  }
}
