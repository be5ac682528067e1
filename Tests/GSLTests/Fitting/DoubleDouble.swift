// Tests of GSL: numbers of 32 digits, for the one data set whose residuals need them.

import Foundation

/// The unevaluated sum of two doubles.
///
/// NIST's Lanczos1 is certified with residuals of 1e-13 next to observations of 2.5. Doubles hold
/// such observations to 2e-16 only: rounding them, or the model, moves the certified standard errors
/// in the fourth digit. With 32 digits here the residuals are right, and the fit, which works in
/// doubles, can be held to the certified values.
///
/// - SeeAlso: Dekker (1971), Numerische Mathematik 18:224–242.
struct DoubleDouble {
  let high: Double
  let low: Double

  init(_ high: Double, _ low: Double = 0) {
    let sum = high + low
    self.high = sum
    self.low = low - (sum - high)
  }

  /// The decimal number that was printed with at most 14 decimals and read as `printed`.
  init(decimal printed: Double) {
    let scale = 1e14
    let whole = (printed * scale).rounded()
    let quotient = whole / scale
    self.init(quotient, -(-whole).addingProduct(quotient, scale) / scale)
  }

  static func + (a: Self, b: Self) -> Self {
    let sum = a.high + b.high
    let part = sum - a.high
    let error = (a.high - (sum - part)) + (b.high - part)
    return Self(sum, error + a.low + b.low)
  }

  static func * (a: Self, b: Self) -> Self {
    let product = a.high * b.high
    let error = (-product).addingProduct(a.high, b.high)
    return Self(product, error + (a.high * b.low + a.low * b.high))
  }

  static prefix func - (a: Self) -> Self { Self(-a.high, -a.low) }

  /// Exponential by its series for a 1,024th of the argument, then ten squarings.
  static func exp(_ x: Self) -> Self {
    let halvings = 10
    let scale = 1 / Double(1 << halvings)
    let small = Self(x.high * scale, x.low * scale)
    // exp − 1, so that squaring does not lose the small part: (1 + e)² − 1 = 2e + e².
    var excess = Self(0)
    var term = Self(1)
    for order in 1...12 {
      term = term * small * Self(inverse: order)
      excess = excess + term
    }
    for _ in 0..<halvings { excess = excess + excess + excess * excess }
    return Self(1) + excess
  }

  private init(inverse order: Int) {
    let quotient = 1 / Double(order)
    self.init(quotient, -(-1.0).addingProduct(quotient, Double(order)) / Double(order))
  }
}
