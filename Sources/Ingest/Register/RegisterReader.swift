// Ingest: one register on one or two threads. Slabs are handed out in the order of the file and
// their accounts are put together in the same order, so that one thread and two give the same.

import Dispatch
import Synchronization

/// How registers are read.
public struct ReadingOptions: Sendable {
  /// Threads that work on one register, 1 or more.
  public var threads = 2
  /// Whether officials that occur twice are looked for; it takes some 16 bytes for each.
  public var findsDuplicates = true
  /// Most rows of a file that may be refused; nil for any number.
  public var mostRejections: Int?
  /// Takes the rows that are refused; nil for nobody.
  public var rejects: (any RejectedRowSink)?
  /// Told now and then, on any thread, how far a file has been read.
  public var progress: (@Sendable (ReadingProgress) -> Void)?
  /// Bytes for which a slab has room at first; how many it takes is said where the file is opened.
  var slabSize = 1 << 18

  /// The usual way: two threads, duplicates looked for, any number of refusals.
  public init() {}
}

/// Reads registers.
enum RegisterReader {
  /// Reads the rows of a file.
  ///
  /// - Parameters:
  ///   - table: the file behind its header.
  ///   - context: reads single rows.
  ///   - options: threads, duplicates, limits.
  ///   - contradicted: officials whose rows are set aside.
  ///   - desk: takes the account; it knows the officials of earlier files.
  ///   - conversions: receives what was read as something else.
  ///   - makeFold: an empty fold for each thread.
  /// - Returns: what each thread has added up.
  /// - Throws: where the file cannot be understood, or too many of its rows are refused.
  static func read<Fold: RegisterFold & ~Copyable>(
    _ table: consuming sending OpenTable, context: RowContext, options: ReadingOptions,
    contradicted: Set<UInt64>, desk: AccountDesk, conversions: inout [Conversion: Int],
    makeFold: () -> Fold
  ) throws(IngestError) -> [Fold.Outcome] {
    let file = table.account.file
    let columns = RegisterColumns(header: table.reader.header, places: table.places)
    desk.begin(
      table.account, header: table.reader.header, workers: options.threads)
    let slabs = table.reader.remainder()
    let delimiter = slabs.delimiter
    let queue = SlabQueue(slabs, file: file, progress: options.progress)
    let seats = (0..<options.threads).map { number in
      Seat(
        number,
        RegisterWorker(
          file: file, columns: columns, delimiter: delimiter, context: context,
          findsDuplicates: options.findsDuplicates, contradicted: contradicted, fold: makeFold()))
    }
    if seats.count == 1 {
      seats[0].work(queue, desk, options)
    } else {
      DispatchQueue.concurrentPerform(iterations: seats.count) { number in
        seats[number].work(queue, desk, options)
      }
    }
    if let failure = queue.failure { throw failure }
    for conversion in queue.conversions { conversions[conversion, default: 0] += 1 }
    return seats.map { seat in
      let (outcome, told) = seat.finish(desk)
      conversions.merge(told, uniquingKeysWith: +)
      return outcome
    }
  }

  /// Where one thread works. The worker is moved out of its lock for the time of the work.
  private final class Seat<Fold: RegisterFold & ~Copyable>: Sendable {
    private let number: Int
    private let worker: Mutex<RegisterWorker<Fold>>

    init(_ number: Int, _ worker: consuming sending RegisterWorker<Fold>) {
      self.number = number
      self.worker = Mutex(worker)
    }

    func work(_ queue: SlabQueue, _ desk: AccountDesk, _ options: ReadingOptions) {
      worker.withLock { worker in
        var slab = Slab(capacity: options.slabSize)
        while queue.next(into: &slab) {
          let account = worker.read(slab)
          let (takeBacks, failure) = desk.handIn(
            account, by: number, most: options.mostRejections)
          worker.takeBack(takeBacks)
          if let failure { queue.stop(failure) }
        }
      }
    }

    /// What was added up, after all threads are done.
    func finish(_ desk: AccountDesk) -> (Fold.Outcome, [Conversion: Int]) {
      worker.withLock { worker in
        worker.takeBack(desk.takeBacks(of: number))
        return worker.outcome()
      }
    }
  }
}
