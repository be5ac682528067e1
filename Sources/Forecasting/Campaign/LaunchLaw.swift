// Forecasting: when regencies launch, and how soon their levels follow. A regency that has not
// reported may have launched and be silent: zero before a launch says nothing about the end.

internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Launches by week since the start of the campaign.
///
/// Among R regencies a share ψ is silent. With e(k) first launches in week k and r(k) regencies at
/// risk (those launched later, and the unseen ones by their probability not to be silent), the
/// hazard of week k is (e + 4 h̄) / (r + 4), h̄ the mean hazard, and P(silent | unseen) =
/// ψ / (ψ + (1 − ψ) ∏(1 − h)). Later weeks have the mean of the weeks seen, with weights that halve
/// every four weeks. Levels follow by weeks since the regency's launch.
struct LaunchLaw: Sendable {
  /// Hazard of each week seen.
  private(set) var hazards: [Double] = []
  /// Posterior of the hazard of later weeks: Gamma(shape, rate).
  private(set) var later: (shape: Double, rate: Double)
  /// Probability that an unseen regency is silent.
  private(set) var silentUnseen: Double
  /// Share of silent regencies.
  private(set) var silentShare: Double
  /// Last day on which a launch would be known by now.
  let seenThrough: Int
  /// Launch day of each regency that is seen to have launched.
  private(set) var launched: [RegencyCode: Int] = [:]
  /// Launches and weeks at risk by level and weeks since the regency's launch, the last ones
  /// together.
  private(set) var follow: [Level: [(events: Double, risk: Double)]] = [:]

  /// Weeks since the regency's launch that are told apart.
  static let lags = 7

  init(_ panel: CampaignPanel, model: CampaignModel) {
    var regencies: [RegencyCode: Int?] = [:]
    var ages: [Int] = []
    for unit in panel.units {
      let known = regencies[unit.regency] ?? nil
      regencies[unit.regency] = [known, unit.launchDay].compactMap { $0 }.min()
      if unit.launchDay != nil, let last = unit.lastDay { ages.append(panel.asOf - last) }
    }
    ages.sort()
    let age = ages.isEmpty ? panel.usualGap : min(ages[ages.count / 2], 60)
    seenThrough = max(panel.start - 1, panel.asOf - age)
    let days = regencies.values.compactMap { $0 }
    let weeks = max(1, min(520, (seenThrough - panel.start + 1) / 7))
    var events = [Double](repeating: 0, count: weeks)
    for day in days { events[min(weeks - 1, max(0, (day - panel.start) / 7))] += 1 }
    let unseen = Double(regencies.count - days.count)
    let prior = (silent: model.silentShare * 10, worth: 10.0)
    var silent = model.silentShare
    var share = model.silentShare
    var hazards = [Double](repeating: model.launchHazard, count: weeks)
    for _ in 0..<100 {
      var risk = Double(days.count) + unseen * (1 - silent)
      var (sum, time) = (model.launchHazard * 10, 10.0)
      var risks = [Double](repeating: 0, count: weeks)
      for week in 0..<weeks {
        risks[week] = risk
        sum += events[week]
        time += risk
        risk = max(0, risk - events[week])
      }
      let mean = min(0.9, sum / max(1e-9, time))
      var surviving = 1.0
      for week in 0..<weeks {
        hazards[week] = min(0.99, (events[week] + 4 * mean) / (risks[week] + 4))
        surviving *= 1 - hazards[week]
      }
      silent = share / (share + (1 - share) * surviving)
      share = (prior.silent + unseen * silent) / (prior.worth + Double(regencies.count))
    }
    self.hazards = hazards
    silentUnseen = silent
    silentShare = share
    var (shape, rate) = (model.launchHazard * 10, 10.0)
    var risk = Double(days.count) + unseen * (1 - silent)
    for week in 0..<weeks {
      let weight = exp2(-Double(weeks - 1 - week) / 4)
      shape += weight * events[week]
      rate += weight * risk
      risk = max(0, risk - events[week])
    }
    later = (shape, rate)
    launched = regencies.compactMapValues { $0 }
    countFollowers(panel)
  }

  private mutating func countFollowers(_ panel: CampaignPanel) {
    for level in panel.levels {
      follow[level] = Array(repeating: (0, 0), count: Self.lags)
    }
    for unit in panel.units {
      guard let first = launched[unit.regency] else { continue }
      let event = unit.launchDay.map { max(0, $0 - first) / 7 }
      // A count of zero shows that the level had not launched by its day.
      let clear = unit.lastDay.map { ($0 - first + 1) / 7 } ?? 0
      for lag in 0..<min(520, max(event.map { $0 + 1 } ?? 0, event == nil ? clear : 0)) {
        let place = min(lag, Self.lags - 1)
        follow[unit.level]?[place].risk += 1
        if lag == event { follow[unit.level]?[place].events += 1 }
      }
    }
  }

  /// Probability of a level to launch in a week since the regency's launch, given that it has not:
  /// shapes of its Beta posterior. Levels lend each other one unit of prior.
  func followShapes(_ level: Level, lag: Int) -> (alpha: Double, beta: Double) {
    let place = min(lag, Self.lags - 1)
    var (events, risk) = (0.3, 2.0)
    for counts in follow.values {
      events += counts[place].events
      risk += counts[place].risk
    }
    let mean = events / risk
    let own = follow[level]?[place] ?? (events: 0, risk: 0)
    return (own.events + 0.5 * mean, max(0, own.risk - own.events) + 0.5 * (1 - mean))
  }
}
