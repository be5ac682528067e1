// Ingest: accepted rows of every shape -> `Evidence`. Registers are folded into counts by day as
// they stream through; no row of a register is kept.

import Records

/// A row of `register.csv` without anything that names a person.
struct RegisterEntry: Hashable {
  var key: LedgerKey
  var requiredOn: CalendarDate?
  var signedOn: CalendarDate?
  var recordedOn: CalendarDate?
  var mode: SigningMode
  var source: Source
}

/// A row of `recaps.csv`.
struct RecapEntry: Hashable {
  var key: LedgerKey
  var asOf: CalendarDate
  var required: Count
  var signed: Count
  var recordedOn: CalendarDate?
  var source: Source
}

/// A row of `counts.csv`.
///
/// The same count reached through two files is one count, so the file is no part of its identity.
struct DailyCount: Hashable {
  var key: LedgerKey
  /// Last day on which they had not signed; nil where nobody knows.
  var after: CalendarDate?
  var date: CalendarDate
  var signed: Int
  var required: Int?
  var source: Source

  static func == (left: Self, right: Self) -> Bool {
    (left.key, left.after, left.date) == (right.key, right.after, right.date)
      && (left.signed, left.required) == (right.signed, right.required)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(key)
    hasher.combine(after)
    hasher.combine(date)
    hasher.combine(signed)
    hasher.combine(required)
  }
}

/// Collects entries and builds the evidence. The order in which entries come does not matter.
struct LedgerBuilder {
  let reference: ReferenceTables
  private var registers = RegisterTally()
  private var recaps: [LedgerKey: Set<RecapEntry>] = [:]
  private var counts: [LedgerKey: Set<DailyCount>] = [:]
  private var reports: [EventName: Set<EventReport>] = [:]
  private var sessions: Set<Session> = []
  private var violations: [ViolationReport] = []

  /// Offices number their events each for itself, so that a name holds within a region.
  private struct EventName: Hashable {
    var id: String
    var region: Region
  }

  init(reference: ReferenceTables) { self.reference = reference }

  mutating func add(_ tally: RegisterTally) { registers = registers.merged(with: tally) }

  /// Adds a recap; false where the same recap was added before.
  mutating func add(_ entry: RecapEntry) -> Bool {
    recaps[entry.key, default: []].insert(entry).inserted
  }

  /// Adds a daily count; false where the same count was added before. Of two sources of it the first
  /// by name stays.
  mutating func add(_ entry: DailyCount) -> Bool {
    let (inserted, member) = counts[entry.key, default: []].insert(entry)
    if !inserted, entry.source < member.source { counts[entry.key]?.update(with: entry) }
    return inserted
  }

  /// Adds a report of an event; false where the same report was added before.
  mutating func add(_ report: EventReport) -> Bool {
    reports[EventName(id: report.eventID, region: report.region), default: []]
      .insert(report).inserted
  }

  /// Adds a session; false where the same session was added before.
  mutating func add(_ session: Session) -> Bool { sessions.insert(session).inserted }

  mutating func add(_ violation: ViolationReport) { violations.append(violation) }

  /// The evidence of everything that was added.
  func evidence() -> Evidence {
    let occasions = reports.values.flatMap { reports in
      OccasionSettler.versions(of: Array(reports)) { reference.election($0)?.votingDay }
    }.sorted(by: precedes)
    var denominators: [LedgerKey: [DenominatorClaim]] = [:]
    var signings: [LedgerKey: [SigningClaim]] = [:]
    var conflicts = occasions.flatMap(\.conflicts)

    for (key, cells) in registers.persons {
      for (cell, persons) in cells {
        denominators[key, default: []].append(
          DenominatorClaim(
            count: .exact(persons), basis: .register,
            // Who has signed is on the roster, even before the day that the register names.
            asOf: cell.requiredOn.map { min($0, cell.signedOn ?? $0) },
            recordedOn: cell.signedOn == nil ? cell.recordedOn : nil, source: cell.source))
        guard let signedOn = cell.signedOn else { continue }
        signings[key, default: []].append(
          SigningClaim(
            extent: .counted(.exact(persons)), measure: .increment, basis: .register,
            after: signedOn.advanced(by: -1), upTo: signedOn, mode: cell.mode,
            recordedOn: cell.recordedOn ?? signedOn, source: cell.source))
      }
    }
    for (key, entries) in counts {
      for entry in entries {
        signings[key, default: []].append(
          SigningClaim(
            extent: .counted(.exact(entry.signed)), measure: .increment, basis: .counts,
            after: entry.after, upTo: entry.date, recordedOn: entry.date,
            source: entry.source))
        guard let required = entry.required else { continue }
        denominators[key, default: []].append(
          DenominatorClaim(
            count: .exact(required), basis: .counts, asOf: entry.date, recordedOn: entry.date,
            source: entry.source))
      }
    }
    for (key, entries) in recaps {
      conflicts += changedRecaps(key, entries)
      for entry in entries {
        signings[key, default: []].append(
          SigningClaim(
            extent: .counted(entry.signed), measure: .cumulative, basis: .recap, upTo: entry.asOf,
            recordedOn: entry.recordedOn ?? entry.asOf, source: entry.source))
        guard !entry.required.isUnknown else { continue }
        denominators[key, default: []].append(
          DenominatorClaim(
            count: entry.required, basis: .recap, asOf: entry.asOf,
            recordedOn: entry.recordedOn ?? entry.asOf, source: entry.source))
      }
    }
    for occasion in occasions {
      addClaims(of: occasion, to: &denominators, and: &signings)
    }
    conflicts += nestedTotals(occasions)

    let keys = Set(denominators.keys).union(signings.keys).sorted()
    let ledgers = keys.map { key in
      Ledger(
        key: key, denominators: (denominators[key] ?? []).sorted(by: precedes),
        signings: (signings[key] ?? []).sorted(by: precedes))
    }
    let allSessions = (Array(sessions) + sessions(of: occasions)).sorted(by: precedes)
    return Evidence(
      ledgers: ledgers, occasions: occasions, sessions: allSessions,
      violations: violations.sorted { ($0.region, $0.source) < ($1.region, $1.source) },
      conflicts: conflicts.sorted(by: precedes))
  }
}

