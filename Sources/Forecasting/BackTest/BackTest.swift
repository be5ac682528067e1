// Forecasting: how good the forecasts were. At days of the past the model is fitted anew to what had
// been recorded by then, and its draws are compared with what came.

internal import GSL
public import Records
public import Statistics

/// Forecasts of the past beside what came.
public struct BackTest: Sendable {
  /// What is tested.
  public struct Specification: Hashable, Sendable {
    /// The model; every day of the past has the same seed.
    public var model = PredictiveModel()
    /// When forecasts are made.
    public var origins: [BackTestOrigin] = [.share(0.3), .share(0.5), .share(0.7)]
    /// The share whose probability to be reached is scored, in (0, 1].
    public var share = 0.95
    /// Whether curves and the median of all members are scored, too; they take most of the time.
    public var hasMembers = false

    /// The default: after 30, 50 and 70 % of each unit's clock.
    public init() {}
  }

  /// What was tested.
  public let specification: Specification
  /// Cases by origin, unit and forecaster.
  public let cases: [BackTestCase]
  /// Units without a case, with the reason.
  public let left: [(regency: RegencyCode, level: Level, reason: String)]

  /// Runs a back-test.
  ///
  /// The truth of a unit is the last exact count on or before voting day that is known on `asOf`,
  /// as it was published. A forecast sees what was recorded by its own day, of all units.
  ///
  /// - Parameters:
  ///   - specification: What is tested.
  ///   - evidence: Everything that was read.
  ///   - reference: Reference tables.
  ///   - election: The election.
  ///   - asOf: The day up to which records tell what came.
  ///   - scope: Levels in scope.
  ///   - progress: Told the days that are done and that there are.
  /// - Complexity: One fit for each day on which a forecast is made.
  public init(
    _ specification: Specification = Specification(), evidence: Evidence,
    reference: ReferenceTables, election: Election, asOf: CalendarDate, scope: Scope,
    progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) {
    self.specification = specification
    let book = TallyBook(
      evidence: evidence, reference: reference, election: election, asOf: asOf, scope: scope)
    let (truths, left) = Self.truths(book)
    self.left = left
    var days: [CalendarDate: [Planned]] = [:]
    for (place, truth) in truths.enumerated() {
      for origin in specification.origins {
        let day = truth.day(of: origin)
        guard day < truth.target else { continue }
        days[day, default: []].append(Planned(origin: origin, truth: place))
      }
    }
    var cases: [BackTestCase] = []
    for (done, (day, planned)) in days.sorted(by: { $0.key < $1.key }).enumerated() {
      progress(done, days.count)
      let then = TallyBook(
        evidence: evidence, reference: reference, election: election, asOf: day, scope: scope)
      cases += specification.cases(planned, truths, then)
    }
    progress(days.count, days.count)
    self.cases = cases.sorted { left, right in
      if left.origin != right.origin { return left.origin < right.origin }
      if left.regency != right.regency { return left.regency < right.regency }
      if left.level != right.level { return left.level < right.level }
      return left.forecaster.order < right.forecaster.order
    }
  }

  private static func truths(
    _ book: TallyBook
  ) -> (truths: [Truth], left: [(regency: RegencyCode, level: Level, reason: String)]) {
    var truths: [Truth] = []
    var left: [(regency: RegencyCode, level: Level, reason: String)] = []
    for regency in book.regencies {
      for tally in book.tallies(of: regency) {
        guard let level = tally.level else { continue }
        let counts = book.datedCounts(of: regency, level: level).filter { count in
          book.election.votingDay.map { count.date <= $0 } ?? true
        }
        guard let start = counts.first(where: { $0.signed > 0 }), let end = counts.last,
          start.date < end.date,
          let pair = book.exactPair(of: regency, level: level, on: end.date), pair.required > 0
        else {
          left.append((regency, level, "fewer than two counts with a signer and a roster"))
          continue
        }
        truths.append(
          Truth(
            regency: regency, level: level, start: start.date, target: end.date,
            observed: Double(pair.signed) / Double(pair.required)))
      }
    }
    return (truths, left)
  }
}

