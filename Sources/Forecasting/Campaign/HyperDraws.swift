// Forecasting: draws of the hyper-parameters. Every group of draws has one set of pools, so that the
// doubt about a pool moves all its units together.

internal import GSL
internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// One set of hyper-parameters.
struct HyperDraw {
  /// Pools by level.
  let pools: [Level: CampaignPool]
  /// Probability to follow the regency's launch, by level and weeks since then.
  let follow: [Level: [Double]]
  /// Law of the launch week, and the rise of its log hazard at the deadline.
  let launch: LaunchCurve
  let launchPull: Double
  /// Weekly rate of repeat ceremonies.
  let repeatRate: Double

  init(_ state: CampaignState, model: CampaignModel, stream: RandomStream) {
    var pools: [Level: CampaignPool] = [:]
    var follow: [Level: [Double]] = [:]
    for level in state.panel.levels {
      guard var pool = state.pools[level], let doubt = state.poolDoubt[level] else { continue }
      let first = doubt.zz.squareRoot()
      let slope = doubt.zu / first
      let second = max(0, doubt.uu - slope * slope).squareRoot()
      let (a, b) = (stream.normal(), stream.normal())
      pool.logitMean += first * a
      pool.hazardMean += slope * a + second * b
      let worth = (2 * (doubt.units + model.spreadWorth)).squareRoot()
      pool.logitSpread *= exp(stream.normal() / worth)
      pool.hazardSpread *= exp(stream.normal() / worth)
      pools[level] = pool
      follow[level] = (0..<LaunchLaw.lags).map { lag in
        let shapes = state.launch.followShapes(level, lag: lag)
        return stream.beta(max(1e-3, shapes.alpha), max(1e-3, shapes.beta))
      }
    }
    self.pools = pools
    self.follow = follow
    launch = state.launch.curve(stream.uniform())
    let prior = model.launchDeadlineEffect
    launchPull = prior.mean + prior.spread * stream.normal()
    repeatRate = stream.gamma(shape: state.repeats.shape, scale: 1 / state.repeats.weeks)
  }
}

/// Launch days of regencies and units, drawn.
struct LaunchDraws {
  let state: CampaignState
  let hypers: [HyperDraw]
  let lastDay: Int
  /// Probability not to have launched at the start of each week, for each set of hyper-parameters.
  private let survivals: [[Double]]

  /// A day later than all others: no launch.
  static let never = Int.max / 2

  init(_ state: CampaignState, steps: CampaignSteps, hypers: [HyperDraw]) {
    self.state = state
    self.hypers = hypers
    lastDay = steps.bounds.last ?? state.panel.asOf
    let start = state.panel.start
    let weeks = min(1_100, max(state.launch.weeks, (lastDay - start) / 7 + 1))
    survivals = hypers.map { hyper in
      var survival = 1.0
      var before = 1.0
      var table = [1.0]
      for week in 0..<weeks {
        let after = hyper.launch.survival(Double(week + 1))
        let stay = before > 1e-12 ? after / before : 0
        let isPast = week < state.launch.weeks
        let pull = isPast ? 0 : steps.pulls[steps.step(of: start + 7 * week + 3)]
        survival *= isPast ? stay : pow(stay, exp(hyper.launchPull * pull))
        before = after
        table.append(survival)
      }
      return table
    }
  }

  /// Launch day of a regency in one draw.
  func regency(_ code: RegencyCode, draw: Int, stream: RandomStream) -> Int {
    if let day = state.launch.launched[code] { return day }
    let place = draw % hypers.count
    let survivals = survivals[place]
    let silent = hypers[place].launch.silent
    let seen = survivals[state.launch.weeks]
    let isSilent = stream.uniform() < silent / (silent + (1 - silent) * seen)
    // The last week that the regency is known to have passed without a launch.
    let first = isSilent ? 0 : state.launch.weeks
    let target = survivals[first] * stream.uniform()
    var (low, high) = (first, survivals.count)
    while low < high {
      let middle = (low + high) / 2
      if survivals[middle] <= target { high = middle } else { low = middle + 1 }
    }
    guard low < survivals.count, low > 0 else { return Self.never }
    return state.panel.start + 7 * (low - 1) + stream.uniformInt(below: 7)
  }

  /// Launch day of a unit that is not seen to have launched, given its regency's.
  func unit(_ unit: CampaignUnit, regency: Int, draw: Int, stream: RandomStream) -> Int {
    var launch = Self.never
    if regency < Self.never {
      let seen = unit.lastDay.map { $0 + 1 } ?? regency
      let chances = hypers[draw % hypers.count].follow[unit.level] ?? []
      var lag = max(0, (seen - regency) / 7)
      while regency + 7 * lag <= lastDay, launch == Self.never, !chances.isEmpty {
        if stream.uniform() < chances[min(lag, chances.count - 1)] {
          let day = regency + 7 * lag + stream.uniformInt(below: lag == 0 ? 4 : 7)
          launch = max(day, seen)
        }
        lag += 1
      }
    }
    return min(launch, unit.ceremoniesAhead.first ?? Self.never)
  }
}
