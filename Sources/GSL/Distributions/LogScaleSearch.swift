// GSL: safe Swift over the C library; everything else computes through it.
// This file inverts the beta and gamma laws on the scale on which their densities are log-concave.

internal import CGSL

/// What the search needs to know at a point u: with f the density of u and g = (ln f)′,
/// `slope` is g, `curvature` is −g′ and `curvatureSlope` is −g″.
struct LogScalePoint {
  let tails: Tails
  let logDensity: Double
  let slope: Double
  let curvature: Double
  let curvatureSlope: Double
}

/// A law seen on the scale of log odds (beta) or of the logarithm (gamma).
protocol LogScaleLaw {
  var cumulants: LogGammaCumulants { get }
  /// Far below, P(u) is exp(`lowerShape` · u + `logLowerFactor`).
  var lowerShape: Double { get }
  var logLowerFactor: Double { get }
  func evaluate(_ u: Double, routine: String) throws(GSLError) -> LogScalePoint
}

/// The first four cumulants of the logarithm of a gamma variable, or of a sum of such.
///
/// They only start a search, so three or four digits are enough.
struct LogGammaCumulants {
  let mean: Double
  let variance: Double
  let third: Double
  let fourth: Double

  private init(mean: Double, variance: Double, third: Double, fourth: Double) {
    self.mean = mean
    self.variance = variance
    self.third = third
    self.fourth = fourth
  }

  /// ψ and its first three derivatives at `shape`: asymptotic series about `shape` + 3/2, then the
  /// recurrence ψ(a) = ψ(a + 1) − 1/a twice.
  init(shape a: Double) {
    let h = a + 1.5
    let (i, s) = (1 / h, 1 / (h * h))
    let (p, q) = (1 / a, 1 / (a + 1))
    mean = log(h) + s * (1.0 / 24 - s * 7 / 960) - p - q
    variance = i * (1 - s * (1.0 / 12 - s * 7 / 240)) + p * p + q * q
    third = -s * (1 - s * (1.0 / 4 - s * 7 / 48)) - 2 * (p * p * p + q * q * q)
    fourth = s * i * (2 - s * (1 - s * 7 / 8)) + 6 * (p * p * p * p + q * q * q * q)
  }

  /// Cumulants of the difference of two independent variables.
  static func - (left: Self, right: Self) -> Self {
    Self(
      mean: left.mean - right.mean, variance: left.variance + right.variance,
      third: left.third - right.third, fourth: left.fourth + right.fourth)
  }

  /// Cumulants of the variable with its sign changed.
  var mirrored: Self { Self(mean: -mean, variance: variance, third: -third, fourth: fourth) }

  /// Cornish–Fisher expansion to the fourth cumulant.
  ///
  /// - SeeAlso: Abramowitz and Stegun 26.2.49.
  func quantile(_ z: Double) -> Double {
    let deviation = variance.squareRoot()
    let skewness = third / (variance * deviation)
    let excess = fourth / (variance * variance)
    let square = z * z
    let shift =
      skewness * (square - 1) / 6 + excess * z * (square - 3) / 24
      - skewness * skewness * z * (2 * square - 5) / 36
    return mean + deviation * (z + shift)
  }
}

/// A guarded search for the point below which a given probability lies.
struct LogScaleSearch {
  /// Beyond ± this the point is an end.
  let limit: Double
  let routine: String

  /// A step whose remainder is below this changes no digit that is promised.
  private static let remainderTolerance = 1e-13
  private static let iterationLimit = 200

  /// The root of P(u) = `tail`, a probability of at most one half; −∞ or ∞ beyond the limit.
  ///
  /// ln P is concave because f is log-concave, so Newton's method on it rises to the root from the
  /// left whatever the shapes. Near the root the inverse function is known to fourth order, for f
  /// and its derivatives are closed forms; one such step then ends the search, mostly the first.
  func root(of law: some LogScaleLaw, tail: Double) throws(GSLError) -> Double {
    guard tail > 0 else { return -.infinity }
    var low = -limit
    var high = limit
    let first = start(law, tail)
    // The cumulants overflow for shapes near 0.
    var u = first.isNaN ? 0 : min(max(first, low), high)
    for iteration in 0..<Self.iterationLimit {
      let point = try law.evaluate(u, routine: routine)
      let value = point.tails.lower
      let density = exp(point.logDensity)
      let t = (tail - value) / density
      let spread = abs(t) * (abs(point.slope) + point.curvature.squareRoot())
      var next: Double
      if spread < 0.2 {
        if value < tail { low = u } else { high = u }
        let step = Self.step(t, point)
        next = u + step
        let remainder = 0.4 * spread * spread * spread * spread * abs(t)
        if remainder < Self.remainderTolerance { return next }
      } else {
        let distance = point.tails.logLower - log(tail)
        if distance < 0 { low = u } else { high = u }
        next = u - distance * point.tails.lowerRatio(logDensity: point.logDensity)
        // Where the tail falls like exp(−x), Newton's steps on ln x have length 1: halve in between.
        if iteration > 10 && iteration % 2 == 1 { next = low + (high - low) / 2 }
      }
      // Also taken when the density underflows and `next` is infinite or NaN.
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      if next <= low || next >= high || high - low < 1e-15 * max(1, abs(u)) {
        return endOrRoot(next)
      }
      u = next
    }
    throw GSLError(
      .notConverged, routine: routine, message: "the quantile search did not converge",
      context: "tail=\(tail)")
  }

  /// Taylor series of the inverse function in t = (p − P) / f.
  private static func step(_ t: Double, _ point: LogScalePoint) -> Double {
    let (g, w) = (point.slope, point.curvature)
    let third = 2 * g * g + w
    let fourth = point.curvatureSlope - g * (7 * w + 6 * g * g)
    return t * (1 - t * (g / 2 - t * (third / 6 + t * fourth / 24)))
  }

  /// The power law of the lower end while it is the law, a Cornish–Fisher expansion otherwise.
  private func start(_ law: some LogScaleLaw, _ tail: Double) -> Double {
    if law.lowerShape < 1 { return (log(tail) - law.logLowerFactor) / law.lowerShape }
    return law.cumulants.quantile(NormalDistribution.standard.quantile(tail))
  }

  /// A bracket that shrank on to a limit means a root beyond it.
  private func endOrRoot(_ u: Double) -> Double {
    if u <= -limit + 1e-6 { return -.infinity }
    return u >= limit - 1e-6 ? .infinity : u
  }
}
