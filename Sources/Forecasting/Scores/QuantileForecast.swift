// Forecasting: a forecast of one number by quantiles; scores and recalibration read it.

public import GSL

/// A forecast of one number, given by some of its quantiles.
///
/// A level is found by its value up to 1e-9, because 1 − 0.9 is not 0.1 in doubles.
public struct QuantileForecast: Hashable, Sendable {
  /// Probabilities in rising order, in (0, 1).
  public let levels: [Double]
  /// The quantile of each level, finite, never falling; in the unit of what is forecast.
  public let values: [Double]

  /// Levels nearer than this are one level.
  static let levelTolerance = 1e-9

  /// A forecast from its quantiles.
  ///
  /// - Parameters:
  ///   - levels: Probabilities in strictly rising order, in (0, 1), at least one.
  ///   - values: The quantiles, finite, never falling, as many as `levels`; any unit.
  public init(levels: [Double], values: [Double]) {
    precondition(
      !levels.isEmpty && levels.count == values.count,
      "\(levels.count) levels and \(values.count) values")
    precondition(levels.allSatisfy { $0 > 0 && $0 < 1 }, "levels lie in (0, 1): \(levels)")
    precondition(
      zip(levels, levels.dropFirst()).allSatisfy { $1 - $0 > Self.levelTolerance },
      "levels rise: \(levels)")
    precondition(values.allSatisfy(\.isFinite), "quantiles are finite: \(values)")
    precondition(
      zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }, "quantiles do not fall: \(values)")
    self.levels = levels
    self.values = values
  }

  /// The quantiles of a sample of draws.
  ///
  /// - Parameters:
  ///   - draws: The draws in ascending order, at least one; any unit.
  ///   - levels: Probabilities in strictly rising order, in (0, 1), at least one.
  ///   - definition: How values between draws are read; type 1 keeps counts whole.
  public init(
    draws: SortedSample, levels: [Double] = HubQuantiles.levels,
    definition: SortedSample.QuantileDefinition = .inverseDistribution
  ) {
    precondition(!draws.values.isEmpty, "quantiles of no draw")
    // Interpolation may fall by its last digit between two levels that read the same two draws.
    var highest = -Double.infinity
    let values = levels.compactMap { level -> Double? in
      guard let value = draws.quantile(level, definition) else { return nil }
      highest = max(highest, value)
      return highest
    }
    self.init(levels: levels, values: values)
  }

  /// The quantiles of type 1 of draws of a count: whole numbers, the smallest ones that at least the
  /// share `level` of the draws does not exceed.
  ///
  /// - Parameters:
  ///   - counts: Draws in any order, at least one.
  ///   - levels: Probabilities in strictly rising order, in (0, 1), at least one.
  /// - Complexity: O(n log n) for n draws.
  public init(counts: [Int], levels: [Double] = HubQuantiles.levels) {
    precondition(!counts.isEmpty, "quantiles of no draw")
    let sorted = counts.sorted()
    self.init(
      levels: levels,
      values: levels.map {
        Double(sorted[SortedSample.inverseDistributionIndex($0, count: sorted.count)])
      })
  }

  /// The quantile of a level.
  ///
  /// - Parameter level: Probability, in (0, 1).
  /// - Returns: In the unit of the values; `nil` where the forecast does not have the level.
  /// - Complexity: O(log n) for n levels.
  public func value(at level: Double) -> Double? { place(of: level).map { values[$0] } }

  /// The 0.5 quantile: as given, else on the straight line between the levels around one half;
  /// `nil` where all levels lie on one side.
  public var median: Double? {
    if let given = value(at: 0.5) { return given }
    guard let above = levels.firstIndex(where: { $0 > 0.5 }), above > 0 else { return nil }
    let share = (0.5 - levels[above - 1]) / (levels[above] - levels[above - 1])
    return values[above - 1] + share * (values[above] - values[above - 1])
  }

  /// The central interval whose ends are the quantiles (1 − c)/2 and (1 + c)/2.
  ///
  /// - Parameter coverage: c, in (0, 1).
  /// - Returns: The interval; `nil` where the forecast lacks one of the two levels.
  public func interval(_ coverage: Double) -> PredictionInterval? {
    precondition(coverage > 0 && coverage < 1, "coverage \(coverage)")
    guard let low = value(at: (1 - coverage) / 2), let high = value(at: (1 + coverage) / 2) else {
      return nil
    }
    return PredictionInterval(coverage: coverage, low: low, high: high)
  }

  /// Whether each level has its mirror image 1 − level among the levels.
  public var isSymmetric: Bool {
    zip(levels, levels.reversed()).allSatisfy { abs($0 + $1 - 1) <= Self.levelTolerance }
  }

  /// The forecast of a rising function of the number: its quantiles are the function's values.
  ///
  /// - Parameter transform: A function that never falls and is finite at the values.
  /// - Returns: The forecast in the unit of the function.
  public func mapped(_ transform: (Double) -> Double) -> QuantileForecast {
    QuantileForecast(levels: levels, values: values.map(transform))
  }

  private func place(of level: Double) -> Int? {
    var low = 0
    var high = levels.count
    while low < high {
      let middle = (low + high) / 2
      if levels[middle] < level - Self.levelTolerance { low = middle + 1 } else { high = middle }
    }
    guard low < levels.count, abs(levels[low] - level) <= Self.levelTolerance else { return nil }
    return low
  }
}
