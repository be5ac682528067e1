// Statistics: the iterations behind BinomialRegression: Newton steps with the expected information.

internal import GSL

/// A search for the coefficients of greatest likelihood.
struct FisherScoring {
  private let rows: BinomialRows
  private let link: BinomialLink
  /// Estimates.
  private(set) var coefficients: [Double]
  /// Linear predictors of the rows.
  private(set) var predictors: [Double]
  /// Inverse of the expected information at the estimates, row-major.
  private(set) var covariance: [Double] = []
  /// Deviance at the estimates.
  private(set) var deviance = Double.infinity
  /// Steps done.
  private(set) var iterations = 0
  private var information: [Double]
  private var slopes: [Double]

  private static let maximumIterations = 200
  /// A step that would raise the log-likelihood of one trial by less than this moves the estimates
  /// by less than 1e-10 standard errors.
  private static let smallGain = 1e-20
  /// Gain by rounding, 1e-32 for each trial with equal chances, and a reserve for unequal ones.
  private static let roundingGain = 1e-28
  /// Shares of one half that the starts mix into the shares of the rows.
  private static let pulls = [0, 0.1, 0.4]
  /// Where predictors run away, the gain falls by a factor of e at a time while the steps do not.
  private static let suspiciousGain = 1e-6
  /// The least move of a predictor that counts as running away.
  private static let smallMove = 1e-3
  /// Share of the largest move by which other predictors may seem to follow.
  private static let sideways = 1e-4
  private static let lostCondition = 1e-9
  /// Share of the terms of the deviance that their rounding may amount to.
  private static let rounding = 1e-13
  /// Reciprocal condition of columns scaled alike that a singular matrix cannot exceed by rounding.
  private static let singular = 1e-13

  init(_ rows: BinomialRows, _ link: BinomialLink) throws(RegressionFailure) {
    self.rows = rows
    self.link = link
    coefficients = Array(repeating: 0, count: rows.columns)
    predictors = Array(repeating: 0, count: rows.count)
    information = Array(repeating: 0, count: rows.columns * rows.columns)
    slopes = coefficients
    try run()
  }

  private mutating func run() throws(RegressionFailure) {
    // With the trials as information the matrix is that of plain least squares.
    let trials = rows.trials
    accumulate { row in (0, trials[row]) }
    var factors = try firstFactors()
    guard factors.isPositiveDefinite && factors.reciprocalCondition > Self.singular else {
      throw .dependentColumns(used: rows.count, coefficients: rows.columns)
    }
    // Columns that are independent lose their information only where predictors run away.
    let lostCondition = 1e-4 * min(Self.lostCondition, factors.reciprocalCondition)
    let (smallGain, suspiciousGain) = gains()
    try begin(&factors)
    while iterations < Self.maximumIterations {
      iterations += 1
      accumulateScores()
      try factor(&factors)
      let step = factors.solve(slopes)
      let gain = zip(step, slopes).reduce(0) { $0 + $1.0 * $1.1 }
      let isLost = !factors.isPositiveDefinite || factors.reciprocalCondition < lostCondition
      if gain <= suspiciousGain && (isLost || separates(step)) {
        throw .separation(columns: growing(step))
      }
      try advance(step)
      if gain <= smallGain {
        accumulateScores()
        try factor(&factors)
        covariance = factors.inverse()
        return
      }
    }
    throw notConverged
  }

  /// Whether a step, however far it is taken, makes no row less likely: it raises the predictor only
  /// where all trials succeeded and lowers it only where all failed.
  private func separates(_ step: [Double]) -> Bool {
    let move = largestMove(step)
    guard move > Self.smallMove else { return false }
    return (0..<rows.count).allSatisfy { row in
      let change = product(row, step)
      let (y, n) = (rows.successes[row], rows.trials[row])
      return (y == n || change <= Self.sideways * move)
        && (y == 0 || change >= -Self.sideways * move)
    }
  }

  /// The gain at which to stop, and the one from which on separation is looked for. Rows may weigh
  /// less than one trial each, and so does their likelihood; with very many trials the rounding of
  /// the slopes alone looks like a gain.
  private func gains() -> (small: Double, suspicious: Double) {
    var (largest, total) = (0.0, 0.0)
    for row in 0..<rows.count {
      let weight = rows.weights[row] * rows.trials[row]
      largest = max(largest, weight)
      total += weight
    }
    return (
      max(Self.smallGain * min(1, largest), Self.roundingGain * total),
      Self.suspiciousGain * max(min(1, largest), Self.suspiciousGain * total)
    )
  }

