// Statistics: the exact sums behind a grouped pool: every group's log odds summed out, then the weights
// handed back to the groups.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Weights over (μ, τ, κ), first as logarithms.
struct GroupedCells {
  let means: Int
  let spreads: Int
  let logPrecisions: Int
  var values: [Double]

  init(_ means: Int, _ spreads: Int, _ logPrecisions: Int) {
    (self.means, self.spreads, self.logPrecisions) = (means, spreads, logPrecisions)
    values = [Double](repeating: -.infinity, count: means * spreads * logPrecisions)
  }

  subscript(m: Int, t: Int, k: Int) -> Double {
    get { values[(k * spreads + t) * means + m] }
    set { values[(k * spreads + t) * means + m] = newValue }
  }

  /// From logarithms to weights that sum to 1.
  mutating func exponentiate() {
    let highest = values.max() ?? 0
    var total = 0.0
    for index in values.indices {
      values[index] = exp(values[index] - highest)
      total += values[index]
    }
    for index in values.indices { values[index] /= total }
  }

  var marginals: (means: [Double], spreads: [Double], logPrecisions: [Double]) {
    var sums = (
      [Double](repeating: 0, count: means), [Double](repeating: 0, count: spreads),
      [Double](repeating: 0, count: logPrecisions)
    )
    for (index, value) in values.enumerated() {
      sums.0[index % means] += value
      sums.1[index / means % spreads] += value
      sums.2[index / means / spreads] += value
    }
    return sums
  }
}

/// Σ over log odds η of N(η; μ, τ²) L_g(η, κ), for every group and every (μ, τ, κ).
struct GroupedSums {
  private let place: Placement
  private let groups: Int
  /// L_g at each κ, scaled to a greatest value of 1; at `h * groups + g`.
  private var likelihoods: [[Double]]
  /// Weights of η around μ by steps away from it, at each τ.
  private let normals: [[Double]]
  /// The sums, at `((k * spreads + t) * means + m) * groups + g`.
  private var sums: [Double]
  private var cells: GroupedCells

  init(_ counts: GroupCounts, _ place: Placement, scale: Double) {
    (self.place, groups) = (place, counts.groups)
    normals = place.spreads.values.map { Self.normal($0, step: place.logits.step) }
    let shape = (place.means.count, place.spreads.count, place.logPrecisions.count)
    cells = GroupedCells(shape.0, shape.1, shape.2)
    sums = [Double](repeating: 0, count: cells.values.count * groups)
    likelihoods = []
    let priors = place.means.values.map(PoolPrior.ofLogit)
    for (k, logPrecision) in place.logPrecisions.values.enumerated() {
      var likelihood = counts.logLikelihoods(logits: place.logits, gamma: exp(-logPrecision))
      let highest = Self.scale(&likelihood, groups: groups)
      for (t, spread) in place.spreads.values.enumerated() {
        let base =
          highest + PoolPrior.ofLogPrecision(logPrecision)
          + PoolPrior.ofSpread(spread, scale: scale)
        for m in 0..<shape.0 {
          let start = ((k * shape.1 + t) * shape.0 + m) * groups
          addUp(likelihood, normals[t], centre: place.offset + m * place.stride, into: start)
          var logs = 0.0
          for group in 0..<groups { logs += log(sums[start + group]) }
          cells[m, t, k] = base + priors[m] + logs
        }
      }
      likelihoods.append(likelihood)
    }
    cells.exponentiate()
  }

  var marginals: (means: [Double], spreads: [Double], logPrecisions: [Double]) { cells.marginals }

  /// Normal weights at whole steps from the mean, sum 1 over both sides, with variance τ². Below the
  /// step three points have that variance, and τ = 0 leaves the mean alone.
  private static func normal(_ spread: Double, step: Double) -> [Double] {
    let ratio = spread / step
    if ratio < 0.8 { return [1 - ratio * ratio, ratio * ratio / 2] }
    let weights = (0...Int((6 * ratio).rounded(.up))).map { index in
      exp(-Double(index * index) / (2 * ratio * ratio))
    }
    let total = 2 * weights.reduce(0, +) - 1
    return weights.map { $0 / total }
  }

  /// From logarithms to values of at most 1 for each group; returns the sum of what was taken out.
  private static func scale(_ likelihood: inout [Double], groups: Int) -> Double {
    var highest = [Double](repeating: -.infinity, count: groups)
    for (index, value) in likelihood.enumerated() {
      highest[index % groups] = max(highest[index % groups], value)
    }
    for index in likelihood.indices {
      likelihood[index] = exp(likelihood[index] - highest[index % groups])
    }
    return highest.reduce(0, +)
  }

  private mutating func addUp(
    _ likelihood: [Double], _ normal: [Double], centre: Int, into start: Int
  ) {
    let (groups, rows) = (groups, place.logits.count)
    sums.withUnsafeMutableBufferPointer { sums in
      likelihood.withUnsafeBufferPointer { likelihood in
        // Plain loops: this is where the time of a fit goes, also without optimisation.
        var row = max(0, centre - normal.count + 1)
        let end = min(rows, centre + normal.count)
        while row < end {
          let weight = normal[abs(row - centre)]
          let from = row * groups
          var group = 0
          while group < groups {
            sums[start + group] += weight * likelihood[from + group]
            group += 1
          }
          row += 1
        }
      }
    }
  }

  /// The weights of each group's log odds and of those of a group without units.
  func posterior() -> GroupedGrid {
    let (rows, columns) = (place.logits.count, place.logPrecisions.count)
    var unseen = [Double](repeating: 0, count: rows * columns)
    var seen = [[Double]](
      repeating: [Double](repeating: 0, count: rows * columns), count: groups)
    let least = 1e-9 * (cells.values.max() ?? 0)
    for k in 0..<columns {
      var backward = [Double](repeating: 0, count: rows * groups)
      for t in normals.indices {
        for m in 0..<place.means.count {
          let weight = cells[m, t, k]
          guard weight > least else { continue }
          let start = ((k * normals.count + t) * place.means.count + m) * groups
          let shares = (0..<groups).map { weight / sums[start + $0] }
          let centre = place.offset + m * place.stride
          let normal = normals[t]
          backward.withUnsafeMutableBufferPointer { backward in
            shares.withUnsafeBufferPointer { shares in
              var row = max(0, centre - normal.count + 1)
              let end = min(rows, centre + normal.count)
              while row < end {
                let here = normal[abs(row - centre)]
                unseen[row * columns + k] += weight * here
                let from = row * groups
                var group = 0
                while group < groups {
                  backward[from + group] += here * shares[group]
                  group += 1
                }
                row += 1
              }
            }
          }
        }
      }
      for row in 0..<rows {
        for group in 0..<groups {
          seen[group][row * columns + k] =
            backward[row * groups + group] * likelihoods[k][row * groups + group]
        }
      }
    }
    let grid = { (weights: [Double]) in
      PoolGrid(logits: place.logits, logPrecisions: place.logPrecisions, weights: weights)
    }
    return GroupedGrid(
      unseen: grid(unseen), seen: seen.map(grid),
      spreads: zip(place.spreads.values, marginals.spreads).map { (value: $0, weight: $1) })
  }
}
