// Ingest: signatures and officials by ledger and day, as a dense table: a register of millions of
// rows has some thousand ledgers and some hundred days.

public import Records

/// Persons by ledger and day.
public struct DailyCounts: RegisterOutcome {
  /// Ledgers in order.
  public let keys: [LedgerKey]
  /// Days that occur, in order.
  public let days: [CalendarDate]
  /// Signatures: for each ledger a row of all days.
  private let signed: [UInt32]
  /// Officials by the day from which they must sign: for each ledger those without a day, then a
  /// row of all days.
  private let roster: [UInt32]

  /// Nothing.
  init() { (keys, days, signed, roster) = ([], [], [], []) }

  /// Counts in the order of keys and days that come as they like; a nil day stands for "always".
  /// Keys without a person are left out: a row that was refused has named them.
  init(
    keys: [LedgerKey], days: [CalendarDate?], signed: (_ key: Int, _ day: Int) -> Int,
    roster: (_ key: Int, _ day: Int) -> Int
  ) {
    let named = keys.indices.filter { key in
      days.indices.contains { signed(key, $0) > 0 || roster(key, $0) > 0 }
    }
    let keyOrder = named.sorted { keys[$0] < keys[$1] }
    let occurring = days.indices.filter { day in
      days[day] != nil && keys.indices.contains { signed($0, day) > 0 || roster($0, day) > 0 }
    }
    let dayOrder = occurring.sorted { (days[$0]?.dayNumber ?? 0) < (days[$1]?.dayNumber ?? 0) }
    let always = days.indices.filter { days[$0] == nil }
    self.keys = keyOrder.map { keys[$0] }
    self.days = dayOrder.compactMap { days[$0] }
    self.signed = keyOrder.flatMap { key in dayOrder.map { UInt32(signed(key, $0)) } }
    self.roster = keyOrder.flatMap { key in
      [UInt32(always.reduce(0) { $0 + roster(key, $1) })]
        + dayOrder.map { UInt32(roster(key, $0)) }
    }
  }

  /// Both counts together.
  func merged(with other: DailyCounts) -> DailyCounts {
    guard !keys.isEmpty else { return other }
    guard !other.keys.isEmpty else { return self }
    let allKeys = Set(keys).union(other.keys).sorted()
    let allDays = Set(days).union(other.days).sorted()
    let parts = [self, other].map { part in
      (
        part,
        keys: allKeys.map { key in part.keys.firstIndex(at: key) },
        days: allDays.map { day in part.days.firstIndex(at: day) }
      )
    }
    return DailyCounts(
      keys: allKeys, days: [nil] + allDays,
      signed: { key, day in
        guard day > 0 else { return 0 }
        return parts.reduce(0) { sum, part in
          guard let key = part.keys[key], let day = part.days[day - 1] else { return sum }
          return sum + part.0.signatures(key, day)
        }
      },
      roster: { key, day in
        parts.reduce(0) { sum, part in
          guard let key = part.keys[key] else { return sum }
          guard day > 0 else { return sum + part.0.officials(key, nil) }
          guard let day = part.days[day - 1] else { return sum }
          return sum + part.0.officials(key, day)
        }
      })
  }

  private func signatures(_ key: Int, _ day: Int) -> Int { Int(signed[key * days.count + day]) }

  private func officials(_ key: Int, _ day: Int?) -> Int {
    Int(roster[key * (days.count + 1) + (day.map { $0 + 1 } ?? 0)])
  }

  /// Calls `body` for each ledger and each day on which somebody signed or had to sign from then on.
  ///
  /// A ledger of which nothing is dated has one row, on the first day that occurs, or on the day
  /// that `undated` gives where none does; it is left out where that is nil.
  ///
  /// - Parameters:
  ///   - undated: The day for a ledger of an election without any date.
  ///   - body: Receives the places of ledger and day in `keys` and `days` (the day itself where it
  ///     is not among them), the signatures of the day, and how many must sign by then, persons.
  public func forEachRow(
    undated: (ElectionID) -> CalendarDate?,
    _ body: (_ key: Int, _ day: CalendarDate, _ signed: Int, _ required: Int) throws -> Void
  ) rethrows {
    for key in keys.indices {
      var required = officials(key, nil)
      var isWritten = false
      for day in days.indices {
        let joined = officials(key, day)
        let signatures = signatures(key, day)
        required += joined
        guard joined > 0 || signatures > 0 else { continue }
        isWritten = true
        try body(key, days[day], signatures, required)
      }
      if !isWritten, let day = days.first ?? undated(keys[key].election) {
        try body(key, day, 0, required)
      }
    }
  }
}

extension Array where Element: Comparable {
  /// The place of an element of an array in order, by bisection; nil where it is not there.
  fileprivate func firstIndex(at element: Element) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == element ? low : nil
  }
}
