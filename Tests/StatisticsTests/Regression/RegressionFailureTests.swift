// Tests of Statistics: regressions that have no answer say why.

import Foundation
import TestSupport
import Testing

@testable import Statistics

struct SeparationRow: Decodable, Sendable {
  let design: [[Double]]
  let successes: [Double]
  let trials: [Double]
  let separated: Bool
}

@Suite("Regression failures")
struct RegressionFailureTests {
  private func failure(
    _ design: [[Double]], _ successes: [Double], _ trials: [Double], _ link: BinomialLink,
    offsets: [Double]? = nil, weights: [Double]? = nil
  ) -> RegressionFailure? {
    do {
      let fit = try BinomialRegression(
        design: design, successes: successes, trials: trials, link: link, offsets: offsets,
        weights: weights)
      Issue.record("fitted: \(fit)")
      return nil
    } catch { return error }
  }

  @Test("perfect prediction is told with its columns", arguments: BinomialLink.allCases)
  func separation(link: BinomialLink) {
    let ramp = [[1.0, 1], [1, 2], [1, 3], [1, 4]]
    #expect(failure(ramp, [0, 0, 9, 9], [9, 9, 9, 9], link) == .separation(columns: [0, 1]))
    #expect(failure(ramp, [0, 0, 0, 0], [9, 9, 9, 9], link) != nil)
    // One group without any success, beside others that are as usual.
    let group = [[1.0, 0], [1, 0], [1, 1], [1, 1]]
    #expect(failure(group, [3, 4, 0, 0], [9, 9, 9, 9], link) == .separation(columns: [1]))
    #expect(failure(group, [3, 4, 9, 9], [9, 9, 9, 9], link) == .separation(columns: [1]))
    // Large counts.
    #expect(
      failure(group, [3e5, 4e5, 0, 0], [9e5, 9e5, 9e5, 9e5], link) == .separation(columns: [1]))
    #expect(failure([[1], [1]], [9, 9], [9, 9], link) == .separation(columns: [0]))
    #expect(failure([[1], [1]], [0, 0], [9, 9], link) == .separation(columns: [0]))
  }

  @Test(
    "a group with one success among many trials is no separation", arguments: BinomialLink.allCases)
  func almost(link: BinomialLink) throws {
    let fit = try BinomialRegression(
      design: [[1, 0], [1, 1]], successes: [5e5, 1], trials: [1e6, 1e9], link: link)
    #expect(abs(link.probability(fit.coefficients[0] + fit.coefficients[1]) / 1e-9 - 1) < 1e-8)
  }

  @Test(
    "separation is found where a linear programme finds it, and only there, at any number of trials",
    arguments: [1.0, 1_000, 1e7])
  func programme(factor: Double) throws {
    let rows = try ReferenceFile.load("statistics-separation", as: SeparationRow.self)
    #expect(rows.contains { $0.separated } && rows.contains { !$0.separated })
    for (index, row) in rows.enumerated() {
      for link in BinomialLink.allCases {
        do {
          _ = try BinomialRegression(
            design: row.design, successes: row.successes.map { $0 * factor },
            trials: row.trials.map { $0 * factor }, link: link)
          #expect(!row.separated, "row \(index), \(link)")
        } catch RegressionFailure.separation(let columns) {
          #expect(row.separated && !columns.isEmpty, "row \(index), \(link)")
        } catch { Issue.record("row \(index), \(link): \(error)") }
      }
    }
  }

  @Test("dependent columns", arguments: BinomialLink.allCases)
  func dependent(link: BinomialLink) {
    let twice = [[1.0, 2, 4], [1, 3, 6], [1, 5, 10], [1, 1, 2]]
    #expect(
      failure(twice, [1, 2, 3, 2], [9, 9, 9, 9], link)
        == .dependentColumns(used: 4, coefficients: 3))
    #expect(
      failure([[0, 1], [0, 2]], [1, 2], [9, 9], link) == .dependentColumns(used: 2, coefficients: 2)
    )
  }

  @Test("too few rows, also after those without trials are left out")
  func tooFew() {
    #expect(failure([], [], [], .logit) == .tooFewRows(used: 0, coefficients: 1))
    #expect(
      failure([[1, 2], [1, 3]], [1, 0], [5, 0], .logit) == .tooFewRows(used: 1, coefficients: 2))
  }

  @Test(
    "numbers outside of their range are told with their row",
    arguments: [Double.nan, .infinity, -1])
  func invalid(value: Double) {
    let good = [[1.0], [1.0], [1.0]]
    let failures = [
      failure(good, [1, value, 1], [5, 5, 5], .logit),
      failure(good, [1, 1, 1], [5, value, 5], .logit),
      failure(good, [1, 1, 1], [5, 5, 5], .logit, weights: [1, value, 1]),
      value < 0 ? nil : failure(good, [1, 1, 1], [5, 5, 5], .logit, offsets: [0, value, 0]),
      value < 0 ? nil : failure([[1], [value], [1]], [1, 1, 1], [5, 5, 5], .logit),
    ]
    for case let failure? in failures {
      guard case .invalidRow(let index, let reason) = failure else {
        Issue.record("\(failure)")
        continue
      }
      #expect(index == 1 && !reason.isEmpty)
      #expect(failure.description.hasPrefix("row 1 of a regression"))
    }
    #expect(failure(good, [1, 6, 1], [5, 5, 5], .logit) != nil)
  }

  @Test("extreme offsets end with an answer or a failure, soon", arguments: BinomialLink.allCases)
  func offsets(link: BinomialLink) {
    let began = ContinuousClock.now
    for offset in [-1e300, -800, -50, 50, 800, 1e300] {
      do {
        let fit = try BinomialRegression(
          design: [[1], [1]], successes: [2, 3], trials: [9, 9], link: link,
          offsets: [offset, -offset])
        #expect(fit.deviance.isFinite && fit.standardErrors.allSatisfy { $0.isFinite })
      } catch {}
    }
    #expect(ContinuousClock.now - began < .seconds(5))
  }
}
