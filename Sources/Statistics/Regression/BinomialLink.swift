// Statistics: how a linear predictor becomes a probability, and what one row of counts says about
// the predictor.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The function that turns a linear predictor η into a probability p.
public enum BinomialLink: String, Hashable, Sendable, CaseIterable {
  /// p = 1 − exp(−exp η): exp η is the hazard of a whole interval, so that an offset of ln Δt stands
  /// for an interval of length Δt.
  case complementaryLogLog
  /// p = 1 / (1 + exp(−η)): exp of a coefficient is an odds ratio.
  case logit

  /// The probability that belongs to a linear predictor.
  ///
  /// - Parameter predictor: η, dimensionless, not NaN.
  /// - Returns: p in 0...1; relative 1e-15, also for tiny p.
  public func probability(_ predictor: Double) -> Double {
    precondition(!predictor.isNaN, "a linear predictor is a number")
    return switch self {
    case .complementaryLogLog: -expm1(-exp(predictor))
    case .logit: 1 / (1 + exp(-predictor))
    }
  }

  /// The predictor that belongs to a probability strictly between 0 and 1.
  func predictor(_ probability: Double) -> Double {
    switch self {
    case .complementaryLogLog: log(-log1p(-probability))
    case .logit: log(probability) - log1p(-probability)
    }
  }

  /// p, 1 − p and their logarithms, each to full accuracy.
  func chances(_ predictor: Double) -> Chances {
    switch self {
    case .complementaryLogLog:
      let hazard = exp(predictor)
      let p = -expm1(-hazard)
      // For a tiny hazard, p = hazard, and ln p stays right where exp has underflowed.
      let logP = hazard < 1e-17 ? predictor : log(p)
      return Chances(p: p, q: exp(-hazard), logP: logP, logQ: -hazard)
    case .logit:
      // Both logarithms from the smaller exponential, which cannot overflow.
      let small = log1p(exp(-abs(predictor)))
      let (logP, logQ) = (min(predictor, 0) - small, min(-predictor, 0) - small)
      return Chances(p: exp(logP), q: exp(logQ), logP: logP, logQ: logQ)
    }
  }

  /// Slope of the log-likelihood of y of n in η, and its expected information.
  func score(_ y: Double, of n: Double, _ predictor: Double, _ chances: Chances)
    -> (slope: Double, information: Double)
  {
    // y − n p without cancellation where p is near 1.
    let excess = y * chances.q - (n - y) * chances.p
    switch self {
    case .complementaryLogLog:
      // Λ / p → 1 where the hazard Λ vanishes. Where it is huge the row says nothing, and Λ² times
      // exp(−Λ) must not overflow on its way to 0.
      let hazard = min(exp(predictor), 1e150)
      let ratio = chances.p > 0 ? hazard / chances.p : 1
      return (excess * ratio, n * hazard * ratio * chances.q)
    case .logit:
      return (excess, n * chances.p * chances.q)
    }
  }
}

/// A probability, its complement and their logarithms.
struct Chances {
  let p: Double
  let q: Double
  let logP: Double
  let logQ: Double

  /// y ln p + (n − y) ln q; an impossible event has no share where it did not happen.
  func logLikelihood(_ y: Double, of n: Double) -> Double {
    (y > 0 ? y * logP : 0) + (y < n ? (n - y) * logQ : 0)
  }

  /// (y − n p)² / (n p q).
  func pearson(_ y: Double, of n: Double) -> Double {
    let excess = y * q - (n - y) * p
    return excess == 0 ? 0 : excess * excess / (n * p * q)
  }
}
