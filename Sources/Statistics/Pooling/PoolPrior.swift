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

  /// From the first cell's lower end to the last one's upper end.
  var length: Double { step * Double(count) }

  var values: [Double] { (0..<count).map { first + step * Double($0) } }

  /// The middles of `count` cells of a range.
  static func middles(_ low: Double, _ high: Double, _ count: Int) -> GridAxis {
    let step = (high - low) / Double(count)
    return GridAxis(first: low + step / 2, step: step, count: count)
  }

  /// Points around where the weights lie: five standard deviations on either side of the middle, but
  /// at least one and a half of the present steps, so that one heavy point does not shrink it at once.
  /// There are as many points as the widest step needs, inside their range.
  func closer(
    _ weights: [Double], within box: ClosedRange<Double>, every widest: Double = .infinity,
    points: ClosedRange<Int>
  ) -> GridAxis {
    let (middle, deviation) = moments(weights)
    let reach = max(5 * deviation, 1.5 * step)
    let low = max(box.lowerBound, middle - reach)
    let high = min(box.upperBound, middle + reach)
    let needed = Int(((high - low) / widest).rounded(.up))
    return .middles(low, high, min(max(needed, points.lowerBound), points.upperBound))
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

  /// All points.
  var points: [RatePool.GridPoint] {
    points(rowStrides: [Int](repeating: 1, count: logPrecisions.count), columnStride: 1)
  }

  /// Few points whose sums still stand for integrals: every n-th row and column, as far apart as 1.15
  /// standard deviations given the other coordinate, but no farther than what is integrated turns.
  ///
  /// A unit's law turns with ln κ over about one, and with the log odds over its own width
  /// 1 / √(m(1 − m)κ): farther apart the mixture would be a comb. Strides are odd, so that cells stay
  /// whole at the ends of the box. The lightest points are left out, together 1e-4 of the weight.
  var thinned: [RatePool.GridPoint] {
    let columns = logPrecisions.count
    var strides: [Int] = []
    for column in 0..<columns {
      let part = (0..<logits.count).map { weights[$0 * columns + column] }
      guard part.reduce(0, +) > 0 else {
        strides.append(1)
        continue
      }
      let (logit, deviation) = logits.moments(part)
      let mean = 1 / (1 + exp(-logit))
      let precision = exp(logPrecisions.first + logPrecisions.step * Double(column))
      let width = 1 / max(mean * (1 - mean) * precision, 1e-6).squareRoot()
      strides.append(Self.odd(1.15 * min(deviation, width) / logits.step))
    }
    var deviation = 0.0
    for row in 0..<logits.count {
      let part = Array(weights[row * columns..<(row + 1) * columns])
      let mass = part.reduce(0, +)
      if mass > 0 { deviation += mass * logPrecisions.moments(part).deviation }
    }
    let found = points(
      rowStrides: strides, columnStride: Self.odd(min(deviation, 0.5) / logPrecisions.step))
    var rest = 1e-4
    var least = 0.0
    for weight in found.map(\.weight).sorted() {
      rest -= weight
      guard rest > 0 else { break }
      least = weight
    }
    let kept = found.filter { $0.weight > least }
    let total = kept.reduce(0) { $0 + $1.weight }
    return kept.map { .init(mean: $0.mean, precision: $0.precision, weight: $0.weight / total) }
  }

  /// The largest odd stride of at most `steps`.
  private static func odd(_ steps: Double) -> Int { max(1, (Int(steps) + 1) / 2 * 2 - 1) }

  /// Every `step`-th of `count` places, as far from one end as from the other.
  private static func middles(of count: Int, by step: Int) -> StrideTo<Int> {
    stride(from: step / 2 + count % step / 2, to: count, by: step)
  }

  private func points(rowStrides: [Int], columnStride: Int) -> [RatePool.GridPoint] {
    let columns = logPrecisions.count
    var points: [RatePool.GridPoint] = []
    var total = 0.0
    for column in Self.middles(of: columns, by: columnStride) {
      let precision = exp(logPrecisions.first + logPrecisions.step * Double(column))
      let step = rowStrides[column]
      for row in Self.middles(of: logits.count, by: step) {
        // Fewer rows stand for as much of the axis.
        let weight = weights[row * columns + column] * Double(step)
        guard weight > 0 else { continue }
        total += weight
        let logit = logits.first + logits.step * Double(row)
        points.append(
          .init(mean: 1 / (1 + exp(-logit)), precision: precision, weight: weight))
      }
    }
    return points.map {
      .init(mean: $0.mean, precision: $0.precision, weight: $0.weight / total)
    }
  }
}
