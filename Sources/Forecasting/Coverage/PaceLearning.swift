// Forecasting: how far units keep their own pace over a stretch of time, learnt by looking back.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How a unit's future hazard follows from its recent one.
struct PaceLearning: Hashable, Sendable {
  /// ρ: the part of a unit's pace that it keeps.
  let kept: Double
  /// σ: standard deviation of the log hazard between units besides.
  let spread: Double
  /// Units that taught it; 0 where the priors stand.
  let units: Int

  /// The priors.
  init() {
    kept = CoverageModel.pacePrior.mean
    spread = CoverageModel.spreadPrior.sd
    units = 0
  }

  /// Looks back from `now` as far as a target `ahead` days of working time lies ahead, in proportion
  /// to the age of the campaign, and compares the paces then with the hazards since.
  init(_ paths: [HazardPath], now: Double, age: Double, ahead: Double) {
    // The campaign was as old then, in proportion to its age now, as it is now to the target's.
    let ageThen = age * age / (age + ahead)
    let then = now - (age - ageThen)
    guard now - then >= 1, ageThen >= 1 else {
      self.init()
      return
    }
    let known = paths.compactMap { path in path.known(at: then).map { (before: $0, path: path) } }
    guard known.count >= CoverageModel.leastUnits,
      let window = CoverageWindow(known.map(\.before), at: then)
    else {
      self.init()
      return
    }
    let since = known.map { before, path in
      (
        rise: path.hazards[path.hazards.count - 1] - before.hazards[before.hazards.count - 1],
        span: path.end - before.end
      )
    }
    let span = since.reduce(0) { $0 + $1.span }
    let rate = since.reduce(0) { $0 + $1.rise } / max(span, 1e-9)
    guard span > 0, rate > 0 else {
      self.init()
      return
    }
    let hazards = since.map { rise, span in
      log((rise + Self.softening * rate * span) / ((1 + Self.softening) * rate * span))
    }.enumerated().filter { $0.element.isFinite }
    guard hazards.count >= CoverageModel.leastUnits else {
      self.init()
      return
    }
    let y = Self.centred(hazards.map(\.element))
    let x = Self.centred(hazards.map { window.pace[$0.offset] })
    self.init(y, on: x)
  }

  /// Part of the panel's rate that is added to a unit's, so that none has a hazard of 0.
  private static let softening = 0.05
  /// Residuals beyond this many robust standard deviations count as if at it.
  private static let outlier = 2.5
  private static let rounds = 3

  /// Regression of `y` on `x`, both with mean 0, with the priors of slope and spread.
  private init(_ y: [Double], on x: [Double]) {
    let (prior, own) = (CoverageModel.pacePrior, CoverageModel.spreadPrior)
    let precision = 1 / (prior.sd * prior.sd)
    let xx = x.reduce(0) { $0 + $1 * $1 }
    let xy = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
    var variance = own.sd * own.sd
    var slope = prior.mean
    for _ in 0..<Self.rounds {
      slope = (prior.mean * precision + xy / variance) / (precision + xx / variance)
      let residuals = zip(x, y).map { $1 - slope * $0 }
      // The median of a squared normal is 0.455 of its variance.
      let robust = max((residuals.map { $0 * $0 }.median ?? 0) / 0.455, 1e-6)
      let limit = Self.outlier * robust.squareRoot()
      let squares = residuals.reduce(0) { sum, residual in
        let kept = min(max(residual, -limit), limit)
        return sum + kept * kept
      }
      variance =
        (own.units * own.sd * own.sd + squares) / (own.units + Double(residuals.count))
    }
    kept = slope
    spread = variance.squareRoot()
    units = y.count
  }

  private static func centred(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { $0 - mean }
  }
}
