// Statistics: a pool whose groups (provinces) have means of their own, shrunk towards the mean of all.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Posterior of logit m_g ~ N(μ, τ²) and units x ~ BetaBinomial(n, m_g κ, (1 − m_g) κ), on a grid of
/// (μ, τ, κ) in which the log odds of every group are summed out on one common axis.
struct GroupedGrid {
  /// Weights of a group without units.
  var unseen: PoolGrid
  /// Weights of each group.
  var seen: [PoolGrid]
  /// Points of τ and their weights.
  var spreads: [(value: Double, weight: Double)]
}

extension GroupedGrid {
  /// The posterior of at least two groups, with τ half-normal of the given scale.
  init(fitting counts: GroupCounts, scale: Double) {
    var place = Placement(counts, scale: scale)
    var sums = GroupedSums(counts, place, scale: scale)
    // The placement rests on normal stand-ins; where they missed, the exact weights place anew.
    for _ in 0..<3 {
      guard let better = place.corrected(by: sums) else { break }
      place = better
      sums = GroupedSums(counts, place, scale: scale)
    }
    self = sums.posterior()
  }
}

/// Where the points of (μ, τ, κ) and of the groups' log odds lie.
struct Placement {
  var means: GridAxis
  var spreads: GridAxis
  var logPrecisions: GridAxis
  /// Log odds of groups; every mean is one of them.
  var logits: GridAxis
  /// Steps of `logits` in one step of `means`.
  var stride: Int
  /// Place of the first mean among `logits`.
  var offset: Int
  private let box: (spread: ClosedRange<Double>, step: Double, reach: ClosedRange<Double>)

  static let points = (means: 13...13, spreads: 9...9, logPrecisions: 11...22)
  /// More log odds than this cost more time than they are worth.
  private static let mostLogits = 400

  /// From coarse to fine by the normal stand-ins of the groups' likelihoods.
  init(_ counts: GroupCounts, scale: Double) {
    let spreadBox = 0...(PoolPrior.largestSpread * scale)
    var means = GridAxis.middles(PoolPrior.logits.lowerBound, PoolPrior.logits.upperBound, 25)
    var spreads = GridAxis.middles(0, spreadBox.upperBound, 10)
    var logPrecisions = GridAxis.middles(
      PoolPrior.logPrecisions.lowerBound, PoolPrior.logPrecisions.upperBound, 12)
    for _ in 0..<4 {
      let weights = Self.weights(counts, means, spreads, logPrecisions, scale: scale)
      means = means.closer(weights.means, within: PoolPrior.logits, points: Self.points.means)
      spreads = spreads.closer(weights.spreads, within: spreadBox, points: Self.points.spreads)
      logPrecisions = logPrecisions.closer(
        weights.logPrecisions, within: PoolPrior.logPrecisions, every: 0.5,
        points: Self.points.logPrecisions)
    }
    let middle = { (axis: GridAxis) in axis.first + axis.step * Double(axis.count - 1) / 2 }
    let (mean, spread) = (middle(means), max(middle(spreads), 1e-3))
    // Precise units make narrow groups: the steps follow the narrowest at a high precision.
    let peaks = counts.peaks(
      gamma: exp(-middle(logPrecisions) - 0.2 * logPrecisions.step * Double(logPrecisions.count)))
    var step = 0.6 * (peaks.map(\.variance).min() ?? 1).squareRoot()
    step = min(step, means.step)
    let fresh = 5.5 * (spread + means.step * Double(means.count) / 10)
    var (low, high) = (mean - fresh, mean + fresh)
    for peak in peaks {
      let own = spread * spread / (spread * spread + peak.variance)
      let centre = mean + own * (peak.logit - mean)
      let reach = 6 * (own * peak.variance).squareRoot()
      (low, high) = (min(low, centre - reach), max(high, centre + reach))
    }
    self.init(means, spreads, logPrecisions, step: step, reach: low...high, spreadBox: spreadBox)
  }

