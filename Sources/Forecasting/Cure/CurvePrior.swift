// Forecasting: what is thought of a curve's parameters before a unit's own counts speak.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Independent normal laws of z, q₁ and q₂.
///
/// Without a prior the likelihood of a campaign that has not bent yet rises without end towards
/// π = 1 and an endless wait; `none` gives that plain likelihood.
public struct CurvePrior: Hashable, Sendable {
  /// Means of z, q₁ and q₂, in the units of the parameters.
  public let means: [Double]
  /// Standard deviations, `> 0`; `.infinity` says nothing.
  public let spreads: [Double]

  /// A prior.
  ///
  /// - Parameters:
  ///   - means: of z, q₁ and q₂, finite; three elements, for the exponential as well.
  ///   - spreads: standard deviations, `> 0`, `.infinity` for no opinion; three elements.
  public init(means: [Double], spreads: [Double]) {
    precondition(means.count == 3 && spreads.count == 3, "\(means) \(spreads)")
    precondition(means.allSatisfy(\.isFinite) && spreads.allSatisfy { $0 > 0 }, "\(spreads)")
    self.means = means
    self.spreads = spreads
  }

  /// No opinion at all: plain maximum likelihood.
  public static let none = CurvePrior(
    means: [0, 0, 0], spreads: [.infinity, .infinity, .infinity])

  /// A weak prior for times in days: three officials in four will sign, give or take a logit of 1.5;
  /// half of them within a month, give or take a factor of 2.7; scales to within a factor of 2.
  ///
  /// - Parameter model: the model.
  /// - Returns: finite spreads for every parameter, so that a greatest posterior always exists.
  public static func standard(_ model: CureModel) -> CurvePrior {
    let month = log(30.0)
    let (location, scale): ((Double, Double), (Double, Double))
    switch model.family {
    case .logistic: (location, scale) = ((30, 30), (log(8), 0.7))
    case .logLogistic: (location, scale) = ((month, 1), (-0.8, 0.7))
    case .logNormal: (location, scale) = ((month, 1), (-0.3, 0.7))
    case .weibull: (location, scale) = ((month + 0.2, 1), (-0.4, 0.7))
    case .gompertz: (location, scale) = ((log(15), 0.7), (-2, 1.5))
    case .exponential: (location, scale) = ((month + 0.37, 1), (0, 1))
    case .stepExponential: (location, scale) = ((month, 1), (0, 1.5))
    }
    let z = model.form == .mixture ? (1.1, 1.5) : (0.3, 1)
    return CurvePrior(
      means: [z.0, location.0, scale.0], spreads: [z.1, location.1, scale.1])
  }

  /// The same prior for times in another unit.
  ///
  /// - Parameters:
  ///   - model: the model whose parameters these are.
  ///   - factor: new time ÷ old time for the same moment, `> 0`: 1/7 from days to weeks.
  /// - Returns: the prior that gives every curve the chance it had.
  public func inUnit(_ model: CureModel, times factor: Double) -> CurvePrior {
    precondition(factor > 0 && factor.isFinite, "factor \(factor)")
    var (means, spreads) = (self.means, self.spreads)
    switch model.family {
    case .logistic:
      means[1] *= factor
      spreads[1] *= factor
      means[2] += log(factor)
    case .logLogistic, .weibull, .logNormal, .gompertz, .exponential, .stepExponential:
      means[1] += log(factor)
    }
    return CurvePrior(means: means, spreads: spreads)
  }

  /// 1/sd² of each parameter, 0 for no opinion. The exponential's q₂ is tied to 0.
  func precisions(_ model: CureModel) -> SIMD3<Double> {
    SIMD3(
      1 / (spreads[0] * spreads[0]), 1 / (spreads[1] * spreads[1]),
      model.parameterCount == 3 ? 1 / (spreads[2] * spreads[2]) : 1)
  }

  func centres(_ model: CureModel) -> SIMD3<Double> {
    SIMD3(means[0], means[1], model.parameterCount == 3 ? means[2] : 0)
  }
}
