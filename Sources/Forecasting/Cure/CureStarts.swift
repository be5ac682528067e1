// Forecasting: where the search for a curve begins.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension CureLikelihood {
  /// First parameters: the times by which 25, 50 and 75 % of those who have signed had signed give q₁
  /// and q₂; the share is a little above the one reached, or one of four others above it.
  func starts() -> [SIMD3<Double>] {
    let reached = times.total > 0 ? times.signed / times.total : 0
    let first = min(max(1.08 * reached, 0.05), 0.98)
    let shares = [first] + [0.5, 0.7, 0.9, 0.98].filter { $0 > reached && $0 != first }
    let shape = shapeStart()
    return shares.map { SIMD3(model.z(everSign: $0), shape.0, shape.1) }
  }

  /// q₁ and q₂ that put the quartiles of F at those of the signers so far; the prior's means where
  /// nobody has signed.
  private func shapeStart() -> (Double, Double) {
    guard let early = times.time(ofShare: 0.25), let middle = times.time(ofShare: 0.5),
      let late = times.time(ofShare: 0.75), early > 0
    else { return (centres[1], centres[2]) }
    // All signers on one date would give a scale of 0.
    let width = max(late - early, 0.02 * times.end)
    let logWidth = max(log(late / early), 0.05)
    switch model.family {
    case .logistic: return (middle, log(width / 2.197))
    case .logLogistic: return (log(middle), log(logWidth / 2.197))
    case .logNormal: return (log(middle), log(logWidth / 1.349))
    case .weibull:
      let scale = logWidth / 1.573
      return (log(middle) + 0.3665 * scale, log(scale))
    case .gompertz:
      let scale = max(width / 1.573, middle / 20)
      return (log(scale), log(0.693 / expm1(middle / scale)))
    case .exponential: return (log(middle / 0.693), 0)
    case .stepExponential:
      let atLaunch = times.terms.reduce(0) {
        $0
          + ($1.upper != SigningTimes.never && times.edges[Int($1.upper)] <= launch.end
            ? $1.count : 0)
      }
      let share = min(max(atLaunch / (1.08 * times.signed), 0.02), 0.98)
      return (log(max(times.end - launch.end, launch.end / 2) / 2), log(share / (1 - share)))
    }
  }
}
