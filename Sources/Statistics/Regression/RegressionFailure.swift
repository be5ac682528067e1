// Statistics: why a regression has no answer.

/// Why a regression could not be fitted to its data.
public enum RegressionFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// A row holds a number that is not finite or is outside its range.
  case invalidRow(index: Int, reason: String)
  /// There are fewer rows with trials than coefficients.
  case tooFewRows(used: Int, coefficients: Int)
  /// The columns of the design are linearly dependent, or almost.
  case dependentColumns(used: Int, coefficients: Int)
  /// Some combination of the columns tells successes from failures without fail, so that its
  /// coefficients grow without end; `columns` are the positions of those that grow.
  case separation(columns: [Int])
  /// The steps ran out, or none was an improvement, before the slopes were small.
  case notConverged(iterations: Int, deviance: Double)

  /// One sentence for a reader, without a final full stop.
  public var description: String {
    switch self {
    case .invalidRow(let index, let reason): "row \(index) of a regression: \(reason)"
    case .tooFewRows(let used, let coefficients):
      "a regression has \(used) rows with trials for \(coefficients) coefficients"
    case .dependentColumns(let used, let coefficients):
      "the \(coefficients) columns of a regression are linearly dependent on its \(used) rows"
    case .separation(let columns):
      "the columns \(columns) of a regression foretell the outcome perfectly, so that their "
        + "coefficients are infinite"
    case .notConverged(let iterations, let deviance):
      "a regression did not converge in \(iterations) iterations [deviance=\(deviance)]"
    }
  }
}
