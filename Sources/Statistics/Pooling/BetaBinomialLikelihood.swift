// Statistics: the beta-binomial likelihood of many units in (logit m, ln s), and the climb to its top.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Log-likelihood F(m, γ; x) + F(1 − m, γ; n − x) − F(1, γ; n) with γ = 1/s, less the coefficients.
struct BetaBinomialLikelihood {
  /// Beyond this ln s the law is the binomial one to rounding.
  static let largestLogPrecision = 23.0
  private static let smallestLogPrecision = -23.0
  private static let stepLimit = 200

  /// Units with a roster.
  let units: Int
  /// Σx / Σn.
  let pooledMean: Double
  /// Σ ln of the binomial coefficients.
  let coefficients: Double
  /// Why m and s cannot both be found.
  let obstacle: BetaBinomialFit.Reason?
  private let signed: RisingSums
  private let unsigned: RisingSums
  private let required: RisingSums
  private let totals: (signed: Double, required: Double)

  init(_ counts: [(signed: Int, required: Int)]) {
    for count in counts {
      precondition(
        (0...max(0, count.required)).contains(count.signed),
        "\(count.signed) of \(count.required)")
    }
    let counts = counts.filter { $0.required > 0 }
    units = counts.count
    signed = RisingSums(counts.map(\.signed))
    unsigned = RisingSums(counts.map { $0.required - $0.signed })
    required = RisingSums(counts.map(\.required))
    let all = counts.reduce(0) { $0 + $1.required }
    let some = counts.reduce(0) { $0 + $1.signed }
    totals = (Double(some), Double(all))
    pooledMean = all > 0 ? Double(some) / Double(all) : 0
    coefficients = counts.reduce(0) { $0 + SpecialFunctions.lnChoose($1.required, $1.signed) }
    obstacle =
      if units < 2 {
        .tooFewUnits
      } else if some == 0 {
        .noneSigned
      } else if some == all {
        .allSigned
      } else if counts.allSatisfy({ $0.required == 1 }) {
        .singleOfficials
      } else if counts.allSatisfy({ $0.signed == 0 || $0.signed == $0.required }) {
        .allOrNothing
      } else {
        nil
      }
  }

  /// Log-likelihood of the binomial law with the pooled mean, with the coefficients.
  var binomial: Double {
    coefficients + totals.signed * log(pooledMean)
      + (totals.required - totals.signed) * log1p(-pooledMean)
  }

  func value(_ mean: Double, _ gamma: Double) -> Double {
    signed.value(mean, gamma) + unsigned.value(1 - mean, gamma) - required.value(1, gamma)
  }

  /// The best of a scan over s at the pooled mean; nil when the binomial limit is better than all and
  /// the likelihood falls from there.
  func bestStart() -> (logitMean: Double, logPrecision: Double)? {
    let logit = log(pooledMean) - log1p(-pooledMean)
    let limit = binomial - coefficients
    let scan = stride(from: -4.0, through: 14.0, by: 1.0).map { step in
      (logPrecision: step, value: value(pooledMean, exp(-step)))
    }
    guard let best = scan.max(by: { $0.value < $1.value }) else { return nil }
    // The slope at γ = 0 tells whether a small dispersion is better than none.
    let slope =
      signed.jet(pooledMean, 1e-12).gamma + unsigned.jet(1 - pooledMean, 1e-12).gamma
      - required.jet(1, 1e-12).gamma
    guard best.value > limit || slope > 0 else { return nil }
    return (logit, best.logPrecision)
  }

  /// The top of the likelihood.
  struct Optimum {
    var mean: Double
    var logPrecision: Double
    var value: Double
    var covariance: [[Double]]
  }

  private struct Local {
    var value: Double
    var gradient: (Double, Double)
    var hessian: (Double, Double, Double)
  }

  private func local(_ logit: Double, _ logPrecision: Double) -> Local {
    let (mean, rest) = (1 / (1 + exp(-logit)), 1 / (1 + exp(logit)))
    let gamma = exp(-logPrecision)
    let (x, y, n) = (signed.jet(mean, gamma), unsigned.jet(rest, gamma), required.jet(1, gamma))
    let slope = mean * rest
    let perMean = x.p - y.p
    let perGamma = x.gamma + y.gamma - n.gamma
    return Local(
      value: x.value + y.value - n.value,
      gradient: (slope * perMean, -gamma * perGamma),
      hessian: (
        slope * slope * (x.pp + y.pp) + slope * (rest - mean) * perMean,
        -gamma * slope * (x.pGamma - y.pGamma),
        gamma * gamma * (x.gammaGamma + y.gammaGamma - n.gammaGamma) + gamma * perGamma
      ))
  }

  /// Newton's method, with the Hessian shifted where it is not negative definite and steps halved
  /// until the likelihood rises.
  func climb(
    from start: (logitMean: Double, logPrecision: Double)
  ) throws(PoolingError) -> Optimum {
    var (logit, logPrecision) = (start.logitMean, start.logPrecision)
    var here = local(logit, logPrecision)
    for _ in 0..<Self.stepLimit {
      let (a, b, c) = here.hessian
      let (g, h) = here.gradient
      // Largest eigenvalue of the Hessian; the shift makes it safely negative.
      let top = (a + c) / 2 + (((a - c) / 2) * ((a - c) / 2) + b * b).squareRoot()
      let scale = max(abs(a), abs(c), 1e-10)
      let shift = top < -1e-10 * scale ? 0 : top + 0.1 * scale
      let (p, q) = (a - shift, c - shift)
      let determinant = p * q - b * b
      var step = (-(q * g - b * h) / determinant, -(p * h - b * g) / determinant)
      let gain = step.0 * g + step.1 * h
      // Twice the rise still to be had, against the rounding of a log-likelihood.
      if shift == 0, gain < 1e-20 * max(1, abs(here.value)) || gain < 1e-22 {
        return optimum(logit, logPrecision, here)
      }
      let longest = max(abs(step.0), abs(step.1))
      if longest > 2 { step = (step.0 * 2 / longest, step.1 * 2 / longest) }
      var moved = false
      for _ in 0..<40 {
        let trial = (
          logit + step.0,
          min(max(logPrecision + step.1, Self.smallestLogPrecision), Self.largestLogPrecision)
        )
        let there = local(trial.0, trial.1)
        if there.value.isFinite, there.value > here.value {
          (logit, logPrecision, here, moved) = (trial.0, trial.1, there, true)
          break
        }
        step = (step.0 / 2, step.1 / 2)
      }
      if logPrecision >= Self.largestLogPrecision { return optimum(logit, logPrecision, here) }
      if !moved {
        // No rise beyond rounding: the top, if the slopes say so too.
        guard shift == 0, gain < 1e-10 else { break }
        return optimum(logit, logPrecision, here)
      }
    }
    throw .notConverged(routine: "BetaBinomialFit.fit", steps: Self.stepLimit)
  }

  private func optimum(_ logit: Double, _ logPrecision: Double, _ here: Local) -> Optimum {
    let (a, b, c) = here.hessian
    let determinant = a * c - b * b
    return Optimum(
      mean: 1 / (1 + exp(-logit)), logPrecision: logPrecision, value: here.value,
      covariance: [
        [-c / determinant, b / determinant], [b / determinant, -a / determinant],
      ])
  }
}
