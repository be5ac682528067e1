// Ingest: rows of a register -> how many persons share everything that a ledger keeps of them.

import Records

/// Persons by ledger and by what the register says of them.
struct RegisterTally: Sendable {
  /// What a ledger keeps of a person.
  struct Person: Hashable, Sendable {
    var requiredOn: CalendarDate?
    var signedOn: CalendarDate?
    var recordedOn: CalendarDate?
    var mode: SigningMode
    var source: Source
  }

  /// Number of persons.
  var persons: [LedgerKey: [Person: Int]] = [:]

  /// Adds other persons.
  mutating func merge(_ other: RegisterTally) {
    for (key, counts) in other.persons {
      persons[key, default: [:]].merge(counts, uniquingKeysWith: +)
    }
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
      let person = RegisterTally.Person(
        requiredOn: days.day(cell.required), signedOn: days.day(cell.signed),
        recordedOn: days.day(cell.recorded), mode: SigningMode.allCases[Int(cell.mode)],
        source: sources[Int(cell.source)])
      tally.persons[keys[Int(cell.slot)], default: [:]][person, default: 0] += Int(count)
    }
    return tally
  }
}
