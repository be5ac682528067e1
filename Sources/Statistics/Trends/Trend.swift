// Statistics: the trend of each unit: a saturating curve and a straight line on the logit scale,
// both fitted through GSL, or the reason why there is none.

internal import GSL
public import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Why a unit has no trend of the kind asked for.
public enum TrendFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The roster or the counts are not exact.
  case notCounted
  /// Fewer dates with exact counts than a fit needs.
  case tooFewDates(Int)
  /// So few officials that a curve would only trace single persons.
  case tooFewOfficials(Int)
  /// Nobody has signed, or the counts do not change.
  case noChange
  /// The counts fall; a fit to signers would be wrong.
  case falling
  /// The optimiser did not converge.
  case notConverged(String)

  /// The reason in words: the text of the column `reason`.
  public var description: String {
    switch self {
    case .notCounted: "no exact count of signers and officials"
    case .tooFewDates(let dates): "counted on \(dates) dates; a trend needs \(Trend.leastDates)"
    case .tooFewOfficials(let officials):
      "a roster of \(officials); a trend needs \(Trend.leastOfficials)"
    case .noChange: "the counts do not change"
    case .falling: "the counts fall; see the conflicts"
    case .notConverged(let text): "no convergence: \(text)"
    }
  }
}

/// A straight line through the logits of the shares, weighted by their binomial information.
public struct LogitLine: Sendable {
  /// Change of the logit per week.
  public let slope: Double
  /// Lower end of the slope's interval.
  public let slopeLow: Double
  /// Upper end of the slope's interval.
  public let slopeHigh: Double

  /// Fits the line to shares at times in weeks; at least 3 points at different times.
  ///
  /// Logits are `log((s + ½) / (n − s + ½))`. Cumulative counts share their errors, so the interval
  /// describes the spread around the line and is too narrow for a forecast.
  init(
    _ points: [(week: Double, signed: Double, required: Double)], confidence: Double
  ) throws(GSLError) {
    let y = points.map { log(($0.signed + 0.5) / ($0.required - $0.signed + 0.5)) }
    let weights = points.map { 1 / (1 / ($0.signed + 0.5) + 1 / ($0.required - $0.signed + 0.5)) }
    let fit = try LinearFit.weightedLine(x: points.map(\.week), y: y, weights: weights)
    let t = try StudentT(degreesOfFreedom: Double(fit.degreesOfFreedom)).quantile(
      (1 + confidence) / 2)
    // Binomial weights state the variance; the residuals may only widen it.
    let scale = max(1, fit.residualVariance).squareRoot()
    let error = fit.unscaledCovariance[1][1].squareRoot() * scale
    slope = fit.coefficients[1]
    slopeLow = slope - t * error
    slopeHigh = slope + t * error
  }
}

/// The trend of one unit.
public struct Trend: Sendable {
  /// What came of the fit: the words of the column `status`.
  public enum Outcome: Sendable {
    /// The saturating curve fits.
    case fitted(SaturatingCurve)
    /// Only the line stands, because the curve does not.
    case substituted(because: TrendFailure)
    /// Neither.
    case unavailable(TrendFailure)
  }

  /// Least number of dates with exact counts for a curve.
  public static let leastDates = 4
  /// Least roster for a curve, persons.
  public static let leastOfficials = 10

  /// What the trend is about.
  public let key: UnitKey
  /// The day on which the curve's time starts.
  public let origin: CalendarDate
  /// The curve or why not.
  public let outcome: Outcome
  /// The line; nil where there is none.
  public let line: LogitLine?
  /// Dates with exact counts.
  public let dates: Int
}

extension TallyBook {
  /// Trends of all rows, in order of their key; rows without counts are there with the reason.
  ///
  /// - Parameters:
  ///   - grouping: How rows are split.
  ///   - confidence: Level of the slope's interval, in `(0, 1)`.
  /// - Returns: One trend for each row in scope.
  public func trends(by grouping: Grouping, confidence: Double) -> [Trend] {
    var members: [UnitKey: [UnitHistory]] = [:]
    for regency in regencies {
      for tally in tallies(of: regency) {
        members[grouping.key(regency, tally.level, in: reference), default: []].append(
          history(of: regency, level: tally.level))
      }
    }
    return members.sorted { $0.key < $1.key }.map { key, histories in
      Trend(key: key, histories: histories, asOf: asOf, confidence: confidence)
    }
  }
}

extension Trend {
  init(key: UnitKey, histories: [UnitHistory], asOf: CalendarDate, confidence: Double) {
    self.key = key
    var points: [(date: CalendarDate, signed: Int, required: Int)] = []
    for date in Set(histories.flatMap { $0.changes.map(\.date) }).sorted() {
      let tallies = histories.compactMap { $0.tally(on: date) }
      guard !tallies.isEmpty, let pair = RollUp(tallies).exactPair, pair.required > 0 else {
        continue
      }
      points.append((date, pair.signed, pair.required))
    }
    let start = points.first?.date.advanced(by: -7) ?? asOf
    origin = start
    dates = points.count
    let failure = Self.failure(points)
    if let failure {
      outcome = .unavailable(failure)
      line = nil
      return
    }
    let weeks = points.map { Double(start.days(to: $0.date)) / 7 }
    let line = try? LogitLine(
      zip(weeks, points).map { ($0, Double($1.signed), Double($1.required)) },
      confidence: confidence)
    self.line = line
    var before = 0
    let increments = zip(weeks, points).map { week, point in
      defer { before = point.signed }
      return Increment(end: week, count: Double(point.signed - before))
    }
    do throws(GSLError) {
      outcome = .fitted(
        try SaturatingCurve(increments, required: Double(points[points.count - 1].required)))
    } catch {
      let reason = TrendFailure.notConverged(error.message)
      outcome = line == nil ? .unavailable(reason) : .substituted(because: reason)
    }
  }

  private static func failure(
    _ points: [(date: CalendarDate, signed: Int, required: Int)]
  ) -> TrendFailure? {
    guard !points.isEmpty else { return .notCounted }
    guard points.count >= leastDates else { return .tooFewDates(points.count) }
    let roster = points.map(\.required).max() ?? 0
    guard roster >= leastOfficials else { return .tooFewOfficials(roster) }
    let signed = points.map(\.signed)
    guard signed.last ?? 0 > 0, signed.last != signed.first else { return .noChange }
    guard zip(signed, signed.dropFirst()).allSatisfy({ $0 <= $1 }) else { return .falling }
    return nil
  }
}
