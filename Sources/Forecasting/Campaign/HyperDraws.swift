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
  /// Weekly hazard of launches to come and its rise at the deadline.
  let launchHazard: Double
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
    launchHazard = stream.gamma(
      shape: state.launch.later.shape, scale: 1 / state.launch.later.rate)
    let prior = model.launchDeadlineEffect
    launchPull = prior.mean + prior.spread * stream.normal()
    repeatRate = stream.gamma(shape: state.repeats.shape, scale: 1 / state.repeats.weeks)
  }
}

/// Launch days of regencies and units, drawn.
struct LaunchDraws {
  let state: CampaignState
  let steps: CampaignSteps
  let hypers: [HyperDraw]
  let lastDay: Int

  /// A day later than all others: no launch.
  static let never = Int.max / 2

  /// Launch day of a regency in one draw.
  func regency(_ code: RegencyCode, draw: Int, stream: RandomStream) -> Int {
    if let day = state.launch.launched[code] { return day }
    let hyper = hypers[draw % hypers.count]
    if stream.uniform() < state.launch.silentUnseen {
      for (week, hazard) in state.launch.hazards.enumerated() where stream.uniform() < hazard {
        return state.panel.start + 7 * week + stream.uniformInt(below: 7)
      }
    }
    var day = state.launch.seenThrough + 1
    while day <= lastDay {
      let pull = steps.pulls[steps.step(of: day)]
      if stream.uniform() < -expm1(-hyper.launchHazard * exp(hyper.launchPull * pull)) {
        return day + stream.uniformInt(below: 7)
      }
      day += 7
    }
    return Self.never
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
