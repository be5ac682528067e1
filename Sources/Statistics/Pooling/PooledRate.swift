// Statistics: what is known of one unit's rate after its own count and its pool: a mixture of beta
// laws, one for each point of the pool's grid.

public import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Posterior of the rate of one unit: Σ w Beta(mκ + x, (1 − m)κ + n − x) over the pool's grid.
///
/// The weights carry the doubt about the pool, so that the interval does too; a single beta law with
/// the same mean and variance misplaces up to 0.02 of probability at the ends of a 95 % interval where
/// rosters have one to five officials.
public struct PooledRate: Sendable {
  /// Mean rate, in (0, 1): what to state as the pooled rate.
  public let mean: Double
  /// Variance of the rate.
  public let variance: Double
  /// Share of the mean that was learnt from the unit's own count, E n / (n + κ), in `0..<1`; the rest
  /// comes from the pool.
  public let ownShare: Double
  private let parts: [(alpha: Double, beta: Double, weight: Double)]

  init(signed: Int, required: Int, grid: [RatePool.GridPoint]) {
    precondition((0...max(0, required)).contains(signed), "\(signed) of \(required)")
    let (x, n) = (Double(signed), Double(required))
    var (mean, square, share) = (0.0, 0.0, 0.0)
    var parts: [(alpha: Double, beta: Double, weight: Double)] = []
    parts.reserveCapacity(grid.count)
    for point in grid {
      let alpha = point.mean * point.precision + x
      let beta = (1 - point.mean) * point.precision + (n - x)
      let total = point.precision + n
      let m = alpha / total
      mean += point.weight * m
      square += point.weight * (m * m + m * (beta / total) / (total + 1))
      share += point.weight * n / total
      parts.append((alpha, beta, point.weight))
    }
    self.mean = mean
    variance = max(square - mean * mean, 1e-16)
    ownShare = share
    self.parts = parts
  }

  /// The beta law with the same mean and variance.
  public var approximation: BetaDistribution {
    let concentration = max(mean * (1 - mean) / max(variance, 1e-12) - 1, 1e-3)
    return BetaDistribution(alpha: mean * concentration, beta: (1 - mean) * concentration)
  }

  /// Probability of a rate of at most `x`.
  ///
  /// - Parameter x: dimensionless; below 0 gives 0 and above 1 gives 1.
  /// - Returns: A probability, `0...1`: the sum of exact beta probabilities.
  /// - Throws: `GSLError` where a beta probability cannot be computed.
  /// - Complexity: One beta probability for each point of the grid, about 50.
  public func cdf(_ x: Double) throws(GSLError) -> Double {
    var sum = 0.0
    for part in parts {
      sum += part.weight * (try BetaDistribution(alpha: part.alpha, beta: part.beta).cdf(x))
    }
    return min(max(sum, 0), 1)
  }

  /// The central interval: as much probability below it as above.
  ///
  /// - Parameter confidence: Probability inside, in `(0, 1)`; from 0.5 to 0.999 the accuracy holds.
  /// - Returns: Both ends, `0...1`, with 5e-5 or less of probability misplaced beyond either
  ///   (5e-4 where all or none have signed and offices of the pool mostly sign as one).
  public func interval(confidence: Double) -> (low: Double, high: Double) {
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    let tail = (1 - confidence) / 2
    let ends = quantiles([tail, 1 - tail])
    return (ends[0], ends[1])
  }

  /// The rates below which lie the given probabilities.
  ///
  /// - Parameter probabilities: each in `(0, 1)`; from 5e-4 to 1 − 5e-4 the accuracy holds.
  /// - Returns: Rates, `0...1`, in the same order; accuracy as that of `interval`.
  /// - Complexity: O(points of the grid), with about 70 exponentials for each.
  public func quantiles(_ probabilities: [Double]) -> [Double] {
    for p in probabilities { precondition(p > 0 && p < 1, "probability \(p)") }
    let table = LogitTable(parts)
    return probabilities.map { 1 / (1 + exp(-table.quantile($0))) }
  }
}

/// The distribution function of log odds under a mixture of beta laws, on points that lie dense in the
/// middle and far apart in the tails: u = c + d sinh t with t in equal steps.
private struct LogitTable {
  /// Step of t: at it the cubics below misplace less than 1e-5 of probability.
  private static let finest = 0.08
  private let centre: Double
  private let scale: Double
  private let first: Double
  private let step: Double
  /// Density of t, and its integral up to each point.
  private var density: [Double]
  private var cumulative: [Double]

