// Statistics: the rows behind a binomial regression, checked and laid out for the loop over them.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Counts with their covariates, laid out for the loop over rows: only rows that count.
struct BinomialRows {
  private(set) var columns: Int
  /// Row-major, `count * columns`.
  private(set) var design: [Double]
  let successes: [Double]
  let trials: [Double]
  let offsets: [Double]
  let weights: [Double]

  var count: Int { successes.count }

  /// Checks the rows and keeps those that count.
  init(
    design: [[Double]], successes: [Double], trials: [Double], offsets: [Double]?,
    weights: [Double]?
  ) throws(RegressionFailure) {
    let count = design.count
    let columns = design.first?.count ?? 1
    precondition(
      columns >= 1 && design.allSatisfy { $0.count == columns },
      "all rows of a design have as many columns as the first, \(columns), and at least one")
    precondition(
      successes.count == count && trials.count == count
        && (offsets?.count ?? count) == count && (weights?.count ?? count) == count,
      "\(count) rows need as many successes, trials, offsets and weights: \(successes.count), "
        + "\(trials.count), \(offsets?.count ?? count), \(weights?.count ?? count)")
    var used: [Int] = []
    for row in 0..<count {
      let (y, n) = (successes[row], trials[row])
      let (offset, weight) = (offsets?[row] ?? 0, weights?[row] ?? 1)
      func invalid(_ reason: String) -> RegressionFailure {
        .invalidRow(index: row, reason: reason)
      }
      guard design[row].allSatisfy({ $0.isFinite }) else {
        throw invalid("a covariate is not finite: \(design[row])")
      }
      guard n.isFinite && n >= 0 && y >= 0 && y <= n else {
        throw invalid("successes are 0...trials and finite, not \(y) of \(n)")
      }
      guard offset.isFinite else { throw invalid("the offset is not finite: \(offset)") }
      guard weight.isFinite && weight >= 0 else {
        throw invalid("a weight is finite and not negative, not \(weight)")
      }
      if n > 0 && weight > 0 { used.append(row) }
    }
    guard used.count >= columns else {
      throw .tooFewRows(used: used.count, coefficients: columns)
    }
    self.columns = columns
    self.design = used.flatMap { design[$0] }
    self.successes = used.map { successes[$0] }
    self.trials = used.map { trials[$0] }
    self.offsets = used.map { offsets?[$0] ?? 0 }
    self.weights = used.map { weights?[$0] ?? 1 }
  }

  /// 2 Σ w (ln of the saturated likelihood − ln of the likelihood), infinite or NaN where the
  /// predictors have overflowed.
  static func deviance(_ rows: BinomialRows, _ link: BinomialLink, _ predictors: [Double]) -> Double
  {
    var sum = 0.0
    for row in 0..<rows.count {
      let (y, n) = (rows.successes[row], rows.trials[row])
      let share = y / n
      let best = Chances(p: share, q: 1 - share, logP: log(share), logQ: log1p(-share))
      sum +=
        rows.weights[row]
        * (best.logLikelihood(y, of: n) - link.chances(predictors[row]).logLikelihood(y, of: n))
    }
    return max(0, 2 * sum)
  }

  /// The same counts with a constant as the only column.
  var constant: BinomialRows {
    var result = self
    result.columns = 1
    result.design = Array(repeating: 1, count: count)
    return result
  }

  /// Whether one of the columns is a constant.
  var hasConstant: Bool {
    (0..<columns).contains { column in
      let first = design[column]
      return first != 0 && (0..<count).allSatisfy { design[$0 * columns + column] == first }
    }
  }
}
