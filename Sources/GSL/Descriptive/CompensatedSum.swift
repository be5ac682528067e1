// GSL: safe Swift over the C library; everything else computes through it.
// This file adds numbers and products with twice the digits of a double.

/// A running sum that keeps what each addition rounds away.
///
/// The error of a sum of n terms is one rounding of the result plus n² ε² times the sum of their
/// magnitudes, so that sums of a few million terms are as good as rounded once.
///
/// - SeeAlso: Ogita, Rump and Oishi (2005), SIAM J. Sci. Comput. 26:1955–1988 (Sum2 and Dot2).
package struct CompensatedSum {
  private var high = 0.0
  private var low = 0.0

  /// The sum, rounded once.
  package var value: Double { high + low }

  /// An empty sum, 0.
  package init() {}

  /// Adds a term.
  package mutating func add(_ term: Double) {
    let sum = high + term
    let part = sum - high
    low += (high - (sum - part)) + (term - part)
    high = sum
  }

  /// Adds a product without rounding it first.
  package mutating func addProduct(_ a: Double, _ b: Double) {
    let product = a * b
    add(product)
    low += (-product).addingProduct(a, b)
  }
}
