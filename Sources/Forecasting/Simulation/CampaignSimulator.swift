// Forecasting: campaigns with a known truth, to try every verb on and to check forecasts against.
// Pure: it makes values; the command writes the files.

internal import GSL
internal import Records

/// Simulates a campaign from a specification.
///
/// With W weeks, Z standard normal, BB(n, m, κ) a beta-binomial count with shapes mκ and (1 − m)κ:
/// - Regency: it files records with probability 1 − `silentShare`. Its launch week is
///   ⌈`launchMedian` · exp(`launchSpread` Z)⌉, at least 1; beyond W it never launches. Levels outside
///   the leadership launch `cascadeLag` weeks later.
/// - Roster N: `Denominators.reference` where the office defines it, else uniform on
///   `Denominators.estimated` or on a range of the simulator; staff 4,000 · exp(Z / 2), at least
///   100, or scaled so that the register has `officials` rows. Units without officials are left out.
/// - Never-signers: BB(N, `neverSignShare`, `neverSignPrecision`); the others, K, sign in the end.
/// - Ceremony on a working day of the launch week: BB(K, `ceremonyShare`, `ceremonyPrecision`).
/// - Stragglers in each later week k: Binomial(K − S, h) with the cloglog hazard
///   h = 1 − exp(−exp(η)), η = log(−log(1 − `stragglerHazard`)) + `hazardSpread` Z + `deadlineSurge`
///   · exp(−7 (W − k) / `surgeDays`), Z once for a unit; each on any of the five working days.
/// - Recaps: every `recapInterval` days from the start of the campaign, from the regency's launch
///   week on, except with probability `recapMissing`; known Poisson(`recordingDelay`) days later.
///   A level that has not launched yet is reported with a true zero.
/// - Disturbances: see `CampaignDisturbances`; without them every number stays as it would be.
/// - Sessions: one of the regency for the leadership on the first ceremony, with
///   Binomial(roster, 0.8) attendance; then Poisson(`sessions`) of agencies and districts for their
///   staff on days after it, with Poisson(`attendance`) persons. Sessions do not change who signs.
///
/// Each regency has a stream of its own, from which each unit's is derived, so that a record depends
/// on seed, regency and level only, not on which others are simulated; with `officials` the size of
/// a staff depends on the others too.
public struct CampaignSimulator: Sendable {
  /// The specification.
  public let specification: CampaignSpecification

  private let calendar: CampaignCalendar
  /// Scaled staff rosters; empty where they stay as drawn.
  private let staff: [RegencyCode: Int]

  /// A simulator; `specification.problem` must be nil.
  public init(_ specification: CampaignSpecification) {
    guard specification.problem == nil, let votingDay = specification.election.votingDay else {
      preconditionFailure(specification.problem ?? "no voting day")
    }
    let ordered = specification.ordered
    self.specification = ordered
    staff = ordered.officials.map { StaffRosters(ordered).scaled(toRows: $0) } ?? [:]
    calendar = CampaignCalendar(weeks: specification.weeks, votingDay: votingDay)
  }

  /// Recaps, sessions and truth of all regencies, in order of their code.
  public func campaign() -> SimulatedCampaign {
    var recaps: [SimulatedRecap] = []
    var ceremonies: [SimulatedCeremony] = []
    var sessions: [SimulatedSession] = []
    var truth: [SimulatedTruth] = []
    for regency in specification.regencies {
      let draws = RegencyDraws(regency, specification)
      let units = units(of: regency, draws)
      for (level, path) in units {
        let roster = StatedRoster(
          path.required, level: level, draws: draws, specification: specification)
        truth.append(
          SimulatedTruth(
            regency: regency.code, level: level, required: path.required,
            launchedOn: path.launchedOn,
            everSignShare: Double(path.everSign) / Double(path.required),
            signed: path.signed(by: calendar.votingDay), isReported: draws.isReported,
            isRosterStated: roster.isStated, firstStated: roster.required(0)))
      }
      guard draws.isReported else { continue }
      recaps += self.recaps(of: regency.code, units, draws)
      for (level, path) in units {
        let records = CeremonyRecords(draws: draws, level: level, specification: specification)
        ceremonies += path.ceremonies.compactMap { records.record($0, regency: regency.code) }
      }
      sessions += self.sessions(of: regency.code, units)
    }
    return SimulatedCampaign(
      start: calendar.start, votingDay: calendar.votingDay, recaps: recaps,
      ceremonies: ceremonies, sessions: sessions,
      truth: truth)
  }

