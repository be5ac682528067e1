// GSL: safe Swift over the C library; everything else computes through it.
// This file holds the log-gamma family, on which the beta and beta-binomial laws rest.

internal import CGSL

/// Logarithms of the gamma function and its relatives.
///
/// Logarithms, because the values themselves overflow: 171! is already above the largest `Double`.
public enum SpecialFunctions {
  /// Natural logarithm of the gamma function, ln Γ(x).
  ///
  /// - Parameter x: dimensionless, finite, `> 0`.
  /// - Returns: a finite value; exactly 0 at 1 and at 2. Relative 1e-13 against mpmath.
  /// - SeeAlso: DLMF 5.2; GSL manual, "Gamma Functions".
  public static func lnGamma(_ x: Double) -> Double {
    precondition(x > 0 && x.isFinite, "lnGamma needs a finite argument above 0, not \(x)")
    _ = Library.ready
    var result = gsl_sf_result()
    Library.expectSuccess(gsl_sf_lngamma_e(x, &result), "gsl_sf_lngamma_e(\(x))")
    return result.val
  }

  /// Natural logarithm of the beta function, ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b).
  ///
  /// The plain difference loses 5 digits at shapes near 100,000, so from 10 on the Stirling parts
  /// are cancelled on paper and only their small remainders are subtracted.
  ///
  /// - Parameters:
  ///   - a: first shape, dimensionless, finite, `> 0`.
  ///   - b: second shape, dimensionless, finite, `> 0`.
  /// - Returns: a finite value, symmetric in the two shapes. Relative 1e-13 against mpmath for
  ///   shapes in 1e-3...1e6, except next to its zeros (as at a = b = 1), where the error is 1e-14.
  /// - SeeAlso: Didonato and Morris (1992), ACM TOMS 18:360–373, function BETALN.
  public static func lnBeta(_ a: Double, _ b: Double) -> Double {
    precondition(
      a > 0 && a.isFinite && b > 0 && b.isFinite, "lnBeta needs finite shapes above 0: \(a), \(b)")
    let p = min(a, b)
    let q = max(a, b)
    guard q >= 10 else { return lnGamma(p) + (lnGamma(q) - lnGamma(p + q)) }
    let ratio = p / q
    let lnComplement = -log1p(ratio)  // ln(q / (p + q))
    if p >= 10 {
      let remainder = Stirling.remainder(p) + Stirling.remainder(q) - Stirling.remainder(p + q)
      return 0.5 * (log(2 * Double.pi) - log(q)) + remainder
        + (p - 0.5) * (log(ratio) + lnComplement) + q * lnComplement
    }
    let remainder = Stirling.remainder(q) - Stirling.remainder(p + q)
    return lnGamma(p) + remainder + p - p * log(p + q) + (q - 0.5) * lnComplement
  }

  /// Natural logarithm of the binomial coefficient, ln (n over k).
  ///
  /// - Parameters:
  ///   - n: size of the whole, `>= 0`.
  ///   - k: size of the part, `0...n`.
  /// - Returns: a finite value; exactly 0 at `k == 0` and `k == n`. Relative 1e-12 against mpmath
  ///   for n up to 1,000,000.
  /// - SeeAlso: DLMF 1.2.6 and 5.12.1, since (n over k) = 1 / ((n + 1) B(k + 1, n − k + 1)).
  public static func lnChoose(_ n: Int, _ k: Int) -> Double {
    precondition(n >= 0 && k >= 0 && k <= n, "lnChoose needs 0 <= k <= n, not n=\(n) k=\(k)")
    guard k > 0 && k < n else { return 0 }
    return -log(Double(n) + 1) - lnBeta(Double(k) + 1, Double(n - k) + 1)
  }
}
