// Risk: classes of rows: by decision, from P(miss), or relative to the other rows.

internal import GSL

/// How likely a row misses its target, in words that a decision can hang on.
public enum RiskClass: String, CaseIterable, Sendable {
  /// P(miss) at least 0.5.
  case high = "tinggi"
  /// P(miss) between 0.1 and 0.5.
  case medium = "sedang"
  /// P(miss) at most 0.1.
  case low = "rendah"

  /// The class of a probability, `0...1`.
  public init(_ probability: Double) {
    self = probability >= 0.5 ? .high : probability <= 0.1 ? .low : .medium
  }
}

/// How rows are cut into classes.
public enum RiskClassRule: String, CaseIterable, Sendable {
  /// By P(miss) at 0.5 and 0.1: a class says what to do, and nobody need be high.
  case decision
  /// By the index at its mean ± 1 standard deviation over the rows.
  case relative
  /// By the place of the index among the rows, a third in each class.
  case thirds

  /// The least share of parameter draws that must agree with a class, below which it is uncertain.
  public static let leastAgreement = 0.8

  /// Whether some rows are high whatever happens: then the class speaks of the others, not of the
  /// row.
  public var alwaysAccuses: Bool { self != .decision }

  /// Classes of rows.
  ///
  /// - Parameters:
  ///   - missProbabilities: P(miss) of each row, `0...1`.
  ///   - indices: index of each row, higher is worse.
  /// - Returns: a class for each row; rows with equal indices share it.
  public func classes(missProbabilities: [Double], indices: [Double]) -> [RiskClass] {
    precondition(
      missProbabilities.count == indices.count, "\(missProbabilities.count) and \(indices.count)")
    switch self {
    case .decision: return missProbabilities.map { RiskClass($0) }
    case .relative:
      guard let cuts = Self.relativeCuts(indices) else { return indices.map { _ in .medium } }
      return indices.map { $0 > cuts.high ? .high : $0 < cuts.low ? .low : .medium }
    case .thirds:
      let count = Double(indices.count)
      return IndicatorScores.middleRanks(indices).map { rank in
        let place = (rank - 0.5) / count
        return place > 2.0 / 3 ? .high : place < 1.0 / 3 ? .low : .medium
      }
    }
  }

  /// Mean ± 1 standard deviation (n − 1) of an index; nil for fewer than two rows.
  ///
  /// - Parameter indices: finite.
  /// - Returns: the two cuts; relative 1e-12 against NumPy.
  public static func relativeCuts(_ indices: [Double]) -> (low: Double, high: Double)? {
    guard let moments = try? SampleMoments(indices), let mean = moments.mean,
      let deviation = moments.standardDeviation
    else { return nil }
    return (mean - deviation, mean + deviation)
  }
}
