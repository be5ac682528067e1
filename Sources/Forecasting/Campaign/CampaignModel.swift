// Forecasting: the campaign model's specification. Its priors are plain values that stand here and
// nowhere else.

public import Records

/// A normal prior.
public struct NormalPrior: Hashable, Sendable {
  /// Its mean.
  public let mean: Double
  /// Its standard deviation, `> 0`.
  public let spread: Double

  /// A prior.
  ///
  /// - Parameters:
  ///   - mean: Finite.
  ///   - spread: Standard deviation, finite, `> 0`.
  public init(mean: Double, spread: Double) {
    precondition(mean.isFinite && spread > 0 && spread.isFinite, "N(\(mean), \(spread)²)")
    self.mean = mean
    self.spread = spread
  }
}

/// Specification of the campaign model: an empirical-Bayes model of launches, ceremonies and
/// stragglers with a share that never signs.
///
/// Unit i (regency, level) has N officials, of whom K = N L(z) will ever sign, L the logistic
/// function, and a log weekly hazard u:
/// - (z, u) ~ N((μ + v)(level, province), diag(σz², σu²)).
/// - Launch: a regency launches in a week with a log-normal or Weibull law; each level follows with a
///   probability by weeks since then. With probability `silentShare` a regency never reports.
/// - Ceremony: y ~ BetaBinomial(K − S, m, s), first and repeat ones with means of their own.
/// - Stragglers between two counts: y ~ BetaBinomial(K − S, 1 − exp(−Λ), ρ) with
///   Λ = ∫ exp(u + c(week) + β D(t) + γ s(t)) dE, E working time in weeks, c a common shock,
///   D(t) = exp(−(T − t)/τ) up to the deadline T, s(t) = Σ reach exp(−(t − t_j)/7 days).
///
/// The deadline effect β cannot be learnt before a deadline has come near: until then it is its
/// prior. The session effect γ is an association, not an effect of the sessions.
///
/// `CampaignTrial` measures it on simulated nations; docs/FORECASTS.md has the figures.
///
/// The simulator shares much with the model: launches by one of its two laws, ceremonies, a cloglog
/// hazard, never-signers. Expect less of real campaigns. A surge far beyond the prior is not
/// foreseen, only followed.
public struct CampaignModel: Hashable, Sendable {
  /// Mean over the units of a level of z, the logit of the share that will ever sign.
  public var everSign = NormalPrior(mean: 2.6, spread: 0.9)
  /// Expected standard deviation of z between units, `> 0`.
  public var everSignSpread = 1.0
  /// Mean over the units of a level of u, the log weekly hazard.
  public var logHazard = NormalPrior(mean: -2.5, spread: 0.7)
  /// Expected standard deviation of u between units, `> 0`.
  public var hazardSpread = 0.45
  /// Units that the two expected spreads count for, `> 0`.
  public var spreadWorth = 10.0
  /// Expected standard deviation of the effects of a province on z and on u, `> 0`.
  public var provinceSpread = 0.15
  /// Rise β of the log hazard on the day of the deadline.
  ///
  /// Over the rest of five real campaigns the common log hazard changed by 0 on average, with a
  /// standard deviation of 0.4 to 0.65 (`CoverageModel`). Over the last four weeks D is about a half
  /// in the mean at τ = 20, so that β = 1 makes a half there.
  public var deadlineEffect = NormalPrior(mean: 0.8, spread: 1)
  /// Days τ over which the deadline's pull fades to 1/e; all equally likely before the data.
  public var deadlineDays = [5.0, 10, 20, 30]
  /// Rise γ of the log hazard at a session that reaches everybody.
  public var sessionEffect = NormalPrior(mean: 0.3, spread: 0.5)
  /// Rise of the log hazard of launches and repeat ceremonies on the day of the deadline.
  public var launchDeadlineEffect = NormalPrior(mean: 0.3, spread: 0.3)
  /// Mean m of the first ceremony's share, in (0, 1), and the ceremonies that this counts for.
  public var ceremonyShare = 0.6
  /// Mean share of a repeat ceremony, in (0, 1).
  public var repeatShare = 0.4
  /// Precision s of ceremony shares between units, `> 0`.
  public var ceremonyPrecision = 6.0
  /// Repeat ceremonies of a unit per week, `> 0`, with the weight of `repeatWeeks` unit-weeks.
  public var repeatRate = 0.01
  /// Unit-weeks that `repeatRate` counts for, `> 0`.
  public var repeatWeeks = 50.0
  /// Expected share of regencies that never report, in (0, 1), with the weight of ten regencies.
  public var silentShare = 0.2
  /// Median week of a regency's launch, weeks since the start; the spread is that of its logarithm.
  public var launchMedian = NormalPrior(mean: 10, spread: 0.6)
  /// Expected standard deviation of the logarithm of the launch week, `> 0`; known to 40 %.
  public var launchSpread = 0.6
  /// Standard deviation of the common weekly shock on the log hazard, `> 0`.
  public var commonShock = 0.12
  /// Correlation of a shock with that of the week before, in `0..<1`.
  public var shockPersistence = 0.7
  /// Standard deviation of log N where a roster is only estimated and too few are known, `> 0`.
  public var rosterSpread = 0.35
  /// Draws of the hyper-parameters, `>= 1`: the doubt about the pools.
  public var hyperDraws = 40

