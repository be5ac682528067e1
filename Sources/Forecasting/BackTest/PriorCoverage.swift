// Forecasting: campaigns drawn from the general coverage model, for simulation-based calibration.

internal import GSL
internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A campaign of 20 weeks that are seen and 20 that are not.
///
/// In the second half of what is seen units keep of their pace what the model expects, so that there
/// is something to learn it from; what comes follows the model's formula.
struct PriorCoverage {
  static let start = CalendarDate(dayNumber: 20_000)
  /// Days that are seen, and as many that are not.
  static let days = 140
  private static let units = 40
  private static let roster = 10_000

  let series: [UnitSeries]
  /// Signers of each unit at the end.
  let signed: [Int]

  var asOf: CalendarDate { Self.start.advanced(by: Self.days) }
  var end: CalendarDate { Self.start.advanced(by: 2 * Self.days) }

  init(seed: UInt64) {
    let stream = RandomStream(seed: seed)
    let (kept, spread) = (CoverageModel.pacePrior.mean, CoverageModel.spreadPrior.sd)
    let scale = CoverageModel.commonScale
    let half = CoverageModel.commonFreedom / 2
    let base = 0.003 * exp(0.5 * stream.normal())
    let early = (0..<Self.units).map { _ in 0.5 * stream.normal() }
    let late = early.map { kept * $0 + spread * stream.normal() }
    let mean = late.reduce(0, +) / Double(Self.units)
    let tail = (1 / stream.gamma(shape: half, scale: 1 / half)).squareRoot()
    let reach = -expm1(-1 / CoverageModel.scaleAge)
    let common =
      (scale.near * stream.normal() + scale.far * reach.squareRoot() * stream.normal()) * tail
    // The panel's recent hazard is the mean of the units' hazards, not that of their logarithms.
    let recent = base * late.reduce(0) { $0 + exp($1) } / Double(Self.units)
    let turn = Self.days / 2
    let series = early.indices.compactMap { place in
      var last = 0
      let points = stride(from: 0, through: Self.days, by: 7).map { day in
        let hazard =
          base
          * (Double(min(day, turn)) * exp(early[place])
            + Double(max(0, day - turn)) * exp(late[place]))
        last = max(last, Int((Double(Self.roster) * -expm1(-hazard)).rounded()))
        return UnitSeries.Point(date: Self.start.advanced(by: day), signed: last)
      }
      return RegencyCode("11.\(place + 10)").map {
        UnitSeries(regency: $0, level: .staff, required: Self.roster, points: points)
      }
    }
    self.series = series
    signed = series.indices.map { place in
      let last = series[place].points.last?.signed ?? 0
      let pace = kept * (late[place] - mean) + spread * stream.normal()
      let hazard = recent * Double(Self.days) * exp(pace + common)
      return last + stream.binomial(Self.roster - last, -expm1(-hazard))
    }
  }
}
