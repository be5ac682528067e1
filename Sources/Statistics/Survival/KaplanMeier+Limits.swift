// Statistics: confidence limits and quantiles of a Kaplan–Meier curve, by the conventions of R's
// `survfit`, so that analysts find the numbers that they know.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension KaplanMeier {
  /// The scale on which a limit is S ± z times its standard error.
  public enum LimitScale: String, CaseIterable, Sendable {
    /// S itself; the limits are cut to `0...1`.
    case plain
    /// ln S; the upper limit is cut to 1.
    case log
    /// ln(−ln S): stays inside `0...1` by itself and is the most reliable for few persons.
    case logLog
  }
}

extension KaplanMeier.Step {
  /// Pointwise confidence limits of S just after this step.
  ///
  /// `S ± z se`, `S exp(± z σ)` or `S^exp(± z σ / ln S)` with σ² = `logVariance`.
  ///
  /// - Parameters:
  ///   - confidence: Two-sided level, in `(0, 1)`.
  ///   - scale: The scale on which the limits are symmetric.
  /// - Returns: Limits in `0...1`; nil where S is 0, and for `logLog` where S is 1, as in R. Relative
  ///   1e-12 against R.
  /// - SeeAlso: Kalbfleisch and Prentice (2002), The Statistical Analysis of Failure Time Data, 1.4.
  public func limits(
    confidence: Double, scale: KaplanMeier.LimitScale = .logLog
  ) -> (low: Double, high: Double)? {
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    guard let logVariance, survival > 0 else { return nil }
    let z = NormalDistribution.standard.upperQuantile((1 - confidence) / 2)
    let half = z * logVariance.squareRoot()
    switch scale {
    case .plain:
      return (max(0, survival - half * survival), min(1, survival + half * survival))
    case .log:
      return (survival * exp(-half), min(1, survival * exp(half)))
    case .logLog:
      let logSurvival = log(survival)
      guard logSurvival < 0 else { return nil }
      return (
        exp(logSurvival * exp(-half / logSurvival)), exp(logSurvival * exp(half / logSurvival))
      )
    }
  }
}

extension KaplanMeier {
  /// Values of S nearer than this to 1 − p count as equal to it, as in R.
  private static let tie = 1.490_116_119_384_765_6e-8

  /// The time by which a share has had the event.
  ///
  /// The first time with S ≤ 1 − p; where S equals 1 − p on a stretch, the middle of the stretch (up
  /// to the next event, or to the last time).
  ///
  /// - Parameter p: The share, in `(0, 1]`; 0.5 is the median.
  /// - Returns: A time; nil when S does not fall that far.
  /// - Complexity: O(n).
  public func quantile(_ p: Double) -> Double? { quantile(p, of: steps.map(\.survival)) }

  /// Confidence limits of a quantile: where the limits of S cross 1 − p.
  ///
  /// - Parameters:
  ///   - p: The share, in `(0, 1]`.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  ///   - scale: The scale of the limits of S.
  /// - Returns: The earliest and the latest time; each nil when its limit of S does not fall that far.
  /// - Complexity: O(n).
  /// - SeeAlso: Brookmeyer and Crowley (1982), Biometrics 38:29–41.
  public func quantileLimits(
    _ p: Double, confidence: Double, scale: LimitScale = .logLog
  ) -> (low: Double?, high: Double?) {
    let limits = steps.map { $0.limits(confidence: confidence, scale: scale) }
    return (quantile(p, of: limits.map { $0?.low }), quantile(p, of: limits.map { $0?.high }))
  }

  private func quantile(_ p: Double, of curve: [Double?]) -> Double? {
    precondition(p > 0 && p <= 1, "a quantile is asked for in (0, 1], not \(p)")
    // The first of the largest values up to the bound, as in R. That is the first time at or below
    // the bound, but for limits that rise again at the end: there it is the later, wider choice.
    func first(_ bound: Double) -> Int? {
      var found: (index: Int, value: Double)?
      for (index, value) in curve.enumerated() {
        guard let value, value <= bound, value > found?.value ?? -1 else { continue }
        found = (index, value)
      }
      return found?.index
    }
    guard let reached = first(1 - p + Self.tie), let last = steps.last else { return nil }
    if let passed = first(1 - p - Self.tie) {
      return (steps[reached].time + steps[passed].time) / 2
    }
    // Without an end the stretch is as long as the observation.
    guard curve.last.flatMap({ $0 }) != nil else { return nil }
    return (steps[reached].time + last.time) / 2
  }
}
