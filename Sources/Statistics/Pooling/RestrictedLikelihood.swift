// Statistics: the restricted likelihood of the variance between units, and its highest point.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The restricted likelihood of τ² in the Fay–Herriot model, by weighted least squares at each τ².
struct RestrictedLikelihood {
  private let estimates: [Double]
  private let variances: [Double]
  private let design: [[Double]]
  private let columns: Int
  /// ln |XᵀX| and the other terms that do not change with τ².
  private let constant: Double

  init(estimates: [Double], variances: [Double], design: [[Double]]) throws(PoolingError) {
    let columns = design.first?.count ?? 1
    precondition(
      variances.count == estimates.count && design.count == estimates.count,
      "\(estimates.count) estimates, \(variances.count) variances, \(design.count) rows")
    precondition(
      columns >= 1 && design.allSatisfy { $0.count == columns }, "rows have \(columns) columns")
    guard estimates.allSatisfy(\.isFinite), variances.allSatisfy(\.isFinite),
      design.allSatisfy({ $0.allSatisfy(\.isFinite) })
    else { throw .notFinite }
    for variance in variances { precondition(variance > 0, "variance \(variance)") }
    guard estimates.count > columns else {
      throw .tooFewUnits(units: estimates.count, coefficients: columns)
    }
    (self.estimates, self.variances, self.design) = (estimates, variances, design)
    self.columns = columns
    let plain = try Self.squares(design, estimates, nil)
    constant =
      (-Double(estimates.count - columns) * log(2 * Double.pi)
        - Self.logDeterminant(plain.unscaledCovariance)) / 2
  }

  /// Everything about one value of τ².
  struct Point {
    var tau2: Double
    var coefficients: [Double]
    var covariance: [[Double]]
    var residuals: [Double]
    /// yᵀPy, the weighted residual sum of squares.
    var residualSum: Double
    var logLikelihood: Double
    /// tr P.
    var trace: Double
    /// tr PP, twice the expected information of τ².
    var traceOfSquare: Double
    /// yᵀPPy − tr P, twice the slope of the likelihood.
    var slope: Double

    /// xᵀ Cov(β) x.
    func leverage(of row: [Double]) -> Double {
      row.indices.reduce(0) { sum, j in
        sum + row[j] * row.indices.reduce(0) { $0 + covariance[j][$1] * row[$1] }
      }
    }
  }

  func point(_ tau2: Double) throws(PoolingError) -> Point {
    let weights = variances.map { 1 / (tau2 + $0) }
    let fit = try Self.squares(design, estimates, weights)
    var point = Point(
      tau2: tau2, coefficients: fit.coefficients, covariance: fit.unscaledCovariance,
      residuals: [], residualSum: 0, logLikelihood: 0, trace: 0, traceOfSquare: 0, slope: 0)
    // XᵀW²X, for tr PP = Σw² − 2 Σ w³ xᵀCx + tr (C XᵀW²X)².
    var squared = [[Double]](
      repeating: [Double](repeating: 0, count: columns), count: columns)
    var logs = 0.0
    var outer = 0.0
    for (index, row) in design.enumerated() {
      let w = weights[index]
      let residual =
        estimates[index] - row.indices.reduce(0) { $0 + row[$1] * fit.coefficients[$1] }
      point.residuals.append(residual)
      let leverage = w * point.leverage(of: row)
      point.residualSum += w * residual * residual
      outer += w * residual * (w * residual)
      point.trace += w * (1 - leverage)
      point.traceOfSquare += w * w * (1 - 2 * leverage)
      logs += log(w)
      for j in 0..<columns {
        for k in 0..<columns { squared[j][k] += w * row[j] * (w * row[k]) }
      }
    }
    let product = Self.product(point.covariance, squared)
    for j in 0..<columns {
      for k in 0..<columns { point.traceOfSquare += product[j][k] * product[k][j] }
    }
    point.slope = outer - point.trace
    point.logLikelihood =
      constant + (logs + Self.logDeterminant(point.covariance) - point.residualSum) / 2
    guard point.logLikelihood.isFinite, point.slope.isFinite else { throw .notFinite }
    return point
  }

  /// The highest point: a scan over τ² on both sides of the typical variance, then the zero of the
  /// slope next to the best, by Fisher's scoring inside a bracket. The likelihood may have several
  /// tops, so a search from one start is not enough.
  func maximum() throws(PoolingError) -> Point {
    let mean = estimates.reduce(0, +) / Double(estimates.count)
    let spread = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    // Above the variance of y plus the largest v every term of the slope is negative.
    let ceiling = max(spread, variances.max() ?? 0, variances.min() ?? 0) * 2
    let floor = min(variances.min() ?? ceiling, ceiling) * 1e-4
    let steps = 40
    var scan = [try point(0)]
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      scan.append(try point(floor * exp(share * log(ceiling / floor))))
    }
    var tops: [Point] = scan[0].slope <= 0 ? [scan[0]] : []
    for (low, high) in zip(scan, scan.dropFirst()) where low.slope > 0 && high.slope <= 0 {
      tops.append(try zero(between: low, and: high))
    }
    guard let best = tops.max(by: { $0.logLikelihood < $1.logLikelihood }) else {
      throw .notConverged(routine: "FayHerriot.fit", steps: steps)
    }
    return best
  }

  private func zero(between low: Point, and high: Point) throws(PoolingError) -> Point {
    var (low, high) = (low, high)
    var here = low
    for _ in 0..<200 {
      var next = here.tau2 + here.slope / here.traceOfSquare
      if !(next > low.tau2 && next < high.tau2) { next = (low.tau2 + high.tau2) / 2 }
      if abs(next - here.tau2) <= 1e-14 * next || next <= low.tau2 || next >= high.tau2 {
        return here
      }
      let width = high.tau2 - low.tau2
      here = try point(next)
      if here.slope > 0 { low = here } else { high = here }
      // Scoring that creeps up from one side is helped by halving.
      if high.tau2 - low.tau2 > width / 2 {
        let middle = try point((low.tau2 + high.tau2) / 2)
        if middle.slope > 0 { low = middle } else { high = middle }
      }
    }
    throw .notConverged(routine: "FayHerriot.fit", steps: 200)
  }

  private static func squares(
    _ design: [[Double]], _ y: [Double], _ weights: [Double]?
  ) throws(PoolingError) -> LinearFit {
    do {
      return try LinearFit.weightedLeastSquares(design: design, y: y, weights: weights)
    } catch {
      throw error.kind == .rankDeficient ? .rankDeficient : .notFinite
    }
  }

  private static func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    a.map { row in
      row.indices.map { k in row.indices.reduce(0) { $0 + row[$1] * b[$1][k] } }
    }
  }

  /// ln of the determinant of a positive definite matrix, by Cholesky factors.
  private static func logDeterminant(_ matrix: [[Double]]) -> Double {
    var factor = matrix
    var sum = 0.0
    for j in factor.indices {
      for k in 0...j {
        var value = matrix[j][k]
        for l in 0..<k { value -= factor[j][l] * factor[k][l] }
        factor[j][k] = j == k ? max(value, 0).squareRoot() : value / factor[k][k]
      }
      sum += 2 * log(factor[j][j])
    }
    return sum
  }
}
