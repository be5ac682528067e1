// Forecasting: a fitted campaign model: what it has learnt, how much of it from each unit, and the
// draws of what is to come.

public import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What a forecast of a unit rests on, best first.
public enum CampaignGrade: String, CaseIterable, Hashable, Comparable, Sendable {
  /// At least four counts since the launch, the roster known, and more than half of the final share
  /// learnt from the unit itself.
  case a = "A"
  /// Two or more counts since the launch: the pool gives most of the shape.
  case b = "B"
  /// One count, or a launch without a count.
  case c = "C"
  /// Counts, but no roster: it is drawn.
  case d = "D"
  /// No report: the pool, with the launch unknown. Not a count of 0.
  case e = "E"

  /// Orders from A to E.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What all units of a level have in common.
public struct CampaignLevel: Hashable, Sendable {
  /// The level.
  public let level: Level
  /// Mean of z, the logit of the share that will ever sign, and its standard error.
  public let everSignLogit: NormalPrior
  /// Standard deviation of z between units.
  public let everSignSpread: Double
  /// Mean of u, the log weekly hazard of a straggler, and its standard error.
  public let logHazard: NormalPrior
  /// Standard deviation of u between units.
  public let hazardSpread: Double
  /// Mean share of those who will ever sign that signs at the first ceremony, in (0, 1).
  public let ceremonyShare: Double
  /// Precision of that share between units, `> 0`.
  public let ceremonyPrecision: Double
  /// Over-dispersion ρ of stragglers, in `5e-4...0.3`.
  public let correlation: Double
}

/// What is known of one unit.
public struct CampaignUnitEstimate: Hashable, Sendable {
  /// The regency.
  public let regency: RegencyCode
  /// The level.
  public let level: Level
  /// What its forecast rests on.
  public let grade: CampaignGrade
  /// Mean and standard deviation of z, the logit of the share that will ever sign.
  public let everSignLogit: NormalPrior
  /// Expected number of officials who will ever sign, persons.
  public let everSign: Double
  /// Mean and standard deviation of u, the log weekly hazard.
  public let logHazard: NormalPrior
  /// Share of the final level that its own data has taught, 1 − B with B = Var(z | data) / σz²,
  /// `0...1`; below 0.3 the forecast is driven by the prior.
  public let learntShare: Double
}

/// A fitted campaign model.
public struct CampaignFit: Sendable {
  /// The specification.
  public let model: CampaignModel
  /// The levels, in order.
  public let levels: [CampaignLevel]
  /// The units, in the caller's order.
  public let units: [CampaignUnitEstimate]
  /// Rise of the log hazard on the day of the deadline; the prior until one has come near.
  public let deadlineEffect: NormalPrior
  /// Rise of the log hazard associated with a session that reaches everybody.
  public let sessionEffect: NormalPrior
  /// Standard deviation of the common weekly shock on the log hazard.
  public let commonShock: Double
  /// Probability that a regency that reports and has not launched does so in the next week.
  public let launchHazard: Double
  /// Share of regencies that never report, as estimated.
  public let silentShare: Double
  let state: CampaignStateBox

  init(model: CampaignModel, state: CampaignState) {
    self.model = model
    self.state = CampaignStateBox(state: state)
    levels = state.panel.levels.compactMap { CampaignLevel($0, state) }
    var units = state.panel.units.indices.map { CampaignUnitEstimate($0, state) }
    for (place, unit) in zip(state.panel.callerPlace, state.panel.units.indices) {
      units[place] = CampaignUnitEstimate(unit, state)
    }
    self.units = units
    let mean = state.pulls.reduce(0) { $0 + $1.weight * $1.mean }
    let square = state.pulls.reduce(0) {
      $0 + $1.weight * ($1.spread * $1.spread + ($1.mean - mean) * ($1.mean - mean))
    }
    deadlineEffect = NormalPrior(mean: mean, spread: max(1e-6, square.squareRoot()))
    sessionEffect = NormalPrior(mean: state.session.mean, spread: state.session.spread)
    commonShock = state.shockSpread
    launchHazard = state.launch.hazard
    silentShare = state.launch.silentShare
  }

