// Statistics: a distribution for a roster that no record states, learnt from the rosters of the same
// level that records do state. It is printed as an estimate and never enters a sum of documented
// officials.

public import GSL
public import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Predictive distribution of an unknown number of officials: its logarithm is Student's t.
public struct RosterDistribution: Hashable, Sendable {
  /// Middle of the logarithm; `exp(location)` is the median in persons.
  public let location: Double
  /// Scale of the logarithm, `> 0`: spread between regencies and doubt about the line together.
  public let scale: Double
  /// Degrees of freedom, `>= 1`.
  public let degreesOfFreedom: Int

  /// The central interval of the number.
  ///
  /// - Parameter confidence: Probability inside, in `(0, 1)`.
  /// - Returns: Persons, both ends `>= 1`.
  /// - Throws: `GSLError` where a quantile cannot be computed.
  public func interval(confidence: Double) throws(GSLError) -> ClosedRange<Int> {
    let law = StudentT(degreesOfFreedom: Double(degreesOfFreedom))
    let t = try law.upperQuantile((1 - confidence) / 2)
    let low = Self.persons(location - t * scale, .down)
    return low...max(low, Self.persons(location + t * scale, .up))
  }

  /// One draw.
  ///
  /// - Parameters:
  ///   - stream: Source of chance.
  ///   - least: Persons that are known to be in the roster, `>= 0`; a smaller draw becomes this.
  /// - Returns: Persons, `>= max(1, least)`.
  public func draw(_ stream: RandomStream, atLeast least: Int) -> Int {
    let half = Double(degreesOfFreedom) / 2
    let t = stream.normal() / stream.gamma(shape: half, scale: 1 / half).squareRoot()
    return max(least, Self.persons(location + t * scale, .toNearestOrEven))
  }

  /// Persons of a logarithm, from 1 to a number that no regency reaches.
  private static func persons(_ logarithm: Double, _ rule: FloatingPointRoundingRule) -> Int {
    Int(max(1, exp(min(logarithm, 14))).rounded(rule))
  }
}

/// How the roster of one level grows with the size of the regency: a line of log(officials) on
/// log(kecamatan), or a constant where the line explains no more than chance would.
///
/// Regencies whose records state a roster stand for those whose records do not. They may differ, so
/// the distribution is an estimate that outputs name as such.
public struct RosterModel: Sendable {
  /// Least number of stated rosters from which a model is made.
  public static let leastUnits = 8

  /// Rosters behind the model.
  public let units: Int
  private let fit: LinearFit

  /// Fits the model; nil with fewer than `leastUnits` regencies that have both a roster and a number
  /// of districts, and where all rosters are alike, which says nothing of their spread.
  ///
  /// - Parameter known: Regencies with their stated roster, persons, each `>= 1`.
  public init?(_ known: [(regency: Regency, roster: Int)]) {
    let rows = known.compactMap { one -> (x: Double, y: Double)? in
      guard let districts = one.regency.units?.kecamatan, districts > 0, one.roster > 0 else {
        return nil
      }
      return (log(Double(districts)), log(Double(one.roster)))
    }
    guard rows.count >= Self.leastUnits else { return nil }
    let y = rows.map(\.y)
    let flat = try? LinearFit.weightedLeastSquares(design: rows.map { _ in [1] }, y: y)
    // Districts that are all alike leave the line undetermined; the constant then stands.
    let line = try? LinearFit.weightedLeastSquares(design: rows.map { [1, $0.x] }, y: y)
    let candidates = [flat, line].compactMap { $0 }.filter {
      $0.chiSquare > 1e-12 * Double(y.count)
    }
    guard let best = candidates.min(by: { Self.criterion($0) < Self.criterion($1) }) else {
      return nil
    }
    units = rows.count
    fit = best
  }

  /// Akaike's criterion with the small-sample correction; the variance counts as a parameter.
  private static func criterion(_ fit: LinearFit) -> Double {
    let count = fit.degreesOfFreedom + fit.coefficients.count
    return AkaikeCriterion.corrected(
      deviance: Double(count) * log(fit.chiSquare / Double(count)),
      parameters: fit.coefficients.count + 1, observations: count) ?? .infinity
  }

  /// The distribution of a regency's roster; nil where the tables have no districts for it.
  ///
  /// - Parameter regency: The regency with its reference facts.
  /// - Returns: Location, scale and degrees of freedom of the logarithm.
  public func distribution(of regency: Regency) -> RosterDistribution? {
    guard let districts = regency.units?.kecamatan, districts > 0 else { return nil }
    let row = [1, log(Double(districts))].prefix(fit.coefficients.count)
    let location = zip(row, fit.coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    let doubt = row.indices.reduce(0) { sum, i in
      row.indices.reduce(sum) { $0 + row[i] * fit.unscaledCovariance[i][$1] * row[$1] }
    }
    return RosterDistribution(
      location: location, scale: (fit.residualVariance * (1 + doubt)).squareRoot(),
      degreesOfFreedom: fit.degreesOfFreedom)
  }
}
