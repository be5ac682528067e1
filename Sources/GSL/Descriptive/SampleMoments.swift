// GSL: safe Swift over the C library; everything else computes through it.
// This file is mean, standard deviation and lag 1 autocorrelation of a sample.

/// Mean, spread and serial correlation of a sample.
///
/// Two passes with compensated sums. The library's own moments add up in `long double`: that is as
/// good where it has 64 bits (x86), but no better than a double elsewhere, and it reports 0 for the
/// mean of nothing.
///
/// - SeeAlso: Chan, Golub and LeVeque (1983), The American Statistician 37:242–247 (corrected
///   two-pass algorithm).
public struct SampleMoments: Hashable, Sendable {
  /// Number of values, `>= 0`.
  public let count: Int
  /// Σ yᵢ / n, in the unit of the values; `nil` for an empty sample. All digits on the NIST sets.
  public let mean: Double?
  /// √(Σ (yᵢ − ȳ)² / (n − 1)), in the unit of the values; `nil` for fewer than two values. On the
  /// NIST sets as many digits as the values themselves have left above their mean.
  public let standardDeviation: Double?
  /// Σ (yᵢ − ȳ)(yᵢ₊₁ − ȳ) / Σ (yᵢ − ȳ)², in −1...1; `nil` where all values are equal or fewer than
  /// two.
  public let lagOneAutocorrelation: Double?

  /// The moments of a sample.
  ///
  /// - Parameter values: any unit, finite, in the order of observation; may be empty.
  /// - Throws: `GSLError` of kind `invalidInput` for a value that is not finite or a sum that
  ///   overflows.
  /// - Complexity: O(n), two passes.
  public init(_ values: [Double]) throws(GSLError) {
    count = values.count
    guard let first = values.first else {
      (mean, standardDeviation, lagOneAutocorrelation) = (nil, nil, nil)
      return
    }
    // Differences from the first value are small where the values share their leading digits.
    var shift = CompensatedSum()
    for value in values { shift.add(value - first) }
    let centre = first + shift.value / Double(values.count)
    guard centre.isFinite else {
      throw GSLError(
        .invalidInput, routine: "SampleMoments.init",
        message: "values must be finite and their sum must not overflow",
        context: "observations=\(values.count)")
    }
    mean = centre
    // The mean is rounded; what that leaves is subtracted from the products.
    var (sum, squares, products) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
    var before: Double?
    for value in values {
      let deviation = value - centre
      sum.add(deviation)
      squares.addProduct(deviation, deviation)
      if let before { products.addProduct(before, deviation) }
      before = deviation
    }
    let offset = sum.value / Double(values.count)
    squares.addProduct(-offset, sum.value)
    // Σ(d − o)(d′ − o) = Σdd′ − o(2Σd − d₁ − dₙ) + (n − 1)o².
    let ends = (values[0] - centre) + (values[values.count - 1] - centre)
    products.addProduct(-offset, 2 * sum.value - ends)
    products.addProduct(offset * offset, Double(values.count - 1))
    guard squares.value.isFinite else {
      throw GSLError(
        .invalidInput, routine: "SampleMoments.init", message: "the sum of squares overflows",
        context: "observations=\(values.count)")
    }
    let total = max(0, squares.value)
    standardDeviation = values.count > 1 ? (total / Double(values.count - 1)).squareRoot() : nil
    lagOneAutocorrelation = total > 0 ? products.value / total : nil
  }
}
