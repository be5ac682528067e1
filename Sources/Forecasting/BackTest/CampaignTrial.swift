// Forecasting: trials of the campaign model on simulated nations, whose truth is known: units that
// nobody hears of, ceremonies, never-signers, rosters that nobody states.

internal import GSL
public import Records

/// Scores of forecasts of the last day's signers in one world at one origin.
public struct TrialScores: Hashable, Sendable {
  /// Units of regencies that ever report.
  public internal(set) var reporting = CountScores()
  /// All units.
  public internal(set) var all = CountScores()
  /// The nation's total of all units; one forecast a nation, without baseline.
  public internal(set) var nation = CountScores()
  /// The total of the units that something is known of; likewise.
  public internal(set) var known = CountScores()
  /// Reporting units by level.
  public internal(set) var levels: [Level: CountScores] = [:]
  /// Reporting units by what their forecast rests on.
  public internal(set) var grades: [CampaignGrade: CountScores] = [:]

  /// No forecast.
  public init() {}
}

/// Forecasts of simulated nations held against their truth and against the hub baseline.
///
/// The baseline is `HubBaseline` of a unit's counts at steps of a recap, which reaches from the last
/// count to the roster; before the first count it is 0.
public struct CampaignTrial: Hashable, Sendable {
  /// The model on trial.
  public var model = CampaignModel()
  /// Regencies of a nation, `1...1_600`, in provinces of twenty.
  public var regencies = 120
  /// Levels.
  public var levels: [Level] = [.kepalaOPD, .camat, .staff]
  /// Draws of a forecast, `>= 1`.
  public var draws = 400
  /// Share of the roster whose P(miss) is scored, in (0, 1].
  public var target = 0.9
  /// Days from one recap to the next, `>= 1`.
  public var recapInterval = 14

  /// The trial behind the figures of the documentation.
  public init() {}

  private static let baselinePairs = 400

  /// Regencies without names, in provinces of twenty.
  ///
  /// - Parameter count: How many, `0...1_600`.
  /// - Returns: Regencies in order of their code.
  public static func regencies(_ count: Int) -> [Regency] {
    precondition((0...1_600).contains(count), "\(count) regencies")
    return (0..<count).compactMap { index in
      let local = index % 20 + 1
      let code = RegencyCode("\(11 + index / 20).\(local < 10 ? "0" : "")\(local)")
      return code.map { code in
        Regency(
          code: code, name: "Kabupaten \(code)", isCity: false, provinceName: "P\(code.province)",
          islandGroup: "I", electsHead: true,
          units: RegencyUnits(kecamatan: 10 + index % 7, kelurahan: index % 3, desa: 120))
      }
    }
  }

  /// Simulates a nation: a campaign of 26 weeks before the local elections of 27 November 2024.
  ///
  /// - Parameters:
  ///   - world: The kind of campaign.
  ///   - seed: Seed of all chance.
  /// - Returns: Records and truth.
  public func campaign(_ world: SimulatedWorld, seed: UInt64) -> SimulatedCampaign {
    var base = CampaignSpecification(
      election: Election(
        id: ElectionID("pilkada-2024"), name: "Pilkada 2024",
        votingDay: CalendarDate(year: 2024, month: 11, day: 27), isLocal: true),
      regencies: Self.regencies(regencies))
    base.levels = levels
    base.seed = seed
    base.recapInterval = recapInterval
    return CampaignSimulator(world.specification(base)).campaign()
  }

  /// Forecasts a nation's last day from an earlier one and adds the scores.
  ///
  /// - Parameters:
  ///   - campaign: The nation.
  ///   - weeksLeft: Weeks from the day of knowledge to voting day, `>= 0`.
  ///   - seed: Seed of the draws, of the baseline and of broken ties.
  ///   - scores: Sums over nations.
  public func run(
    _ campaign: SimulatedCampaign, weeksLeft: Int, seed: UInt64, into scores: inout TrialScores
  ) {
    precondition(weeksLeft >= 0, "\(weeksLeft) weeks left")
    let asOf = campaign.votingDay.advanced(by: -7 * weeksLeft)
    let series = campaign.series(asOf: asOf)
    let fit = model.fit(series, asOf: asOf, start: campaign.start, deadline: campaign.votingDay)
    let joint = fit.draws(on: [campaign.votingDay], count: draws, seed: seed)
    let ties = RandomStream(seed: RandomStream.derivedSeed(seed, "ties"))
    var all = NationalTotal(draws)
    var known = NationalTotal(draws)
    for (index, truth) in campaign.truth.enumerated() {
      let drawn = (0..<draws).map { joint.signed(index, date: 0, draw: $0) }
      let least = leastCount(truth.required)
      let baseline = baseline(
        series[index], until: campaign.votingDay,
        seed: RandomStream.derivedSeed(seed, "\(truth.regency) \(truth.level.rawValue) baseline"))
      let uniform = ties.uniform()
      func add(to scores: inout CountScores) {
        scores.add(
          drawn, observed: truth.signed, target: least, uniform: uniform, baseline: baseline)
      }
      add(to: &scores.all)
      all.add(drawn, truth)
      if fit.units[index].grade != .e { known.add(drawn, truth) }
      guard truth.isReported else { continue }
      add(to: &scores.reporting)
      add(to: &scores.levels[truth.level, default: CountScores()])
      add(to: &scores.grades[fit.units[index].grade, default: CountScores()])
    }
    func add(_ sum: NationalTotal, to scores: inout CountScores) {
      scores.add(
        sum.draws, observed: sum.signed, target: leastCount(sum.required),
        uniform: ties.uniform(), baseline: nil)
    }
    add(all, to: &scores.nation)
    add(known, to: &scores.known)
  }

  /// The smallest count that reaches the target; 0.9 × 50 is above 45 in doubles.
  private func leastCount(_ required: Int) -> Int {
    Int((target * Double(required) - 1e-9).rounded(.up))
  }

  private func baseline(
    _ series: UnitSeries, until votingDay: CalendarDate, seed: UInt64
  ) -> QuantileForecast {
    guard let regular = RegularSeries(series, stepDays: recapInterval),
      let last = series.points.last?.signed
    else {
      return QuantileForecast(
        levels: HubQuantiles.levels, values: HubQuantiles.levels.map { _ in 0 })
    }
    let days = regular.lastDate.days(to: votingDay)
    // A roster that is only estimated may be too small: twice the count is then possible.
    let highest = series.isRosterKnown ? series.required : max(series.required, 2 * last)
    return HubBaseline(regular.values).quantiles(
      steps: max(1, (days + recapInterval / 2) / recapInterval), pairs: Self.baselinePairs,
      within: Double(last)...Double(highest), seed: seed)
  }
}

/// Sums of units within each draw.
private struct NationalTotal {
  var draws: [Int]
  var signed = 0
  var required = 0

  init(_ count: Int) { draws = [Int](repeating: 0, count: count) }

  mutating func add(_ drawn: [Int], _ unit: SimulatedTruth) {
    for (draw, value) in drawn.enumerated() { draws[draw] += value }
    signed += unit.signed
    required += unit.required
  }
}