  /// The best of some starts: estimates from the shares of the rows, moved a little and then clearly
  /// away from 0 and 1, and coefficients of 0. Each can be bad where the others are good: shares near
  /// the ends mislead, and offsets can be far from the shares.
  private mutating func begin(_ factors: inout ModifiedCholesky) throws(RegressionFailure) {
    var best = coefficients
    updatePredictors()
    deviance = currentDeviance()
    var lowest = deviance.isFinite ? deviance : .infinity
    for pull in Self.pulls {
      let (rows, link) = (rows, link)
      accumulate { row in
        let (y, n) = (rows.successes[row], rows.trials[row])
        let start = link.predictor((1 - pull) * (y + 0.5) / (n + 1) + pull * 0.5)
        let (slope, information) = link.score(y, of: n, start, link.chances(start))
        return (slope + information * (start - rows.offsets[row]), information)
      }
      try factor(&factors)
      coefficients = factors.solve(slopes)
      updatePredictors()
      deviance = currentDeviance()
      guard deviance < lowest else { continue }
      (best, lowest) = (coefficients, deviance)
    }
    guard lowest.isFinite else { throw notConverged }
    coefficients = best
    updatePredictors()
    deviance = lowest
  }

  /// Takes the step, or as many halves of it as are needed for the deviance not to rise.
  private mutating func advance(_ step: [Double]) throws(RegressionFailure) {
    let (before, noise) = (deviance, Self.rounding * max(1, magnitude()))
    var share = 1.0
    for index in coefficients.indices { coefficients[index] += step[index] }
    for _ in 0..<40 {
      updatePredictors()
      deviance = currentDeviance()
      if deviance <= before + noise { return }
      share *= 0.5
      for index in coefficients.indices { coefficients[index] -= share * step[index] }
    }
    throw notConverged
  }

  private mutating func accumulateScores() {
    let (rows, link, predictors) = (rows, link, predictors)
    accumulate { row in
      let predictor = predictors[row]
      return link.score(
        rows.successes[row], of: rows.trials[row], predictor, link.chances(predictor))
    }
  }

  /// Sums slopes and information over the rows.
  private mutating func accumulate(_ share: (Int) -> (slope: Double, information: Double)) {
    let columns = rows.columns
    for index in slopes.indices { slopes[index] = 0 }
    for index in information.indices { information[index] = 0 }
    for row in 0..<rows.count {
      let part = share(row)
      let weight = rows.weights[row]
      for column in 0..<columns {
        let x = weight * rows.design[row * columns + column]
        slopes[column] += part.slope * x
        for other in 0...column {
          information[column * columns + other] +=
            part.information * x * rows.design[row * columns + other]
        }
      }
    }
    for column in 0..<columns {
      for other in 0..<column {
        information[other * columns + column] = information[column * columns + other]
      }
    }
  }

  private mutating func updatePredictors() {
    for row in 0..<rows.count { predictors[row] = rows.offsets[row] + product(row, coefficients) }
  }

  private func product(_ row: Int, _ vector: [Double]) -> Double {
    var sum = 0.0
    for column in 0..<rows.columns {
      sum += rows.design[row * rows.columns + column] * vector[column]
    }
    return sum
  }

  private func currentDeviance() -> Double {
    BinomialRows.deviance(rows, link, predictors)
  }

  /// Sum of the sizes of the terms of the deviance, which its rounding is a share of.
  private func magnitude() -> Double {
    (0..<rows.count).reduce(0) {
      $0 + rows.weights[$1]
        * abs(
          link.chances(predictors[$1]).logLikelihood(
            rows.successes[$1], of: rows.trials[$1]))
    }
  }

  /// The most that a step moves the predictor of a row.
  private func largestMove(_ step: [Double]) -> Double {
    (0..<rows.count).reduce(0) { max($0, abs(product($1, step))) }
  }

  /// Columns whose part of the step does not come to rest.
  private func growing(_ step: [Double]) -> [Int] {
    let parts = step.indices.map { column in
      (0..<rows.count).reduce(0) {
        max($0, abs(step[column] * rows.design[$1 * rows.columns + column]))
      }
    }
    let largest = parts.max() ?? 0
    return parts.indices.filter { parts[$0] >= 0.01 * largest }
  }

  private func firstFactors() throws(RegressionFailure) -> ModifiedCholesky {
    do {
      return try ModifiedCholesky(information, order: rows.columns)
    } catch { throw notConverged }
  }

  private func factor(_ factors: inout ModifiedCholesky) throws(RegressionFailure) {
    do { try factors.factor(information) } catch { throw notConverged }
  }

  private var notConverged: RegressionFailure {
    .notConverged(iterations: iterations, deviance: deviance)
  }
}
