// Tests of Forecasting: the search for the maximum on 514 simulated regencies, and its last resort.

import GSL
import TestSupport
import Testing

@testable import Forecasting

@Suite("Search for a curve")
struct CureSearchTests {
  static let regencies = (0..<514).map { SimulatedSigners(number: $0, days: 150) }

  @Test(
    "every one of 514 regencies converges, however early", arguments: [20, 30, 45, 60, 90, 150])
  func converges(days: Int) {
    var failures = 0
    for (number, regency) in Self.regencies.enumerated() {
      // The families take turns, so that each also meets the others' truths.
      let family = CureModel.Family.allCases[number / 4 % 7]
      let form: CureModel.Form = number % 3 == 0 ? .promotionTime : .mixture
      guard
        let fit = try? CureFit(regency.times(days: days), CureModel(family, form)),
        fit.optimum.decrement < 1e-9 * max(1, fit.objective)
      else {
        failures += 1
        continue
      }
    }
    #expect(failures == 0, "\(failures) of 514 not converged")
  }

  @Test("the library's methods find the same maximum", arguments: CureModel.Family.allCases)
  func library(family: CureModel.Family) throws {
    let model = CureModel(family)
    for number in [0, 5, 10, 15] {
      let times = Self.regencies[number].times(days: 60)
      var search = CureSearch(CureLikelihood(times, model, .standard(model)))
      let start = search.likelihood.starts()[0]
      let end = search.best([start])
      let (best, agreeing, byLibrary) = try #require(end)
      #expect(agreeing == 1 && !byLibrary)
      let found = search.byLibrary(from: start)
      let other = try #require(found)
      #expect(Tolerance.cureLikelihood.accepts(other.value, best.value))
      let distance = other.point - best.point
      #expect((distance * best.curvature.times(distance)).sum() < 1e-8)
    }
  }

  @Test("the rough way by joined intervals ends where the full one does")
  func rough() throws {
    for number in stride(from: 0, to: 514, by: 9) {
      let times = Self.regencies[number].times(days: 90)
      let model = CureModel(CureModel.Family.allCases[number / 9 % 7])
      let fit = try CureFit(times, model)
      var search = CureSearch(CureLikelihood(times.condensed(), model, .standard(model)))
      let full = search.best(search.likelihood.starts())
      let end = try #require(full).optimum
      #expect(Tolerance.cureLikelihood.accepts(fit.objective, end.value), "\(number)")
    }
  }

  @Test("a maximum is one: every direction goes down")
  func maximum() throws {
    for number in [1, 6, 11, 100, 205, 310] {
      for family in CureModel.Family.allCases {
        let model = CureModel(family)
        let times = Self.regencies[number].times(days: 45)
        let fit = try CureFit(times, model)
        var likelihood = CureLikelihood(times, model, .standard(model))
        for place in 0..<model.parameterCount {
          for sign in [-1.0, 1] {
            var point = fit.optimum.point
            point[place] += sign * 0.05 * fit.standardErrors[place]
            #expect(likelihood.evaluate(point, .none).value > fit.objective, "\(family) \(number)")
          }
        }
      }
    }
  }

  @Test("with many officials and a plateau the truth comes back within its errors")
  func recovery() throws {
    var distances: [Double] = []
    for number in 0..<514 where Self.regencies[number].required > 300 {
      let regency = Self.regencies[number]
      let fit = try CureFit(regency.times(days: 150), regency.truth.model)
      distances.append(
        (fit.curve.parameters[0] - regency.truth.parameters[0]) / fit.standardErrors[0])
    }
    #expect(distances.count > 150)
    let mean = SampleMean(distances)
    #expect(mean.agrees(with: 0), "\(mean)")
    let square = SampleMean(distances.map { $0 * $0 })
    #expect(square.agrees(with: 1), "\(square)")
  }
}
