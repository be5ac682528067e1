// Statistics: how a saturating curve chooses between families, and the figures common to them.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension SaturatingCurve {
  /// Akaike weights; by the small-sample criterion where it is defined for all families with a fit,
  /// by the plain one otherwise.
  static func weights(
    _ fits: [Result<CurveFit, TrendFailure>], dispersion: Double, intervals: Int
  ) -> [Double] {
    let found = fits.map { try? $0.get() }
    // With hardly more intervals than parameters the correction would choose by itself.
    let isCorrected = intervals >= 8
    let criteria = found.map { fit -> Double? in
      guard let fit else { return nil }
      let plain = AkaikeCriterion.plain(
        deviance: fit.deviance / dispersion, parameters: fit.freeParameters)
      return isCorrected ? fit.aicc(dispersion: dispersion, intervals: intervals) : plain
    }
    let least = criteria.compactMap(\.self).min() ?? 0
    let raw = criteria.map { $0.map { exp(-($0 - least) / 2) } ?? 0 }
    let sum = raw.reduce(0, +)
    return sum > 0 ? raw.map { $0 / sum } : raw
  }
}

extension CurveFit {
  /// A function of the parameters with its standard error by the delta method.
  func estimate(_ function: ([Double]) -> Double) -> (value: Double, error: Double) {
    let gradient = parameters.indices.map { place -> Double in
      let step = 1e-4 * covariance[place][place].squareRoot()
      var (above, below) = (parameters, parameters)
      above[place] += step
      below[place] -= step
      return (function(above) - function(below)) / (above[place] - below[place])
    }
    var variance = 0.0
    for row in gradient.indices {
      for column in gradient.indices {
        variance += gradient[row] * covariance[row][column] * gradient[column]
      }
    }
    return (function(parameters), max(0, variance).squareRoot())
  }
}

extension CurveShape {
  /// Time by which F is one half; in the step family, of the part after the step.
  func midpoint(_ p: [Double]) -> Double {
    let (q1, scale) = (p[1], p.count > 2 ? exp(p[2]) : 0)
    switch family {
    case .logLogistic, .logNormal: return exp(q1)
    case .weibull, .promotionWeibull: return exp(q1 + scale * log(log(2.0)))
    case .exponential: return exp(q1) * log(2.0)
    case .stepExponential: return launch.start + exp(q1) * log(2.0)
    case .gompertz: return exp(q1) * log1p(log(2.0) / scale)
    case .logistic:
      // Half of what lies right of the cut: e^u = 2 + e^a with u = t/s, a = q₁/s.
      let a = q1 / scale
      return scale * (a > 0 ? a + log1p(2 * exp(-a)) : log(2 + exp(a)))
    }
  }

  /// Four times the density of F at the midpoint.
  func rate(_ p: [Double]) -> Double {
    let (q1, scale) = (p[1], p.count > 2 ? exp(p[2]) : 0)
    let half = midpoint(p)
    switch family {
    case .logLogistic: return 1 / (scale * half)
    case .logNormal: return 4 / ((2 * Double.pi).squareRoot() * scale * half)
    case .weibull, .promotionWeibull: return 2 * log(2.0) / (scale * half)
    case .exponential, .stepExponential: return 2 * exp(-q1)
    case .gompertz: return 2 * (scale + log(2.0)) * exp(-q1)
    case .logistic:
      // u = t/s: the slope of (1 − e^(−u)) L(u − a).
      let u = half / scale
      let y = u - q1 / scale
      let (above, below) = (Self.logisticFunction(y), Self.logisticFunction(-y))
      return 4 / scale * (exp(-u) * above - expm1(-u) * above * below)
    }
  }
}

extension Result {
  var failure: Failure? {
    if case .failure(let failure) = self { return failure }
    return nil
  }
}
