// Statistics: growth curves through cumulative counts by least squares: a yardstick, not a method.
// The errors of cumulative counts add up, so that the standard errors here are far too small.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A growth curve fitted to cumulative counts by unweighted least squares.
///
/// - Warning: its standard errors are invalid for cumulative data, whose errors are serially
///   correlated, and its ceiling may lie below the last count. It exists so that other programs'
///   fits can be reproduced and compared; use `SaturatingCurve` for a statement about a campaign.
public struct GrowthCurve: Hashable, Sendable {
  /// The curve.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// `K / (1 + e^(−(t − m)/s))`; parameters K, m, s.
    case logistic
    /// `K exp(−e^(−(t − m)/s))`; parameters K, m, s.
    case gompertz
    /// `K (1 − e^(−(p + q)t)) / (1 + (q/p) e^(−(p + q)t))`; parameters K, p, q.
    case bass
  }

  /// The curve.
  public let kind: Kind
  /// K in the unit of the counts and the two others, in the order of `Kind`.
  public let parameters: [Double]
  /// What least squares claims; invalid for cumulative counts.
  public let naiveErrors: [Double]
  /// Sum of squared residuals.
  public let residualSumOfSquares: Double
  /// Points behind the fit.
  public let count: Int

  /// Fits the curve to cumulative counts.
  ///
  /// - Parameters:
  ///   - kind: the curve.
  ///   - times: finite, rising, above 0; at least 4.
  ///   - cumulative: finite, not falling, the last above 0, as many as `times`.
  /// - Throws: `TrendFailure.notConverged`, as where the counts do not bend.
  /// - Complexity: O(n) in each iteration.
  public init(_ kind: Kind, times: [Double], cumulative: [Double]) throws(TrendFailure) {
    precondition(times.count >= 4 && times.count == cumulative.count, "\(times.count) times")
    precondition(
      times[0] > 0 && zip(times, times.dropFirst()).allSatisfy { $0 < $1 }
        && times.allSatisfy(\.isFinite), "times rise from 0")
    precondition(
      cumulative.allSatisfy(\.isFinite) && cumulative[cumulative.count - 1] > 0
        && zip(cumulative, cumulative.dropFirst()).allSatisfy { $0 <= $1 }, "counts do not fall")
    let fit: NonlinearFit
    do throws(GSLError) {
      fit = try NonlinearFit.fit(
        start: Self.start(kind, times, cumulative), residualCount: times.count
      ) { p, residuals in
        for place in times.indices {
          residuals[place] =
            Self.value(kind, times[place], p[0], p[1], p[2]) - cumulative[place]
        }
      }
    } catch { throw .notConverged("\(kind.rawValue): \(error.message)") }
    self.kind = kind
    parameters = fit.parameters
    naiveErrors = fit.standardErrors ?? []
    residualSumOfSquares = fit.residualSumOfSquares
    count = times.count
  }

  /// Value of the curve.
  ///
  /// - Parameter time: in the unit of the times, `>= 0`.
  /// - Returns: in the unit of the counts.
  public func value(at time: Double) -> Double {
    Self.value(kind, time, parameters[0], parameters[1], parameters[2])
  }

  private static func value(
    _ kind: Kind, _ t: Double, _ ceiling: Double, _ b: Double, _ c: Double
  ) -> Double {
    switch kind {
    case .logistic: ceiling / (1 + exp(-(t - b) / c))
    case .gompertz: ceiling * exp(-exp(-(t - b) / c))
    case .bass: ceiling * -expm1(-(b + c) * t) / (1 + c / b * exp(-(b + c) * t))
    }
  }

  /// From the times of a quarter, a half and three quarters of the last count.
  private static func start(_ kind: Kind, _ times: [Double], _ counts: [Double]) -> [Double] {
    let last = counts[counts.count - 1]
    func time(_ share: Double) -> Double {
      var before = (time: 0.0, count: 0.0)
      for (time, count) in zip(times, counts) {
        if count >= share * last {
          let rise = count - before.count
          return rise > 0
            ? before.time + (time - before.time) * (share * last - before.count) / rise : time
        }
        before = (time, count)
      }
      return before.time
    }
    let width = max(time(0.75) - time(0.25), times[times.count - 1] / 100)
    let middle = time(0.5)
    switch kind {
    case .logistic: return [1.02 * last, middle, width / 2.197]
    case .gompertz: return [1.05 * last, middle - 0.3665 * width / 1.573, width / 1.573]
    case .bass:
      // Bass is the logistic curve cut at 0: p + q = 1/s and q/p = e^(m/s).
      let rate = 2.197 / width
      let odds = exp(min(20, middle * rate))
      return [1.02 * last, rate / (1 + odds), rate * odds / (1 + odds)]
    }
  }
}