  /// Hands over the officials of all regencies that report, by regency and level, one at a time;
  /// they are the same persons as in `campaign()`.
  ///
  /// - Parameter body: Takes one official; its error ends the walk.
  /// - Throws: What `body` throws.
  /// - Complexity: O(officials) time; memory for the days of one regency.
  public func forEachOfficial<Failure: Error>(
    _ body: (SimulatedOfficial) throws(Failure) -> Void
  ) throws(Failure) {
    for regency in specification.regencies {
      let draws = RegencyDraws(regency, specification)
      guard draws.isReported else { continue }
      for (level, path) in units(of: regency, draws) {
        let roll = RegisterRoll(
          regency: regency.code, level: level, draws: draws, specification: specification,
          start: calendar.start)
        var number = 0
        for day in path.days {
          for _ in 0..<day.signers {
            number += 1
            try body(roll.signer(number, on: day.date, isCeremony: day.date == path.launchedOn))
          }
        }
        while number < path.required {
          number += 1
          try body(roll.unsigned(number))
        }
      }
    }
  }

  private func units(of regency: Regency, _ draws: RegencyDraws) -> [(Level, UnitPath)] {
    let disturbances = specification.disturbances
    let shocks = WeeklyShocks(specification).logHazard(regency.code.province)
    return specification.levels.compactMap { level in
      let lag = Level.leadership.contains(level) ? 0 : specification.cascadeLag
      let path = UnitPath(
        level: level, regency: regency, roster: level == .staff ? staff[regency.code] : nil,
        launchWeek: draws.launchWeek.map { $0 + lag }, specification: specification,
        calendar: calendar, shocks: shocks, stream: draws.stream(level),
        repeats: disturbances.repeatRate > 0 ? draws.stream("repeats", level) : nil)
      return path.required > 0 ? (level, path) : nil
    }
  }

  private func recaps(
    of regency: RegencyCode, _ units: [(Level, UnitPath)], _ draws: RegencyDraws
  ) -> [SimulatedRecap] {
    guard let launchWeek = draws.launchWeek else { return [] }
    let stream = RandomStream(seed: RandomStream.derivedSeed(draws.seed, "recaps"))
    let launch = calendar.start.advanced(by: 7 * (launchWeek - 1))
    var recaps: [SimulatedRecap] = []
    let rosters = units.map { level, path in
      StatedRoster(path.required, level: level, draws: draws, specification: specification)
    }
    var day = calendar.start.advanced(by: specification.recapInterval - 1)
    while day <= calendar.votingDay {
      let isMissing = stream.uniform() < specification.recapMissing
      let delay = stream.poisson(specification.recordingDelay)
      if day >= launch, !isMissing {
        for ((level, path), roster) in zip(units, rosters) {
          let signed = path.signed(by: day)
          recaps.append(
            SimulatedRecap(
              regency: regency, level: level, asOf: day,
              required: max(roster.required(calendar.start.days(to: day)), signed),
              isRosterStated: roster.isStated, signed: signed,
              recordedOn: day.advanced(by: delay)))
        }
      }
      day = day.advanced(by: specification.recapInterval)
    }
    return recaps
  }

  private func sessions(
    of regency: RegencyCode, _ units: [(Level, UnitPath)]
  ) -> [SimulatedSession] {
    guard let first = units.compactMap({ $0.1.launchedOn }).min() else { return [] }
    let seed = RandomStream.derivedSeed(specification.seed, regency.description)
    let stream = RandomStream(seed: RandomStream.derivedSeed(seed, "sessions"))
    let leaders = units.filter { Level.leadership.contains($0.0) }
    var sessions: [(CalendarDate, SessionTier, [Level], Int)] = []
    if !leaders.isEmpty {
      let roster = leaders.reduce(0) { $0 + $1.1.required }
      sessions.append((first, .regency, leaders.map(\.0), stream.binomial(roster, 0.8)))
    }
    let daysLeft = first.days(to: calendar.votingDay)
    let later = stream.poisson(specification.sessions)
    for _ in 0..<(daysLeft > 0 ? later : 0) {
      let date = first.advanced(by: 1 + stream.uniformInt(below: daysLeft))
      let tier: SessionTier = stream.uniform() < 0.7 ? .opd : .district
      sessions.append((date, tier, [.staff], stream.poisson(specification.attendance)))
    }
    sessions.sort { ($0.0, $0.1.rawValue, $0.3) < ($1.0, $1.1.rawValue, $1.3) }
    return sessions.enumerated().map { index, session in
      SimulatedSession(
        id: "sim-\(regency)-\(index + 1)", regency: regency, heldOn: session.0, tier: session.1,
        audience: session.2, attendees: session.3)
    }
  }
}
