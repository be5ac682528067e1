// Forecasting: the general coverage model fitted to a panel, and its joint draws.

internal import GSL
public import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The general coverage model fitted to the units of a panel as of a day.
public struct CoverageFit: Sendable {
  /// The units, each with at least one count and an official who must sign.
  public let units: [UnitSeries]
  /// The day up to which counts were seen.
  public let asOf: CalendarDate
  /// Time as the panel feels it.
  public let clock: WorkingClock
  /// Mean hazard of the outstanding per day of working time over the newest window, `> 0`.
  public var hazard: Double { window.hazard }
  let paths: [HazardPath]
  let window: CoverageWindow
  private let first: CalendarDate
  private static let mostHazard = 100.0

  /// Fits the model; nil where no unit has two counts at least half a day of working time apart, so
  /// that there is no pace to go on with.
  ///
  /// - Parameters:
  ///   - model: The specification.
  ///   - units: Units with at least one count on or before `asOf` and `required > 0`; one panel, so
  ///     that whatever moves them together can be learnt.
  ///   - asOf: The day.
  /// - Complexity: O(n log n) in the counts.
  public init?(_ model: CoverageModel, to units: [UnitSeries], asOf: CalendarDate) {
    precondition(
      units.allSatisfy { unit in
        unit.required > 0 && unit.points.last.map { $0.date <= asOf } == true
      }, "a unit has no count up to \(asOf), one after it, or nobody who must sign")
    guard let first = units.compactMap({ $0.points.first?.date }).min() else { return nil }
    self.units = units
    self.asOf = asOf
    self.first = first
    clock = WorkingClock(learningFrom: units, holidays: model.holidays)
    let reading = clock.reading(from: first, through: asOf)
    paths = units.map { HazardPath($0, clock: reading) }
    guard let window = CoverageWindow(paths, at: reading[asOf]) else { return nil }
    self.window = window
  }

  /// Joint draws of the signers on dates.
  ///
  /// Units keep their own streams of chance, named by regency and level: neither their order nor who
  /// else is in the panel changes how a unit's chance falls. A complete unit stays complete.
  ///
  /// - Parameters:
  ///   - dates: Rising, none before `asOf`.
  ///   - count: Number of draws, `>= 1`.
  ///   - seed: Any value.
  /// - Returns: One row for each of `units`, in their order.
  /// - Complexity: O(units × dates × count).
  public func draws(on dates: [CalendarDate], count: Int, seed: UInt64) -> JointDraws {
    precondition(!dates.isEmpty && count >= 1, "\(dates.count) dates, \(count) draws")
    precondition(
      zip(dates, dates.dropFirst()).allSatisfy { $0 <= $1 } && dates[0] >= asOf,
      "dates do not rise from \(asOf): \(dates)")
    let reading = clock.reading(from: first, through: dates[dates.count - 1])
    let now = reading[asOf]
    let ahead = dates.map { reading[$0] - now }
    let learnt = ahead.map {
      PaceLearning(paths, now: now, age: window.age, ahead: $0)
    }
    let common = CommonChange(ahead: ahead, age: window.age, count: count, seed: seed)
    var signed = [Int32](repeating: 0, count: units.count * dates.count * count)
    let required = units.flatMap { [Int32](repeating: Int32($0.required), count: count) }
    let stream = RandomStream(seed: seed)
    for (place, unit) in units.enumerated() {
      let own = RandomStream.derivedSeed(seed, "\(unit.regency) \(unit.level.rawValue)")
      stream.reseed(own)
      let last = unit.points[unit.points.count - 1].signed
      let means = dates.indices.map { date in
        let span = max(0, now - paths[place].end) + ahead[date]
        return window.hazard * span
          * exp(learnt[date].kept * window.pace[place])
      }
      for draw in 0..<count {
        let z = stream.normal()
        var total = 0.0
        var value = last
        for date in dates.indices {
          // Beyond a hazard of 100 nobody is left, and an infinite one could not be subtracted.
          let risen = min(
            Self.mostHazard,
            max(total, means[date] * exp(learnt[date].spread * z + common[draw, date])))
          value += CoupledBinomial.draw(
            unit.required - value, -expm1(total - risen), chance: stream.normal())
          total = risen
          signed[(place * dates.count + date) * count + draw] = Int32(value)
        }
      }
    }
    return JointDraws(
      units: units.count, dates: dates.count, draws: count, signed: signed, required: required)
  }
}

/// The change of the log hazard that all units share, by draw and date.
private struct CommonChange {
  private let changes: [Double]
  private let dates: Int

  init(ahead: [Double], age: Double, count: Int, seed: UInt64) {
    let stream = RandomStream(seed: RandomStream.derivedSeed(seed, "common"))
    let scale = CoverageModel.commonScale
    let far = ahead.map {
      scale.far * (-expm1(-$0 / (CoverageModel.scaleAge * age))).squareRoot()
    }
    let half = CoverageModel.commonFreedom / 2
    changes = (0..<count).flatMap { _ in
      let near = stream.normal()
      let later = stream.normal()
      let tail = (1 / max(stream.gamma(shape: half, scale: 1 / half), 1e-12)).squareRoot()
      return far.map { (scale.near * near + $0 * later) * tail }
    }
    dates = ahead.count
  }

  subscript(draw: Int, date: Int) -> Double { changes[draw * dates + date] }
}
