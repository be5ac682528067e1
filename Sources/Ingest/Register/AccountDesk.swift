// Ingest: puts the accounts of slabs together in the order of the file, and finds officials that
// occur twice. What is first in that order is kept, whichever thread has read it.

import Synchronization

/// The account of registers, file after file.
final class AccountDesk: Sendable {
  fileprivate struct State: ~Copyable {
    var officials = OfficialIndex()
    var account = FileAccount(file: "", table: "register")
    var rejections: [Fault] = []
    var duplicates: [Fault] = []
    /// Slabs that came before their turn, with the worker that read them.
    var waiting: [Int: (account: SlabAccount, worker: Int)] = [:]
    var next = 0
    /// Rows to be taken back, by worker.
    var takeBacks: [[RegisterCell]] = []
  }

  private let state = Mutex(State())

  /// Begins a file that so many workers read.
  func begin(_ account: FileAccount, workers: Int) {
    state.withLock { state in
      state.account = account
      (state.rejections, state.duplicates, state.waiting, state.next) = ([], [], [:], 0)
      state.takeBacks = Array(repeating: [], count: workers)
    }
  }

  /// Takes the account of a slab.
  ///
  /// - Returns: rows that the worker must take back; and whether more rows were refused than `most`.
  func handIn(
    _ account: SlabAccount, by worker: Int, most: Int?
  ) -> (takeBacks: [RegisterCell], failure: IngestError?) {
    state.withLock { state in
      state.waiting[account.number] = (account, worker)
      while let (account, worker) = state.waiting.removeValue(forKey: state.next) {
        state.next += 1
        state.add(account, worker)
      }
      return (state.taken(worker), most.flatMap { state.failure(most: $0) })
    }
  }

  /// Rows that a worker must still take back after the last slab.
  func takeBacks(of worker: Int) -> [RegisterCell] { state.withLock { $0.taken(worker) } }

  /// Ends a file and adds its account to the report.
  func end(into report: inout IngestReport) {
    state.withLock { state in
      report.add(state.account, rejections: state.rejections, duplicates: state.duplicates)
    }
  }
}

extension AccountDesk.State {
  fileprivate mutating func taken(_ worker: Int) -> [RegisterCell] {
    let cells = takeBacks[worker]
    takeBacks[worker] = []
    return cells
  }

  fileprivate func failure(most: Int) -> IngestError? {
    guard account.rejected > most else { return nil }
    return .tooManyRejections(account.rejected, most: most, first: rejections.first)
  }

  fileprivate mutating func add(_ slab: SlabAccount, _ worker: Int) {
    account.rowsRead += slab.rowsRead
    account.accepted += slab.accepted
    account.rejected += slab.rejected.count
    var refused = slab.rejected.map(\.fault)
    var known: [(print: OfficialPrint, isContradicted: Bool)] = []
    officials.see(slab.officials) { known.append(($0, $1)) }
    for (print, isContradicted) in known {
      takeBacks[worker].append(print.cell)
      let line = Int(print.line)
      if isContradicted {
        account.accepted -= 1
        account.rejected += 1
        refused.append(Fault.contradictedOfficial(file: account.file, line: line))
      } else {
        account.duplicates += 1
        if duplicates.count < IngestReport.mostNamed {
          duplicates.append(Fault.repeatedRow(file: account.file, line: line))
        }
      }
    }
    if refused.count > slab.rejected.count { refused.sort { $0.line < $1.line } }
    rejections += refused.prefix(max(0, IngestReport.mostNamed - rejections.count))
  }
}
