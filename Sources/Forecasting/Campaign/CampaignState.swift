// Forecasting: all that a fit has found out, in the form from which the draws are made.

internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A grid for one possible roster of a unit.
struct RosterCase: Sendable {
  var grid: UnitGrid
  /// Prior weight of the roster.
  let prior: Double
  /// Likelihood of the cells relative to the greatest.
  var exponentials: [Double]
}

/// One unit's posterior.
struct UnitState: Sendable {
  var cases: [RosterCase]
  /// Posterior weight of each roster.
  var caseWeights: [Double]
  /// Moments over all rosters; those of the pool where nothing is known of the unit.
  var moments = GridMoments()
  /// Expected number of those who will ever sign.
  var everSign = 0.0
}

/// The effect of the deadline for one τ.
struct PullEffect: Sendable {
  /// Probability of this τ.
  var weight: Double
  var mean: Double
  var spread: Double
}

/// One joint possibility for the deadline's pull and the size of the common shocks.
struct EffectCase: Sendable {
  var weight: Double
  /// Position of τ.
  let pull: Int
  /// Mean and standard deviation of β.
  let mean: Double
  let spread: Double
  /// Mean and standard deviation of the level α of all log hazards beside the shocks, and its
  /// correlation with β.
  var level = 0.0
  var levelSpread = 0.0
  var correlation = 0.0
  /// Standard deviation of the common shocks.
  let shockSpread: Double
}

/// Everything a fit has found out.
struct CampaignState: Sendable {
  var panel: CampaignPanel
  var pools: [Level: CampaignPool] = [:]
  /// Covariance of the doubt about the means of z and u: zz, zu, uu; then units learnt from.
  var poolDoubt: [Level: (zz: Double, zu: Double, uu: Double, units: Double)] = [:]
  var provinces: [ProvinceCode: (logit: Double, hazard: Double)] = [:]
  var laws: [Level: IncrementLaws] = [:]
  var pulls: [PullEffect]
  var session: (mean: Double, spread: Double)
  /// Common shocks by week (0 ends on the deadline).
  var shocks: [Int: Double] = [:]
  var shockSpread: Double
  /// Joint possibilities for τ, β and the spread of the shocks.
  var effects: [EffectCase]
  /// Variance of the lasting part of a unit's weekly shocks.
  var unitShock = 0.02
  var repeats: (rate: Double, shape: Double, weeks: Double)
  var launch: LaunchLaw
  var units: [UnitState] = []
  /// Correlation of a common shock with that of the week before.
  var persistence = 0.7
  /// Standard deviation of log N by level where a roster is only estimated.
  var rosterSpreads: [Level: Double] = [:]

  /// Standard deviation of log N of a level's estimated rosters.
  func rosterSpread(_ level: Level) -> Double { rosterSpreads[level] ?? 0.35 }

  /// The pool of a unit with the effect of its province.
  func pool(_ unit: CampaignUnit) -> CampaignPool {
    var pool =
      pools[unit.level]
      ?? CampaignPool(
        logitMean: 0, logitSpread: 1, hazardMean: -2.5, hazardSpread: 0.5)
    if let effect = provinces[unit.regency.province] {
      pool.logitMean += effect.logit
      pool.hazardMean += effect.hazard
    }
    return pool
  }

  /// ln of each bin's working time with pull, sessions and common shocks.
  func offsets(_ unit: CampaignUnit) -> [Double] {
    unit.bins.map { bin in
      log(bin.time) + session.mean * bin.session + shock(bin) + pull(bin)
    }
  }

  /// Mean pull of the deadline over a bin, on the log hazard.
  func pull(_ bin: CampaignBin) -> Double {
    zip(pulls, bin.pulls).reduce(0) { $0 + $1.0.weight * $1.0.mean * $1.1 }
  }

  /// Mean common shock over a bin.
  func shock(_ bin: CampaignBin) -> Double {
    var sum = 0.0
    for (place, share) in bin.weekShares.enumerated() {
      if let shock = shocks[bin.firstWeek - place] { sum += share * shock }
    }
    return sum
  }
}
