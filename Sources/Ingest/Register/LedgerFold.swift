// Ingest: rows of a register -> how many persons share everything that a ledger keeps of them.

import Records

/// Persons by ledger and by what the register says of them.
struct RegisterTally: RegisterOutcome {
  /// Number of persons.
  var persons: [LedgerKey: [RegisterPerson: Int]] = [:]

  func merged(with other: RegisterTally) -> RegisterTally {
    var merged = self
    for (key, counts) in other.persons {
      merged.persons[key, default: [:]].merge(counts, uniquingKeysWith: +)
    }
    return merged
  }
}

/// Counts by everything that a ledger keeps.
struct LedgerFold: RegisterFold, ~Copyable {
  private var counts: [RegisterCell: Int32] = [:]

  mutating func add(_ cell: RegisterCell, _ days: borrowing DayTable) {
    counts[cell, default: 0] += 1
  }

  mutating func remove(_ cell: RegisterCell, _ days: borrowing DayTable) {
    counts[cell, default: 0] -= 1
  }

  mutating func outcome(keys: [LedgerKey], days: DayTable, sources: [Source]) -> RegisterTally {
    var tally = RegisterTally()
    for (cell, count) in counts where count > 0 {
      let person = RegisterPerson(cell, days: days, sources: sources)
      tally.persons[keys[Int(cell.slot)], default: [:]][person, default: 0] += Int(count)
    }
    counts = [:]
    return tally
  }
}
