// Forecasting: signers on one later day with an interval, from a fit alone and without draws.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Signers by a later time.
public struct SignerInterval: Hashable, Sendable {
  /// Expected signers, persons.
  public let mean: Double
  /// Lower end, whole persons, rounded down.
  public let low: Int
  /// Upper end, whole persons, rounded up.
  public let high: Int
}

extension CureFit {
  /// Signers by a later time, given those counted.
  ///
  /// The others sign with chance `q = 1 − (1 − G(b))/(1 − G(a))`. The variance of their share is that
  /// of `n` persons with correlation ρ and that of q by the delta method; a beta law with mean q and
  /// this variance gives the interval. Quick, and symmetric in the parameters; early in a campaign
  /// `CureDraws` knows the posterior better.
  ///
  /// - Parameters:
  ///   - time: time of the forecast, `>= from`, in the unit of the fit.
  ///   - from: time of the last count, `>= 0`.
  ///   - signed: signers by then, persons, `0...required`.
  ///   - required: officials who must sign, persons.
  ///   - correlation: ρ of two officials' dates, in `[0, 1)`.
  ///   - confidence: two-sided level, in `(0, 1)`.
  /// - Returns: mean and interval, within `signed...required`.
  public func signers(
    at time: Double, from: Double, signed: Int, required: Int, correlation: Double = 0,
    confidence: Double
  ) -> SignerInterval {
    precondition(from >= 0 && time >= from && time.isFinite, "from \(from) to \(time)")
    precondition(signed >= 0 && signed <= required, "\(signed) of \(required)")
    precondition(correlation >= 0 && correlation < 1, "correlation \(correlation)")
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    let (before, after) = (tail(at: from), tail(at: time))
    let (left, stay) = (Double(required - signed), exp(min(0, before.value - after.value)))
    let chance = 1 - stay
    guard left > 0, chance > 0, stay > 0 else {
      let all = chance > 0 ? required : signed
      return SignerInterval(mean: Double(all), low: all, high: all)
    }
    let slopes = stay * (after.slopes - before.slopes)
    let spread = chance * stay
    // Of a Dirichlet-multinomial law only the concentration of what is left of time remains.
    let together =
      correlation > 0 ? 1 / ((1 / correlation - 1) * exp(-before.value) + 1) : 0
    var variance = spread * (1 + (left - 1) * together) / left
    for (row, values) in covariance.enumerated() {
      for (column, value) in values.enumerated() {
        variance += slopes[row] * slopes[column] * value
      }
    }
    let mean = Double(signed) + left * chance
    // A variance at the limit of a share is all or nothing.
    let size = spread / max(variance, 1e-300) - 1
    let ends = size > 1e-6 ? Self.ends(size * chance, size * stay, confidence) : nil
    guard let ends else { return SignerInterval(mean: mean, low: signed, high: required) }
    return SignerInterval(
      mean: mean, low: signed + Int((left * ends.low).rounded(.down)),
      high: signed + Int((left * ends.high).rounded(.up)))
  }

  private static func ends(
    _ alpha: Double, _ beta: Double, _ confidence: Double
  ) -> (low: Double, high: Double)? {
    guard alpha > 0, beta > 0, alpha.isFinite, beta.isFinite else { return nil }
    let law = BetaDistribution(alpha: alpha, beta: beta)
    guard let low = try? law.quantile((1 - confidence) / 2),
      let high = try? law.upperQuantile((1 - confidence) / 2)
    else { return nil }
    return (low, high)
  }

  /// −ln(1 − G) with its slopes.
  private func tail(at time: Double) -> (value: Double, slopes: SIMD3<Double>) {
    guard time > 0 else { return (0, .zero) }
    let (model, q) = (curve.model, optimum.point)
    let point = HazardPoint(
      model.family, time: time, logTime: log(time), q[1], q[2], curve.launch)
    let value = curve.hazard(at: time)
    let fall = expm1(-point.value)
    let factor: Double
    let slope: Double
    switch model.form {
    case .mixture:
      factor = logistic(q[0] - point.value)
      slope = -logistic(q[0]) * (1 - factor) * fall
    case .promotionTime:
      factor = exp(q[0] - point.value)
      slope = value
    }
    let slopes =
      factor > 0 ? SIMD3(slope, factor * point.slope1, factor * point.slope2) : [slope, 0, 0]
    return (value, slopes)
  }
}
