// Forecasting: the families of curves along which those who will ever sign come in, and the two
// ways in which a curve meets those who never will.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What is fitted: a family of dates of signing and the place of those who never sign.
///
/// Times t count from the launch, in any unit; F is the distribution of the dates of those who will
/// ever sign, L the logistic function and Φ the normal distribution function.
public struct CureModel: Hashable, Sendable {
  /// The distribution F of the date of signing.
  public enum Family: String, CaseIterable, Hashable, Sendable {
    /// `[L((t − q₁)/s) − L(−q₁/s)] / [1 − L(−q₁/s)]`, s = exp q₂; q₁ has the unit of time.
    case logistic
    /// `L((ln t − q₁)/s)`, s = exp q₂.
    case logLogistic = "log-logistic"
    /// `1 − exp(−exp((ln t − q₁)/s))`, s = exp q₂.
    case weibull = "Weibull"
    /// `Φ((ln t − q₁)/s)`, s = exp q₂.
    case logNormal = "log-normal"
    /// `1 − exp(−η (e^(t/τ) − 1))`, τ = exp q₁, η = exp q₂.
    case gompertz = "Gompertz"
    /// `1 − e^(−t/τ)`, τ = exp q₁; q₂ is not used and stays 0.
    case exponential
    /// A share f = L(q₂) at the end of the interval of the first signers, the rest from its start by
    /// `1 − e^(−t/τ)`, τ = exp q₁: a ceremony and stragglers.
    case stepExponential = "step + exponential"
  }

  /// How those who never sign enter.
  public enum Form: String, CaseIterable, Hashable, Sendable {
    /// `G(t) = π F(t)` with π = L(z): a share π will ever sign.
    case mixture
    /// `G(t) = 1 − exp(−θ F(t))` with θ = exp z: everybody is exposed, `exp(−θ)` never sign.
    case promotionTime = "promotion-time"
  }

  /// The distribution of the date of signing.
  public let family: Family
  /// How those who never sign enter.
  public let form: Form

  /// A model.
  ///
  /// - Parameters:
  ///   - family: distribution of the date of signing.
  ///   - form: place of those who never sign.
  public init(_ family: Family, _ form: Form = .mixture) {
    self.family = family
    self.form = form
  }

  /// Parameters, z included: 2 for the exponential, otherwise 3.
  public var parameterCount: Int { family == .exponential ? 2 : 3 }

  /// Share that will ever sign at a value of z.
  func everSign(_ z: Double) -> Double {
    form == .mixture ? logistic(z) : -expm1(-exp(min(z, 700)))
  }

  /// The value of z at which a share in (0, 1) will ever sign.
  func z(everSign share: Double) -> Double {
    form == .mixture ? log(share) - log1p(-share) : log(-log1p(-share))
  }
}

/// 1 / (1 + e⁻ˣ), without overflow.
@inline(__always)
func logistic(_ x: Double) -> Double { x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x)) }

/// ln(1 + eˣ), without overflow.
@inline(__always)
func softplus(_ x: Double) -> Double { x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)) }
