// Statistics: what is believed of a pool before any count, and the axes on which it is integrated.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Priors of a pool's mean, precision and spread between groups.
enum PoolPrior {
  /// Log odds of the mean that the grid may reach; symmetric, so that signers and others can swap.
  static let logits = -9.0...9.0
  /// ln κ that the grid may reach: from offices that sign as one to ones that hardly differ.
  static let logPrecisions = -2.0...9.0
  /// τ that the grid may reach, in standard deviations of its prior.
  static let largestSpread = 4.0

  /// Mean uniform on (0, 1), on the scale of its log odds.
  static func ofLogit(_ logit: Double) -> Double {
    -abs(logit) - 2 * log1p(exp(-abs(logit)))
  }

  /// ln κ normal with mean ln 10 and standard deviation 1.5.
  static func ofLogPrecision(_ logPrecision: Double) -> Double {
    let z = (logPrecision - log(10)) / 1.5
    return -z * z / 2
  }

  /// τ half-normal.
  static func ofSpread(_ spread: Double, scale: Double) -> Double {
    -spread * spread / (2 * scale * scale)
  }
}

/// Equally spaced points of one coordinate. A sum over such points of a function that falls off
/// smoothly on both sides is its integral up to exp(−2π² (sd / step)²).
struct GridAxis: Sendable {
  let first: Double
  let step: Double
  let count: Int

  var values: [Double] { (0..<count).map { first + step * Double($0) } }

  /// The middles of `count` cells of a range.
  static func middles(_ low: Double, _ high: Double, _ count: Int) -> GridAxis {
    let step = (high - low) / Double(count)
    return GridAxis(first: low + step / 2, step: step, count: count)
  }

  /// Points around where the weights lie: five standard deviations on either side of the middle, but
  /// at least one and a half of the present steps, so that one heavy point does not shrink it at once.
  func closer(_ weights: [Double], within box: ClosedRange<Double>, points: Int) -> GridAxis {
    let (middle, deviation) = moments(weights)
    let reach = max(5 * deviation, 1.5 * step)
    return .middles(
      max(box.lowerBound, middle - reach), min(box.upperBound, middle + reach), points)
  }

  func moments(_ weights: [Double]) -> (mean: Double, deviation: Double) {
    let total = weights.reduce(0, +)
    let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    let square = zip(values, weights).reduce(0) {
      $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1
    }
    return (mean, (square / total).squareRoot())
  }
}

/// Posterior weights over log odds (rows) and log precision (columns), on equally spaced points.
struct PoolGrid: Sendable {
  var logits: GridAxis
  var logPrecisions: GridAxis
  /// Row by row; the sum is 1.
  var weights: [Double]

  /// Weights from their logarithms up to a constant.
  init(logits: GridAxis, logPrecisions: GridAxis, logWeights: [Double]) {
    let highest = logWeights.max() ?? 0
    self.init(
      logits: logits, logPrecisions: logPrecisions,
      weights: logWeights.map { exp($0 - highest) })
  }

  /// Weights up to a factor.
  init(logits: GridAxis, logPrecisions: GridAxis, weights: [Double]) {
    (self.logits, self.logPrecisions) = (logits, logPrecisions)
    let total = weights.reduce(0, +)
    self.weights = weights.map { $0 / total }
  }

  /// Weights of the log odds, or of the log precisions.
  var logitWeights: [Double] {
    let columns = logPrecisions.count
    return (0..<logits.count).map { weights[$0 * columns..<($0 + 1) * columns].reduce(0, +) }
  }

  var logPrecisionWeights: [Double] {
    var sums = [Double](repeating: 0, count: logPrecisions.count)
    for (index, weight) in weights.enumerated() { sums[index % sums.count] += weight }
    return sums
  }

  /// Points that carry weight, of at least `share` of the heaviest; weights sum to 1.
  func points(from share: Double) -> [RatePool.GridPoint] {
    let least = share * (weights.max() ?? 0)
    let kept = weights.reduce(0) { $1 >= least ? $0 + $1 : $0 }
    var points: [RatePool.GridPoint] = []
    for row in 0..<logits.count {
      let logit = logits.first + logits.step * Double(row)
      let mean = 1 / (1 + exp(-logit))
      for column in 0..<logPrecisions.count {
        let weight = weights[row * logPrecisions.count + column]
        guard weight >= least else { continue }
        let precision = exp(logPrecisions.first + logPrecisions.step * Double(column))
        points.append(.init(mean: mean, precision: precision, weight: weight / kept))
      }
    }
    return points
  }

  /// Every n-th row and column, as far apart as integrals allow: one standard deviation given the other
  /// coordinate. Posteriors of units are sums over far fewer points then.
  var thinned: PoolGrid {
    let columns = logPrecisions.count
    var rowDeviation = 0.0
    for column in 0..<columns {
      let part = (0..<logits.count).map { weights[$0 * columns + column] }
      let mass = part.reduce(0, +)
      if mass > 0 { rowDeviation += mass * logits.moments(part).deviation }
    }
    var columnDeviation = 0.0
    for row in 0..<logits.count {
      let part = Array(weights[row * columns..<(row + 1) * columns])
      let mass = part.reduce(0, +)
      if mass > 0 { columnDeviation += mass * logPrecisions.moments(part).deviation }
    }
    let rowStride = max(1, Int(rowDeviation / logits.step))
    let columnStride = max(1, Int(columnDeviation / logPrecisions.step))
    let rows = Array(stride(from: rowStride / 2, to: logits.count, by: rowStride))
    let kept = Array(stride(from: columnStride / 2, to: columns, by: columnStride))
    return PoolGrid(
      logits: GridAxis(
        first: logits.first + logits.step * Double(rows[0]),
        step: logits.step * Double(rowStride), count: rows.count),
      logPrecisions: GridAxis(
        first: logPrecisions.first + logPrecisions.step * Double(kept[0]),
        step: logPrecisions.step * Double(columnStride), count: kept.count),
      weights: rows.flatMap { row in kept.map { weights[row * columns + $0] } })
  }
}