  /// The model with its default priors.
  public init() {}

  /// Fits the model to what was known at the end of a day.
  ///
  /// - Parameters:
  ///   - series: The units in any order, each (regency, level) once; what lies after `asOf` is not
  ///     read, except dates of ceremonies, which are plans.
  ///   - asOf: The last day of knowledge.
  ///   - start: First day of the campaign; nil takes the day of the first count or ceremony.
  ///   - deadline: The day by which everybody is to sign.
  ///   - holidays: Days without office work besides weekends.
  /// - Returns: The fit; every unit has a posterior, also one that nothing is known of.
  /// - Complexity: O(363 bins) a round, six rounds.
  public func fit(
    _ series: [UnitSeries], asOf: CalendarDate, start: CalendarDate? = nil,
    deadline: CalendarDate, holidays: Set<CalendarDate> = []
  ) -> CampaignFit {
    precondition(problem == nil, problem ?? "")
    let panel = CampaignPanel(
      series, model: self, asOf: asOf, start: start, deadline: deadline, holidays: holidays)
    return CampaignFit(model: self, state: CampaignEstimation(panel, model: self).run())
  }

  /// The first value that lies outside its range, as text; nil where all are within.
  public var problem: String? {
    let positive = [
      ("everSignSpread", everSignSpread), ("hazardSpread", hazardSpread),
      ("spreadWorth", spreadWorth), ("provinceSpread", provinceSpread),
      ("ceremonyPrecision", ceremonyPrecision), ("repeatRate", repeatRate),
      ("repeatWeeks", repeatWeeks), ("launchMedian", launchMedian.mean),
      ("launchSpread", launchSpread), ("commonShock", commonShock), ("rosterSpread", rosterSpread),
      ("hyperDraws", Double(hyperDraws)),
    ]
    let shares = [
      ("ceremonyShare", ceremonyShare), ("repeatShare", repeatShare), ("silentShare", silentShare),
    ]
    if let (name, value) = positive.first(where: { !($0.1 > 0 && $0.1.isFinite) }) {
      return "\(name) \(value) is not finite and above 0"
    }
    if let (name, value) = shares.first(where: { !($0.1 > 0 && $0.1 < 1) }) {
      return "\(name) \(value) is not in (0, 1)"
    }
    if let days = deadlineDays.first(where: { !($0 > 0 && $0.isFinite) }) {
      return "deadlineDays \(days) is not finite and above 0"
    }
    return (0..<1).contains(shockPersistence)
      ? nil : "shockPersistence \(shockPersistence) is not in 0..<1"
  }
}
