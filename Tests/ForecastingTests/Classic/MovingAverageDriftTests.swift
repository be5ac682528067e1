// Tests of Forecasting: changes with a drift and a memory of one step.

import Forecasting
import GSL
import TestSupport
import Testing

@Suite("Moving average with drift")
struct MovingAverageDriftTests {
  @Test(
    "parameters, likelihood and forecasts by R's Arima", arguments: try ClassicRow.rows("arima"))
  func reference(row: ClassicRow) throws {
    let fit = try #require(MovingAverageDrift(row.values))
    let (likelihood, theirs) = (try #require(fit.logLikelihood), try #require(row.logLikelihood))
    let gain = likelihood - theirs
    // R starts the level with a variance of a million times that of the errors, not infinite.
    #expect(gain > -1e-3 && gain < 0.1)
    #expect(try abs(fit.theta - #require(row.theta)) < 2e-3)
    #expect(
      try Tolerance.searchOfR.accepts(fit.variance, #require(row.variance)))
    let deviations = try #require(row.deviations)
    let forecast = fit.forecast(steps: row.means.count)
    for step in row.means.indices {
      let error = (forecast.means[step] - row.means[step]) / row.spread
      #expect(Tolerance.meanOfArima.accepts(error, 0), "\(error)")
      #expect(
        Tolerance.searchOfR.accepts(
          forecast.standardDeviations[step], deviations[step]))
    }
  }

  @Test("laws: units, a line is continued exactly, odd series")
  func laws() throws {
    for row in try ClassicRow.rows("arima") {
      let fit = try #require(MovingAverageDrift(row.values))
      let moved = try #require(MovingAverageDrift(row.values.map { 40 * $0 - 3 }))
      #expect(abs(moved.theta - fit.theta) < 1e-5)
      #expect(abs(moved.drift - 40 * fit.drift) < 1e-4 * row.spread)
    }
    let line = try #require(MovingAverageDrift((0..<9).map { 1 + 3 * Double($0) }))
    #expect(line.logLikelihood == nil && line.variance < 1e-20)
    #expect(abs(line.forecast(steps: 2).means[1] - 31) < 1e-9)
    let flat = try #require(MovingAverageDrift([4, 4, 4, 4, 4]))
    #expect(flat.forecast(steps: 1).means == [4] && flat.drift == 0)
    #expect(MovingAverageDrift([1, 2, 3, 4]) == nil)
    #expect(MovingAverageDrift([0, 1e300, -1e300, 0, 1e300]) == nil)
    let jump = try #require(MovingAverageDrift([0, 0, 0, 0, 0, 0, 1_000_000]))
    #expect(jump.forecast(steps: 300).standardDeviations.allSatisfy { $0.isFinite })
  }

  @Test("the parameters of simulated series are found again")
  func simulated() throws {
    let stream = RandomStream(seed: 18)
    let found = (0..<50).compactMap { _ -> MovingAverageDrift? in
      var (value, before) = (0.0, stream.normal())
      return MovingAverageDrift(
        (0..<200).map { _ in
          let error = stream.normal()
          value += 0.5 + error - 0.4 * before
          before = error
          return value
        })
    }
    #expect(found.count == 50)
    // Beside chance there is the bias of maximum likelihood, of the order 1/n.
    let (theta, variance) = (SampleMean(found.map(\.theta)), SampleMean(found.map(\.variance)))
    #expect(abs(theta.mean + 0.4) < 0.02 + monteCarloStandardErrors * theta.standardError)
    #expect(SampleMean(found.map(\.drift)).agrees(with: 0.5))
    #expect(abs(variance.mean - 1) < 0.02 + monteCarloStandardErrors * variance.standardError)
  }
}