  private init(
    _ means: GridAxis, _ spreads: GridAxis, _ logPrecisions: GridAxis, step: Double,
    reach: ClosedRange<Double>, spreadBox: ClosedRange<Double>
  ) {
    (self.means, self.spreads, self.logPrecisions) = (means, spreads, logPrecisions)
    box = (spreadBox, step, reach)
    let last = means.first + means.step * Double(means.count - 1)
    let (low, high) = (min(reach.lowerBound, means.first), max(reach.upperBound, last))
    let fine = max(step, (high - low) / Double(Self.mostLogits))
    stride = max(1, Int((means.step / fine).rounded(.up)))
    let h = means.step / Double(stride)
    offset = Int(((means.first - low) / h).rounded(.up))
    logits = GridAxis(
      first: means.first - h * Double(offset), step: h,
      count: offset + Int(((high - means.first) / h).rounded(.up)) + 1)
  }

  /// A better placement where an exact marginal still has weight at an end inside its box, or uses
  /// less than half of its axis; nil where all is well.
  func corrected(by sums: GroupedSums) -> Placement? {
    let weights = sums.marginals
    func moved(_ axis: GridAxis, _ weights: [Double], _ box: ClosedRange<Double>) -> GridAxis? {
      let (middle, deviation) = axis.moments(weights)
      let heaviest = weights.max() ?? 0
      let ends = (axis.first - axis.step / 2, axis.first + axis.step * (Double(axis.count) - 0.5))
      let cutLow = weights[0] > 5e-3 * heaviest && ends.0 > box.lowerBound + 1e-9
      let cutHigh = weights[axis.count - 1] > 5e-3 * heaviest && ends.1 < box.upperBound - 1e-9
      let coarse = deviation < 0.55 * axis.step
      guard cutLow || cutHigh || coarse else { return nil }
      let reach = max(5 * deviation, 1.5 * axis.step)
      return .middles(
        max(box.lowerBound, middle - reach - (cutLow ? 0.4 * reach : 0)),
        min(box.upperBound, middle + reach + (cutHigh ? 0.4 * reach : 0)), axis.count)
    }
    let axes = (
      moved(means, weights.means, PoolPrior.logits),
      moved(spreads, weights.spreads, box.spread),
      moved(logPrecisions, weights.logPrecisions, PoolPrior.logPrecisions)
    )
    guard axes.0 != nil || axes.1 != nil || axes.2 != nil else { return nil }
    let wide = axes.1.map { $0.first + $0.step * Double($0.count) } ?? 0
    let (mean, _) = means.moments(weights.means)
    let reach =
      min(box.reach.lowerBound, mean - 4 * wide)...max(box.reach.upperBound, mean + 4 * wide)
    return Placement(
      axes.0 ?? means, axes.1 ?? spreads, axes.2 ?? logPrecisions,
      step: min(box.step, (axes.0 ?? means).step), reach: reach, spreadBox: box.spread)
  }

  /// Marginal weights with every group's likelihood replaced by its normal stand-in.
  private static func weights(
    _ counts: GroupCounts, _ means: GridAxis, _ spreads: GridAxis, _ logPrecisions: GridAxis,
    scale: Double
  ) -> (means: [Double], spreads: [Double], logPrecisions: [Double]) {
    var cells = GroupedCells(means.count, spreads.count, logPrecisions.count)
    for (k, logPrecision) in logPrecisions.values.enumerated() {
      let peaks = counts.peaks(gamma: exp(-logPrecision))
      for (t, spread) in spreads.values.enumerated() {
        var base = PoolPrior.ofLogPrecision(logPrecision)
        base += PoolPrior.ofSpread(spread, scale: scale)
        // Σ (η − μ)² / v = Σ η²/v − 2μ Σ η/v + μ² Σ 1/v.
        var (one, linear, square) = (0.0, 0.0, 0.0)
        for peak in peaks {
          let total = spread * spread + peak.variance
          base += peak.logHeight + log(peak.variance / total) / 2
          one += 1 / total
          linear += peak.logit / total
          square += peak.logit * peak.logit / total
        }
        for (m, mean) in means.values.enumerated() {
          cells[m, t, k] =
            base + PoolPrior.ofLogit(mean) - (square - 2 * mean * linear + mean * mean * one) / 2
        }
      }
    }
    cells.exponentiate()
    return cells.marginals
  }
}
