// Statistics: the numerical core of the Turnbull estimate: the probabilities of the innermost
// intervals that make interval-censored records most likely.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Maximises φ(p) = Σ wᵢ ln Pᵢ(p) − Σ pⱼ over p ≥ 0, Pᵢ the sum of p over a range of neighbours and
/// Σ wᵢ = 1. The maximum has Σ p = 1 by itself, so the constraint needs no care.
///
/// First some steps of the EM algorithm, which are cheap and never wrong, then Newton steps: each
/// solves the quadratic approximation of φ under p ≥ 0 on the places that matter (those with
/// probability and those whose gradient asks for some). The steps of EM alone shrink long before the
/// maximum is near, so that step size says nothing; the gradient gⱼ = Σ_{i ∋ j} wᵢ / Pᵢ does: with
/// Σ p = 1, φ is within max g − 1 of its maximum.
///
/// - SeeAlso: Wang (2007), J. R. Statist. Soc. B 69:185–198; Wang (2008), Comput. Statist. Data
///   Anal. 52:2388–2402.
struct MixtureWeights {
  /// The probabilities, `>= 0`, of sum 1.
  private(set) var probabilities: [Double]
  /// max g − 1, the bound of the distance of the mean log-likelihood from its maximum.
  private(set) var excess = Double.infinity
  /// Newton steps that were made.
  private(set) var newtonSteps = 0

  private let ranges: [(range: InnermostIntervals.Range, weight: Double)]
  private var gradient: [Double]

  /// Excess at which the search stops: a few roundings of a sum over thousands of records.
  static let tolerance = 1e-12
  private static let emSteps = 30
  private static let mostNewtonSteps = 200

  /// - Complexity: O(n + m) for an EM step, O(n + k³) for a Newton step with k places that matter.
  init(_ places: InnermostIntervals) {
    let count = places.intervals.count
    let total = places.ranges.reduce(0) { $0 + $1.weight }
    ranges = places.ranges.map { ($0.range, $0.weight / total) }
    probabilities = Array(repeating: 1 / Double(count), count: count)
    gradient = Array(repeating: 0, count: count)
    update()
    for _ in 0..<Self.emSteps where excess > Self.tolerance {
      for place in 0..<count { probabilities[place] *= gradient[place] }
      update()
    }
    var best = (probabilities: probabilities, excess: excess)
    var failures = 0
    while excess > Self.tolerance, newtonSteps < Self.mostNewtonSteps, failures < 3 {
      newtonSteps += 1
      newtonStep()
      update()
      // At the level of rounding the excess stops falling: the best is kept.
      if excess < best.excess {
        failures = excess < 0.5 * best.excess ? 0 : (excess < 1e-10 ? failures + 1 : 0)
        best = (probabilities, excess)
      } else if best.excess < 1e-10 {
        failures += 1
      }
    }
    (probabilities, excess) = best
  }

  /// Pᵢ of each range, from running sums that restart nowhere: cancellation is avoided by summing
  /// directly where a range is short.
  private func likelihoods(_ p: [Double]) -> [Double] {
    let sums = p.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
    return ranges.map { item in
      let (first, last) = (item.range.first, item.range.last)
      let difference = sums[last + 1] - sums[first]
      guard difference < 1e-3 || last - first < 8 else { return difference }
      return p[first...last].reduce(0, +)
    }
  }

  /// Σ wᵢ ln Pᵢ with weights of sum 1.
  var meanLogLikelihood: Double {
    zip(ranges, likelihoods(probabilities)).reduce(0) { $0 + $1.0.weight * log($1.1) }
  }

  /// Mean log-likelihood minus the sum of p.
  private func objective(_ p: [Double]) -> Double {
    zip(ranges, likelihoods(p)).reduce(0) { $0 + $1.0.weight * log($1.1) } - p.reduce(0, +)
  }

  /// Brings the sum to 1 and computes gradient and excess.
  private mutating func update() {
    let total = probabilities.reduce(0, +)
    for place in probabilities.indices { probabilities[place] /= total }
    let likelihoods = likelihoods(probabilities)
    var steps = Array(repeating: 0.0, count: probabilities.count + 1)
    for (item, likelihood) in zip(ranges, likelihoods) {
      steps[item.range.first] += item.weight / likelihood
      steps[item.range.last + 1] -= item.weight / likelihood
    }
    var sum = 0.0
    excess = -1
    for place in probabilities.indices {
      sum += steps[place]
      gradient[place] = sum
      excess = max(excess, sum - 1)
    }
  }

  /// One maximisation of the quadratic approximation, with a line search along the way to it.
  private mutating func newtonStep() {
    // Between two places with probability, only the steepest of the others can be worth a try.
    var active: [Int] = []
    var candidate: Int?
    for place in probabilities.indices {
      if probabilities[place] > 0 {
        if let found = candidate { active.append(found) }
        candidate = nil
        active.append(place)
      } else if gradient[place] > 1 + Self.tolerance,
        candidate.map({ gradient[place] > gradient[$0] }) ?? true
      {
        candidate = place
      }
    }
    if let found = candidate { active.append(found) }
    let start = active.map { probabilities[$0] }
    // The approximation is ½ q'Hq − (2g − 1)'q, as H p = g.
    let goal = QuadraticProgram(
      hessian: curvature(active), linear: active.map { 2 * gradient[$0] - 1 }
    ).solution
    let before = objective(probabilities)
    let slope = active.indices.reduce(0) {
      $0 + (gradient[active[$1]] - 1) * (goal[$1] - start[$1])
    }
    var step = 1.0
    for _ in 0..<40 {
      var trial = probabilities
      for (place, (from, to)) in zip(active, zip(start, goal)) {
        trial[place] = step == 1 ? to : from + step * (to - from)
      }
      // Where a range would lose all its probability the objective is −∞ and the step too long.
      if objective(trial) >= before + 1e-3 * step * slope - 1e-13 {
        probabilities = trial
        return
      }
      step /= 2
    }
    // No ascent that rounding lets be seen: a step of EM never harms.
    for place in probabilities.indices { probabilities[place] *= gradient[place] }
  }

  /// H_jk = Σ wᵢ / Pᵢ² over the ranges that contain both places, j ≤ k, by rows.
  private func curvature(_ active: [Int]) -> [Double] {
    let size = active.count
    var position = Array(repeating: 0, count: probabilities.count + 1)
    var next = 0
    for place in 0...probabilities.count {
      position[place] = next
      if next < size, active[next] == place { next += 1 }
    }
    // Each range adds to the elements from its first row on and up to its last column; running sums
    // down the rows and back along the columns spread the corners.
    var sums = Array(repeating: 0.0, count: size * size)
    for (item, likelihood) in zip(ranges, likelihoods(probabilities)) {
      let (first, end) = (position[item.range.first], position[item.range.last + 1])
      guard first < end else { continue }
      sums[first * size + end - 1] += item.weight / (likelihood * likelihood)
    }
    for row in 0..<size {
      for column in stride(from: size - 2, through: row, by: -1) {
        sums[row * size + column] += sums[row * size + column + 1]
      }
    }
    for row in 1..<max(size, 1) {
      for column in row..<size { sums[row * size + column] += sums[(row - 1) * size + column] }
    }
    return sums
  }
}
