// GSL: safe Swift over the C library; everything else computes through it.
// This file sums the tail of a law of counts by the ratio of neighbouring probabilities.

/// Sums of neighbouring probabilities in units of the first.
enum RatioSum {
  /// (P(k) + P(k − 1) + ... + P(0)) / P(k) from `ratio`(j) = P(j − 1) / P(j): all terms are
  /// positive, so nothing cancels.
  ///
  /// Where the terms fall to the end, what remains after a term is at most j times that term, and
  /// the sum stops when this cannot change it.
  static func downwards(from k: Int, fallsToTheEnd: Bool, ratio: (Double) -> Double) -> Double {
    var term = 1.0
    var total = 1.0
    var count = Double(k)
    while count > 0 {
      let factor = ratio(count)
      term *= factor
      total += term
      count -= 1
      if term == 0 { break }
      if fallsToTheEnd && factor < 1 && term * count < total * 1e-17 { break }
    }
    return total
  }
}
