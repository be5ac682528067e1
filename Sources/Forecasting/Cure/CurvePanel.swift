// Forecasting: the ensemble's member of curves with never-signers: from the series of all units to
// joint draws of their signers.

internal import GSL
public import Records

/// Curves of one model for all units, each level with a prior learnt from its own units.
///
/// Units that have begun get a curve from their origin on; units that have not, a launch drawn from
/// the level's rate of launches and then a curve from the prior. One hyper-parameter shift in each
/// draw moves all units of a level together, each by the share of its prior that its own counts have
/// not replaced.
public struct CurvePanel: Sendable {
  /// What is done.
  public struct Configuration: Hashable, Sendable {
    /// Family and form of all curves.
    public var model: CureModel
    /// Where each unit's time begins.
    public var origin: CurveOrigin
    /// Rounds in which the prior of a level is learnt, `>= 1`.
    public var rounds: Int
    /// Whether officials of a unit may sign together (Dirichlet-multinomial counts).
    public var isOverdispersed: Bool
    /// Standard deviation of the logarithm of a roster that is an estimate.
    public var rosterSpread: Double

    /// A configuration.
    ///
    /// - Parameters:
    ///   - model: family and form of all curves.
    ///   - origin: where each unit's time begins.
    ///   - rounds: of learning the prior, `>= 1`.
    ///   - isOverdispersed: whether officials may sign together.
    ///   - rosterSpread: of the logarithm of an estimated roster, `>= 0`.
    public init(
      model: CureModel, origin: CurveOrigin = .launch, rounds: Int = 6,
      isOverdispersed: Bool = true, rosterSpread: Double = 0.2
    ) {
      precondition(rounds >= 1 && rosterSpread >= 0, "\(rounds) rounds, spread \(rosterSpread)")
      self.model = model
      self.origin = origin
      self.rounds = rounds
      self.isOverdispersed = isOverdispersed
      self.rosterSpread = rosterSpread
    }
  }

  /// What a unit's forecast rests on.
  public enum Basis: Sendable {
    /// A curve of its own, and for z, q₁ and q₂ the share of the prior's variance that its own counts
    /// have removed, `0...1`; below 0.3 in z the final share is the prior's rather than the unit's.
    case curve(CureFit, learnt: [Double])
    /// Nobody has signed yet, or there is no report: a launch to come and the prior's curve.
    case notLaunched
    /// Nobody must sign, or everybody has.
    case complete
    /// No fit converged; the prior's curve stands in.
    case failed(CureFailure)
  }

  /// Signers by unit, date and draw.
  public let draws: JointDraws
  /// What each unit's forecast rests on, in the order of the units.
  public let bases: [Basis]
  /// The learnt prior of each level that has a unit with signers.
  public let pools: [Level: CurvePool]
  /// Correlation of officials of one unit, for each of these levels.
  public let correlations: [Level: Double]

  /// Forecasts all units.
  ///
  /// - Parameters:
  ///   - units: the series; regency and level together name a unit.
  ///   - asOf: last day whose reports are known.
  ///   - dates: days of the forecast in order; at least one.
  ///   - drawCount: draws, `> 0`.
  ///   - seed: decides all chance; each unit has a stream of its own, so that neither the order of
  ///     the units nor threads change a unit's draws.
  ///   - configuration: model and options.
  /// - Complexity: O(units × (rounds × fit + 700 × intervals + draws × dates)).
  public init(
    _ units: [UnitSeries], asOf: CalendarDate, dates: [CalendarDate], draws drawCount: Int,
    seed: UInt64, _ configuration: Configuration
  ) {
    precondition(!dates.isEmpty && zip(dates, dates.dropFirst()).allSatisfy(<), "dates \(dates)")
    precondition(drawCount > 0, "draws \(drawCount)")
    let watched = units.map { WatchedUnit($0, asOf: asOf, configuration.origin) }
    let start = watched.compactMap { $0.unit.points.first?.date }.min() ?? asOf
    var bases: [Basis] = Array(repeating: .complete, count: units.count)
    var signed = Array(
      repeating: Int32(0), count: units.count * dates.count * drawCount)
    var required = Array(repeating: Int32(0), count: units.count * drawCount)
    var pools: [Level: CurvePool] = [:]
    var correlations: [Level: Double] = [:]
    let byLevel = Dictionary(grouping: units.indices) { units[$0].level }
    for level in byLevel.keys.sorted() {
      // Sums over units are taken in the order of the codes, whatever order the units came in.
      let members = (byLevel[level] ?? []).sorted { units[$0].regency < units[$1].regency }
      let law = LevelLaw(
        level, members.map { watched[$0] }, start: min(start, asOf), asOf: asOf,
        draws: drawCount, seed: seed, configuration)
      if let pool = law.pool {
        pools[level] = pool
        correlations[level] = law.correlation
      }
      for (place, member) in members.enumerated() {
        let path = UnitForecast(
          watched[member], law.fits[place], law, dates: dates, asOf: asOf, draws: drawCount,
          seed: seed, configuration)
        bases[member] = path.basis
        let first = member * dates.count * drawCount
        for (offset, value) in path.signed.enumerated() { signed[first + offset] = value }
        for (draw, value) in path.required.enumerated() {
          required[member * drawCount + draw] = value
        }
      }
    }
    draws = JointDraws(
      units: units.count, dates: dates.count, draws: drawCount, signed: signed,
      required: required)
    self.bases = bases
    self.pools = pools
    self.correlations = correlations
  }
}

/// A unit up to a day.
struct WatchedUnit {
  let unit: UnitSeries
  /// Reports by the day.
  let points: [UnitSeries.Point]
  /// Intervals since the origin; nil where there are none.
  let launched: (times: SigningTimes, origin: CalendarDate)?

  init(_ unit: UnitSeries, asOf: CalendarDate, _ origin: CurveOrigin) {
    self.unit = unit
    points = unit.points.filter { $0.date <= asOf }
    launched = SigningTimes.of(unit, asOf: asOf, origin: origin)
  }

  var signed: Int { points.last?.signed ?? 0 }
}
