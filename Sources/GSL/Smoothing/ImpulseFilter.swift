// GSL: safe Swift over the C library; everything else computes through it.
// This file marks single points that jump out of a series, such as a typing error in a report.

internal import CGSL

/// A series with its jumps marked and replaced by the median around them (Hampel's filter).
///
/// A point is a jump when it lies more than `threshold` robust standard deviations from the median
/// of its window. A jump that lasts longer than half a window is a new level and is kept.
///
/// - SeeAlso: Hampel (1974), JASA 69:383–393; GSL manual, "Impulse Detection Filter".
public struct ImpulseFilter: Hashable, Sendable {
  /// The series with each jump replaced by the median of its window.
  public let filtered: [Double]
  /// Medians of the windows, in the unit of the series.
  public let medians: [Double]
  /// Robust standard deviations of the windows, 1.4826 MAD, in the unit of the series, `>= 0`.
  public let deviations: [Double]
  /// Positions of the jumps in the series, ascending.
  public let jumps: [Int]

  /// Filters a series.
  ///
  /// - Parameters:
  ///   - series: finite values, equally spaced; an empty series has an empty answer.
  ///   - reach: points on each side of the centre of a window, `1...1_000_000`.
  ///   - threshold: robust standard deviations, finite, `>= 0`; 3 is usual.
  ///   - minimumDeviation: the least standard deviation that a window counts as having, in the unit
  ///     of the series, finite, `>= 0`. With 0 any change in an otherwise constant window is a jump.
  ///   - end: what a window holds beyond the ends of the series.
  /// - Throws: `GSLError` of kind `invalidInput` when a value is not finite.
  /// - Complexity: O(points · window · log window).
  public init(
    _ series: [Double], reach: Int, threshold: Double = 3, minimumDeviation: Double = 0,
    end: WindowEnd = .truncated
  ) throws(GSLError) {
    let routine = "ImpulseFilter"
    precondition(
      (1...1_000_000).contains(reach), "a window reaches over 1...1000000 points: \(reach)")
    precondition(
      threshold >= 0 && threshold.isFinite && minimumDeviation >= 0 && minimumDeviation.isFinite,
      "threshold \(threshold) and deviation \(minimumDeviation) are finite and not negative")
    try SeriesCheck.requireFinite(series, routine)
    guard !series.isEmpty else {
      (filtered, medians, deviations, jumps) = ([], [], [], [])
      return
    }
    _ = Library.ready
    let filter = ImpulseWorkspace(window: 2 * reach + 1)
    let input = VectorStorage(series)
    let output = VectorStorage(count: series.count)
    let centre = VectorStorage(count: series.count)
    let spread = VectorStorage(count: series.count)
    var count = 0
    let status = gsl_filter_impulse(
      end.filterRaw, GSL_FILTER_SCALE_MAD, threshold, input.raw, output.raw, centre.raw, spread.raw,
      &count, nil, filter.raw)
    medians = try SeriesCheck.result(centre.array(), status, routine)
    deviations = try SeriesCheck.result(spread.array(), status, routine)
    var result = try SeriesCheck.result(output.array(), status, routine)
    var places: [Int] = []
    // The library counts the jumps without a least deviation; its test is repeated with one.
    for (index, value) in series.enumerated() {
      if abs(value - medians[index]) > threshold * max(deviations[index], minimumDeviation) {
        places.append(index)
      } else {
        result[index] = value
      }
    }
    filtered = result
    jumps = places
  }
}

extension WindowEnd {
  fileprivate var filterRaw: gsl_filter_end_t {
    switch self {
    case .truncated: GSL_FILTER_END_TRUNCATE
    case .repeated: GSL_FILTER_END_PADVALUE
    }
  }
}

/// State of one filter; belongs to one task.
private struct ImpulseWorkspace: ~Copyable {
  let raw: UnsafeMutablePointer<gsl_filter_impulse_workspace>

  init(window: Int) {
    raw = Library.allocated(gsl_filter_impulse_alloc(window), "a window of \(window)")
  }

  deinit { gsl_filter_impulse_free(raw) }
}
