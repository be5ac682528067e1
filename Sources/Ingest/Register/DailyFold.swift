// Ingest: rows of a register -> signatures by day and officials by day from which they must sign.
// Counters lie in a slab for each day that occurs, so that memory depends on days and ledgers and
// not on rows.

import Records

/// Counts by day.
struct DailyFold: RegisterFold, ~Copyable {
  /// Signatures that became known later do not count; nil for no such day.
  private let asOf: Int32
  private var signed = DayCounters()
  private var roster = DayCounters()

  init(asOf: CalendarDate?) { self.asOf = asOf?.dayNumber ?? .max }

  @inline(__always)
  mutating func add(_ cell: RegisterCell, _ days: borrowing DayTable) {
    let counted = counted(cell, days)
    if counted.signed != 0 { signed.add(slot: Int(cell.slot), day: Int(counted.signed)) }
    roster.add(slot: Int(cell.slot), day: Int(counted.from))
  }

  mutating func remove(_ cell: RegisterCell, _ days: borrowing DayTable) {
    let counted = counted(cell, days)
    if counted.signed != 0 { signed.remove(slot: Int(cell.slot), day: Int(counted.signed)) }
    roster.remove(slot: Int(cell.slot), day: Int(counted.from))
  }

  /// The day of the signature, where it counts, and the day from which the official must sign: who
  /// has signed is on the roster even before the day that the register names.
  @inline(__always)
  private func counted(
    _ cell: RegisterCell, _ days: borrowing DayTable
  ) -> (signed: UInt16, from: UInt16) {
    let known = cell.recorded == 0 ? cell.signed : cell.recorded
    let signed = days.days[Int(known)] <= asOf ? cell.signed : 0
    let isBefore =
      signed != 0 && cell.required != 0
      && days.days[Int(signed)] < days.days[Int(cell.required)]
    return (signed, isBefore ? signed : cell.required)
  }

  mutating func outcome(keys: [LedgerKey], days: DayTable, sources: [Source]) -> DailyCounts {
    signed.flush()
    roster.flush()
    let counts = DailyCounts(
      keys: keys, days: days.days.indices.map { days.day(UInt16($0)) },
      signed: { self.signed.count(slot: $0, day: $1) },
      roster: { self.roster.count(slot: $0, day: $1) })
    // Nothing is held twice while the counts of several threads are put together.
    signed = DayCounters()
    roster = DayCounters()
    return counts
  }
}

/// A counter for each ledger and day.
private struct DayCounters: ~Copyable {
  /// For each day the counters of all ledgers, nil until the day occurs.
  private var pages: [UnsafeMutablePointer<UInt32>?] = []
  private var slots = 512
  /// Counters to raise, put off so that their misses in the cache overlap.
  private let pending: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>>
  private var pendingCount = 0
  private static let most = 2048

  init() { pending = .allocate(capacity: Self.most) }

  deinit {
    for page in pages { page?.deallocate() }
    pending.deallocate()
  }

  @inline(__always)
  mutating func add(slot: Int, day: Int) {
    // First the counter: making one may empty what is pending.
    let counter = counter(slot: slot, day: day)
    pending[pendingCount] = counter
    pendingCount += 1
    if pendingCount == Self.most { flush() }
  }

  mutating func remove(slot: Int, day: Int) {
    flush()
    counter(slot: slot, day: day).pointee -= 1
  }

  mutating func flush() {
    for index in 0..<pendingCount { pending[index].pointee &+= 1 }
    pendingCount = 0
  }

  func count(slot: Int, day: Int) -> Int {
    guard day < pages.count, slot < slots, let page = pages[day] else { return 0 }
    return Int(page[slot])
  }

  @inline(__always)
  private mutating func counter(slot: Int, day: Int) -> UnsafeMutablePointer<UInt32> {
    if slot < slots, day < pages.count, let page = pages[day] { return page + slot }
    return madeCounter(slot: slot, day: day)
  }

  @inline(never)
  private mutating func madeCounter(slot: Int, day: Int) -> UnsafeMutablePointer<UInt32> {
    if slot >= slots {
      flush()
      let larger = max(slots * 2, slot + 1)
      for (place, page) in pages.enumerated() {
        guard let page else { continue }
        let copy = Self.page(larger)
        copy.update(from: page, count: slots)
        page.deallocate()
        pages[place] = copy
      }
      slots = larger
    }
    while pages.count <= day { pages.append(nil) }
    let page = pages[day] ?? Self.page(slots)
    pages[day] = page
    return page + slot
  }

  private static func page(_ slots: Int) -> UnsafeMutablePointer<UInt32> {
    let page = UnsafeMutablePointer<UInt32>.allocate(capacity: slots)
    page.initialize(repeating: 0, count: slots)
    return page
  }
}
