// Forecasting: the draws of one unit of a curve panel.

internal import GSL
internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Signers and rosters of one unit in every draw.
struct UnitForecast {
  private(set) var basis = CurvePanel.Basis.complete
  /// Signers at `date * draws + draw`.
  private(set) var signed: [Int32]
  /// Rosters by draw.
  let required: [Int32]

  init(
    _ watched: WatchedUnit, _ fit: Result<CureFit, CureFailure>?, _ law: LevelLaw,
    dates: [CalendarDate], asOf: CalendarDate, draws: Int, seed: UInt64,
    _ configuration: CurvePanel.Configuration
  ) {
    let unit = watched.unit
    let stream = RandomStream(
      seed: RandomStream.derivedSeed(seed, "\(unit.regency)/\(unit.level.rawValue)/curve"))
    let rosters = Self.rosters(watched, draws, stream, spread: configuration.rosterSpread)
    required = rosters.map { Int32($0) }
    // What has been reported stands for its day and later ones.
    let known = dates.map { date in
      Int32(clamping: watched.points.last { $0.date <= date }?.signed ?? 0)
    }
    signed = known.flatMap { Array(repeating: $0, count: draws) }
    let last = watched.points.last?.date ?? asOf
    let later = dates.indices.filter { dates[$0] > last }
    guard let first = later.first, rosters.contains(where: { $0 > watched.signed }) else { return }
    let future = dates[first...]
    var path: [Int]
    if let launched = watched.launched, let fit {
      var curves: CureDraws
      switch fit {
      case .success(let fit):
        curves = CureDraws(fit, launched.times, count: draws, stream: stream)
        let open = Self.openShares(curves, law.prior)
        curves.shift(law.shifts.map { $0 * open })
        basis = .curve(fit, learnt: (0..<3).map { 1 - open[$0] })
      case .failure(let failure):
        curves = CureDraws(
          configuration.model, law.prior, launch: launched.times.launch, count: draws,
          stream: stream)
        curves.shift(law.shifts)
        basis = .failed(failure)
      }
      path = curves.signers(
        at: future.map { Double(launched.origin.days(to: $0)) },
        from: Double(launched.origin.days(to: last)), signed: watched.signed,
        required: rosters, correlation: law.correlation, stream: stream)
    } else {
      basis = .notLaunched
      path = Self.unlaunched(
        watched, law, rosters: rosters, after: max(last, asOf), future: Array(future), stream,
        configuration)
    }
    for (offset, value) in path.enumerated() {
      signed[first * draws + offset] = Int32(clamping: value)
    }
  }

  /// Share of the prior's variance that is left in each parameter: how much of a shift of the prior
  /// reaches the unit.
  private static func openShares(_ curves: CureDraws, _ prior: CurvePrior) -> SIMD3<Double> {
    let shares = curves.variances * prior.precisions(curves.model)
    return shares.clamped(lowerBound: .zero, upperBound: .one)
  }

  private static func rosters(
    _ watched: WatchedUnit, _ draws: Int, _ stream: RandomStream, spread: Double
  ) -> [Int] {
    let required = min(watched.unit.required, Int(Int32.max))
    guard !watched.unit.isRosterKnown, spread > 0, required > 0 else {
      return Array(repeating: required, count: draws)
    }
    return (0..<draws).map { _ in
      let size = (Double(required) * exp(spread * stream.normal())).rounded()
      return max(watched.signed, Int(min(size, Double(Int32.max))))
    }
  }

  /// A launch after an exponential wait, or on the day of an announced ceremony if that is earlier;
  /// then the prior's curve.
  private static func unlaunched(
    _ watched: WatchedUnit, _ law: LevelLaw, rosters: [Int], after: CalendarDate,
    future: [CalendarDate], _ stream: RandomStream, _ configuration: CurvePanel.Configuration
  ) -> [Int] {
    let draws = rosters.count
    let announced = watched.unit.ceremonies.first { $0 > after }
    var curves = CureDraws(
      configuration.model, law.prior, launch: HazardPoint.Launch(start: 0, end: 1), count: draws,
      stream: stream)
    curves.shift(law.shifts)
    var path = Array(repeating: 0, count: future.count * draws)
    let days = future.map { Double(after.days(to: $0)) }
    for draw in 0..<draws {
      var wait = stream.exponential(mean: 1 / law.launchRates[draw])
      if let announced { wait = min(wait, Double(after.days(to: announced) - 1)) }
      let curve = curves.curve(draw)
      var (now, before) = (0, 0.0)
      for (place, day) in days.enumerated() {
        let hazard = max(before, curve.hazard(at: max(0, day - wait)))
        now += CureDraws.draw(
          rosters[draw] - now, from: before, to: hazard, correlation: law.correlation, stream)
        path[place * draws + draw] = now
        before = hazard
      }
    }
    return path
  }
}