// MARK: - Stable orders

// The day on which something is superseded decides last: only later records tell it.

/// Dates in order; `missing` stands where there is none.
private func order(_ dates: CalendarDate?..., missing: Int32 = .min) -> [Int32] {
  dates.map { $0?.dayNumber ?? missing }
}

private func precedes(_ left: [Int32], _ right: [Int32]) -> Bool {
  left.lexicographicallyPrecedes(right)
}

private func precedes(_ left: Occasion, _ right: Occasion) -> Bool {
  let days = [left, right].map { order($0.countsFrom, missing: .max) }
  if days[0] != days[1] { return precedes(days[0], days[1]) }
  let names = [left, right].map { ($0.settled.region, $0.settled.eventID) }
  if names[0] != names[1] { return names[0] < names[1] }
  return precedes(order(left.recordedOn), order(right.recordedOn))
}

private func precedes(_ left: Session, _ right: Session) -> Bool {
  let days = [left, right].map { order($0.heldOn, missing: .max) }
  if days[0] != days[1] { return precedes(days[0], days[1]) }
  let names = [left, right].map { ($0.region, $0.id, $0.source) }
  if names[0] != names[1] { return names[0] < names[1] }
  let known = [left, right].map { order($0.recordedOn) }
  if known[0] != known[1] { return precedes(known[0], known[1]) }
  let said = [left, right].map { ($0.tier, $0.attendees.description, $0.countingName) }
  return said[0] != said[1]
    ? said[0] < said[1] : precedes(order(left.supersededOn), order(right.supersededOn))
}

private func precedes(_ left: DenominatorClaim, _ right: DenominatorClaim) -> Bool {
  if left.basis != right.basis { return left.basis < right.basis }
  let days = [left, right].map { order($0.asOf, $0.recordedOn) }
  if days[0] != days[1] { return precedes(days[0], days[1]) }
  if left.sources != right.sources { return left.sources.lexicographicallyPrecedes(right.sources) }
  let counts = [left, right].map(\.count.description)
  return counts[0] != counts[1]
    ? counts[0] < counts[1] : precedes(order(left.supersededOn), order(right.supersededOn))
}

private func precedes(_ left: SigningClaim, _ right: SigningClaim) -> Bool {
  if left.basis != right.basis { return left.basis < right.basis }
  let ends = [left, right].map { order($0.upTo, missing: .max) }
  if ends[0] != ends[1] { return precedes(ends[0], ends[1]) }
  let days = [left, right].map { order($0.recordedOn, $0.after) }
  if days[0] != days[1] { return precedes(days[0], days[1]) }
  if left.sources != right.sources { return left.sources.lexicographicallyPrecedes(right.sources) }
  let said = [left, right].map { ($0.extent.description, $0.mode.rawValue) }
  return said[0] != said[1]
    ? said[0] < said[1] : precedes(order(left.supersededOn), order(right.supersededOn))
}

private func precedes(_ left: Conflict, _ right: Conflict) -> Bool {
  let names = [left, right].map { ($0.region, $0.subject, $0.field) }
  if names[0] != names[1] { return names[0] < names[1] }
  let days = [left, right].map { order($0.recordedOn) }
  if days[0] != days[1] { return precedes(days[0], days[1]) }
  if left.rule != right.rule { return left.rule.rawValue < right.rule.rawValue }
  if left.settledAs != right.settledAs { return left.settledAs < right.settledAs }
  let claims = [left, right].map { $0.claims.flatMap { [$0.value, $0.source.description] } }
  return claims[0] != claims[1]
    ? claims[0].lexicographicallyPrecedes(claims[1])
    : precedes(order(left.supersededOn), order(right.supersededOn))
}