  /// Joint predictive draws.
  ///
  /// Within a draw all units share effects, pools and common shocks. Each unit and each regency has
  /// streams of its own, so that neither the order nor the company of the units changes its numbers
  /// at given hyper-parameters.
  ///
  /// - Parameters:
  ///   - dates: Target dates, rising, at most ten years (3,660 days) after the day of knowledge.
  ///   - count: Number of draws, `>= 1`; 1,000 keep the error of a probability below 0.016.
  ///   - seed: Seed of all chance.
  /// - Returns: Signers and rosters, units in the order of the series that were fitted; dates up to
  ///   a unit's last count have the count that held then.
  /// - Complexity: O(units × count × weeks).
  public func draws(on dates: [CalendarDate], count: Int = 1_000, seed: UInt64 = 1) -> JointDraws {
    precondition(count >= 1, "\(count) draws")
    precondition(zip(dates, dates.dropFirst()).allSatisfy { $0 < $1 }, "target dates do not rise")
    let last = dates.last.map { Int($0.dayNumber) } ?? state.state.panel.asOf
    precondition(
      last - state.state.panel.asOf <= CampaignPanel.longest,
      "the last target lies \(last - state.state.panel.asOf) days ahead")
    return CampaignDraws(state.state, model: model, dates: dates, draws: count, seed: seed).joint()
  }
}

extension CampaignFit {
  /// The parameters behind the draws of `draws(on:count:seed:)` for one unit.
  package func parameters(of unit: Int, count: Int, seed: UInt64) -> [CampaignParameterDraw] {
    let dates = [state.state.panel.deadline]
    return CampaignDraws(state.state, model: model, dates: dates, draws: count, seed: seed)
      .parameters(of: unit)
  }
}

/// Keeps the working state of a fit out of its public face.
struct CampaignStateBox: Sendable {
  let state: CampaignState
}

extension CampaignLevel {
  fileprivate init?(_ level: Level, _ state: CampaignState) {
    guard let pool = state.pools[level], let laws = state.laws[level],
      let doubt = state.poolDoubt[level]
    else { return nil }
    self.level = level
    everSignLogit = NormalPrior(mean: pool.logitMean, spread: doubt.zz.squareRoot())
    everSignSpread = pool.logitSpread
    logHazard = NormalPrior(mean: pool.hazardMean, spread: doubt.uu.squareRoot())
    hazardSpread = pool.hazardSpread
    ceremonyShare = laws.first.mean
    ceremonyPrecision = laws.first.precision
    correlation = laws.correlation
  }
}

extension CampaignUnitEstimate {
  fileprivate init(_ index: Int, _ state: CampaignState) {
    let unit = state.panel.units[index]
    let own = state.units[index]
    let pool = state.pool(unit)
    regency = unit.regency
    level = unit.level
    let hasBins = !unit.bins.isEmpty
    let variance = hasBins ? own.moments.logitVariance : pool.logitSpread * pool.logitSpread
    let share = min(1, max(0, 1 - variance / (pool.logitSpread * pool.logitSpread)))
    learntShare = share
    everSignLogit = NormalPrior(
      mean: hasBins ? own.moments.logit : pool.logitMean, spread: max(1e-6, variance.squareRoot()))
    everSign =
      hasBins ? own.everSign : Double(unit.required) * UnitGrid.logistic(pool.logitMean)
    let hazard = hasBins ? own.moments.hazardVariance : pool.hazardSpread * pool.hazardSpread
    logHazard = NormalPrior(
      mean: hasBins ? own.moments.hazard : pool.hazardMean, spread: max(1e-6, hazard.squareRoot()))
    grade =
      if unit.points.isEmpty, unit.launchDay == nil {
        .e
      } else if !unit.isRosterKnown {
        .d
      } else if unit.bins.count >= 4, share > 0.5 {
        .a
      } else if unit.bins.count >= 2 {
        .b
      } else { .c }
  }
}
