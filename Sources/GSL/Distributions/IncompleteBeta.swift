// GSL: safe Swift over the C library; everything else computes through it.
// This file evaluates and inverts the incomplete beta ratio for BetaDistribution and StudentT.

internal import CGSL

/// A point of the unit interval that keeps its distance to both ends: near 1 the complement carries
/// the digits that `x` alone has lost.
struct UnitPoint {
  let x: Double
  let complement: Double

  init(x: Double, complement: Double) {
    self.x = x
    self.complement = complement
  }

  /// The point with log odds ln(x / (1 − x)); infinite log odds are the ends.
  init(logit: Double) {
    let small = exp(-abs(logit))
    let near = small / (1 + small)
    let far = 1 / (1 + small)
    self = logit < 0 ? UnitPoint(x: near, complement: far) : UnitPoint(x: far, complement: near)
  }
}

/// The regularised incomplete beta function I_x(a, b) and its inverse.
enum IncompleteBeta {
  /// Log odds beyond which a `Double` cannot hold the distance to the end (exp(−708) is about the
  /// smallest normal number).
  private static let logitLimit = 708.0
  /// A Newton step this small leaves an error of its square, far below the rounding of the result.
  private static let stepTolerance = 1e-9
  private static let iterationLimit = 400
  /// Above this shape the library may switch to an asymptotic formula with 9 digits, and gives up
  /// after 512 terms of its fraction.
  private static let libraryShapeLimit = 1e5
  private static let fractionLimit = 100_000

  /// I_x(a, b), the probability below `point`.
  static func lower(_ point: UnitPoint, _ a: Double, _ b: Double, routine: String)
    throws(GSLError) -> Double
  {
    _ = Library.ready
    let value: Double? =
      if max(a, b) > libraryShapeLimit {
        ownLower(point, a, b)
      } else if point.x <= 0.5 {
        gsl_cdf_beta_P(point.x, a, b)
      } else {
        gsl_cdf_beta_Q(point.complement, b, a)
      }
    guard let value, value.isFinite else {
      throw GSLError(
        .notConverged, routine: routine, message: "the incomplete beta function did not converge",
        context: "x=\(point.x) alpha=\(a) beta=\(b)")
    }
    return min(max(value, 0), 1)
  }

  /// The log odds of the point below which lies `lower`, above which lies `upper` = 1 − `lower`.
  ///
  /// Works on the smaller of the two. In log odds u the logarithm of I is concave (its density is
  /// x^a (1 − x)^b / B, which is log-concave), so Newton's method on ln I runs up to the root from
  /// the left whatever the shapes; a bracket guards it all the same. The library's own inverse
  /// returns NaN or does not return for such arguments.
  static func logitQuantile(
    lower: Double, upper: Double, _ a: Double, _ b: Double, routine: String
  ) throws(GSLError) -> Double {
    guard lower <= upper else {
      return try -logitQuantile(lower: upper, upper: lower, b, a, routine: routine)
    }
    guard lower > 0 else { return -.infinity }
    let lnB = SpecialFunctions.lnBeta(a, b)
    var low = -logitLimit
    var high = logitLimit
    var u = min(max(start(tail: lower, a, b, lnB), low), high)
    for _ in 0..<iterationLimit {
      let point = UnitPoint(logit: u)
      let value = try Self.lower(point, a, b, routine: routine)
      if value < lower { low = u } else { high = u }
      var next = -Double.infinity
      if value > 0 {
        let slope = exp(a * log(point.x) + b * log(point.complement) - lnB) / value
        next = u - log(value / lower) / slope
        if abs(next - u) <= stepTolerance { return next }
      }
      // Also taken when the slope underflows and `next` is infinite or NaN.
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      if next <= low || next >= high || high - low < stepTolerance * stepTolerance {
        return endOrRoot(next)
      }
      u = next
    }
    throw GSLError(
      .notConverged, routine: routine, message: "the quantile search did not converge",
      context: "tail=\(lower) alpha=\(a) beta=\(b)")
  }

  /// I_x(a, b) by the continued fraction DLMF 8.17.22 on the side of the mean where it converges
  /// fast (about √max(a, b) terms); `nil` when it does not converge.
  private static func ownLower(_ point: UnitPoint, _ a: Double, _ b: Double) -> Double? {
    let x = point.x
    let y = point.complement
    let lnX = x <= 0.5 ? log(x) : log1p(-y)
    let lnY = y <= 0.5 ? log(y) : log1p(-x)
    let front = exp(a * lnX + b * lnY - SpecialFunctions.lnBeta(a, b))
    if x < (a + 1) / (a + b + 2) {
      return fraction(x, a, b).map { front * $0 / a }
    }
    return fraction(y, b, a).map { 1 - front * $0 / b }
  }

  /// Modified Lentz evaluation of the continued fraction.
  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double? {
    var c = 1.0
    var d = 1 / (1 - (a + b) * x / (a + 1))
    var value = d
    for term in 1...fractionLimit {
      let m = Double(term)
      let even = m * (b - m) * x / ((a - 1 + 2 * m) * (a + 2 * m))
      d = 1 / (1 + even * d)
      c = 1 + even / c
      value *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 1 + 2 * m))
      d = 1 / (1 + odd * d)
      c = 1 + odd / c
      value *= d * c
      if abs(d * c - 1) < 2 * Double.ulpOfOne { return value }
    }
    return nil
  }

  /// A bracket that shrank on to a limit means a root beyond it.
  private static func endOrRoot(_ u: Double) -> Double {
    if u <= -logitLimit + 1e-6 { return -.infinity }
    return u >= logitLimit - 1e-6 ? .infinity : u
  }

  /// Normal approximation of the log odds for large shapes, the power law x^a / (a B) otherwise.
  private static func start(tail: Double, _ a: Double, _ b: Double, _ lnB: Double) -> Double {
    guard min(a, b) >= 1 else { return (log(tail) + log(a) + lnB) / a }
    return log(a / b) + NormalDistribution.standard.quantile(tail) * (1 / a + 1 / b).squareRoot()
  }
}
