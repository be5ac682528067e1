// GSL: safe Swift over the C library; everything else computes through it.
// This file follows the level and the spread of a series through a moving window.

internal import CGSL

/// What a window holds where it reaches beyond an end of the series.
public enum WindowEnd: String, Hashable, Sendable, CaseIterable {
  /// Only the points that exist: the window shrinks.
  case truncated
  /// The first or the last point again in each missing place.
  case repeated

  var raw: gsl_movstat_end_t {
    switch self {
    case .truncated: GSL_MOVSTAT_END_TRUNCATE
    case .repeated: GSL_MOVSTAT_END_PADVALUE
    }
  }
}

/// Mean, median and spread in a window around each point of a series.
///
/// The series is taken as equally spaced. An empty series has an empty answer.
///
/// - SeeAlso: GSL manual, "Moving Window Statistics".
public struct MovingStatistics: ~Copyable {
  /// The median and the spread around each point of a series.
  public struct RobustLevels: Hashable, Sendable {
    /// Medians, in the unit of the series.
    public let medians: [Double]
    /// 1.4826 times the median distance from the median, in the unit of the series, `>= 0`: the
    /// standard deviation when the points are normal. 0 where more than half of them are equal.
    public let deviations: [Double]
  }

  /// Points before the centre, `>= 0`.
  public let before: Int
  /// Points after the centre, `>= 0`.
  public let after: Int
  /// What the window holds beyond the ends.
  public let end: WindowEnd

  private let raw: UnsafeMutablePointer<gsl_movstat_workspace>

  /// A window of `before + 1 + after` points.
  ///
  /// - Parameters:
  ///   - before: points before the centre, `0...1_000_000`.
  ///   - after: points after the centre, `0...1_000_000`; 0 uses the past alone.
  ///   - end: what the window holds beyond the ends.
  public init(before: Int, after: Int, end: WindowEnd = .truncated) {
    precondition(
      (0...1_000_000).contains(before) && (0...1_000_000).contains(after),
      "a window reaches over 0...1000000 points on each side, not \(before) and \(after)")
    _ = Library.ready
    self.before = before
    self.after = after
    self.end = end
    raw = Library.allocated(gsl_movstat_alloc2(before, after), "a window of \(before) and \(after)")
  }

  deinit { gsl_movstat_free(raw) }

  /// Mean of each window.
  ///
  /// Each window is summed anew. The library's own moving mean adds the new point and takes the old
  /// one away, so that a single huge number would spoil all means after it.
  ///
  /// - Parameter series: finite values.
  /// - Returns: as many means as values; relative 1e-15 of the largest value in the window.
  /// - Throws: `GSLError` of kind `invalidInput` when a value is not finite or a sum overflows.
  /// - Complexity: O(points · window).
  public func means(of series: [Double]) throws(GSLError) -> [Double] {
    try apply(to: series, "MovingStatistics.means") { input, output in
      var mean = gsl_movstat_function(
        function: { count, values, _ in
          guard let values, count > 0 else { return .nan }
          var sum = 0.0
          for index in 0..<count { sum += values[index] }
          let mean = sum / Double(count)
          var rest = 0.0
          for index in 0..<count { rest += values[index] - mean }
          return mean + rest / Double(count)
        }, params: nil)
      return gsl_movstat_apply(end.raw, &mean, input, output, raw)
    }
  }

  /// Median of each window.
  ///
  /// - Parameter series: finite values.
  /// - Returns: as many medians as values; exact, or the mean of the two middle values.
  /// - Throws: `GSLError` of kind `invalidInput` when a value is not finite.
  /// - Complexity: O(points · log window).
  public func medians(of series: [Double]) throws(GSLError) -> [Double] {
    try apply(to: series, "MovingStatistics.medians") { input, output in
      gsl_movstat_median(end.raw, input, output, raw)
    }
  }

  /// Median and spread of each window.
  ///
  /// - Parameter series: finite values.
  /// - Returns: as many medians and deviations as values.
  /// - Throws: `GSLError` of kind `invalidInput` when a value is not finite.
  /// - Complexity: O(points · window · log window).
  public func robustLevels(of series: [Double]) throws(GSLError) -> RobustLevels {
    var medians: [Double] = []
    let deviations = try apply(to: series, "MovingStatistics.robustLevels") { input, output in
      let centre = VectorStorage(count: series.count)
      let status = gsl_movstat_mad(end.raw, input, centre.raw, output, raw)
      medians = centre.array()
      return status
    }
    return RobustLevels(medians: medians, deviations: deviations)
  }

  private func apply(
    to series: [Double], _ routine: String,
    _ body: (UnsafeMutablePointer<gsl_vector>, UnsafeMutablePointer<gsl_vector>) -> Int32
  ) throws(GSLError) -> [Double] {
    try SeriesCheck.requireFinite(series, routine)
    guard !series.isEmpty else { return [] }
    let output = VectorStorage(count: series.count)
    let input = VectorStorage(series)
    let status = body(input.raw, output.raw)
    return try SeriesCheck.result(output.array(), status, routine)
  }
}

/// Checks that all moving windows share.
enum SeriesCheck {
  static func requireFinite(_ series: [Double], _ routine: String) throws(GSLError) {
    guard let place = series.firstIndex(where: { !$0.isFinite }) else { return }
    throw GSLError(
      .invalidInput, routine: routine, message: "a value of the series is not finite",
      context: "points=\(series.count) index=\(place) value=\(series[place])")
  }

  static func result(_ values: [Double], _ status: Int32, _ routine: String) throws(GSLError)
    -> [Double]
  {
    guard status == Library.success else {
      throw GSLError(
        .library, routine: routine, message: "a moving window failed", status: status,
        context: "points=\(values.count)")
    }
    guard values.allSatisfy(\.isFinite) else {
      throw GSLError(
        .invalidInput, routine: routine, message: "the values are too large to be summed",
        context: "points=\(values.count)")
    }
    return values
  }
}
