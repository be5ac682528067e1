// Ingest: puts the accounts of slabs together in the order of the files, and finds officials that
// occur twice. What is first in that order is kept, whichever thread has read it.

import Synchronization

/// The account of one register.
struct RegisterAccount: Sendable {
  var account: FileAccount
  /// The first of the findings; the account counts all.
  var rejections: [Fault] = []
  var duplicates: [Fault] = []

  mutating func reject(_ fault: Fault) {
    account.rejected += 1
    if rejections.count < IngestReport.mostNamed { rejections.append(fault) }
  }

  mutating func repeated(_ fault: Fault) {
    account.accepted += 1
    account.duplicates += 1
    if duplicates.count < IngestReport.mostNamed { duplicates.append(fault) }
  }
}

/// The account of registers, file after file.
final class AccountDesk: Sendable {
  fileprivate struct State: ~Copyable {
    var officials = OfficialIndex()
    var files: [RegisterAccount] = []
    /// Officials of whom rows say different things.
    var contradicted: Set<UInt64> = []
    /// Their rows, with the place of their file.
    var setAside: [(file: Int, row: SetAsideRow)] = []
    /// Slabs that came before their turn, with the worker that read them.
    var waiting: [Int: (account: SlabAccount, worker: Int)] = [:]
    var next = 0
    /// Rows to be taken back, by worker.
    var takeBacks: [[RegisterCell]] = []
  }

  private let state = Mutex(State())
  private let rejects: (any RejectedRowSink)?

  /// A desk without accounts; refused rows go to `rejects` as well.
  init(rejects: (any RejectedRowSink)?) { self.rejects = rejects }

  /// Begins a file that so many workers read.
  func begin(_ account: FileAccount, header: [String], workers: Int) {
    rejects?.begin(file: account.file, table: account.table, header: header)
    state.withLock { state in
      state.files.append(RegisterAccount(account: account))
      (state.waiting, state.next) = ([:], 0)
      state.takeBacks = Array(repeating: [], count: workers)
    }
  }

  /// Takes the account of a slab.
  ///
  /// - Returns: rows that the worker must take back, and the failure where more rows of the file
  ///   were refused than `most`.
  func handIn(
    _ account: SlabAccount, by worker: Int, most: Int?
  ) -> (takeBacks: [RegisterCell], failure: IngestError?) {
    state.withLock { state in
      state.waiting[account.number] = (account, worker)
      while let (account, worker) = state.waiting.removeValue(forKey: state.next) {
        state.next += 1
        for row in account.rejected { rejects?.put(row) }
        state.add(account, worker)
      }
      return (state.taken(worker), most.flatMap { state.failure(most: $0) })
    }
  }

  /// Rows that a worker must still take back after the last slab.
  func takeBacks(of worker: Int) -> [RegisterCell] { state.withLock { $0.taken(worker) } }

  /// Officials of whom rows say different things.
  var contradicted: Set<UInt64> { state.withLock { $0.contradicted } }

  /// The accounts of all files, and the rows that were set aside.
  var outcome: (files: [RegisterAccount], setAside: [(file: Int, row: SetAsideRow)]) {
    state.withLock { ($0.files, $0.setAside) }
  }
}

extension AccountDesk.State {
  fileprivate mutating func taken(_ worker: Int) -> [RegisterCell] {
    let cells = takeBacks[worker]
    takeBacks[worker] = []
    return cells
  }

  fileprivate func failure(most: Int) -> IngestError? {
    guard let file = files.last, file.account.rejected > most else { return nil }
    return .tooManyRejections(file.account.rejected, most: most, first: file.rejections.first)
  }

  fileprivate mutating func add(_ slab: SlabAccount, _ worker: Int) {
    let place = files.count - 1
    files[place].account.rowsRead += slab.rowsRead
    files[place].account.accepted += slab.accepted
    for row in slab.rejected { files[place].reject(row.fault) }
    setAside += slab.setAside.map { (place, $0) }
    var known: [(print: OfficialPrint, isContradicted: Bool)] = []
    officials.see(slab.officials) { known.append(($0, $1)) }
    for (print, isContradicted) in known {
      takeBacks[worker].append(print.cell)
      files[place].account.accepted -= 1
      // What becomes of contradictions is settled when all files were read.
      if isContradicted {
        contradicted.insert(print.official)
      } else {
        let file = files[place].account.file
        files[place].repeated(Fault.repeatedRow(file: file, line: Int(print.line)))
      }
    }
  }
}
