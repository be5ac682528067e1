// Forecasting: what the units of one level have in common: the prior of their curves, its doubt, the
// correlation of officials and the rate of launches.

internal import GSL
internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The shared part of a level's forecast; one shift and one launch rate in each draw.
struct LevelLaw {
  let prior: CurvePrior
  let pool: CurvePool?
  let correlation: Double
  /// The fit of each unit, nil without intervals.
  let fits: [Result<CureFit, CureFailure>?]
  /// Shift of the prior's means in each draw, from their standard errors.
  let shifts: [SIMD3<Double>]
  /// Launches a day in each draw.
  let launchRates: [Double]

  /// Launches and days of waiting that stand for what is known before any unit is seen: one launch in
  /// two months.
  private static let priorLaunches = 1.0
  private static let priorWait = 60.0

  init(
    _ level: Level, _ units: [WatchedUnit], start: CalendarDate, asOf: CalendarDate, draws: Int,
    seed: UInt64, _ configuration: CurvePanel.Configuration
  ) {
    let times = units.compactMap(\.launched?.times)
    let model = configuration.model
    var correlation = 0.0
    if configuration.isOverdispersed {
      // Modes are enough to see how far the counts lie from their curves.
      let first = CurvePool(
        times, model, start: nil, dispersions: nil, rounds: configuration.rounds, sampledRounds: 0)
      let distances = zip(times, first.fits).compactMap { times, fit in
        (try? fit.get()).map { CureDispersion(times, $0) }
      }
      correlation = CureDispersion.correlation(distances)
    }
    let pool =
      times.isEmpty
      ? nil
      : CurvePool(
        times, model, dispersions: times.map { 1 + max(0, $0.total - 1) * correlation },
        rounds: configuration.rounds)
    self.pool = pool
    self.correlation = correlation
    prior = pool?.prior ?? .standard(model)
    let errors = pool?.errors ?? [0, 0, 0]
    var rest = (pool?.fits ?? [])[...]
    fits = units.map { $0.launched == nil ? nil : rest.popFirst() }

    let stream = RandomStream(
      seed: RandomStream.derivedSeed(seed, "curves/\(level.rawValue)"))
    shifts = (0..<draws).map { _ in
      let (first, second, third) = (stream.normal(), stream.normal(), stream.normal())
      return SIMD3(
        first * errors[0], second * errors[1], model.parameterCount == 3 ? third * errors[2] : 0)
    }
    var (launches, wait) = (Self.priorLaunches, Self.priorWait)
    for unit in units where unit.unit.required > 0 {
      if let launched = unit.launched {
        // A first report with signers already does not say how long the wait was.
        guard unit.points.first?.signed == 0 else { continue }
        launches += 1
        wait += Double(max(0, start.days(to: launched.origin)))
      } else if !unit.points.isEmpty {
        wait += Double(max(0, start.days(to: asOf)))
      }
    }
    let scale = 1 / wait
    let shape = launches
    launchRates = (0..<draws).map { _ in max(1e-6, stream.gamma(shape: shape, scale: scale)) }
  }
}
