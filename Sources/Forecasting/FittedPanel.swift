// Forecasting: the model fitted to all units of a tally book. Every unit has an outcome; none is
// dropped.

public import Records
public import Statistics

/// One unit of a panel.
public struct PanelUnit: Sendable {
  /// The regency.
  public let regency: RegencyCode
  /// The level.
  public let level: Level
  /// What is known of it.
  public let tally: Tally
  /// Whether the unit can be drawn, or why not.
  public let outcome: Outcome

  /// What the model makes of a unit.
  public enum Outcome: Hashable, Sendable {
    /// A model of the panel's counts over time carries the draws.
    case fitted(ForecastModel)
    /// Its own last count carries the draws; too few of the panel's counts follow each other in time
    /// for more.
    case counted
    /// The pool of its level stands in for the missing number.
    case pooled
    /// Neither a roster nor a range for one: no draws.
    case unavailable(String)

    /// What carries the draws, in one word.
    public var carrier: String {
      switch self {
      case .fitted(let model): model.rawValue
      case .counted: "last_count"
      case .pooled: "pool"
      case .unavailable: "none"
      }
    }
  }
}

/// A model of counts over time.
public enum ForecastModel: String, CaseIterable, Hashable, Sendable {
  /// `CoverageModel`.
  case coverage
}

/// The predictive model fitted to a panel of units.
public struct FittedPanel: Sendable {
  /// The specification.
  public let model: PredictiveModel
  /// The day up to which records count.
  public let asOf: CalendarDate
  /// Reference tables, which say to which province and island group a unit belongs.
  public let reference: ReferenceTables
  /// Units in order of regency and level.
  public let units: [PanelUnit]
  /// Pools by level.
  public let pools: [Level: RatePool]
  /// Posterior of the weekly hazard: Gamma shape and rate.
  public let hazard: (shape: Double, rate: Double)
  /// Counts over time of each unit, cleaned; nil where no exact count fits its roster.
  public let series: [UnitSeries?]
  /// The coverage model, where it is fitted; its units are those with that outcome, in order.
  public let coverage: CoverageFit?

  /// Fits the model to all units in the scope of a tally book.
  ///
  /// - Parameters:
  ///   - model: The specification.
  ///   - book: The evidence; totals that no level explains are left to the counts table.
  public init(_ model: PredictiveModel, to book: TallyBook) {
    self.model = model
    asOf = book.asOf
    reference = book.reference
    var units: [PanelUnit] = []
    var counts: [Level: [(signed: Int, required: Int)]] = [:]
    for regency in book.regencies {
      for tally in book.tallies(of: regency) {
        guard let level = tally.level else { continue }
        let outcome: PanelUnit.Outcome
        if tally.required.upper == nil {
          outcome = .unavailable("no roster and no range for one")
        } else if let pair = tally.exactPair {
          outcome = .counted
          if pair.required > 0, tally.couldShowMissing {
            counts[level, default: []].append(pair)
          }
        } else {
          outcome = tally.signedKind == .all ? .counted : .pooled
        }
        units.append(
          PanelUnit(regency: regency, level: level, tally: tally, outcome: outcome))
      }
    }
    let (series, jumpsAreBelieved) = Self.series(of: units, book)
    self.series = series
    coverage = jumpsAreBelieved ? nil : Self.coverage(of: &units, series, book)
    self.units = units
    // A level with too few reporting units borrows from all levels together; without any, the prior.
    let all = RatePool(Level.allCases.flatMap { counts[$0] ?? [] })
    var pools: [Level: RatePool] = [:]
    for level in Set(units.map(\.level)) {
      let own = counts[level] ?? []
      pools[level] = own.count >= RatePool.leastUnits ? RatePool(own) : all
    }
    self.pools = pools
    hazard = Self.hazard(of: units, book)
  }

  /// Posterior of the weekly hazard from the stragglers of all units that their last count carries.
  private static func hazard(
    of units: [PanelUnit], _ book: TallyBook
  ) -> (shape: Double, rate: Double) {
    var signers = 0.0
    var exposure = 0.0
    for unit in units where unit.outcome == .counted && unit.tally.exactPair != nil {
      let trickle = book.trickle(of: unit.regency, level: unit.level)
      signers += trickle.signers
      exposure += trickle.officialWeeks
    }
    return (
      PredictiveModel.hazardPrior.shape + PredictiveModel.hazardDiscount * signers,
      PredictiveModel.hazardPrior.rate + PredictiveModel.hazardDiscount * exposure
    )
  }

  /// Cleaned counts of all counted units, and whether mass signings rule the panel.
  private static func series(
    of units: [PanelUnit], _ book: TallyBook
  ) -> (series: [UnitSeries?], jumpsAreBelieved: Bool) {
    let counts = units.map { unit -> (points: [UnitSeries.Point], required: Int) in
      guard unit.outcome == .counted, let pair = unit.tally.exactPair else { return ([], 0) }
      let dated = book.datedCounts(of: unit.regency, level: unit.level)
      return (
        dated.map { UnitSeries.Point(date: $0.date, signed: $0.signed) }, pair.required
      )
    }
    let cleaning = CountCleaning(panel: counts.filter { !$0.points.isEmpty })
    let series = zip(units, counts).map { unit, counts -> UnitSeries? in
      guard counts.required > 0, !counts.points.isEmpty else { return nil }
      return UnitSeries(
        regency: unit.regency, level: unit.level, required: counts.required,
        points: cleaning(counts.points, required: counts.required))
    }
    return (series, cleaning.jumpsAreBelieved)
  }

  /// Fits the coverage model to all units with counts, where enough of them have counts that follow
  /// each other; says so in their outcome.
  private static func coverage(
    of units: inout [PanelUnit], _ series: [UnitSeries?], _ book: TallyBook
  ) -> CoverageFit? {
    let known = series.compactMap(\.self)
    guard known.count(where: { $0.points.count > 1 }) >= CoverageModel.leastUnits,
      let fit = CoverageFit(
        CoverageModel(holidays: book.reference.holidays), to: known, asOf: book.asOf)
    else { return nil }
    for index in units.indices where series[index] != nil {
      let unit = units[index]
      units[index] = PanelUnit(
        regency: unit.regency, level: unit.level, tally: unit.tally, outcome: .fitted(.coverage))
    }
    return fit
  }
}
