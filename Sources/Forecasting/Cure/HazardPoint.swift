// Forecasting: the cumulative hazard H = −ln(1 − F) of every family, with first and second slopes.
// Written in H no digit is lost: early H is F itself, and late 1 − F is below any difference of F.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// H at one time with its slopes by q₁ and q₂.
struct HazardPoint {
  var value = 0.0
  var slope1 = 0.0
  var slope2 = 0.0
  var slope11 = 0.0
  var slope12 = 0.0
  var slope22 = 0.0

  /// The interval of the first signers, at whose end `step + exponential` has its step.
  struct Launch: Hashable, Sendable {
    var start: Double
    var end: Double
  }

  /// H at a finite time above 0, with its logarithm.
  @inline(__always)
  init(
    _ family: CureModel.Family, time: Double, logTime: Double, _ q1: Double, _ q2: Double,
    _ launch: Launch
  ) {
    switch family {
    case .logistic: self = CutLogistic(q1, q2).point(time)
    case .gompertz: self = Self.gompertz(time * exp(-q1), exp(q2))
    case .exponential: self = Self.exponential(time * exp(-q1))
    case .stepExponential: self = Self.step(time, exp(-q1), q2, launch)
    case .logLogistic, .weibull, .logNormal:
      self = Self.locationScale(family, (logTime - q1) * exp(-q2), exp(-q2))
    }
  }

  init() {}

  /// A law of ln t with location q₁ and scale exp q₂; x is the standardised log time.
  @inline(__always)
  static func locationScale(
    _ family: CureModel.Family, _ x: Double, _ inverse: Double
  ) -> HazardPoint {
    var point = HazardPoint()
    let hazard: Double
    let curvature: Double
    switch family {
    case .weibull:
      point.value = exp(min(x, 700))
      (hazard, curvature) = (point.value, point.value)
    case .logLogistic:
      let small = exp(-abs(x))
      let larger = 1 / (1 + small)
      point.value = max(x, 0) + log1p(small)
      hazard = x < 0 ? small * larger : larger
      curvature = small * larger * larger
    default:
      (point.value, hazard) = normalHazard(x)
      curvature = hazard * (hazard - x)
    }
    point.slope1 = -hazard * inverse
    point.slope2 = -x * hazard
    point.slope11 = curvature * inverse * inverse
    point.slope12 = (hazard + x * curvature) * inverse
    point.slope22 = x * (hazard + x * curvature)
    return point
  }

  /// −ln Φ(−x) and its slope φ(x)/Φ(−x).
  static func normalHazard(_ x: Double) -> (Double, Double) {
    if x < 0 {
      let below = erfc(-x / 2.0.squareRoot()) / 2
      return (-log1p(-below), exp(-x * x / 2) / (2 * Double.pi).squareRoot() / (1 - below))
    }
    if x < 25 {
      let above = erfc(x / 2.0.squareRoot()) / 2
      return (-log(above), exp(-x * x / 2) / (2 * Double.pi).squareRoot() / above)
    }
    // Mills' ratio as a series; the fifth term is below 1e-12 from here on.
    let y = 1 / (x * x)
    let ratio = 1 - y * (1 - 3 * y * (1 - 5 * y * (1 - 7 * y)))
    return (x * x / 2 + log(x) + log(2 * Double.pi) / 2 - log(ratio), x / ratio)
  }

  /// The cut logistic law: a = q₁/s with L(−a) and L(a), which all times share.
  struct CutLogistic {
    private let inverse: Double
    private let a: Double
    private let below: Double
    private let above: Double

    init(_ q1: Double, _ q2: Double) {
      inverse = exp(-q2)
      a = q1 * inverse
      below = logistic(-a)
      above = logistic(a)
    }

    /// H = ln(1 + L(−a)(eᵘ − 1)), u = t/s.
    @inline(__always)
    func point(_ t: Double) -> HazardPoint {
      let u = t * inverse
      guard u < 30, a < 700 else { return late(u) }
      // All of L(u − a), 1 − L(u − a) and L(u − a) − L(−a) from one exponential, without differences.
      let growth = expm1(u)
      let scale = 1 / (1 + below * growth)
      return slopes(
        u, log1p(below * growth), now: (1 + growth) * below * scale, left: above * scale,
        rise: below * above * growth * scale)
    }

    private func late(_ u: Double) -> HazardPoint {
      let (now, left) = (logistic(u - a), logistic(a - u))
      return slopes(
        u, softplus(u + log1p(-exp(-u)) - softplus(a)), now: now, left: left,
        rise: now * above * -expm1(-u))
    }

    @inline(__always)
    private func slopes(
      _ u: Double, _ value: Double, now: Double, left: Double, rise: Double
    ) -> HazardPoint {
      let y = u - a
      let (steep, steepAtStart) = (now * left, below * above)
      var point = HazardPoint()
      point.value = value
      point.slope1 = -rise * inverse
      point.slope2 = a * rise - u * now
      point.slope11 = (steep - steepAtStart) * inverse * inverse
      point.slope12 = (rise + y * steep + a * steepAtStart) * inverse
      point.slope22 = -point.slope2 + y * y * steep - a * a * steepAtStart
      return point
    }
  }

  /// H = η (eᵛ − 1).
  @inline(__always)
  static func gompertz(_ v: Double, _ eta: Double) -> HazardPoint {
    let growth = expm1(min(v, 600))
    var point = HazardPoint()
    point.value = eta * growth
    point.slope1 = -v * eta * (growth + 1)
    point.slope2 = point.value
    point.slope11 = -(1 + v) * point.slope1
    point.slope12 = point.slope1
    point.slope22 = point.value
    return point
  }

  /// H = v.
  @inline(__always)
  static func exponential(_ v: Double) -> HazardPoint {
    var point = HazardPoint()
    point.value = v
    point.slope1 = -v
    point.slope11 = v
    return point
  }

  /// −ln[(1 − f) e⁻ᵛ] after the step, −ln[f + (1 − f) e⁻ᵛ] before it, with f = L(q₂).
  @inline(__always)
  static func step(_ t: Double, _ rate: Double, _ q2: Double, _ launch: Launch) -> HazardPoint {
    let v = max(0, t - launch.start) * rate
    let (share, others) = (logistic(q2), logistic(-q2))
    var point = exponential(v)
    guard t < launch.end else {
      point.value = v + softplus(q2)
      point.slope2 = share
      point.slope22 = share * others
      return point
    }
    let (rise, fall) = (-expm1(-v), exp(-v))
    let left = share + others * fall
    point.value = -log1p(-others * rise)
    point.slope1 = -others * v * fall / left
    point.slope2 = -share * others * rise / left
    point.slope11 = -others * (v * v - v) * fall / left + point.slope1 * point.slope1
    point.slope12 = share * others * v * fall / left + point.slope1 * point.slope2
    point.slope22 =
      -share * others * (others - share) * rise / left + point.slope2 * point.slope2
    return point
  }
}
