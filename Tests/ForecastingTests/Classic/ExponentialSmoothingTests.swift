// Tests of Forecasting: exponential smoothing and the theta method.

import Forecasting
import GSL
import TestSupport
import Testing

@Suite("Exponential smoothing")
struct ExponentialSmoothingTests {
  @Test(
    "with the parameters of R: its likelihood, variance, means and deviations",
    arguments: try ClassicRow.rows("simple", "trend", "damped"))
  func formulas(row: ClassicRow) throws {
    let form = try #require(row.form)
    let (alpha, beta) = (try #require(row.alpha), try #require(row.beta))
    let (phi, level) = (try #require(row.phi), try #require(row.level))
    let trend = try #require(row.trend)
    let fit = try #require(
      ExponentialSmoothing(
        row.values, form: form, alpha: alpha, beta: beta, phi: phi, firstLevel: level,
        firstTrend: trend))
    let (likelihood, truth) = (try #require(fit.logLikelihood), try #require(row.logLikelihood))
    #expect(Tolerance.sameRecursion.accepts(likelihood, truth))
    #expect(try Tolerance.sameRecursion.accepts(fit.variance, #require(row.variance)))
    let deviations = try #require(row.deviations)
    let forecast = fit.forecast(steps: row.means.count)
    for step in row.means.indices {
      #expect(Tolerance.sameRecursion.accepts(forecast.means[step], row.means[step]))
      #expect(
        Tolerance.sameRecursion.accepts(forecast.standardDeviations[step], deviations[step]))
    }
  }

  @Test(
    "the likelihood and the means are those of a global search by SciPy",
    arguments: try ReferenceFile.load("forecasting-smoothing", as: ClassicRow.self))
  func optimum(row: ClassicRow) throws {
    let form = try #require(row.form)
    let fit = try #require(ExponentialSmoothing(row.values, form: form))
    let (likelihood, truth) = (try #require(fit.logLikelihood), try #require(row.logLikelihood))
    #expect(Tolerance.bestLikelihood.accepts(likelihood, truth), "\(likelihood) is not \(truth)")
    for (mean, truth) in zip(fit.forecast(steps: 6).means, row.means) {
      let error = (mean - truth) / row.spread
      #expect(Tolerance.bestMean.accepts(error, 0), "\(mean) is not \(truth)")
    }
    #expect((1e-4...0.9999).contains(fit.alpha))
    #expect(form == .simple || (fit.beta >= 1e-4 && fit.beta <= fit.alpha))
    #expect(form != .damped || (0.8...0.98).contains(fit.phi))
  }

  @Test(
    "the likelihood is nowhere below that of R; where it is the same, so are the means",
    arguments: try ClassicRow.rows("simple", "trend", "damped"))
  func fits(row: ClassicRow) throws {
    let form = try #require(row.form)
    let fit = try #require(ExponentialSmoothing(row.values, form: form))
    let (likelihood, theirs) = (try #require(fit.logLikelihood), try #require(row.logLikelihood))
    // R searches for the first states too, and often stops before they are best.
    let gain = likelihood - theirs
    #expect(gain >= -1e-6)
    if gain < 1e-3 {
      for (mean, truth) in zip(fit.forecast(steps: 6).means, row.means) {
        #expect(Tolerance.meanOfR.accepts((mean - truth) / row.spread, 0))
      }
    }
    #expect(form != .simple || gain < 0.01, "\(gain)")
  }

  @Test("no other parameters within the bounds are better")
  func top() throws {
    var generator = SeededGenerator(state: 91)
    for row in try ClassicRow.rows("simple", "trend", "damped") {
      let form = try #require(row.form)
      let fit = try #require(ExponentialSmoothing(row.values, form: form))
      let best = try #require(fit.logLikelihood)
      for round in 0..<100 {
        let size = round.isMultiple(of: 2) ? 0.3 : 0.003
        func near(_ value: Double, _ range: ClosedRange<Double>) -> Double {
          let moved = value + size * Double.random(in: -1...1, using: &generator)
          return min(max(moved, range.lowerBound), range.upperBound)
        }
        let alpha = near(fit.alpha, 1e-4...0.9999)
        let other = try #require(
          ExponentialSmoothing(
            row.values, form: form, alpha: alpha, beta: near(fit.beta, 1e-4...alpha),
            phi: near(fit.phi, 0.8...0.98),
            firstLevel: fit.firstLevel + size * row.spread
              * Double.random(in: -1...1, using: &generator),
            firstTrend: fit.firstTrend + 0.1 * size * row.spread
              * Double.random(in: -1...1, using: &generator)))
        let reached = try #require(other.logLikelihood)
        #expect(reached <= best + 1e-5, "\(row)")
      }
    }
  }

  @Test("laws: units of the values, a constant and a line are continued exactly, odd series")
  func laws() throws {
    for row in try ClassicRow.rows("trend") {
      for form in ExponentialSmoothing.Form.allCases {
        let fit = try #require(ExponentialSmoothing(row.values, form: form))
        let moved = try #require(
          ExponentialSmoothing(row.values.map { 1_000 * $0 - 77 }, form: form))
        let (one, other) = (fit.forecast(steps: 4), moved.forecast(steps: 4))
        for step in 0..<4 {
          let error = abs(other.means[step] - (1_000 * one.means[step] - 77)) / row.spread
          #expect(Tolerance.bestMean.accepts(error, 0), "\(row) \(form) \(error)")
        }
      }
    }
    let flat = try #require(ExponentialSmoothing([7, 7, 7, 7, 7, 7, 7], form: .damped))
    #expect(flat.forecast(steps: 3).means.allSatisfy { abs($0 - 7) < 1e-9 })
    #expect(flat.variance < 1e-20)
    let line = try #require(
      ExponentialSmoothing((0..<12).map { 3 + 2 * Double($0) }, form: .trend))
    for (step, mean) in line.forecast(steps: 5).means.enumerated() {
      #expect(abs(mean - (3 + 2 * Double(12 + step))) < 1e-8)
    }
    for form in ExponentialSmoothing.Form.allCases {
      #expect(ExponentialSmoothing([1, 2, 3], form: form) == nil)
      #expect(ExponentialSmoothing([0, 1e200, 0, 3, 1e200, 0, 9, 9], form: form) == nil)
      let jump = ExponentialSmoothing([0, 0, 0, 0, 0, 0, 0, 1_000_000], form: form)
      #expect(try #require(jump).forecast(steps: 400).means.allSatisfy { $0.isFinite })
    }
  }

