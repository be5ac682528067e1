// Tests of Forecasting: forecasts of simulated nations held against their truth and against the
// hub baseline.

import Forecasting
import GSL
import Records

/// Scores of one world at one origin, summed over units and nations.
struct CampaignScores {
  /// Levels of the 23 quantiles of the forecast hubs.
  static let levels: [Double] =
    [0.01, 0.025] + (1...19).map { Double($0) / 20 } + [0.975, 0.99]

  var units = 0
  var score = 0.0
  var baseline = 0.0
  var clippedBaseline = 0.0
  var shareScore = 0.0
  var shareBaseline = 0.0
  var covered50 = 0
  var covered80 = 0
  var covered95 = 0
  /// Place of the truth in its forecast, `0...1`, spread at random over its own probability: uniform
  /// where forecasts of counts are calibrated, which closed intervals of small counts cannot show.
  var places: [Double] = []
  /// P(miss) and whether it was missed.
  var misses: [(probability: Double, missed: Bool)] = []

  var relative: Double { score / baseline }
  var relativeShare: Double { shareScore / shareBaseline }
  var coverage: Double { Double(covered80) / Double(units) }

  /// Weighted interval score, the mean of the quantile scores of all levels times two.
  static func intervalScore(_ quantiles: [Double], truth: Double) -> Double {
    var sum = 0.0
    for (level, quantile) in zip(levels, quantiles) {
      sum += 2 * (truth < quantile ? 1 - level : level) * abs(truth - quantile)
    }
    return sum / Double(levels.count)
  }

  /// Quantiles of type 1 of sorted draws.
  static func quantiles(_ sorted: [Int]) -> [Double] {
    levels.map { level in
      let place = (level * Double(sorted.count) - 1e-9).rounded(.up)
      return Double(sorted[min(sorted.count - 1, max(0, Int(place) - 1))])
    }
  }

  /// Share of the truths within the inner part of their forecasts.
  func inner(_ part: Double) -> Double {
    Double(places.count { abs($0 - 0.5) <= part / 2 }) / Double(max(1, places.count))
  }

  /// Shares of the places by bins.
  func pitHistogram(_ bins: Int) -> [Double] {
    (0..<bins).map { bin in
      Double(places.count { min(bins - 1, Int($0 * Double(bins))) == bin })
        / Double(max(1, places.count))
    }
  }

  mutating func add(
    _ draws: [Int], truth: Int, required: Int, baseline: [[Double]], target: Double, coin: Double
  ) {
    let below = draws.count { $0 < truth }
    let level = draws.count { $0 == truth }
    places.append((Double(below) + coin * Double(level + 1)) / Double(draws.count + 1))
    let quantiles = Self.quantiles(draws.sorted())
    let outcome = Double(truth)
    units += 1
    let own = Self.intervalScore(quantiles, truth: outcome)
    let hub = Self.intervalScore(baseline[0], truth: outcome)
    score += own
    self.baseline += hub
    clippedBaseline += Self.intervalScore(baseline[1], truth: outcome)
    shareScore += own / Double(required)
    shareBaseline += hub / Double(required)
    func holds(_ low: Int, _ high: Int) -> Int {
      quantiles[low] <= outcome && outcome <= quantiles[high] ? 1 : 0
    }
    covered50 += holds(6, 16)
    covered80 += holds(3, 19)
    covered95 += holds(1, 21)
    let least = (target * Double(required) - 1e-9).rounded(.up)
    let missed = draws.count { Double($0) < least }
    misses.append((Double(missed) / Double(draws.count), outcome < least))
  }

  /// Brier skill of P(miss) against the share of units that missed.
  var brierSkill: Double {
    let rate = Double(misses.count { $0.missed }) / Double(misses.count)
    let own = misses.reduce(0.0) {
      let d = $1.probability - ($1.missed ? 1 : 0)
      return $0 + d * d
    }
    return 1 - own / Double(misses.count) / max(1e-9, rate * (1 - rate))
  }

  /// Mean probability, share that missed and units of each tenth of P(miss).
  var reliability: [(stated: Double, seen: Double, units: Int)] {
    (0..<10).compactMap { bin in
      let own = misses.filter { min(9, Int($0.probability * 10)) == bin }
      guard !own.isEmpty else { return nil }
      let stated = own.reduce(0) { $0 + $1.probability } / Double(own.count)
      return (stated, Double(own.count { $0.missed }) / Double(own.count), own.count)
    }
  }
}

