// Statistics: where the search for a curve begins, and the weak penalties that keep it home.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension CurveShape {
  /// First parameters: times at which 25, 50 and 75 % of those who have signed so far had signed
  /// give q₁ and q₂; the ceiling is a little above the share reached, or one of four others.
  func starts(_ counts: GroupedCounts) -> [[Double]] {
    let shape = shapeStart(counts)
    let reached = counts.total / counts.required
    let first = min(max(1.08 * reached, 0.05), 0.98)
    let ceilings = [first] + [0.5, 0.7, 0.9, 0.98].filter { $0 > reached && $0 != first }
    return ceilings.map { ceiling in
      let z = family.isPromotion ? log(-log1p(-ceiling)) : log(ceiling / (1 - ceiling))
      return [z] + shape.prefix(family.parameterCount - 1)
    }
  }

  /// q₁ and q₂ that put the quartiles of F at those of the signers so far.
  private func shapeStart(_ counts: GroupedCounts) -> [Double] {
    let quartiles = [0.25, 0.5, 0.75].map { counts.time(ofShare: $0) }
    // All signers on one date would give a scale of 0.
    let width = max(quartiles[2] - quartiles[0], 0.02 * counts.span)
    let logWidth = max(log(quartiles[2] / quartiles[0]), 0.05)
    let middle = quartiles[1]
    switch family {
    case .logistic: return [middle, log(width / 2.197)]
    case .logLogistic: return [log(middle), log(logWidth / 2.197)]
    case .logNormal: return [log(middle), log(logWidth / 1.349)]
    case .weibull, .promotionWeibull:
      let scale = logWidth / 1.573
      return [log(middle) + 0.3665 * scale, log(scale)]
    case .gompertz:
      let scale = max(width / 1.573, middle / 20)
      return [log(scale), log(0.693 / expm1(middle / scale))]
    case .exponential: return [log(middle / 0.693), 0]
    case .stepExponential:
      let share = min(max(counts.counts[counts.launch] / (1.08 * counts.total), 0.02), 0.98)
      let rest = max(counts.ends[counts.ends.count - 1] - launch.end, 0.5)
      return [log(rest / 2), log(share / (1 - share))]
    }
  }

  /// Weak normal penalties: the ceiling's logit N(1, 1.8²), which is nearly flat in the ceiling
  /// itself; locations within a span or a factor of e of the quartiles; scales within factors of 4.
  func penalties(_ counts: GroupedCounts) -> CurvePenalties {
    let start = shapeStart(counts)
    let z = family.isPromotion ? (0.27, 1.0) : (1.0, 1.8)
    let (q1, q2): ((Double, Double), (Double, Double))
    switch family {
    case .logistic:
      (q1, q2) = ((start[0], counts.span), (log(counts.span / 4), 1.5))
    case .logLogistic, .logNormal, .weibull, .promotionWeibull:
      (q1, q2) = ((start[0], 1), (-0.5, 1.2))
    case .gompertz: (q1, q2) = ((log(counts.span / 2), 1.5), (start[1], 2))
    case .exponential: (q1, q2) = ((start[0], 1.5), (0, 1))
    case .stepExponential: (q1, q2) = ((start[0], 1.5), (0, 1.8))
    }
    let all = [z, q1, q2].prefix(family.parameterCount)
    return CurvePenalties(centres: all.map(\.0), spreads: all.map(\.1))
  }
}
