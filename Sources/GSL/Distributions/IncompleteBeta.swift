// GSL: safe Swift over the C library; everything else computes through it.
// This file evaluates and inverts the incomplete beta ratio, on which six of the laws rest.

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

  /// The point with odds x / (1 − x), `>= 0`.
  init(odds: Double) {
    self =
      odds <= 1
      ? UnitPoint(x: odds / (1 + odds), complement: 1 / (1 + odds))
      : UnitPoint(x: 1 / (1 + 1 / odds), complement: 1 / odds / (1 + 1 / odds))
  }

  var mirrored: UnitPoint { UnitPoint(x: complement, complement: x) }
}

/// The regularised incomplete beta function I_x(a, b) and its inverse.
///
/// The library's own function changes to a formula with 9 digits above shapes of 100,000, and its
/// inverse returns NaN or does not return for a part of the arguments.
struct IncompleteBeta {
  /// Log odds beyond which a `Double` cannot hold the distance to the end (exp(−708) is about the
  /// smallest normal number).
  private static let logitLimit = 708.0
  private static let termLimit = 1_000_000

  private let kernel: BetaKernel

  init(_ a: Double, _ b: Double) { kernel = BetaKernel(a, b) }

  /// I_x(a, b) and 1 − I_x(a, b); `excess` is (a + b) x − a where the caller knows it better.
  static func tails(
    _ point: UnitPoint, _ a: Double, _ b: Double, excess: Double? = nil, routine: String
  ) throws(GSLError) -> Tails {
    guard point.x > 0 else { return .allAbove }
    guard point.complement > 0 else { return .allBelow }
    let beta = IncompleteBeta(a, b)
    let excess = excess ?? beta.kernel.excess(point)
    return try beta.tails(
      point, excess: excess, logKernel: beta.kernel.logarithm(point, excess: excess),
      routine: routine)
  }

  /// The log odds of the point below which lies `lower`, above which lies `upper` = 1 − `lower`.
  static func logitQuantile(
    lower: Double, upper: Double, _ a: Double, _ b: Double, routine: String
  ) throws(GSLError) -> Double {
    let search = LogScaleSearch(limit: logitLimit, routine: routine)
    guard lower > upper else { return try search.root(of: IncompleteBeta(a, b), tail: lower) }
    return try -search.root(of: IncompleteBeta(b, a), tail: upper)
  }

  /// Computes the side of the mean on which the fraction converges fast, about √max(a, b) terms at
  /// the mean and fewer in the tail.
  private func tails(_ point: UnitPoint, excess: Double, logKernel: Double, routine: String)
    throws(GSLError) -> Tails
  {
    let (a, b) = (kernel.a, kernel.b)
    let (x, y) = (point.x, point.complement)
    // x < (a + 1) / (a + b + 2), written with the excess, which keeps its sign at any shape. Below
    // shapes of 1/2 the limit moves to the end, so that the side computed does not come near 1.
    let below = excess < (a < 0.5 ? a + 0.5 - 2 * x : b < 0.5 ? 2 * y - b - 0.5 : y - x)
    let value =
      below
      ? Self.fraction(a, b, point, excess: excess)
      : Self.fraction(b, a, point.mirrored, excess: -excess)
    guard let value, value.isFinite, !logKernel.isNaN else {
      throw GSLError(
        .notConverged, routine: routine, message: "the incomplete beta function did not converge",
        context: "x=\(x) alpha=\(a) beta=\(b)")
    }
    return below
      ? Tails(lower: value, logScale: logKernel) : Tails(upper: value, logScale: logKernel)
  }

  /// I_x(a, b) divided by the kernel, by the contracted continued fraction, whose terms hold no
  /// difference of rounded numbers: `excess` is (a + b) x − a. Numerators and denominators are
  /// carried apart, since a division in each step would take most of the time.
  ///
  /// - SeeAlso: Didonato and Morris (1992), ACM TOMS 18:360–373, function BFRAC.
  private static func fraction(_ a: Double, _ b: Double, _ point: UnitPoint, excess: Double)
    -> Double?
  {
    let x = point.x
    let rise = 1 + point.complement
    let start = 1 - excess
    var (above, aboveBefore) = (a * start / (a + 1), 1.0)
    var (below, belowBefore) = (1.0, 0.0)
    var last = below / above
    var m = 1.0
    while m < Double(termLimit) {
      let middle = a + 2 * m
      let ratio = x / (middle - 1)
      let product = m * (b - m) * ratio
      let numerator = product * (a + (m - 1)) * ratio * (a + b + (m - 1))
      let denominator = m + product + (a + m) * (start + m * rise) / (middle + 1)
      (above, aboveBefore) = (denominator * above + numerator * aboveBefore, above)
      (below, belowBefore) = (denominator * below + numerator * belowBefore, below)
      if above.magnitude > 1e100 {
        aboveBefore /= above
        below /= above
        belowBefore /= above
        above = 1
      }
      if Int(m) & 1 == 0 {
        let value = below / above
        if abs(value - last) <= Double.ulpOfOne * abs(value) { return value }
        last = value
      }
      m += 1
    }
    return nil
  }
}

extension IncompleteBeta: LogScaleLaw {
  /// ln(X / (1 − X)) is the difference of two independent log-gamma variables.
  var cumulants: LogGammaCumulants {
    LogGammaCumulants(shape: kernel.a) - LogGammaCumulants(shape: kernel.b)
  }
  /// x^a / (a B(a, b)): what remains of the lower tail near 0.
  var lowerShape: Double { kernel.a }
  var logLowerFactor: Double { -log(kernel.a) - SpecialFunctions.lnBeta(kernel.a, kernel.b) }

  func evaluate(_ u: Double, routine: String) throws(GSLError) -> LogScalePoint {
    let point = UnitPoint(logit: u)
    let excess = kernel.excess(point)
    let logDensity = kernel.logarithm(point, excess: excess)
    let curvature = kernel.total * point.x * point.complement
    return LogScalePoint(
      tails: try tails(point, excess: excess, logKernel: logDensity, routine: routine),
      logDensity: logDensity, slope: -excess, curvature: curvature,
      curvatureSlope: curvature * (point.complement - point.x))
  }
}
