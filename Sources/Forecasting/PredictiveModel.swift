// Forecasting: the specification of the predictive model and the priors that it states openly.
// It is deliberately simple: what was not reported follows the pool of its level, what is
// outstanding trickles in or never comes.

/// Specification of the predictive model: the number of draws and their seed, and what carries a unit
/// where no model of counts over time does (`FittedModel`).
///
/// For each such unit (regency, level), with N officials and S signers on the date of the last count:
/// - An exact count stands. Of the N − S outstanding a share `c` would ever sign, each with a weekly
///   hazard `λ` since that date.
/// - "All of them" stands as said: S = N.
/// - A documented signing without a number: S ~ BetaBinomial(N, μκ, (1 − μ)κ) with the level's
///   pool, inside the bounds that the evidence sets.
/// - Nothing documented: launched all the same with probability `π`, drawn once for a regency and
///   then as above; otherwise S = 0.
///
/// μ, κ come from the level's pool of counts that could have shown somebody missing, λ from the units that were counted more than once; `c` and `π`
/// cannot be learnt from such records and keep their priors. A roster that the rosters of other
/// regencies estimate is drawn from their distribution, one known only as a range uniformly from it. All parameters are drawn anew for each of `parameterDraws`.
public struct PredictiveModel: Hashable, Sendable {
  /// Draws of the parameters: the doubt about the pool.
  public let parameterDraws: Int
  /// Draws of the units for each draw of the parameters.
  public let drawsEach: Int
  /// Seed of all chance.
  public let seed: UInt64

  /// A specification.
  ///
  /// - Parameters:
  ///   - parameterDraws: At least 2.
  ///   - drawsEach: At least 1.
  ///   - seed: Any value; the same seed gives the same draws whatever the threads.
  public init(parameterDraws: Int = 50, drawsEach: Int = 40, seed: UInt64 = 1) {
    precondition(parameterDraws >= 2 && drawsEach >= 1, "\(parameterDraws) × \(drawsEach) draws")
    self.parameterDraws = parameterDraws
    self.drawsEach = drawsEach
    self.seed = seed
  }

  /// Draws in all.
  public var draws: Int { parameterDraws * drawsEach }

  /// Prior of the weekly hazard λ: Gamma with this shape and rate (mean 0.05 a week).
  static let hazardPrior = (shape: 2.0, rate: 40.0)
  /// How much one counted official-week weighs against the prior of λ: officials of one office do
  /// not sign independently.
  static let hazardDiscount = 0.1
  /// Prior of the share `c` of outstanding officials who would ever sign: Beta(2, 2).
  static let everSignPrior = (alpha: 2.0, beta: 2.0)
  /// Prior of the probability `π` that an undocumented regency has signed: Beta(1, 1).
  static let launchPrior = (alpha: 1.0, beta: 1.0)
}
