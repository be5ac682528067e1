// Forecasting: members of the ensemble beside the toolkit's own model, and their median.

internal import GSL
internal import Records

/// The median of several forecasts of one number, level by level.
///
/// - SeeAlso: Sherratt et al. (2023), eLife 12:e81916: over many rounds of a forecast hub the median
///   of members beat their mean and most weighted combinations.
public enum MedianEnsemble {
  /// The median of the members' quantiles at each level; the mean of the middle two of an even
  /// number.
  ///
  /// - Parameter members: Forecasts with the same levels, at least one.
  /// - Returns: The ensemble; its quantiles rise because those of every member do.
  public static func of(_ members: [QuantileForecast]) -> QuantileForecast {
    precondition(
      !members.isEmpty && members.allSatisfy { $0.levels == members[0].levels },
      "members have the same levels")
    return QuantileForecast(
      levels: members[0].levels,
      values: members[0].levels.indices.map { place in
        members.map { $0.values[place] }.median ?? 0
      })
  }
}

/// Curves with never-signers for all units of a panel, as members.
struct CurveMembers {
  /// Quantiles of the signers by member, unit and date.
  private let panels: [(forecaster: Forecaster, panel: CurvePanel)]
  private let dates: [CalendarDate]

  static let models: [(Forecaster, CureModel)] = [
    (.curveLogLogistic, CureModel(.logLogistic, .mixture)),
    (.curveWeibull, CureModel(.weibull, .promotionTime)),
  ]
  private static let draws = 400

  /// Fits the members; `dates` rise strictly.
  init(_ units: [UnitSeries], asOf: CalendarDate, dates: [CalendarDate], seed: UInt64) {
    self.dates = dates
    panels = Self.models.map { forecaster, model in
      (
        forecaster,
        CurvePanel(
          units, asOf: asOf, dates: dates, draws: Self.draws, seed: seed,
          CurvePanel.Configuration(model: model, origin: .firstReport))
      )
    }
  }

  /// Forecasts of one unit's rate on one of the dates.
  func rates(
    unit: Int, on date: CalendarDate
  ) -> [(forecaster: Forecaster, forecast: QuantileForecast)] {
    guard let place = dates.firstIndex(of: date) else { return [] }
    return panels.compactMap { forecaster, panel in
      let draws = panel.draws
      let sample = try? SortedSample(
        (0..<draws.draws).map { draw in
          Double(draws.signed(unit, date: place, draw: draw))
            / Double(max(draws.required(unit, draw: draw), 1))
        })
      return sample.map { (forecaster, QuantileForecast(draws: $0)) }
    }
  }
}
