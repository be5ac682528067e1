// Risk: forecast rates of whole rows by date, read off the same joint draws as the risk.

public import Forecasting
public import Records
public import Statistics

/// Forecast rates of one row on several dates.
public struct ForecastSeries: Sendable {
  /// Quantile levels of `Point.quantiles`.
  public static let levels = [0.025, 0.1, 0.5, 0.9, 0.975]

  /// One date.
  public struct Point: Sendable {
    /// The day.
    public let date: CalendarDate
    /// Rates at `levels`, `0...1`.
    public let quantiles: [Double]
  }

  /// What the forecast is about.
  public let key: UnitKey
  /// Points in order of date.
  public let points: [Point]

  /// Forecasts of all rows whose every unit has draws, in order of their key.
  ///
  /// - Parameters:
  ///   - forecast: Joint draws.
  ///   - grouping: How rows are split.
  /// - Returns: One series for each row.
  public static func all(_ forecast: Forecast, by grouping: Grouping) -> [ForecastSeries] {
    grouping.rows(of: forecast).sorted { $0.key < $1.key }.map { key, units in
      ForecastSeries(
        key: key,
        points: forecast.dates.indices.map { date in
          var rates: [Double] = []
          for draw in 0..<forecast.draws {
            var signed = 0
            var required = 0
            for unit in units {
              signed += forecast.signed(unit, date: date, draw: draw)
              required += forecast.required(unit, draw: draw)
            }
            if required > 0 { rates.append(Double(signed) / Double(required)) }
          }
          rates.sort()
          return Point(
            date: forecast.dates[date],
            quantiles: rates.isEmpty ? [] : levels.map { Quantile.of(rates, $0) })
        }.filter { !$0.quantiles.isEmpty })
    }
  }
}

extension Grouping {
  /// Positions of the drawn units of each row whose every unit has draws: a row without some of its
  /// units would speak of other officials than its name says.
  func rows(of forecast: Forecast) -> [UnitKey: [Int]] {
    let incomplete = Set(unavailableRows(of: forecast).keys)
    var rows: [UnitKey: [Int]] = [:]
    for (position, index) in forecast.drawn.enumerated() {
      let key = row(of: forecast.panel.units[index], in: forecast.panel.reference)
      if !incomplete.contains(key) { rows[key, default: []].append(position) }
    }
    return rows
  }

  /// Rows with a unit that has no draws, with the reason.
  func unavailableRows(of forecast: Forecast) -> [UnitKey: String] {
    var rows: [UnitKey: String] = [:]
    for unit in forecast.panel.units {
      guard case .unavailable(let reason) = unit.outcome else { continue }
      let key = row(of: unit, in: forecast.panel.reference)
      if rows[key] == nil { rows[key] = "\(unit.level.rawValue): \(reason)" }
    }
    return rows
  }

  /// The row that a unit belongs to.
  private func row(of unit: PanelUnit, in reference: ReferenceTables) -> UnitKey {
    Grouping(area: area, byLevel: byLevel).key(unit.regency, unit.level, in: reference)
  }
}
