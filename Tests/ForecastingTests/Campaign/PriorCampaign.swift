// Tests of Forecasting: campaigns drawn from the campaign model's own priors, for simulation-based
// calibration (Talts et al. 2018).

import Forecasting
import Foundation
import GSL
import Records

/// One campaign of launched units of one level, with the parameters that made it.
struct PriorCampaign {
  static let deadline = CalendarDate(dayNumber: 20_054)
  static let weeks = 26

  let series: [UnitSeries]
  let asOf: CalendarDate
  /// z and u of the first unit, β, and the first unit's signers at the deadline.
  let everSignLogit: Double
  let logHazard: Double
  let deadlineEffect: Double
  let signed: Int

  init(_ model: CampaignModel, units: Int, weeksLeft: Int, seed: UInt64) {
    let stream = RandomStream(seed: seed)
    func draw(_ prior: NormalPrior) -> Double { prior.mean + prior.spread * stream.normal() }
    let worth = (2 * model.spreadWorth).squareRoot()
    let (z, u) = (draw(model.everSign), draw(model.logHazard))
    let spreadZ = model.everSignSpread * exp(stream.normal() / worth)
    let spreadU = model.hazardSpread * exp(stream.normal() / worth)
    let effect = draw(model.deadlineEffect)
    let pull = model.deadlineDays[stream.uniformInt(below: model.deadlineDays.count)]
    let ceremony =
      1 / (1 + exp(-log(model.ceremonyShare / (1 - model.ceremonyShare)) - 0.5 * stream.normal()))
    let precision = model.ceremonyPrecision * exp(0.5 * stream.normal())
    let shocks = Self.shocks(model, stream)
    let correlation = 0.005
    asOf = Self.deadline.advanced(by: -7 * weeksLeft)
    var series: [UnitSeries] = []
    var first = (z: 0.0, u: 0.0, signed: 0)
    var provinces: [Int: (Double, Double)] = [:]
    for index in 0..<units {
      let place = index / 10
      let province =
        provinces[place]
        ?? (model.provinceSpread * stream.normal(), model.provinceSpread * stream.normal())
      provinces[place] = province
      let own = z + province.0 + spreadZ * stream.normal()
      let hazard = u + province.1 + spreadU * stream.normal()
      let roster = Int(exp(3 + 4 * stream.uniform()))
      var left = Int((Double(roster) / (1 + exp(-own))).rounded())
      let launch = 1 + stream.uniformInt(below: 8)
      var signed = stream.betaBinomial(left, ceremony * precision, (1 - ceremony) * precision)
      left -= signed
      // The ceremony closes its week, so that its bin holds no stragglers.
      let held = Self.end(of: launch)
      var points = [UnitSeries.Point(date: held, signed: signed)]
      for week in launch + 1...Self.weeks {
        let exposure = exp(hazard + shocks[week - 1] + effect * Self.pull(pull, week: week))
        let chance = -expm1(-exposure)
        let shape = 1 / correlation - 1
        let more = stream.betaBinomial(
          left, max(1e-9, chance * shape), max(1e-9, (1 - chance) * shape))
        signed += more
        left -= more
        if Self.end(of: week) <= asOf {
          points.append(UnitSeries.Point(date: Self.end(of: week), signed: signed))
        }
      }
      if index == 0 { first = (own, hazard, signed) }
      guard let code = RegencyCode("\(11 + place).\(index % 10 + 10)") else { continue }
      series.append(
        UnitSeries(
          regency: code, level: .staff, required: max(1, roster), points: points,
          ceremonies: [held]))
    }
    self.series = series
    everSignLogit = first.z
    logHazard = first.u
    deadlineEffect = effect
    signed = first.signed
  }

  private static func end(of week: Int) -> CalendarDate {
    deadline.advanced(by: -7 * (weeks - week))
  }

  /// Mean of D over the working days of a week.
  private static func pull(_ days: Double, week: Int) -> Double {
    var (sum, weights) = (0.0, 0.0)
    for back in 0..<7 {
      let day = end(of: week).advanced(by: -back)
      let weight = day.weekday <= 5 ? 0.196 : 0.01
      sum += weight * exp(-Double(day.days(to: deadline)) / days)
      weights += weight
    }
    return sum / weights
  }

  private static func shocks(_ model: CampaignModel, _ stream: RandomStream) -> [Double] {
    let spread = model.commonShock * exp(0.7 * stream.normal())
    let persistence = model.shockPersistence
    var shock = spread * stream.normal()
    return (0..<weeks).map { _ in
      shock =
        persistence * shock + spread * (1 - persistence * persistence).squareRoot()
        * stream.normal()
      return shock
    }
  }
}

/// Ranks of true values among draws, over many campaigns.
struct CalibrationRanks {
  static let names = ["z", "u", "beta", "S(T)"]
  var ranks: [[Int]] = [[], [], [], []]

  /// Adds one campaign: the rank of each truth among 199 draws, `0...199`.
  mutating func add(_ campaign: PriorCampaign, _ model: CampaignModel, seed: UInt64) {
    let fit = model.fit(
      campaign.series, asOf: campaign.asOf, start: nil, deadline: PriorCampaign.deadline)
    let parameters = fit.parameters(of: 0, count: 199, seed: seed)
    let joint = fit.draws(on: [PriorCampaign.deadline], count: 199, seed: seed)
    ranks[0].append(parameters.count { $0.everSignLogit < campaign.everSignLogit })
    ranks[1].append(parameters.count { $0.logHazard < campaign.logHazard })
    ranks[2].append(parameters.count { $0.deadlineEffect < campaign.deadlineEffect })
    let below = (0..<199).count { joint.signed(0, date: 0, draw: $0) < campaign.signed }
    let level = (0..<199).count { joint.signed(0, date: 0, draw: $0) == campaign.signed }
    let stream = RandomStream(seed: RandomStream.derivedSeed(seed, "ties"))
    ranks[3].append(below + stream.uniformInt(below: level + 1))
  }

  /// Probability of a chi-square as large as that of the ranks in equal bins.
  func pValue(_ quantity: Int, bins: Int) throws -> Double {
    var counts = [Double](repeating: 0, count: bins)
    for rank in ranks[quantity] { counts[rank * bins / 200] += 1 }
    let expected = Double(ranks[quantity].count) / Double(bins)
    let sum = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    return try ChiSquare(degreesOfFreedom: Double(bins - 1)).tails(at: sum).upper
  }
}
