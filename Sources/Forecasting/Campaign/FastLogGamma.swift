// Forecasting: ln Γ for the innermost loop of the campaign model, which needs some ten million of
// them in a fit; the checked function of GSL is several times slower.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// ln Γ(x) by Stirling's series, for the grids of the campaign model.
enum FastLogGamma {
  /// ln Γ(x).
  ///
  /// - Parameter x: `> 0`.
  /// - Returns: absolute error below 1e-10 up to 10 and relative 1e-12 above.
  @inline(__always)
  static func value(_ x: Double) -> Double {
    var x = x
    var product = 1.0
    while x < 8 {
      product *= x
      x += 1
    }
    let inverse = 1 / x
    let square = inverse * inverse
    let series =
      inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1_260 - square / 1_680)))
    let stirling = (x - 0.5) * log(x) - x + 0.918_938_533_204_672_7 + series
    return product == 1 ? stirling : stirling - log(product)
  }
}
