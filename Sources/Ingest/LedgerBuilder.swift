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
  var date: CalendarDate
  var signed: Int
  var required: Int?
  var source: Source

  static func == (left: Self, right: Self) -> Bool {
    (left.key, left.date) == (right.key, right.date)
      && (left.signed, left.required) == (right.signed, right.required)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(key)
    hasher.combine(date)
    hasher.combine(signed)
    hasher.combine(required)
  }
}

/// Collects entries and builds the evidence. The order in which entries come does not matter.
struct LedgerBuilder {
  private let reference: ReferenceTables
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

  /// Adds a daily count; false where the same count was added before.
  mutating func add(_ entry: DailyCount) -> Bool {
    counts[entry.key, default: []].insert(entry).inserted
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
    let occasions = reports.values.map { reports in
      let votingDays = reports.flatMap(\.elections).compactMap { reference.election($0)?.votingDay }
      return OccasionSettler.settle(Array(reports), votingDay: votingDays.max())
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
            after: entry.date.advanced(by: -1), upTo: entry.date, recordedOn: entry.date,
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
    let allSessions = (Array(sessions) + occasions.compactMap(session)).sorted(by: precedes)
    return Evidence(
      ledgers: ledgers, occasions: occasions, sessions: allSessions,
      violations: violations.sorted { ($0.region, $0.source) < ($1.region, $1.source) },
      conflicts: conflicts.sorted {
        ($0.region, $0.subject, $0.field) < ($1.region, $1.subject, $1.field)
      })
  }

  // MARK: - Events

  private func addClaims(
    of occasion: Occasion, to denominators: inout [LedgerKey: [DenominatorClaim]],
    and signings: inout [LedgerKey: [SigningClaim]]
  ) {
    guard let regency = occasion.settled.region.regency else { return }
    let source = occasion.settled.source
    let others = occasion.sources.filter { $0 != source }
    for claim in EventClaims(event: occasion.settled).claims {
      for election in occasion.settled.elections {
        // A report without any date is known to be true only by voting day.
        let votingDay = reference.election(election)?.votingDay
        let day = occasion.countsFrom ?? votingDay
        let key = LedgerKey(
          election: election, regency: regency, level: claim.level, employment: claim.employment)
        // Without a number the claim still says that the level is in scope.
        denominators[key, default: []].append(
          DenominatorClaim(
            count: claim.required, basis: .stated, asOf: nil,
            recordedOn: occasion.recordedOn ?? day, source: source, otherSources: others))
        guard let signed = claim.signed else { continue }
        signings[key, default: []].append(
          SigningClaim(
            extent: signed, measure: .gathering, basis: .stated,
            after: occasion.settled.date.earliest?.advanced(by: -1), upTo: day,
            mode: occasion.settled.mode, recordedOn: occasion.recordedOn ?? day, source: source,
            otherSources: others))
      }
    }
  }

  private func session(_ occasion: Occasion) -> Session? {
    let event = occasion.settled
    guard event.kinds.contains(.session) else { return nil }
    let votingDay = event.elections.compactMap { reference.election($0)?.votingDay }.max()
    return Session(
      id: event.eventID, region: event.region, elections: event.elections,
      heldOn: occasion.countsFrom ?? votingDay, recordedOn: occasion.recordedOn ?? votingDay,
      tier: .regency, audience: event.attendeeLevels, attendees: event.attendees,
      countingName: occasion.countingName, source: event.source)
  }
}

// MARK: - Stable orders

private func precedes(_ left: Occasion, _ right: Occasion) -> Bool {
  let day = (left.countsFrom?.dayNumber ?? .max, right.countsFrom?.dayNumber ?? .max)
  if day.0 != day.1 { return day.0 < day.1 }
  return (left.settled.region, left.settled.eventID) < (right.settled.region, right.settled.eventID)
}

private func precedes(_ left: Session, _ right: Session) -> Bool {
  let day = (left.heldOn?.dayNumber ?? .max, right.heldOn?.dayNumber ?? .max)
  if day.0 != day.1 { return day.0 < day.1 }
  return (left.region, left.id, left.source) < (right.region, right.id, right.source)
}

private func precedes(_ left: DenominatorClaim, _ right: DenominatorClaim) -> Bool {
  (
    left.basis, left.asOf?.dayNumber ?? .min, left.recordedOn?.dayNumber ?? .min, left.sources[0],
    left.count.description
  ) < (
    right.basis, right.asOf?.dayNumber ?? .min, right.recordedOn?.dayNumber ?? .min,
    right.sources[0],
    right.count.description
  )
}

private func precedes(_ left: SigningClaim, _ right: SigningClaim) -> Bool {
  (
    left.basis, left.upTo?.dayNumber ?? .max, left.recordedOn?.dayNumber ?? .max, left.sources[0],
    left.extent.description
  ) < (
    right.basis, right.upTo?.dayNumber ?? .max, right.recordedOn?.dayNumber ?? .max,
    right.sources[0],
    right.extent.description
  )
}