/// What came of one unit.
private struct Truth {
  let regency: RegencyCode
  let level: Level
  let start: CalendarDate
  let target: CalendarDate
  let observed: Double

  func day(of origin: BackTestOrigin) -> CalendarDate {
    switch origin {
    case .day(let day): day
    case .share(let share): start.advanced(by: Int(share * Double(start.days(to: target)) + 1e-9))
    }
  }
}

private struct Planned {
  let origin: BackTestOrigin
  let truth: Int
}

extension BackTest.Specification {
  /// Draws that baselines without draws of their own are made of: pairs of mirrored paths.
  private static let baselinePairs = 1_000

  fileprivate func cases(
    _ planned: [Planned], _ truths: [Truth], _ book: TallyBook
  ) -> [BackTestCase] {
    let panel = FittedPanel(model, to: book)
    let targets = Set(planned.map { truths[$0.truth].target }).sorted()
    let forecast = Forecast(panel, on: targets)
    struct Key: Hashable {
      let regency: RegencyCode
      let level: Level
    }
    let known = panel.series.indices.filter { panel.series[$0] != nil }
    let places = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, $0) })
    let curves =
      hasMembers
      ? CurveMembers(
        known.compactMap { panel.series[$0] }, asOf: book.asOf, dates: targets, seed: model.seed)
      : nil
    var rows: [Key: Int] = [:]
    for (row, index) in forecast.drawn.enumerated() {
      rows[Key(regency: panel.units[index].regency, level: panel.units[index].level)] = row
    }
    return planned.flatMap { plan -> [BackTestCase] in
      let truth = truths[plan.truth]
      guard let row = rows[Key(regency: truth.regency, level: truth.level)],
        let series = panel.series[forecast.drawn[row]], let last = series.points.last,
        let date = targets.firstIndex(of: truth.target),
        let rates = try? SortedSample(
          (0..<forecast.draws).map { draw in
            Double(forecast.signed(row, date: date, draw: draw))
              / Double(max(forecast.required(row, draw: draw), 1))
          })
      else { return [] }
      let task = BackTestTask(
        unit: panel.units[forecast.drawn[row]], origin: plan.origin, asOf: book.asOf,
        target: truth.target, required: series.required, signed: last.signed,
        observed: truth.observed, share: share)
      let seed = RandomStream.derivedSeed(
        model.seed, "\(truth.regency) \(truth.level.rawValue) back-test")
      var cases = [task.scored(rates, seed: seed)] + baselines(task, series, seed: seed)
      if let curves, let place = places[forecast.drawn[row]] {
        cases += curves.rates(unit: place, on: truth.target).map { task.scored($0, $1) }
        let members = cases.filter { $0.forecaster != .lastValue }.map(\.forecast)
        cases.append(task.scored(.medianEnsemble, MedianEnsemble.of(members)))
      }
      return cases
    }
  }

  private func baselines(
    _ task: BackTestTask, _ series: UnitSeries, seed: UInt64
  ) -> [BackTestCase] {
    let roster = Double(series.required)
    var cases = [
      task.scored(
        .lastValue,
        QuantileForecast(
          levels: HubQuantiles.levels, values: HubQuantiles.levels.map { _ in task.last }))
    ]
    let ahead = max(1, series.points[series.points.count - 1].date.days(to: task.target))
    // Steps of a week, of a day where that would leave fewer than three of them behind.
    let behind = series.points[0].date.days(to: series.points[series.points.count - 1].date)
    let step = behind >= 21 ? 7 : 1
    if let regular = RegularSeries(series, stepDays: step) {
      cases.append(
        task.scored(
          .hubBaseline,
          HubBaseline(regular.values.map { $0 / roster }).quantiles(
            steps: (ahead + step / 2) / step, levels: HubQuantiles.levels,
            pairs: Self.baselinePairs, within: task.last...max(1, task.last), seed: seed)))
    }
    for (forecaster, scale) in [(Forecaster.drift, UnitDrift.Scale.share), (.driftLogit, .logit)] {
      guard let drift = UnitDrift(series, scale: scale) else { continue }
      cases.append(task.scored(forecaster, drift.quantiles(days: ahead).mapped { $0 / roster }))
    }
    return cases
  }
}
