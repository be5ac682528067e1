// Ingest: the names behind the small numbers of a `RegisterCell`, within one worker.

import Records

/// Ledgers, days and sources numbered as they appear.
struct RegisterNumbers {
  var days = DayTable()
  var ledgers = LedgerNumbers()
  var sources = SourceNumbers()

  /// A person in numbers.
  mutating func cell(_ key: LedgerKey, _ person: RegisterPerson) -> RegisterCell {
    RegisterCell(
      slot: UInt32(ledgers.number(of: key)),
      required: person.requiredOn.map { days.number(of: $0) } ?? 0,
      signed: person.signedOn.map { days.number(of: $0) } ?? 0,
      recorded: person.recordedOn.map { days.number(of: $0) } ?? 0,
      source: UInt16(sources.number(of: person.source)),
      mode: UInt8(SigningMode.allCases.firstIndex(of: person.mode) ?? 0))
  }
}

extension RegisterPerson {
  /// The person behind the numbers.
  init(_ cell: RegisterCell, days: DayTable, sources: [Source]) {
    self.init(
      requiredOn: days.day(cell.required), signedOn: days.day(cell.signed),
      recordedOn: days.day(cell.recorded), mode: SigningMode.allCases[Int(cell.mode)],
      source: sources[Int(cell.source)])
  }
}

/// Ledgers numbered as they appear.
struct LedgerNumbers {
  /// Hashes that are the same in every worker and in every run.
  struct Print {
    /// Election and regency, within which a record_id holds.
    let scope: UInt64
    /// The whole key.
    let content: UInt64
  }

  private(set) var keys: [LedgerKey] = []
  private(set) var prints: [Print] = []
  private var numbers: [LedgerKey: Int] = [:]

  mutating func number(of key: LedgerKey) -> Int {
    if let known = numbers[key] { return known }
    numbers[key] = keys.count
    keys.append(key)
    var scope = mixed(UInt64(key.regency.number), 1)
    for byte in key.election.description.utf8 { scope = mixed(scope, UInt64(byte)) }
    let level = UInt64(key.level.map { $0.order + 1 } ?? 0)
    let employment = UInt64(Employment.allCases.firstIndex(of: key.employment) ?? 0)
    prints.append(Print(scope: scope, content: mixed(scope, level << 8 | employment)))
    return keys.count - 1
  }
}

/// Sources numbered as they appear; the table itself is number 0.
struct SourceNumbers {
  private(set) var sources: [Source]
  private var numbers: [Source: Int]

  init() {
    // The file is no source: a register that is split over two files says the same.
    let own = Source(publisher: "register")
    sources = [own]
    numbers = [own: 0]
  }

  mutating func number(of source: Source) -> Int {
    if let known = numbers[source] { return known }
    // A column with a source for each row is not kept apart: the table stands for the rest.
    guard sources.count < Int(UInt16.max) else { return 0 }
    numbers[source] = sources.count
    sources.append(source)
    return sources.count - 1
  }
}
