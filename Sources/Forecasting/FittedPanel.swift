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
    /// Its own count carries the draws.
    case counted
    /// The pool of its level stands in for the missing number.
    case pooled
    /// Neither a roster nor a range for one: no draws.
    case unavailable(String)
  }
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
}