  init(_ parts: [(alpha: Double, beta: Double, weight: Double)]) {
    // Rough mean and variance of the log odds, ψ(a) ≈ ln(a + ½) − 1/a, only to place the points.
    var (mean, square, typical, bulk) = (0.0, 0.0, 0.0, 0.0)
    var (low, high) = (Double.infinity, -Double.infinity)
    for part in parts {
      let (a, b) = (part.alpha, part.beta)
      let middle = log((a + 0.5) / (b + 0.5)) - max(-20, min(20, 1 / a - 1 / b))
      mean += part.weight * middle
      let spread = min(400, 1 / (a * a) + 1 / (b * b)) + 1 / (a + 0.5) + 1 / (b + 0.5)
      square += part.weight * (middle * middle + spread)
      bulk += part.weight * min(max(middle, -6), 6)
      typical += part.weight * min(spread, 2).squareRoot()
      if part.weight > 1e-6 {
        // Beyond these ends lies less than about exp(−16) of every law.
        low = min(low, middle - max(6 * spread.squareRoot(), 16 / a))
        high = max(high, middle + max(6 * spread.squareRoot(), 16 / b))
      }
    }
    (low, high) = (max(low, -700), min(high, 700))
    let deviation = max(square - mean * mean, 1e-12).squareRoot()
    // The points follow the usual law of the mixture; a few wide ones only lengthen the tails.
    let centre = abs(mean) < 6 ? mean : bulk
    (self.centre, scale) = (centre, typical)
    first = asinh((low - centre) / scale)
    let length = asinh((high - centre) / scale) - first
    // Laws of very unlike widths need finer steps.
    let fine = length < 8 && deviation < 2 * typical ? Self.finest : Self.finest / 4
    let points = Int((length / fine).rounded(.up)) + 1
    step = length / Double(points - 1)
    density = [Double](repeating: 0, count: points)
    var logs: [(lnX: Double, lnY: Double)] = []
    var slopes: [Double] = []
    for index in 0..<points {
      let t = first + step * Double(index)
      let u = centre + scale * sinh(t)
      let rise = log1p(exp(-abs(u)))
      logs.append((lnX: min(u, 0) - rise, lnY: min(-u, 0) - rise))
      slopes.append(scale * cosh(t))
    }
    let (scale, first, step) = (scale, first, step)
    density.withUnsafeMutableBufferPointer { density in
      logs.withUnsafeBufferPointer { logs in
        for part in parts {
          let front = log(part.weight) - SpecialFunctions.lnBeta(part.alpha, part.beta)
          // Each law has one top in log odds: from the point next to it both sides fall.
          let top = asinh((log(part.alpha / part.beta) - centre) / scale)
          let peak = min(max(Int((top - first) / step), 0), points - 1)
          for (start, way) in [(peak, -1), (peak + 1, 1)] {
            var index = start
            while index >= 0, index < points {
              let exponent = front + part.alpha * logs[index].lnX + part.beta * logs[index].lnY
              if exponent < -25 { break }
              density[index] += exp(exponent)
              index += way
            }
          }
        }
      }
    }
    for index in 0..<points { density[index] *= slopes[index] }
    // Integral of the cubic through four points, over the middle interval.
    // Beyond far ends only the power laws θ^α / αB and (1 − θ)^β / βB are left.
    var ends = (low: 0.0, high: 0.0)
    for part in parts where max(-low, high) > 40 {
      let front = log(part.weight) - SpecialFunctions.lnBeta(part.alpha, part.beta)
      if low < -40 {
        ends.low += exp(min(front + part.alpha * low - log(part.alpha), log(part.weight)))
      }
      if high > 40 {
        ends.high += exp(min(front - part.beta * high - log(part.beta), log(part.weight)))
      }
    }
    cumulative = [ends.low]
    func at(_ index: Int) -> Double { density.indices.contains(index) ? density[index] : 0 }
    for index in 0..<points - 1 {
      let inner = 13 * (density[index] + density[index + 1])
      let area = step / 24 * (inner - at(index - 1) - at(index + 2))
      cumulative.append(cumulative[index] + max(area, 0))
    }
    // Log odds beyond ±700 are rates of exactly 0 and 1; what little the cubics miss is spread.
    let total = cumulative[points - 1] + ends.high
    for index in 0..<points {
      cumulative[index] /= total
      density[index] /= total
    }
  }

  /// The log odds below which lies `p`: a cubic with the right slopes, inverted inside its interval.
  func quantile(_ p: Double) -> Double {
    guard p > cumulative[0] else { return -.infinity }
    var (low, high) = (0, density.count - 1)
    guard p < cumulative[high] else { return .infinity }
    while high - low > 1 {
      let middle = (low + high) / 2
      if cumulative[middle] <= p { low = middle } else { high = middle }
    }
    let (f0, f1) = (density[low] * step, density[high] * step)
    let rise = cumulative[high] - cumulative[low]
    let goal = p - cumulative[low]
    var (left, right) = (0.0, 1.0)
    for _ in 0..<50 {
      let s = (left + right) / 2
      let value =
        s * (f0 + s * (3 * rise - 2 * f0 - f1 + s * (f0 + f1 - 2 * rise)))
      if value < goal { left = s } else { right = s }
    }
    return centre + scale * sinh(first + step * (Double(low) + left))
  }
}
