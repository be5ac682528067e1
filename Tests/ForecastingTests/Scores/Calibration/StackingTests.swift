// Tests of Forecasting: weights of ensemble members.

import Forecasting
import GSL
import TestSupport
import Testing

struct StackingRow: Decodable, Sendable {
  let masses: [[Double]]
  let floor: Double
  let weights: [Double]
  let meanLogScore: Double
}

@Suite("Stacking")
struct StackingTests {
  @Test(
    "the best pool, by SciPy's SLSQP",
    arguments: try ReferenceFile.load("forecasting-stacking", as: StackingRow.self))
  func reference(row: StackingRow) {
    let stacking = Stacking(masses: row.masses, floor: row.floor)
    #expect(stacking.converged, "gap \(stacking.gap) after \(stacking.rounds)")
    #expect(Tolerance.poolScore.accepts(stacking.meanLogScore, row.meanLogScore))
    for (weight, truth) in zip(stacking.weights, row.weights) {
      #expect(Tolerance.poolWeight.accepts(weight, truth), "\(weight) is not \(truth)")
    }
  }

  @Test("the step of the EM by hand")
  func step() {
    let stacking = Stacking(
      masses: [[0.2, 0.1], [0.1, 0.4], [0.3, 0.3]], floor: 1e-9, maximumRounds: 1)
    // Of weights one half: (2/3 + 1/5 + 1/2)/3.
    #expect(abs(stacking.weights[0] - (2.0 / 3 + 0.2 + 0.5) / 3) < 1e-15)
    #expect(stacking.rounds == 1 && !stacking.converged)
  }

  @Test("laws: weights sum to 1, units make no difference, order follows, more steps are better")
  func laws() {
    var generator = SeededGenerator(state: 71)
    for _ in 0..<30 {
      let members = Int.random(in: 1...5, using: &generator)
      let masses = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
        (0..<members).map { _ in Double.random(in: 0...1, using: &generator) }
      }
      let few = Stacking(masses: masses, floor: 1e-3, maximumRounds: 5)
      let more = Stacking(masses: masses, floor: 1e-3, maximumRounds: 50)
      #expect(more.meanLogScore >= few.meanLogScore - 1e-13)
      for stacking in [few, more] {
        #expect(abs(stacking.weights.reduce(0, +) - 1) < 1e-12)
        #expect(abs(stacking.shrunk().reduce(0, +) - 1) < 1e-12)
        #expect(stacking.shrunk().allSatisfy { $0 >= 0.5 / Double(members) - 1e-12 })
      }
      let tiny = Stacking(
        masses: masses.map { $0.map { $0 * 1e-200 } }, floor: 1e-203, maximumRounds: 50)
      let reversed = Stacking(
        masses: masses.reversed().map { $0.reversed() }, floor: 1e-3, maximumRounds: 50)
      for place in 0..<members {
        #expect(abs(tiny.weights[place] - more.weights[place]) < 1e-9)
        #expect(abs(reversed.weights[members - 1 - place] - more.weights[place]) < 1e-9)
      }
    }
  }

  @Test("the shares of a mixture are found again")
  func mixture() {
    let stream = RandomStream(seed: 15)
    let laws = [(2.0, 8.0), (8, 2)].map { BetaBinomial(n: 10, alpha: $0.0, beta: $0.1) }
    let masses = (0..<3_000).map { _ -> [Double] in
      let own = stream.uniform() < 0.3 ? laws[0] : laws[1]
      let y = stream.betaBinomial(10, own.alpha, own.beta)
      return laws.map { $0.probability(y) }
    }
    let stacking = Stacking(masses: masses, floor: 1e-6)
    // Standard error of a share of 0.3 among 3,000, a little larger for the overlap of the laws.
    #expect(abs(stacking.weights[0] - 0.3) < monteCarloStandardErrors * 0.0115)
  }

  @Test("a member that is never right, masses of 0, a single member")
  func ends() {
    let one = Stacking(masses: [[0], [0.5]], floor: 0.1)
    #expect(one.weights == [1] && one.converged)
    let dominated = Stacking(masses: [[0.5, 0], [0.4, 0.1]], floor: 1e-3)
    #expect(dominated.weights[0] > 0.999 && dominated.meanLogScore.isFinite)
    let equal = Stacking(masses: [[0, 0, 0]], floor: 1e-3)
    #expect(equal.weights.allSatisfy { abs($0 - 1.0 / 3) < 1e-15 })
  }
}
