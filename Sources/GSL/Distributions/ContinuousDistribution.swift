// GSL: safe Swift over the C library; everything else computes through it.
// This file holds what every continuous law can be asked.

internal import CGSL

/// A law of a continuous variable.
///
/// The mean and the variance are not part of it, for not every law has them: Student's t and F tell
/// with `nil`.
public protocol ContinuousDistribution: Hashable, Sendable {
  /// `GSLError` where a series or a fraction might not converge, `Never` where nothing can fail.
  associatedtype Failure: Error

  /// Both tail probabilities at `x`.
  ///
  /// - Parameter x: any value but NaN, in the unit of the variable.
  /// - Returns: both tails and their logarithms, with the accuracy that the law states.
  /// - Throws: `GSLError` of kind `notConverged` for a law whose `Failure` is `GSLError`.
  func tails(at x: Double) throws(Failure) -> Tails

  /// Natural logarithm of the density at `x`.
  ///
  /// - Parameter x: any value but NaN, in the unit of the variable.
  /// - Returns: the logarithm; −∞ outside the support, +∞ at a pole of the density.
  func logDensity(_ x: Double) -> Double

  /// The value below which lies the probability `p`.
  ///
  /// - Parameter p: probability, `0...1`; 0 and 1 give the ends of the support.
  /// - Returns: a value in the unit of the variable, with the accuracy that the law states.
  /// - Throws: `GSLError` of kind `notConverged` for a law whose `Failure` is `GSLError`.
  func quantile(_ p: Double) throws(Failure) -> Double

  /// The value above which lies the probability `q`: `quantile(1 − q)` without the subtraction.
  ///
  /// - Parameter q: probability, `0...1`; 0 and 1 give the ends of the support.
  /// - Returns: a value in the unit of the variable, with the accuracy that the law states.
  /// - Throws: `GSLError` of kind `notConverged` for a law whose `Failure` is `GSLError`.
  func upperQuantile(_ q: Double) throws(Failure) -> Double
}

extension ContinuousDistribution {
  /// Probability of a value of at most `x`.
  ///
  /// - Parameter x: any value but NaN, in the unit of the variable.
  /// - Returns: a probability in 0...1, accurate where it is tiny, as the law states for `tails`.
  /// - Throws: as `tails(at:)`.
  public func cdf(_ x: Double) throws(Failure) -> Double { try tails(at: x).lower }

  /// Probability of a value above `x`, without a subtraction from 1.
  ///
  /// - Parameter x: any value but NaN, in the unit of the variable.
  /// - Returns: a probability in 0...1, accurate where it is tiny, as the law states for `tails`.
  /// - Throws: as `tails(at:)`.
  public func upperTail(_ x: Double) throws(Failure) -> Double { try tails(at: x).upper }

  /// Natural logarithm of `cdf(x)`.
  ///
  /// - Parameter x: any value but NaN, in the unit of the variable.
  /// - Returns: at most 0, finite also where the probability itself underflows; relative 1e-12
  ///   against mpmath, or absolute 1e-12 near 0, unless the law states less.
  /// - Throws: as `tails(at:)`.
  public func logCDF(_ x: Double) throws(Failure) -> Double { try tails(at: x).logLower }

  /// Natural logarithm of `upperTail(x)`.
  ///
  /// - Parameter x: any value but NaN, in the unit of the variable.
  /// - Returns: at most 0, finite also where the probability itself underflows; relative 1e-12
  ///   against mpmath, or absolute 1e-12 near 0, unless the law states less.
  /// - Throws: as `tails(at:)`.
  public func logUpperTail(_ x: Double) throws(Failure) -> Double { try tails(at: x).logUpper }

  /// Density at `x`.
  ///
  /// - Parameter x: any value but NaN, in the unit of the variable.
  /// - Returns: a density per unit of the variable, `>= 0`; +∞ at a pole.
  public func density(_ x: Double) -> Double { exp(logDensity(x)) }
}
