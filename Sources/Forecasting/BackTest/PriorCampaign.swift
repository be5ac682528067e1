// Forecasting: campaigns drawn from the campaign model's own priors, for simulation-based
// calibration.

internal import GSL
internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// One campaign of launched units of one level, with the parameters that made it.
///
/// Ten units a province, rosters between 20 and 8,100, launches in the first eight of 26 weeks, a
/// count at the end of every week up to the day of knowledge.
struct PriorCampaign {
  static let deadline = CalendarDate(dayNumber: 20_054)
  private static let weeks = 26
  /// Over-dispersion ρ of stragglers, which has no prior.
  private static let correlation = 0.005

  let series: [UnitSeries]
  let asOf: CalendarDate
  /// z and u of the first unit.
  let everSignLogit: Double
  let logHazard: Double
  /// β.
  let deadlineEffect: Double
  /// The first unit's signers on the deadline.
  let signed: Int

  init(_ model: CampaignModel, units: Int, weeksLeft: Int, seed: UInt64) {
    let stream = RandomStream(seed: seed)
    let common = CommonDraw(model, weeks: Self.weeks, stream)
    let asOf = Self.deadline.advanced(by: -7 * weeksLeft)
    var series: [UnitSeries] = []
    var first = (z: 0.0, u: 0.0, signed: 0)
    var province = (z: 0.0, u: 0.0)
    for index in 0..<units {
      if index % 10 == 0 {
        province = (
          model.provinceSpread * stream.normal(), model.provinceSpread * stream.normal()
        )
      }
      let own = common.logitMean + province.z + common.logitSpread * stream.normal()
      let hazard = common.hazardMean + province.u + common.hazardSpread * stream.normal()
      let roster = Int(exp(3 + 6 * stream.uniform()))
      let launch = 1 + stream.uniformInt(below: 8)
      let path = Self.path(
        everSign: Int((Double(roster) / (1 + exp(-own))).rounded()), launch: launch,
        logHazard: hazard, common, stream)
      if index == 0 { first = (own, hazard, path.last ?? 0) }
      guard let code = RegencyCode("\(11 + index / 10).\(index % 10 + 10)") else { continue }
      let seen = zip(launch..., path).filter { Self.end(of: $0.0) <= asOf }
      series.append(
        UnitSeries(
          regency: code, level: .staff, required: max(1, roster),
          points: seen.map { UnitSeries.Point(date: Self.end(of: $0.0), signed: $0.1) },
          ceremonies: [Self.end(of: launch)]))
    }
    self.series = series
    self.asOf = asOf
    everSignLogit = first.z
    logHazard = first.u
    deadlineEffect = common.deadlineEffect
    signed = first.signed
  }

  /// Signers at the end of each week from the launch on. The ceremony closes its week, so that its
  /// bin holds no stragglers.
  private static func path(
    everSign: Int, launch: Int, logHazard: Double, _ common: CommonDraw, _ stream: RandomStream
  ) -> [Int] {
    var signed = stream.betaBinomial(
      everSign, common.ceremonyShare * common.ceremonyPrecision,
      (1 - common.ceremonyShare) * common.ceremonyPrecision)
    var path = [signed]
    let shape = 1 / correlation - 1
    for week in launch + 1...weeks {
      let pull = common.deadlineEffect * pull(common.pullDays, week: week)
      let chance = -expm1(-exp(logHazard + common.shocks[week - 1] + pull))
      signed += stream.betaBinomial(
        everSign - signed, max(1e-9, chance * shape), max(1e-9, (1 - chance) * shape))
      path.append(signed)
    }
    return path
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
}

/// What all units of a campaign share, drawn from the priors.
private struct CommonDraw {
  let logitMean: Double
  let hazardMean: Double
  let logitSpread: Double
  let hazardSpread: Double
  let deadlineEffect: Double
  /// τ.
  let pullDays: Double
  let ceremonyShare: Double
  let ceremonyPrecision: Double
  /// Common shocks of each week.
  let shocks: [Double]

  init(_ model: CampaignModel, weeks: Int, _ stream: RandomStream) {
    func draw(_ prior: NormalPrior) -> Double { prior.mean + prior.spread * stream.normal() }
    let worth = (2 * model.spreadWorth).squareRoot()
    logitMean = draw(model.everSign)
    hazardMean = draw(model.logHazard)
    logitSpread = model.everSignSpread * exp(stream.normal() / worth)
    hazardSpread = model.hazardSpread * exp(stream.normal() / worth)
    deadlineEffect = draw(model.deadlineEffect)
    pullDays = model.deadlineDays[stream.uniformInt(below: model.deadlineDays.count)]
    let odds = log(model.ceremonyShare / (1 - model.ceremonyShare))
    ceremonyShare = 1 / (1 + exp(-odds - 0.5 * stream.normal()))
    ceremonyPrecision = model.ceremonyPrecision * exp(0.5 * stream.normal())
    let spread = model.commonShock * exp(0.7 * stream.normal())
    let persistence = model.shockPersistence
    let fresh = spread * (1 - persistence * persistence).squareRoot()
    var shock = spread * stream.normal()
    shocks = (0..<weeks).map { _ in
      shock = persistence * shock + fresh * stream.normal()
      return shock
    }
  }
}
