// Forecasting: which model of counts over time carries a panel, and its draws.

public import Records
internal import Statistics

/// A model of counts over time fitted to some units of a panel.
public struct FittedModel: Sendable {
  /// The fit.
  public enum Fit: Sendable {
    /// The general coverage model.
    case coverage(CoverageFit)
    /// The campaign model.
    case campaign(CampaignFit)
  }

  /// The fit.
  public let fit: Fit
  /// Positions in `FittedPanel.units` of its units, rising.
  public let places: [Int]
  private let asOf: CalendarDate

  /// Name of the model.
  public var name: ForecastModel {
    switch fit {
    case .coverage: .coverage
    case .campaign: .campaign
    }
  }

  /// Fewest units with two counts from which the campaign model learns its pools.
  static let leastCampaignUnits = 10
  /// Draws go no further ahead than ten years; what lies behind stands as on that day.
  static let mostDays = 3_660

  /// Fits the model that suits a panel; nil where too few units have counts that follow each other.
  ///
  /// Where mass signings rule the panel, it is the campaign model, which then also speaks for units of
  /// which nothing was heard; else the general coverage model, for units with a count.
  init?(
    _ panel: PanelSeries, _ units: [PanelUnit], _ book: TallyBook, _ scenario: Scenario
  ) {
    asOf = book.asOf
    let followed = panel.series.count { $0.map { $0.points.count > 1 } ?? false }
    if panel.isCampaign {
      guard followed >= Self.leastCampaignUnits,
        let deadline = scenario.votingDay ?? book.election.votingDay
      else {
        return nil
      }
      let series = units.indices.compactMap { place in
        (panel.series[place] ?? PanelSeries.uncounted(units[place], book, scenario)).map {
          (place, $0)
        }
      }
      places = series.map(\.0)
      fit = .campaign(
        CampaignModel().fit(
          series.map(\.1), asOf: book.asOf, deadline: deadline,
          holidays: book.reference.holidays))
    } else {
      guard followed >= CoverageModel.leastUnits else { return nil }
      places = units.indices.filter { panel.series[$0] != nil }
      guard
        let coverage = CoverageFit(
          CoverageModel(holidays: book.reference.holidays),
          to: places.compactMap { panel.series[$0] }, asOf: book.asOf)
      else { return nil }
      fit = .coverage(coverage)
    }
  }

  /// Joint draws of its units, in the order of `places`.
  ///
  /// - Parameters:
  ///   - dates: Rising, none before the day of the panel.
  ///   - count: Number of draws, `>= 1`.
  ///   - seed: Any value.
  /// - Returns: Signers and rosters.
  public func draws(on dates: [CalendarDate], count: Int, seed: UInt64) -> JointDraws {
    let last = asOf.advanced(by: Self.mostDays)
    let within = dates.map { min($0, last) }
    switch fit {
    case .coverage(let fit): return fit.draws(on: within, count: count, seed: seed)
    case .campaign(let fit):
      let days = Set(within).sorted()
      let joint = fit.draws(on: days, count: count, seed: seed)
      return days == within
        ? joint : joint.reading(dates: within.compactMap { days.firstIndex(of: $0) })
    }
  }
}
