// Forecasting: a weighted sample of the posterior of three parameters, by importance sampling from
// the prior and two rounds of t laws together.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A law to draw from: t with 5 degrees of freedom, or normal.
struct ProposalLaw {
  let centre: SIMD3<Double>
  let order: Int
  private let precision: SymmetricThree
  private let factor: FactorThree
  private let isNormal: Bool
  private let logConstant: Double

  private static let tails = 5.0

  /// nil where the precision is not positive definite.
  init?(_ centre: SIMD3<Double>, _ precision: SymmetricThree, order: Int, isNormal: Bool) {
    guard let factor = FactorThree(precision), centre.sum().isFinite else { return nil }
    self.centre = centre
    self.precision = precision
    self.factor = factor
    self.order = order
    self.isNormal = isNormal
    let size = Double(order)
    let scale =
      isNormal
      ? -size / 2 * log(2 * Double.pi)
      : SpecialFunctions.lnGamma((Self.tails + size) / 2)
        - SpecialFunctions.lnGamma(Self.tails / 2) - size / 2 * log(Self.tails * Double.pi)
    logConstant = scale + factor.logDeterminant(order)
  }

  func draw(_ stream: RandomStream) -> SIMD3<Double> {
    var standard = SIMD3(stream.normal(), stream.normal(), stream.normal())
    if order < 3 { standard[2] = 0 }
    if !isNormal {
      let chi = max(1e-12, stream.gamma(shape: Self.tails / 2, scale: 2))
      standard *= (Self.tails / chi).squareRoot()
    }
    return centre + factor.backward(standard)
  }

  func logDensity(_ point: SIMD3<Double>) -> Double {
    let distance = point - centre
    let square = (distance * precision.times(distance)).sum()
    return logConstant
      - (isNormal ? square / 2 : (Self.tails + Double(order)) / 2 * log1p(square / Self.tails))
  }
}

/// Points with weights.
///
/// All points are weighed by posterior over the mixture of all laws that points were drawn from, in
/// proportion to their numbers. The prior among them bounds the weights: no region that the prior and
/// the data allow can be missed by much, whatever the shape of the posterior around its mode.
///
/// - SeeAlso: Owen and Zhou (2000), JASA 95:135–143, deterministic mixtures; Cornuet et al. (2012),
///   Scand. J. Statist. 39:798–812, adaptive rounds.
struct PosteriorSample {
  private(set) var points: [SIMD3<Double>] = []
  /// Weights with sum 1; empty where no point has any.
  private(set) var weights: [Double] = []

  private static let fromPrior = 150
  private static let firstRound = 150
  private static let secondRound = 400

  private var logTargets: [Double] = []
  private var laws: [(law: ProposalLaw, count: Int)] = []

  init(
    _ likelihood: inout CureLikelihood, mode: SIMD3<Double>, curvature: SymmetricThree,
    _ stream: RandomStream
  ) {
    let order = likelihood.model.parameterCount
    var prior = SymmetricThree()
    prior.addDiagonal(likelihood.precisions)
    // A prior without opinion is no law to draw from.
    if let law = ProposalLaw(likelihood.centres, prior, order: order, isNormal: true) {
      add(law, Self.fromPrior, &likelihood, stream)
    }
    if let law = ProposalLaw(mode, curvature, order: order, isNormal: false) {
      add(law, Self.firstRound, &likelihood, stream)
    }
    weigh()
    guard let (mean, precision) = moments(order),
      let law = ProposalLaw(mean, precision, order: order, isNormal: false)
    else { return }
    add(law, Self.secondRound, &likelihood, stream)
    weigh()
  }

  private mutating func add(
    _ law: ProposalLaw, _ count: Int, _ likelihood: inout CureLikelihood, _ stream: RandomStream
  ) {
    laws.append((law, count))
    for _ in 0..<count {
      let point = law.draw(stream)
      points.append(point)
      logTargets.append(-likelihood.evaluate(point, .none).value)
    }
  }

  private mutating func weigh() {
    let logWeights = points.indices.map { place -> Double in
      guard logTargets[place] > -.infinity else { return -.infinity }
      let densities = laws.map { $0.law.logDensity(points[place]) + log(Double($0.count)) }
      let top = densities.reduce(-.infinity, max)
      return logTargets[place] - top - log(densities.reduce(0) { $0 + exp($1 - top) })
    }
    let top = logWeights.reduce(-.infinity, max)
    guard top.isFinite else {
      weights = []
      return
    }
    let raw = logWeights.map { exp($0 - top) }
    let sum = raw.reduce(0, +)
    weights = raw.map { $0 / sum }
  }

  /// Number of independent points that the weights are worth.
  var effectiveCount: Double {
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    return squares > 0 ? 1 / squares : 0
  }

  /// Weighted mean and covariance; nil where no point has a weight.
  func meanAndCovariance() -> (mean: SIMD3<Double>, covariance: SymmetricThree)? {
    guard !weights.isEmpty else { return nil }
    let mean = zip(points, weights).reduce(SIMD3<Double>.zero) { $0 + $1.1 * $1.0 }
    var covariance = SymmetricThree()
    for (point, weight) in zip(points, weights) {
      let distance = point - mean
      covariance.add(weight, distance[0], distance[1], distance[2])
    }
    return (mean, covariance)
  }

  private func moments(_ order: Int) -> (SIMD3<Double>, SymmetricThree)? {
    guard var (mean, covariance) = meanAndCovariance() else { return nil }
    if order < 3 {
      mean[2] = 0
      covariance.m22 = 1
    }
    return FactorThree(covariance).map { (mean, $0.inverse()) }
  }

  /// Equally likely points, systematically and in random order; the fallback where none has a weight.
  ///
  /// - SeeAlso: Kitagawa (1996), J. Comp. Graph. Stat. 5:1–25.
  func resampled(
    _ count: Int, _ stream: RandomStream, fallback: SIMD3<Double>
  ) -> [SIMD3<Double>] {
    guard !weights.isEmpty else { return Array(repeating: fallback, count: count) }
    var result: [SIMD3<Double>] = []
    result.reserveCapacity(count)
    let step = 1 / Double(count)
    var target = stream.uniform() * step
    var (sum, place) = (weights[0], 0)
    for _ in 0..<count {
      while sum < target && place < weights.count - 1 {
        place += 1
        sum += weights[place]
      }
      result.append(points[place])
      target += step
    }
    // Neighbours are copies of one point: without a shuffle, draw d of one unit would go along with
    // draw d of another.
    var chance = stream
    result.shuffle(using: &chance)
    return result
  }
}
