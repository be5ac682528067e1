// Forecasting: the general coverage model, for any share of a known population that grows towards
// a date: it assumes no levels, no ceremonies and no ceiling, and lets all units of a panel together
// say how fast things go and how far units keep their own pace.

public import Records

/// Specification of the general coverage model.
///
/// For a unit with S of N signers on its last count and a date that lies u days of working time
/// behind it, the outstanding sign independently, each with probability 1 − e^−Λ, where
///
///     log Λ = log(P u) + ρ(u) (x − x̄) + σ(u) z + τ(u) c
///
/// - P is the panel's hazard per day now: the mean of all units over the newest tenth of the campaign
///   (at least a week, at least the usual gap between counts), moved from the middle of that window
///   to its end along the trend from the window before. The trend counts by how surely it can be told
///   from noise: g t² ÷ (t² + v) with t = 0.2 and v the variance of g between units.
/// - x is the logarithm of the unit's own recent hazard over three such windows, in proportion to the
///   panel's and drawn towards it.
/// - ρ(u), how far units keep their own pace, and σ(u), how much they differ besides, are learnt by
///   looking back: the same model fitted at an earlier day, as far back in proportion as the target
///   lies ahead, is compared with what came since. Priors hold where little can be compared.
/// - z is normal and belongs to the unit; c is shared by all units within a draw: whether a surge or a
///   plateau comes is one fact for all. It is Student's t with four degrees of freedom, scaled by
///   τ(u)² = 0.28² + 0.40² (1 − e^(−u ÷ 0.3 a)) with the age a of the campaign.
///
/// τ and t cannot be learnt from one campaign before its end. They were chosen by back-tests on five
/// campaigns (mail ballots, a census, first vaccinations in two countries, grouped survival times),
/// also thinned to weekly and monthly counts, so that 50, 80 and 95 % intervals hold about what they
/// promise; docs/FORECASTS.md has the figures and the command. Neither a ceiling nor a surge before a
/// deadline is assumed: both lie inside the range of c.
public struct CoverageModel: Hashable, Sendable {
  /// Public holidays.
  public let holidays: Set<CalendarDate>

  /// A specification.
  public init(holidays: Set<CalendarDate> = []) { self.holidays = holidays }

  /// Part of the campaign over which the recent hazard is taken.
  static let window = 0.1
  /// Shortest window, days of working time.
  static let leastWindow = 7.0
  /// Windows of the panel to one of a unit.
  static let unitWindows = 3.0
  /// Windows of the panel's hazard that a unit's own weighs against.
  static let shrinkage = 1.0
  /// t, the trend of the log hazard from one window to the next that is usual.
  static let usualTrend = 0.2
  /// Bound of the log of what the trend makes of the hazard.
  static let mostTrend = 1.0
  /// τ at once, and what is added to it far ahead.
  static let commonScale = (near: 0.28, far: 0.40)
  /// Part of the campaign's age after which most of the far scale has been added.
  static let scaleAge = 0.3
  /// Degrees of freedom of the common change.
  static let commonFreedom = 4.0
  /// Prior of ρ.
  static let pacePrior = (mean: 0.7, sd: 0.25)
  /// Prior of σ, and the units that it is worth.
  static let spreadPrior = (sd: 0.35, units: 10.0)
  /// Fewest units from which ρ and σ are learnt.
  static let leastUnits = 5
}
