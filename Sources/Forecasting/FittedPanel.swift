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
    var signers = 0.0
    var exposure = 0.0
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
          let trickle = book.trickle(of: regency, level: level)
          signers += trickle.signers
          exposure += trickle.officialWeeks
        } else {
          outcome = tally.signedKind == .all ? .counted : .pooled
        }
        units.append(
          PanelUnit(regency: regency, level: level, tally: tally, outcome: outcome))
      }
    }
    coverage = Self.coverage(of: &units, book)
    self.units = units
    // A level with too few reporting units borrows from all levels together; without any, the prior.
    let all = RatePool(Level.allCases.flatMap { counts[$0] ?? [] })
    var pools: [Level: RatePool] = [:]
    for level in Set(units.map(\.level)) {
      let own = counts[level] ?? []
      pools[level] = own.count >= RatePool.leastUnits ? RatePool(own) : all
    }
    self.pools = pools
    hazard = (
      PredictiveModel.hazardPrior.shape + PredictiveModel.hazardDiscount * signers,
      PredictiveModel.hazardPrior.rate + PredictiveModel.hazardDiscount * exposure
    )
  }

  /// Fits the coverage model to all counted units, where enough of them have counts that follow each
  /// other and mass signings do not rule the panel; says so in their outcome.
  private static func coverage(of units: inout [PanelUnit], _ book: TallyBook) -> CoverageFit? {
    let counted = units.indices.filter { units[$0].outcome == .counted }
    let counts = counted.map { index -> (points: [UnitSeries.Point], required: Int) in
      let unit = units[index]
      return (
        book.datedCounts(of: unit.regency, level: unit.level).map {
          UnitSeries.Point(date: $0.date, signed: $0.signed)
        }, unit.tally.exactPair?.required ?? 0
      )
    }
    let cleaning = CountCleaning(panel: counts)
    guard !cleaning.jumpsAreBelieved else { return nil }
    var places: [Int] = []
    var series: [UnitSeries] = []
    for (index, (points, required)) in zip(counted, counts) where required > 0 {
      let clean = cleaning(points, required: required)
      guard !clean.isEmpty else { continue }
      places.append(index)
      series.append(
        UnitSeries(
          regency: units[index].regency, level: units[index].level, required: required,
          points: clean))
    }
    guard series.count(where: { $0.points.count > 1 }) >= CoverageModel.leastUnits,
      let fit = CoverageFit(
        CoverageModel(holidays: book.reference.holidays), to: series, asOf: book.asOf)
    else { return nil }
    for index in places {
      let unit = units[index]
      units[index] = PanelUnit(
        regency: unit.regency, level: unit.level, tally: unit.tally, outcome: .fitted(.coverage))
    }
    return fit
  }
}
