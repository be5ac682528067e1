// Statistics: the families of distributions in time along which signers can come in, with
// derivatives; sums and differences that lose no digits in either tail.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How signing spreads over time: the distribution F of the dates of those who will ever sign.
///
/// Times t are weeks since the origin; each F is 0 at the origin and 1 in the end. L is the logistic
/// and Φ the normal distribution function.
public enum CurveFamily: String, CaseIterable, Hashable, Sendable {
  /// `(1 − e^(−t/s)) L((t − q₁)/s)`, s = exp q₂: the logistic distribution cut at 0, which is also
  /// Bass's model.
  case logistic
  /// `L((ln t − q₁)/s)`, s = exp q₂.
  case logLogistic = "log-logistic"
  /// `1 − exp(−exp((ln t − q₁)/s))`, s = exp q₂.
  case weibull = "Weibull"
  /// `Φ((ln t − q₁)/s)`, s = exp q₂.
  case logNormal = "log-normal"
  /// `1 − exp(−η (e^(t/τ) − 1))`, τ = exp q₁, η = exp q₂.
  case gompertz = "Gompertz"
  /// `1 − e^(−t/τ)`, τ = exp q₁.
  case exponential
  /// A share f = L(q₂) on the day that ends the interval of the first signers, the rest from the
  /// start of that interval by `1 − e^(−t/τ)`, τ = exp q₁: a ceremony and stragglers.
  case stepExponential = "step + exponential"
  /// Weibull's F in a promotion-time model: the share is `1 − exp(−θ F)`, not ceiling × F.
  case promotionWeibull = "promotion-time Weibull"

  /// Families between which `SaturatingCurve` chooses unless told otherwise: all mixtures.
  public static let candidates = allCases.filter { $0 != .promotionWeibull }

  /// Parameters, the ceiling's included: 2 for the exponential, otherwise 3.
  public var parameterCount: Int { self == .exponential ? 2 : 3 }

  /// Whether the share is 1 − exp(−θ F) with θ = exp z in place of L(z) F.
  var isPromotion: Bool { self == .promotionWeibull }
}

/// F, 1 − F and the slopes of F by q₁ and q₂ at one time.
struct CurvePoint {
  var signed: Double
  var left: Double
  var slope1: Double
  var slope2: Double
}

/// A family with what it takes from the data: where the step is.
struct CurveShape {
  let family: CurveFamily
  /// Start and end of the interval of the first signers; other families begin at 0.
  let launch: (start: Double, end: Double)

  init(_ family: CurveFamily, _ counts: GroupedCounts) {
    self.family = family
    let first = counts.launch
    launch = (first > 0 ? counts.ends[first - 1] : 0, counts.ends[first])
  }

  /// Free parameters for a criterion; a launch that the data place later than the first interval
  /// counts as one.
  func freeParameters() -> Int {
    family.parameterCount + (family == .stepExponential && launch.start > 0 ? 1 : 0)
  }

  func point(_ time: Double, _ q1: Double, _ q2: Double) -> CurvePoint {
    guard time > 0 else { return CurvePoint(signed: 0, left: 1, slope1: 0, slope2: 0) }
    switch family {
    case .logistic: return Self.logistic(time, q1, exp(-q2))
    case .gompertz: return Self.gompertz(time * exp(-q1), exp(q2))
    case .exponential: return Self.exponential(time * exp(-q1))
    case .stepExponential: return step(time, q1, q2)
    case .logLogistic, .weibull, .logNormal, .promotionWeibull:
      let inverse = exp(-q2)
      let x = (log(time) - q1) * inverse
      let (signed, left, density) = standard(x)
      return CurvePoint(
        signed: signed, left: left, slope1: -density * inverse, slope2: x == 0 ? 0 : -x * density)
    }
  }

  /// Distribution, tail and density of the standard law of the log time.
  private func standard(_ x: Double) -> (Double, Double, Double) {
    switch family {
    case .logLogistic:
      let (signed, left) = (Self.logisticFunction(x), Self.logisticFunction(-x))
      return (signed, left, signed * left)
    case .logNormal:
      let tail = erfc(abs(x) / 2.0.squareRoot()) / 2
      let density = exp(-x * x / 2) / (2 * Double.pi).squareRoot()
      return x < 0 ? (tail, 1 - tail, density) : (1 - tail, tail, density)
    default:
      let hazard = exp(min(x, 700))
      return (-expm1(-hazard), exp(-hazard), exp(min(x, 700) - hazard))
    }
  }

  private static func logistic(_ t: Double, _ q1: Double, _ inverse: Double) -> CurvePoint {
    let (u, y) = (t * inverse, (t - q1) * inverse)
    let (rise, tail) = (-expm1(-u), exp(-u))
    let (above, below) = (logisticFunction(y), logisticFunction(-y))
    // (1 + e^a) e^(−u) L(u − a) with a = q₁/s, in logs, since e^a may overflow.
    let left = min(1, exp(-u + softplus(u - y) - softplus(-y)))
    return CurvePoint(
      signed: rise * above, left: left, slope1: -rise * above * below * inverse,
      slope2: -(tail == 0 ? 0 : u * tail) * above - (below == 0 ? 0 : y * below) * above * rise)
  }

  private static func gompertz(_ v: Double, _ eta: Double) -> CurvePoint {
    let growth = expm1(min(v, 700))
    let hazard = eta * growth
    let left = exp(-hazard)
    guard hazard < 745 else { return CurvePoint(signed: 1, left: 0, slope1: 0, slope2: 0) }
    return CurvePoint(
      signed: -expm1(-hazard), left: left, slope1: -v * eta * (growth + 1) * left,
      slope2: hazard * left)
  }

  private static func exponential(_ v: Double) -> CurvePoint {
    let left = exp(-v)
    return CurvePoint(
      signed: -expm1(-v), left: left, slope1: left == 0 ? 0 : -v * left, slope2: 0)
  }

  private func step(_ time: Double, _ q1: Double, _ q2: Double) -> CurvePoint {
    let rest = Self.exponential(max(0, time - launch.start) * exp(-q1))
    let (share, others) = (Self.logisticFunction(q2), Self.logisticFunction(-q2))
    let stepped = time >= launch.end
    return CurvePoint(
      signed: others * rest.signed + (stepped ? share : 0),
      left: others * rest.left + (stepped ? 0 : share), slope1: others * rest.slope1,
      slope2: share * others * (stepped ? rest.left : -rest.signed))
  }

  static func logisticFunction(_ x: Double) -> Double {
    x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x))
  }

  /// ln(1 + eˣ).
  static func softplus(_ x: Double) -> Double { x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)) }
}
