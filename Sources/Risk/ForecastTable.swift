// Risk: where each row will stand on dates up to the election, read off the joint draws.

public import Forecasting
internal import GSL
public import Records
public import Statistics

/// Forecast signers of one row on one date.
public struct ForecastRow: Sendable {
  /// What the row is about.
  public let key: UnitKey
  /// The day that is forecast.
  public let date: CalendarDate
  /// Median roster over the draws, persons; the roster itself where it is known.
  public let required: Int
  /// Mean number of signers, persons.
  public let mean: Double
  /// Quantiles of the number of signers at `HubQuantiles.levels`, whole persons.
  public let signers: QuantileForecast
  /// Quantiles of signed ÷ required at the same levels, `0...1`.
  public let rates: QuantileForecast
  /// Probability that the share of the target has signed by the day.
  public let reachProbability: Double
  /// Data behind the row.
  public let grade: Grade
  /// What carries the draws of its units, in alphabetical order, each once.
  public let models: [String]
  /// Why a model of counts over time does not carry all of its units, in alphabetical order.
  public let reasons: [String]
  /// What the record holds of forecasts like this; nil without a record and for several units.
  public let record: TrackRecord.Group?
  /// Whether the quantiles are widened by the record.
  public let isRecalibrated: Bool
  /// Signers more than without the scenario, persons, with a 90 % range over the draws; nil without
  /// one.
  public let difference: Ranged?
}

/// Forecasts of all rows on some dates.
public struct ForecastTable: Sendable {
  /// The evidence behind it.
  public let book: TallyBook
  /// The share whose probability is given, in (0, 1].
  public let share: Double
  /// Rows by key and date.
  public let rows: [ForecastRow]
  /// Rows with a unit that cannot be drawn, with the reason.
  public let unavailable: [(key: UnitKey, reason: String)]

  /// Reads a forecast.
  ///
  /// - Parameters:
  ///   - book: The evidence.
  ///   - forecast: Joint draws of the same book.
  ///   - grouping: How rows are split.
  ///   - share: The target, in (0, 1].
  ///   - record: Past forecasts; rows of one unit are widened by what they missed.
  ///   - base: The forecast without the scenario, of the same units, dates and seed; nil where
  ///     `forecast` is of no scenario.
  public init(
    book: TallyBook, forecast: Forecast, grouping: Grouping, share: Double,
    record: TrackRecord? = nil, without base: Forecast? = nil
  ) {
    self.book = book
    self.share = share
    unavailable = grouping.unavailableRows(of: forecast).sorted { $0.key < $1.key }.map {
      ($0.key, $0.value)
    }
    let units = grouping.rows(of: forecast).sorted { $0.key < $1.key }
    rows = units.flatMap { key, units in
      let members = units.map { forecast.panel.units[forecast.drawn[$0]] }
      let grade = members.map { Grade($0.tally) }.max() ?? .e
      let models = Set(members.map(\.outcome.carrier)).sorted()
      let reasons = Set(members.compactMap(\.outcome.reason)).sorted()
      return forecast.dates.indices.compactMap { date -> ForecastRow? in
        let sums = (0..<forecast.draws).map { draw in
          units.reduce((signed: 0, required: 0)) { sum, unit in
            (
              sum.signed + forecast.signed(unit, date: date, draw: draw),
              sum.required + forecast.required(unit, draw: draw)
            )
          }
        }
        let target = Target(share: share, date: forecast.dates[date])
        guard let signers = try? SortedSample(sums.map { Double($0.signed) }),
          let rates = try? SortedSample(
            sums.map { $0.required > 0 ? Double($0.signed) / Double($0.required) : 1 })
        else { return nil }
        let drawn = QuantileForecast(draws: signers)
        let widened = Self.widened(
          drawn, members, forecast.panel, on: forecast.dates[date], by: record)
        let quantiles = widened ?? drawn
        let roster = sums.map(\.required).sorted()[sums.count / 2]
        return ForecastRow(
          key: key, date: forecast.dates[date], required: roster,
          mean: Double(sums.reduce(0) { $0 + $1.signed }) / Double(sums.count),
          signers: quantiles,
          rates: widened.map { widened in widened.mapped { $0 / Double(max(roster, 1)) } }
            ?? QuantileForecast(draws: rates),
          reachProbability: widened.map {
            1 - $0.probability(below: Double(target.needed(of: roster)))
          } ?? Double(sums.count { $0.signed >= target.needed(of: $0.required) })
            / Double(sums.count),
          grade: grade, models: models, reasons: reasons,
          record: members.count == 1
            ? record?.group(
              members[0].level, days: book.asOf.days(to: forecast.dates[date])) : nil,
          isRecalibrated: widened != nil,
          difference: base.flatMap { Self.difference(units, date, forecast, $0) })
      }
    }
  }

  /// Signers more in each draw than in the same draw of another forecast.
  private static func difference(
    _ units: [Int], _ date: Int, _ forecast: Forecast, _ base: Forecast
  ) -> Ranged? {
    guard base.drawn == forecast.drawn, base.draws == forecast.draws else { return nil }
    let more = (0..<forecast.draws).map { draw in
      units.reduce(0.0) { sum, unit in
        sum
          + Double(
            forecast.signed(unit, date: date, draw: draw)
              - base.signed(unit, date: date, draw: draw))
      }
    }.sorted()
    return Ranged(
      value: more.reduce(0, +) / Double(more.count), low: Quantile.of(more, 0.05),
      high: Quantile.of(more, 0.95))
  }

  /// The quantiles of one unit with a known roster, widened by the record; nil where the record does
  /// not reach so far.
  private static func widened(
    _ drawn: QuantileForecast, _ members: [PanelUnit], _ panel: FittedPanel,
    on date: CalendarDate, by record: TrackRecord?
  ) -> QuantileForecast? {
    guard let record, members.count == 1, let pair = members[0].tally.exactPair,
      pair.signed < pair.required
    else { return nil }
    return record.recalibration.recalibrated(
      drawn, level: members[0].level, days: panel.asOf.days(to: date), signed: pair.signed,
      required: pair.required)
  }
}

extension QuantileForecast {
  /// Probability of a value below `limit`, read off the straight lines between quantiles; beyond the
  /// outermost it is half of what lies there.
  fileprivate func probability(below limit: Double) -> Double {
    guard let above = values.firstIndex(where: { $0 >= limit }) else {
      return (1 + levels[levels.count - 1]) / 2
    }
    guard above > 0 else { return values[0] > limit ? 0 : levels[0] / 2 }
    let (low, high) = (values[above - 1], values[above])
    let share = high > low ? (limit - low) / (high - low) : 1
    return levels[above - 1] + share * (levels[above] - levels[above - 1])
  }
}