/// Scores of one world at one origin.
struct TrialScores {
  /// Units whose offices ever report.
  var reporting = CampaignScores()
  /// All units.
  var all = CampaignScores()
  /// The nation's total of all units, and of those that something is known of.
  var nation = CampaignScores()
  var known = CampaignScores()
  var levels: [Level: CampaignScores] = [:]
  var grades: [CampaignGrade: CampaignScores] = [:]
}

/// Sums of units within each draw.
private struct NationalTotal {
  var draws: [Int]
  var truth = 0
  var required = 0

  init(_ count: Int) { draws = [Int](repeating: 0, count: count) }

  mutating func add(_ drawn: [Int], _ unit: SimulatedTruth) {
    for (draw, value) in drawn.enumerated() { draws[draw] += value }
    truth += unit.signed
    required += unit.required
  }
}

/// Forecasts of simulated nations.
struct CampaignTrial {
  var regencies = 120
  var levels: [Level] = [.kepalaOPD, .camat, .staff]
  var draws = 400
  var target = 0.9
  var recapInterval = 14

  /// Regencies in provinces of 20.
  static func regencies(_ count: Int) -> [Regency] {
    (0..<count).compactMap { index in
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

  func campaign(_ world: SimulatedWorld, seed: UInt64) -> SimulatedCampaign {
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

  /// Adds the scores of one nation at one origin.
  func run(
    _ campaign: SimulatedCampaign, weeksLeft: Int, seed: UInt64, into scores: inout TrialScores,
    model: CampaignModel = CampaignModel()
  ) {
    let asOf = campaign.votingDay.advanced(by: -7 * weeksLeft)
    let series = campaign.series(asOf: asOf)
    let fit = model.fit(series, asOf: asOf, start: campaign.start, deadline: campaign.votingDay)
    let joint = fit.draws(on: [campaign.votingDay], count: draws, seed: seed)
    let stream = RandomStream(seed: RandomStream.derivedSeed(seed, "baseline"))
    var all = NationalTotal(draws)
    var known = NationalTotal(draws)
    for (index, truth) in campaign.truth.enumerated() {
      let drawn = (0..<draws).map { joint.signed(index, date: 0, draw: $0) }
      let baseline = baseline(
        series[index], campaign: campaign, asOf: asOf, weeksLeft: weeksLeft, stream)
      let coin = stream.uniform()
      func add(to scores: inout CampaignScores) {
        scores.add(
          drawn, truth: truth.signed, required: truth.required, baseline: baseline,
          target: target, coin: coin)
      }
      add(to: &scores.all)
      all.add(drawn, truth)
      if fit.units[index].grade != .e { known.add(drawn, truth) }
      guard truth.isReported else { continue }
      add(to: &scores.reporting)
      add(to: &scores.levels[truth.level, default: CampaignScores()])
      add(to: &scores.grades[fit.units[index].grade, default: CampaignScores()])
    }
    let flat = CampaignScores.levels.map { _ in 0.0 }
    func add(_ sum: NationalTotal, to scores: inout CampaignScores) {
      scores.add(
        sum.draws, truth: sum.truth, required: max(1, sum.required), baseline: [flat, flat],
        target: target, coin: stream.uniform())
    }
    add(all, to: &scores.nation)
    add(known, to: &scores.known)
  }

  /// The hub baseline: the last count plus sums of past changes with random signs, within 0...N; and
  /// the same within what is possible, S...N.
  private func baseline(
    _ series: UnitSeries, campaign: SimulatedCampaign, asOf: CalendarDate, weeksLeft: Int,
    _ stream: RandomStream
  ) -> [[Double]] {
    let last = series.points.last?.signed ?? 0
    let high = series.isRosterKnown ? series.required : max(series.required, 2 * last)
    var changes: [Int] = []
    var before = 0
    for point in series.points {
      changes.append(point.signed - before)
      before = point.signed
    }
    let reports = campaign.start.days(to: asOf) / recapInterval
    while changes.count < reports { changes.append(0) }
    let steps = max(1, (7 * weeksLeft + recapInterval - 1) / recapInterval)
    guard changes.contains(where: { $0 > 0 }) else {
      let flat = CampaignScores.levels.map { _ in Double(last) }
      return [flat, flat]
    }
    var ends = (0..<400).map { _ in
      (0..<steps).reduce(0) { sum, _ in
        let change = changes[stream.uniformInt(below: changes.count)]
        return sum + (stream.uniform() < 0.5 ? -change : change)
      }
    }
    ends = (ends + ends.map { -$0 }).sorted()
    let values = CampaignScores.quantiles(ends).map { Double(last) + $0 }
    return [
      values.map { min(Double(high), max(0, $0)) },
      values.map { min(Double(high), max(Double(last), $0)) },
    ]
  }
}
