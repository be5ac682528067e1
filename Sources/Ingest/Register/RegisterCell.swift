// Ingest: what a row of a register says beside whom it names, in small numbers, and the two ways of
// adding such rows up. `RegisterWorker` makes cells of rows.

import Records

/// What a row says, by numbers that hold within one worker.
struct RegisterCell: Hashable {
  /// The ledger.
  var slot: UInt32
  /// Days by their number in the `DayTable`, 0 where the cell is empty.
  var required: UInt16
  var signed: UInt16
  var recorded: UInt16
  var source: UInt16
  var mode: UInt8
}

/// Days numbered as they appear; 0 is no day.
struct DayTable {
  private(set) var days: [Int32] = [0]
  private var numbers: [Int32: UInt16] = [:]

  /// The number of a day.
  mutating func number(of day: CalendarDate) -> UInt16 {
    if let known = numbers[day.dayNumber] { return known }
    // `DateField` reads dates of 156 years, fewer than 57,000 days.
    precondition(days.count < Int(UInt16.max), "\(days.count) different days")
    let number = UInt16(days.count)
    days.append(day.dayNumber)
    numbers[day.dayNumber] = number
    return number
  }

  /// The day of a number, nil for 0.
  func day(_ number: UInt16) -> CalendarDate? {
    number == 0 ? nil : CalendarDate(dayNumber: Int(days[Int(number)]))
  }
}

/// What a ledger keeps of a person.
struct RegisterPerson: Hashable, Sendable {
  var requiredOn: CalendarDate?
  var signedOn: CalendarDate?
  var recordedOn: CalendarDate?
  var mode: SigningMode
  var source: Source
}

/// Rows of a register added up.
protocol RegisterOutcome: Sendable {
  /// Both together.
  func merged(with other: Self) -> Self
}

/// A way of adding up the rows of a register.
protocol RegisterFold: ~Copyable, SendableMetatype {
  /// What is added up, once all rows were seen.
  associatedtype Outcome: RegisterOutcome

  /// Adds one row.
  mutating func add(_ cell: RegisterCell, _ days: borrowing DayTable)
  /// Takes one row back that was added.
  mutating func remove(_ cell: RegisterCell, _ days: borrowing DayTable)
  /// What was added up, by the names of the numbers; the fold is empty afterwards.
  mutating func outcome(keys: [LedgerKey], days: DayTable, sources: [Source]) -> Outcome
}

extension RegisterFold where Self: ~Copyable {
  /// Some persons added up.
  mutating func outcome(of persons: [(key: LedgerKey, person: RegisterPerson)]) -> Outcome {
    var numbers = RegisterNumbers()
    for (key, person) in persons { add(numbers.cell(key, person), numbers.days) }
    return outcome(
      keys: numbers.ledgers.keys, days: numbers.days, sources: numbers.sources.sources)
  }
}
