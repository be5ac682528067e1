// Tests of Forecasting: draws of curves and of signers: laws, and calibration by simulation.

import GSL
import TestSupport
import Testing

@testable import Forecasting

@Suite("Draws of curves")
struct CureDrawsTests {
  static let required = 120

  static func forecast(
    _ times: SigningTimes, _ model: CureModel, count: Int = 400, correlation: Double = 0,
    at later: [Double]
  ) throws -> [Int] {
    let fit = try CureFit(times, model)
    let draws = CureDraws(fit, times, count: count, seed: 3)
    return draws.signers(
      at: later, from: times.end, signed: Int(times.signed),
      required: Array(repeating: Int(times.total), count: count), correlation: correlation, seed: 4)
  }

  @Test("paths rise within signed...required", arguments: CureLikelihoodTests.models)
  func monotone(model: CureModel) throws {
    for (number, correlation) in [(2, 0.0), (33, 0.02), (64, 0.9), (95, 0)] {
      let times = SimulatedSigners(number: number, days: 40).times(days: 40)
      let later = [40.0, 41, 60, 90, 400, 5000]
      let values = try Self.forecast(times, model, correlation: correlation, at: later)
      for draw in 0..<400 {
        var before = Int(times.signed)
        for place in later.indices {
          let value = values[place * 400 + draw]
          #expect(value >= before && value <= Int(times.total))
          if place == 0 { #expect(value == before) }
          before = value
        }
      }
    }
  }

  @Test("odd campaigns have draws; when everybody has signed the answer is certain")
  func odd() throws {
    for times in CureFitTests.odd {
      for model in [
        CureModel(.weibull), CureModel(.logistic), CureModel(.gompertz, .promotionTime),
      ] {
        let values = try Self.forecast(times, model, correlation: 0.01, at: [times.end + 30])
        #expect(values.allSatisfy { $0 >= Int(times.signed) && $0 <= Int(times.total) })
        if times.unsigned == 0 { #expect(values.allSatisfy { $0 == Int(times.total) }) }
      }
    }
  }

  @Test("the same seed gives the same draws, and the weights are worth a third of the draws")
  func seeds() throws {
    let times = SimulatedSigners(number: 9, days: 60).times(days: 60)
    let fit = try CureFit(times, CureModel(.logLogistic))
    let one = CureDraws(fit, times, count: 100, seed: 1)
    let same = CureDraws(fit, times, count: 100, seed: 1)
    let other = CureDraws(fit, times, count: 100, seed: 2)
    #expect(one.points == same.points && one.points != other.points)
    #expect(one.effectiveCount > 500.0 / 3, "\(one.effectiveCount)")
    #expect(one.count == 100 && one.curve(3).parameters[0] == one.points[3][0])
  }

  @Test("with a plateau and many officials the draws have the fit's mean and errors")
  func normalLimit() throws {
    let times = SimulatedSigners(number: 62, days: 150).times(days: 150)
    #expect(times.total > 1000)
    let fit = try CureFit(times, CureModel(.logLogistic))
    let draws = CureDraws(fit, times, count: 4000, seed: 8)
    for place in 0..<3 {
      let values = draws.points.map { $0[place] }
      let mean = values.reduce(0, +) / 4000
      let error = fit.standardErrors[place]
      #expect(abs(mean - fit.curve.parameters[place]) < 0.3 * error)
      #expect(abs(draws.variances[place].squareRoot() / error - 1) < 0.25)
    }
    let ends = draws.everSignInterval(confidence: 0.95)
    let wald = fit.everSignInterval(confidence: 0.95)
    #expect(abs(ends.low - wald.low) < 0.01 && abs(ends.high - wald.high) < 0.01)
  }

  @Test("dates in between change nothing, with and without correlation", arguments: [0, 0.05])
  func between(correlation: Double) throws {
    let times = SimulatedSigners(number: 12, days: 30).times(days: 30)
    let model = CureModel(.weibull)
    let direct = try Self.forecast(times, model, count: 4000, correlation: correlation, at: [80])
    let stepped = try Self.forecast(
      times, model, count: 4000, correlation: correlation, at: [35, 50, 65, 80])
    let last = stepped.suffix(4000).map(Double.init)
    let (one, two) = (SampleMean(direct.map(Double.init)), SampleMean(last))
    let error = (one.standardError * one.standardError + two.standardError * two.standardError)
      .squareRoot()
    #expect(abs(one.mean - two.mean) < monteCarloStandardErrors * error)
    #expect(abs(one.standardError / two.standardError - 1) < 0.1)
  }

  @Test(
    "simulation-based calibration: the truth's rank among the draws is uniform",
    arguments: [CureModel(.weibull), CureModel(.logLogistic), CureModel(.logistic, .promotionTime)])
  func calibration(model: CureModel) throws {
    let (replicates, count, bins) = (400, 19, 10)
    var ranks = [String: [Int]]()
    for replicate in 0..<replicates {
      let stream = RandomStream(seed: RandomStream.derivedSeed(99, UInt64(replicate)))
      let prior = CurvePrior.standard(model)
      let truth = CureDraws(
        model, prior, launch: HazardPoint.Launch(start: 0, end: 1), count: 1, stream: stream)
      let counts = SimulatedSigners.draw(truth.curve(0), Self.required, days: 60, stream)
      let seen = SigningTimes(
        ends: stride(from: 4.0, through: 28, by: 4).map { $0 },
        counts: (0..<7).map { week in
          Double(counts[(week * 4)..<(week * 4 + 4)].reduce(0, +))
        }, total: Double(Self.required))
      let draws = CureDraws(try CureFit(seen, model), seen, count: count, seed: UInt64(replicate))
      let final = draws.signers(
        at: [60], from: 28, signed: Int(seen.signed),
        required: Array(repeating: Self.required, count: count), seed: UInt64(replicate) + 1_000_000
      )
      let actual = counts.reduce(0, +)
      // A tie of whole persons is broken by lot.
      let ties = final.count { $0 == actual }
      let lot = ties > 0 ? stream.uniformInt(below: ties + 1) : 0
      ranks["signers", default: []].append(final.count { $0 < actual } + lot)
      for place in 0..<3 {
        let value = truth.points[0][place]
        ranks["q\(place)", default: []].append(draws.points.count { $0[place] < value })
      }
    }
    for (name, values) in ranks.sorted(by: { $0.key < $1.key }) {
      var cells = Array(repeating: 0.0, count: bins)
      for value in values { cells[value * bins / (count + 1)] += 1 }
      let expected = Double(replicates) / Double(bins)
      let sum = cells.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
      let p = try ChiSquare(degreesOfFreedom: Double(bins - 1)).upperTail(sum)
      #expect(p > 0.001, "\(name): \(cells)")
    }
  }
}
