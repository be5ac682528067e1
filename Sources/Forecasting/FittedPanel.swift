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
  public internal(set) var outcome: Outcome

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

    /// Why no model of counts over time carries the draws; nil where one does.
    public var reason: String? {
      switch self {
      case .fitted: nil
      case .counted: "too few units were counted twice"
      case .pooled: "no exact number of signers or officials"
      case .unavailable(let reason): reason
      }
    }

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
  /// `CampaignModel`.
  case campaign
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
  /// The model of counts over time, where one is fitted.
  public let fitted: FittedModel?

  /// Fits the model to all units in the scope of a tally book.
  ///
  /// - Parameters:
  ///   - model: The specification.
  ///   - book: The evidence; totals that no level explains are left to the counts table.
  ///   - scenario: What is planned beside it; the campaign model alone knows what to make of it.
  public init(
    _ model: PredictiveModel, to book: TallyBook, scenario: Scenario = Scenario()
  ) {
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
    let counted = PanelSeries(units, book, scenario)
    series = counted.series
    fitted = FittedModel(counted, units, book, scenario)
    if let fitted {
      for place in fitted.places { units[place].outcome = .fitted(fitted.name) }
    }
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
}
