// Tests of Forecasting: factors that widen forecasts of counts.

import Forecasting
import GSL
import Records
import TestSupport
import Testing

@Suite("Recalibration")
struct RecalibrationTests {
  static let levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]

  /// Quantiles of a binomial-like forecast whose spread is `width` times that of the law that the
  /// observations are from.
  static func forecast(_ trials: Int, _ signed: Int, width: Double) -> QuantileForecast {
    let mean = Double(signed) + 0.6 * Double(trials - signed)
    let deviation = width * (0.1 * Double(trials - signed))
    return QuantileForecast(
      levels: levels,
      values: levels.map { level in
        let value = mean + deviation * NormalDistribution.standard.quantile(level)
        return min(max(value.rounded(), Double(signed)), Double(trials))
      })
  }

  static func observed(_ trials: Int, _ signed: Int, _ stream: RandomStream) -> Int {
    let mean = Double(signed) + 0.6 * Double(trials - signed)
    let value = mean + 0.1 * Double(trials - signed) * stream.normal()
    return min(max(Int(value.rounded()), signed), trials)
  }

  static func cases(
    _ count: Int, origins: Int, width: Double, days: Int = 30, seed: UInt64
  ) -> [RecalibrationCase] {
    let stream = RandomStream(seed: seed)
    return (0..<(count * origins)).map { place in
      let trials = 20 + stream.uniformInt(below: 400)
      let signed = stream.uniformInt(below: trials / 2)
      return RecalibrationCase(
        level: .staff, origin: CalendarDate(dayNumber: 19_000 + 28 * (place % origins)),
        days: days, signed: signed, required: trials,
        forecast: forecast(trials, signed, width: width),
        observed: observed(trials, signed, stream))
    }
  }

  @Test("forecasts that were too narrow by half come to cover what they promise")
  func widens() throws {
    let past = Self.cases(500, origins: 3, width: 0.5, seed: 1)
    let recalibration = Recalibration(past)
    let group = try #require(recalibration.group(.staff, days: 40))
    #expect(group.cases == 1_500 && group.origins == 3)
    let later = Self.cases(1_000, origins: 1, width: 0.5, seed: 2)
    for coverage in [0.5, 0.8, 0.95] {
      var (before, after) = (0, 0)
      for one in later {
        let y = Double(one.observed)
        let wider = try #require(
          recalibration.recalibrated(
            one.forecast, level: .staff, days: 30, signed: one.signed, required: one.required))
        before += one.forecast.interval(coverage)?.contains(y) == true ? 1 : 0
        after += wider.interval(coverage)?.contains(y) == true ? 1 : 0
      }
      // Whole persons round outwards, so somewhat more than promised may be covered, never less.
      let error = (coverage * (1 - coverage) * (1.0 / 1_000 + 1.0 / 1_500)).squareRoot()
      let share = Double(after) / 1_000
      #expect(Double(before) / 1_000 < coverage - 0.1)
      #expect(share > coverage - monteCarloStandardErrors * error, "\(share) of \(coverage)")
      #expect(share < coverage + 0.06, "\(share) of \(coverage)")
    }
  }

  @Test("wide forecasts are narrowed only where each of enough origins shows it")
  func narrows() throws {
    func factor(_ origins: Int, _ needed: Int?) throws -> Recalibration.Factor {
      let past = Self.cases(400, origins: origins, width: 2, seed: 3)
      return try #require(
        Recalibration(past, narrowingOrigins: needed).group(.staff, days: 1 + 28)
      ).factors[5]
    }
    #expect(try factor(2, 3) == .multiply(1))
    #expect(try factor(3, nil) == .multiply(1))
    guard case .multiply(let f) = try factor(3, 3) else { throw Unexpected() }
    #expect(f > 0.4 && f < 0.75, "\(f)")
    // One origin of three that was too narrow forbids it.
    let mixed =
      Self.cases(400, origins: 2, width: 2, seed: 4)
      + Self.cases(400, origins: 3, width: 0.8, seed: 5).filter {
        $0.origin.dayNumber == 19_000 + 56
      }
    let group = try #require(Recalibration(mixed).group(.staff, days: 30))
    #expect(group.origins == 3)
    for case .multiply(let f) in group.factors { #expect(f >= 1) }
  }

  struct Unexpected: Error {}

  @Test("by hand: one miss of 2.088 widths, on the logit with half persons, rounded outwards")
  func arithmetic() throws {
    let levels = [0.1, 0.5, 0.9]
    let past = (0..<9).map { place in
      RecalibrationCase(
        level: .camat, origin: CalendarDate(dayNumber: 19_000), days: 7, signed: 10, required: 100,
        forecast: QuantileForecast(levels: levels, values: [40, 50, 60]),
        observed: place == 0 ? 70 : 55)
    }
    let recalibration = Recalibration(past)
    let group = try #require(recalibration.group(.camat, days: 1))
    // ln(70.5/30.5) / ln(60.5/40.5), rank 9 of 9.
    guard case .multiply(let factor) = group.factors[2] else { throw Unexpected() }
    #expect(abs(factor - 2.087713964) < 1e-9, "\(factor)")
    #expect(group.factors[0] == .multiply(1))
    func high(_ values: [Double], signed: Int, required: Int) throws -> [Double] {
      try #require(
        recalibration.recalibrated(
          QuantileForecast(levels: levels, values: values), level: .camat, days: 7,
          signed: signed, required: required)
      ).values
    }
    #expect(try high([40, 50, 60], signed: 10, required: 100) == [40, 50, 70])
    // Logit 2.0877 × ln(45.5/35.5) of 80: 50.26 persons.
    #expect(try high([38, 40, 45], signed: 10, required: 80) == [38, 40, 51])
    // A side without width has half a person: 2.0877 × ln(41/40) of 80: 41.04 persons.
    #expect(try high([40, 40, 40], signed: 10, required: 80) == [40, 40, 42])
    #expect(try high([5, 79, 80], signed: 10, required: 80) == [10, 79, 80])
  }

  @Test("few cases bound nothing: the full range; no case so far out: no forecast")
  func few() throws {
    let past = Self.cases(3, origins: 3, width: 1, seed: 6)
    let recalibration = Recalibration(past)
    let group = try #require(recalibration.group(.staff, days: 30))
    #expect(group.factors[0] == .fullRange && group.factors[6] == .fullRange)
    #expect(group.factors[3] == .multiply(1) && group.factors[4] != .fullRange)
    let forecast = Self.forecast(100, 20, width: 1)
    let wide = try #require(
      recalibration.recalibrated(forecast, level: .staff, days: 30, signed: 20, required: 100))
    #expect(wide.values[0] == 20 && wide.values[6] == 100 && wide.median == forecast.median)
    for (level, days) in [(Level.camat, 30), (.staff, 10), (.staff, 60)] {
      #expect(
        recalibration.recalibrated(forecast, level: level, days: days, signed: 20, required: 100)
          == nil)
    }
  }

  @Test("laws: inside the possible range, whole persons, nested, the median stays, odd units")
  func laws() throws {
    for width in [0.3, 1, 2.5] {
      let recalibration = Recalibration(Self.cases(200, origins: 3, width: width, seed: 7))
      for (required, signed) in [
        (0, 0), (1, 0), (1, 1), (53, 53), (53, 0), (300, 299), (1_000_000, 12),
      ] {
        let forecast = Self.forecast(required, signed, width: width)
        let found = try #require(
          recalibration.recalibrated(
            forecast, level: .staff, days: 30, signed: signed, required: required))
        #expect(found.median == forecast.median)
        for (before, after) in zip(forecast.values, found.values) {
          #expect(after.isFinite && after == after.rounded())
          #expect(after >= Double(signed) && after <= Double(required))
          if width < 1 {
            #expect(abs(after - found.values[3]) >= abs(before - forecast.values[3]))
          }
        }
      }
    }
  }

  @Test("units that were complete prove nothing; horizons fall into their buckets")
  func buckets() {
    let exact = RecalibrationCase(
      level: .staff, origin: CalendarDate(dayNumber: 19_000), days: 7, signed: 9, required: 9,
      forecast: QuantileForecast(levels: Self.levels, values: [9, 9, 9, 9, 9, 9, 9]), observed: 9)
    #expect(Recalibration([exact]).groups.isEmpty)
    let buckets = HorizonBuckets.quarters
    #expect([0, 28, 29, 56, 91, 92, 999].map(buckets.bucket) == [0, 0, 1, 1, 2, 3, 3])
    #expect(HorizonBuckets(bounds: []).count == 1)
  }
}
