// Forecasting: when regencies launch, and how soon their levels follow. A regency that has not
// reported may have launched and be silent: zero before a launch says nothing about the end.

internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// One possible law of the week in which a regency launches, for those that report.
struct LaunchCurve: Sendable {
  /// Whether it is the Weibull law; else the log-normal one.
  let isWeibull: Bool
  /// Median, weeks since the start of the campaign.
  let median: Double
  /// Standard deviation of the logarithm of the week.
  let spread: Double
  /// Share ψ of regencies that never report.
  let silent: Double
  /// Probability of this law.
  var weight = 0.0

  /// Probability not to have launched in the first weeks.
  func survival(_ weeks: Double) -> Double {
    guard weeks > 0 else { return 1 }
    if isWeibull {
      // The logarithm of a Weibull time has the standard deviation π / √6 / shape.
      return exp(-0.693_147_180_559_945 * pow(weeks / median, 1.282_549_830_161_864 / spread))
    }
    return 0.5 * erfc(log(weeks / median) / spread / 2.0.squareRoot())
  }
}

/// Launches by week since the start of the campaign.
///
/// A regency is silent with probability ψ; the others launch by a log-normal or Weibull law, of
/// which median, spread and ψ have a posterior on a grid: with e(k) first launches in week k and U
/// regencies unseen after K weeks, L = ∏ ((1 − ψ) (S(k − 1) − S(k)))^e(k) (ψ + (1 − ψ) S(K))^U. Every
/// set of hyper-parameters takes one of the laws. Levels follow by weeks since the regency's launch.
struct LaunchLaw: Sendable {
  /// All laws of the grid.
  private(set) var curves: [LaunchCurve] = []
  /// Last day on which a launch would be known by now.
  let seenThrough: Int
  /// Whole weeks up to that day.
  let weeks: Int
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
    weeks = max(1, min(520, (seenThrough - panel.start + 1) / 7))
    launched = regencies.compactMapValues { $0 }
    var events = [Double](repeating: 0, count: weeks)
    // Of the last days only some launches are known: those regencies had not launched before.
    var late = 0.0
    for (_, day) in launched {
      let week = max(0, day - panel.start) / 7
      if week < weeks { events[week] += 1 } else { late += 1 }
    }
    weigh(events, late: late, unseen: Double(regencies.count - launched.count), model)
    countFollowers(panel)
  }

  private mutating func weigh(
    _ events: [Double], late: Double, unseen: Double, _ model: CampaignModel
  ) {
    var logs: [Double] = []
    let silences = [0.02, 0.05, 0.08, 0.11, 0.14, 0.18, 0.22, 0.27, 0.33, 0.4, 0.5]
    let total = 10.0
    for isWeibull in [false, true] {
      for m in -8...8 {
        for s in -4...4 {
          for silent in silences {
            let curve = LaunchCurve(
              isWeibull: isWeibull,
              median: model.launchMedian.mean * exp(0.3 * Double(m) * model.launchMedian.spread),
              spread: min(3, model.launchSpread * exp(0.2 * Double(s))), silent: silent)
            // Priors: normal in m and s; Beta with the weight of ten regencies in ψ, whose nodes
            // lie about as far apart as they are great.
            var sum = -0.045 * Double(m * m) - 0.125 * Double(s * s)
            sum += model.silentShare * total * log(silent)
            sum += ((1 - model.silentShare) * total - 1) * log(1 - silent)
            var before = 1.0
            for (week, count) in events.enumerated() {
              let after = curve.survival(Double(week + 1))
              if count > 0 { sum += count * log(max(1e-12, (1 - silent) * (before - after))) }
              before = after
            }
            sum += late * log(max(1e-12, (1 - silent) * before))
            sum += unseen * log(silent + (1 - silent) * before)
            curves.append(curve)
            logs.append(sum)
          }
        }
      }
    }
    let top = logs.max() ?? 0
    let odds = logs.map { exp($0 - top) }
    let all = odds.reduce(0, +)
    for index in curves.indices { curves[index].weight = odds[index] / all }
  }

  /// The law at a place in `0..<1` of the posterior.
  func curve(_ uniform: Double) -> LaunchCurve {
    var rest = uniform
    for curve in curves {
      rest -= curve.weight
      if rest < 0 { return curve }
    }
    return curves[curves.count / 2]
  }

  /// Mean probability that a regency that reports and has not launched does so in the next week.
  var hazard: Double {
    curves.reduce(0) { sum, curve in
      let now = curve.survival(Double(weeks))
      guard now > 1e-12 else { return sum + curve.weight }
      return sum + curve.weight * (1 - curve.survival(Double(weeks + 1)) / now)
    }
  }

  /// Mean share of silent regencies.
  var silentShare: Double { curves.reduce(0) { $0 + $1.weight * $1.silent } }

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