  @Test("80 % intervals cover 80 % where the model is true")
  func coverage() throws {
    let stream = RandomStream(seed: 17)
    let covered = SampleMean(count: 300) {
      var level = 50.0
      let values = (0..<61).map { _ -> Double in
        let error = stream.normal()
        defer { level += 0.4 * error }
        return level + error
      }
      guard let fit = ExponentialSmoothing(Array(values.dropLast()), form: .simple) else {
        return 0
      }
      return fit.forecast(steps: 1).interval(step: 1, coverage: 0.8).contains(values[60]) ? 1 : 0
    }
    // Estimated weights cost up to two points with 60 values.
    #expect(covered.mean > 0.78 - monteCarloStandardErrors * covered.standardError)
    #expect(covered.mean < 0.80 + monteCarloStandardErrors * covered.standardError)
  }
}

@Suite("Theta method")
struct ThetaForecastTests {
  @Test("means and deviations by R's thetaf", arguments: try ClassicRow.rows("theta"))
  func reference(row: ClassicRow) throws {
    let theta = try #require(ThetaForecast(row.values))
    let deviations = try #require(row.deviations)
    let forecast = theta.forecast(steps: row.means.count)
    for step in row.means.indices {
      let error = (forecast.means[step] - row.means[step]) / row.spread
      #expect(Tolerance.meanOfR.accepts(error, 0), "\(error)")
      #expect(
        Tolerance.searchOfR.accepts(
          forecast.standardDeviations[step], deviations[step]))
    }
  }

  @Test("a line goes on with half its slope; too few values have no forecast")
  func line() throws {
    let values = (0..<30).map { 5 + 4 * Double($0) }
    let theta = try #require(ThetaForecast(values))
    #expect(abs(theta.drift - 2) < 1e-10)
    let means = theta.forecast(steps: 3).means
    #expect(abs(means[2] - means[1] - 2) < 1e-9)
    #expect(ThetaForecast([1, 2, 3]) == nil)
  }
}
