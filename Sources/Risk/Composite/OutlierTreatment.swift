// Risk: outliers of an indicator, so that one regency does not set the scale for all.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Skewness and kurtosis of a sample, free of the bias of small samples under a normal law.
///
/// G₁ = √(n (n − 1)) / (n − 2) · g₁ and G₂ = ((n + 1) g₂ + 6) (n − 1) / ((n − 2)(n − 3)).
///
/// - SeeAlso: Joanes and Gill (1998), The Statistician 47:183–189 (type 2).
public struct SampleShape: Hashable, Sendable {
  /// G₁; 0 for a symmetric sample.
  public let skewness: Double
  /// G₂, the excess over that of a normal law.
  public let kurtosis: Double

  /// The shape of a sample; nil for fewer than four values or where all are equal.
  ///
  /// - Parameter values: finite, in any unit.
  public init?(_ values: [Double]) {
    let n = Double(values.count)
    guard values.count >= 4, let first = values.first else { return nil }
    // From the first value, so that a leading number that all share costs no digits.
    let mean = values.reduce(0) { $0 + ($1 - first) } / n + first
    let spread = values.map { abs($0 - mean) }.max() ?? 0
    guard spread > 0, spread.isFinite else { return nil }
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for value in values {
      let deviation = (value - mean) / spread
      let square = deviation * deviation
      second += square
      third += square * deviation
      fourth += square * square
    }
    let g1 = n.squareRoot() * third / (second * second.squareRoot())
    let g2 = n * fourth / (second * second) - 3
    skewness = g1 * (n * (n - 1)).squareRoot() / (n - 2)
    kurtosis = ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3))
  }

  /// Whether the sample has outliers: |G₁| ≥ 2 and G₂ ≥ 3.5.
  public var hasOutliers: Bool { abs(skewness) >= 2 && kurtosis >= 3.5 }
}

/// An indicator after the treatment of its outliers.
struct TreatedColumn {
  /// Values with NaN for unknown.
  let values: [Double]

  /// The most values that take the place of the next.
  static let mostWinsorised = 5

  /// Winsorises while the shape asks for it; where five values are not enough, takes logarithms of
  /// the untreated values. With goalposts, which bound every value, there are no logarithms.
  ///
  /// - SeeAlso: Becker, Caperna, Del Sorbo, Norlen, Papadimitriou and Saisana (2022), J. Open Source
  ///   Software 7(78):4567 (COINr); Saisana and Saltelli (2011), JRC, on the two bounds.
  init(_ raw: [Double], isBounded: Bool) {
    let known = raw.filter { !$0.isNaN }
    guard let shape = SampleShape(known), shape.hasOutliers else {
      values = raw
      return
    }
    var low = -Double.infinity
    var high = Double.infinity
    var clipped = known
    var shapeNow = shape
    var count = 0
    while shapeNow.hasOutliers, count < Self.mostWinsorised {
      if shapeNow.skewness >= 0 {
        let largest = clipped.max() ?? 0
        high = clipped.filter { $0 < largest }.max() ?? largest
      } else {
        let smallest = clipped.min() ?? 0
        low = clipped.filter { $0 > smallest }.min() ?? smallest
      }
      clipped = known.map { min(max($0, low), high) }
      count = known.count { $0 > high } + known.count { $0 < low }
      guard let next = SampleShape(clipped) else {
        // All but a few values are equal: without those few the indicator would say nothing.
        values = raw
        return
      }
      shapeNow = next
    }
    guard shapeNow.hasOutliers, !isBounded else {
      values = raw.map { $0.isNaN ? $0 : min(max($0, low), high) }
      return
    }
    let (smallest, largest) = (known.min() ?? 0, known.max() ?? 0)
    let step = 0.01 * (largest - smallest)
    values = raw.map { value in
      if value.isNaN { return value }
      return shape.skewness >= 0
        ? log(value - smallest + step) : -log(largest - value + step)
    }
  }
}
