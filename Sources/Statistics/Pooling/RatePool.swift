// Statistics: rates of small units borrow strength from their level. The doubt about the level's
// mean and spread is carried on a grid, so no fit can fail to converge.

public import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Beta-binomial model of the rates of many units of one level, with the joint posterior of mean
/// and precision on a fixed grid.
///
/// Unit counts are `s ~ BetaBinomial(n, μκ, (1 − μ)κ)`. Priors: μ uniform on (0, 1), `log κ`
/// normal with mean `log 10` and standard deviation 1.5. Units are those that reported, so the pool
/// describes regencies that report.
public struct RatePool: Sendable {
  /// One point of the grid with its posterior weight.
  public struct GridPoint: Sendable {
    /// Mean rate, in (0, 1).
    public let mean: Double
    /// Precision κ, persons: the weight of the pool against a unit's own count.
    public let precision: Double
    /// Posterior weight; the weights sum to 1.
    public let weight: Double
  }

  /// Least number of reporting units from which a pool is stated.
  public static let leastUnits = 3

  /// Units behind the pool.
  public let units: Int
  /// The grid, by mean and then precision.
  public let grid: [GridPoint]

  /// Fits the pool to `(signed, required)` of the units, each `0...required` persons; without
  /// units it is the prior.
  public init(_ counts: [(signed: Int, required: Int)]) {
    let counts = counts.filter { $0.required > 0 }
    units = counts.count
    // A coarse grid over the whole box finds where the weight lies; a grid of as many points over
    // the middle and five standard deviations on either side carries the posterior.
    let coarse = Self.cells(
      counts, logits: stride(from: -5.0, through: 6.0, by: 0.5).map { $0 },
      logPrecisions: stride(from: 0.0, through: 7.0, by: 0.5).map { $0 })
    var fine = coarse
    for _ in 0..<3 {
      fine = Self.cells(
        counts, logits: Self.axis(fine, \.logit, within: -5...6, points: 23),
        logPrecisions: Self.axis(fine, \.logPrecision, within: 0...7, points: 15))
    }
    grid = fine.map {
      GridPoint(
        mean: 1 / (1 + exp(-$0.logit)), precision: exp($0.logPrecision), weight: $0.weight)
    }
  }

  private struct Cell {
    var logit: Double
    var logPrecision: Double
    var weight: Double
  }

  /// Points around the weighted middle of one coordinate, at least a third of the step apart that
  /// the grid had, so that a single heavy cell does not shrink it at once.
  private static func axis(
    _ cells: [Cell], _ coordinate: (Cell) -> Double, within box: ClosedRange<Double>, points: Int
  ) -> [Double] {
    let values = Set(cells.map(coordinate)).sorted()
    let middle = cells.reduce(0) { $0 + $1.weight * coordinate($1) }
    let square = cells.reduce(0) {
      $0 + $1.weight * (coordinate($1) - middle) * (coordinate($1) - middle)
    }
    let step = (values[values.count - 1] - values[0]) / Double(values.count - 1)
    let reach = max(5 * square.squareRoot(), 1.5 * step)
    let low = max(box.lowerBound, middle - reach)
    let high = min(box.upperBound, middle + reach)
    return (0..<points).map { low + (high - low) * (Double($0) + 0.5) / Double(points) }
  }

  private static func cells(
    _ counts: [(signed: Int, required: Int)], logits: [Double], logPrecisions: [Double]
  ) -> [Cell] {
    var cells: [Cell] = []
    for logit in logits {
      let mean = 1 / (1 + exp(-logit))
      for logPrecision in logPrecisions {
        let precision = exp(logPrecision)
        let (alpha, beta) = (mean * precision, (1 - mean) * precision)
        let base = SpecialFunctions.lnBeta(alpha, beta)
        var weight = log(mean) + log(1 - mean)
        weight -= (logPrecision - log(10)) * (logPrecision - log(10)) / (2 * 1.5 * 1.5)
        for count in counts {
          weight +=
            SpecialFunctions.lnBeta(
              alpha + Double(count.signed), beta + Double(count.required - count.signed))
            - base
        }
        cells.append(Cell(logit: logit, logPrecision: logPrecision, weight: weight))
      }
    }
    let highest = cells.map(\.weight).max() ?? 0
    let total = cells.reduce(0) { $0 + exp($1.weight - highest) }
    return cells.map { cell in
      Cell(
        logit: cell.logit, logPrecision: cell.logPrecision,
        weight: exp(cell.weight - highest) / total)
    }
  }

  /// Posterior of one unit's rate given its own count, as the Beta distribution with the mean and
  /// the variance of the mixture over the grid.
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, `>= 0`; 0 gives the rate of a unit that has not reported.
  /// - Returns: A Beta distribution on (0, 1).
  public func posterior(signed: Int, required: Int) -> BetaDistribution {
    precondition((0...max(0, required)).contains(signed), "\(signed) of \(required)")
    let (s, n) = (Double(signed), Double(required))
    var mean = 0.0
    var square = 0.0
    for point in grid {
      let alpha = point.mean * point.precision + s
      let beta = (1 - point.mean) * point.precision + n - s
      let m = alpha / (alpha + beta)
      mean += point.weight * m
      square += point.weight * (m * m + m * (1 - m) / (alpha + beta + 1))
    }
    let variance = max(square - mean * mean, 1e-12)
    let concentration = max(mean * (1 - mean) / variance - 1, 1e-3)
    return BetaDistribution(alpha: mean * concentration, beta: (1 - mean) * concentration)
  }
}
