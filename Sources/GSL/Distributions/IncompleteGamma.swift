// GSL: safe Swift over the C library; everything else computes through it.
// This file evaluates and inverts the incomplete gamma ratio: gamma, chi-square and Poisson laws.

internal import CGSL

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) and their inverse.
///
/// The library's inverse fails for small shapes.
struct IncompleteGamma {
  /// |ln x| beyond which x is not a normal `Double`.
  private static let logLimit = 708.0
  private static let termLimit = 1_000_000

  private let shape: Double

  init(_ shape: Double) { self.shape = shape }

  /// P(a, x) and Q(a, x).
  static func tails(_ a: Double, _ x: Double, routine: String) throws(GSLError) -> Tails {
    guard x > 0 else { return .allAbove }
    guard x < .infinity else { return .allBelow }
    return try IncompleteGamma(a).tails(
      x, logKernel: Stirling.logGammaKernel(a, x), routine: routine)
  }

  /// ln x of the point x below which lies `lower`, above which lies `upper` = 1 − `lower`.
  static func logQuantile(lower: Double, upper: Double, _ a: Double, routine: String)
    throws(GSLError) -> Double
  {
    let search = LogScaleSearch(limit: logLimit, routine: routine)
    let law = IncompleteGamma(a)
    guard lower > upper else { return try search.root(of: law, tail: lower) }
    return try -search.root(of: Mirrored(law: law), tail: upper)
  }

  private func tails(_ x: Double, logKernel: Double, routine: String) throws(GSLError) -> Tails {
    if shape <= 1 && x < 1 { return smallShape(x) }
    let below = x < (shape <= 1 ? 1 : shape + 1)
    guard let value = below ? series(x) : fraction(x), value.isFinite,
      !logKernel.isNaN
    else {
      throw GSLError(
        .notConverged, routine: routine, message: "the incomplete gamma function did not converge",
        context: "x=\(x) shape=\(shape)")
    }
    return below
      ? Tails(lower: value, logScale: logKernel) : Tails(upper: value, logScale: logKernel)
  }

  /// P(a, x) divided by x^a e^−x / Γ(a), DLMF 8.7.1: all terms are positive.
  private func series(_ x: Double) -> Double? {
    var term = 1 / shape
    var sum = term
    for m in 1...Self.termLimit {
      term *= x / (shape + Double(m))
      sum += term
      if term < sum * 1e-17 { return sum }
    }
    return nil
  }

  /// Q(a, x) divided by x^a e^−x / Γ(a), DLMF 8.9.2, numerators and denominators apart.
  private func fraction(_ x: Double) -> Double? {
    let start = x - shape + 1
    var (above, aboveBefore) = (start, 1.0)
    var (below, belowBefore) = (1.0, 0.0)
    var last = below / above
    for term in 1...Self.termLimit {
      let m = Double(term)
      let numerator = m * (shape - m)
      let denominator = start + 2 * m
      (above, aboveBefore) = (denominator * above + numerator * aboveBefore, above)
      (below, belowBefore) = (denominator * below + numerator * belowBefore, below)
      if above.magnitude > 1e100 {
        aboveBefore /= above
        below /= above
        belowBefore /= above
        above = 1
      }
      if term & 1 == 0 {
        let value = below / above
        if abs(value - last) <= Double.ulpOfOne * abs(value) { return value }
        last = value
      }
    }
    return nil
  }

  /// P = x^a / Γ(a + 1) · (1 + a Σ (−x)^m / (m! (a + m))) for x below 1; Q without the subtraction
  /// from 1, since P is near 1 for small shapes.
  private func smallShape(_ x: Double) -> Tails {
    var term = 1.0
    var sum = 0.0
    for m in 1...25 {
      term *= -x / Double(m)
      sum += term / (shape + Double(m))
    }
    let logFront = shape * log(x) - SpecialFunctions.lnGamma(1 + shape)
    let upper = -expm1(logFront) - exp(logFront) * shape * sum
    return upper > 0.5
      ? Tails(lower: 1 + shape * sum, logScale: logFront) : Tails(upper: upper, logScale: 0)
  }
}

extension IncompleteGamma: LogScaleLaw {
  var cumulants: LogGammaCumulants { LogGammaCumulants(shape: shape) }
  /// x^a / Γ(a + 1): what remains of the lower tail near 0.
  var lowerShape: Double { shape }
  var logLowerFactor: Double { -SpecialFunctions.lnGamma(shape + 1) }

  func evaluate(_ u: Double, routine: String) throws(GSLError) -> LogScalePoint {
    let x = exp(u)
    let logDensity = Stirling.logGammaKernel(shape, x)
    return LogScalePoint(
      tails: try tails(x, logKernel: logDensity, routine: routine), logDensity: logDensity,
      slope: shape - x, curvature: x, curvatureSlope: x)
  }
}

/// A law of −u, so that one search serves both tails.
struct Mirrored<Law: LogScaleLaw>: LogScaleLaw {
  let law: Law

  var cumulants: LogGammaCumulants { law.cumulants.mirrored }
  /// The upper tail of a gamma law falls faster than any power.
  var lowerShape: Double { .infinity }
  var logLowerFactor: Double { 0 }

  func evaluate(_ u: Double, routine: String) throws(GSLError) -> LogScalePoint {
    let point = try law.evaluate(-u, routine: routine)
    return LogScalePoint(
      tails: point.tails.mirrored, logDensity: point.logDensity, slope: -point.slope,
      curvature: point.curvature, curvatureSlope: -point.curvatureSlope)
  }
}
