// Tests of Statistics: what a partly reported roster will show.

import GSL
import Statistics
import TestSupport
import Testing

struct RosterRow: Decodable, Sendable {
  let required: Int
  let reported: Int
  let signed: Int
  let alpha: Double
  let beta: Double
  let mean: Double
  let standardDeviation: Double
  let levels: [Double]
  let quantiles: [Int]
  let target: Int
  let probability: Double
  /// Ends of the 95 % interval by the hypergeometric law.
  let sample: [Int]
}

@Suite("Partly reported rosters")
struct RosterPredictionTests {
  @Test(
    "the total follows the predictive law",
    arguments: try ReferenceFile.load("statistics-roster", as: RosterRow.self))
  func predictive(row: RosterRow) throws {
    let prediction = try #require(
      RosterPrediction(
        signed: row.signed, reported: row.reported, required: row.required,
        prior: BetaDistribution(alpha: row.alpha, beta: row.beta)))
    #expect(Tolerance.closedForm.accepts(prediction.mean, row.mean))
    #expect(Tolerance.closedForm.accepts(prediction.standardDeviation, row.standardDeviation))
    #expect(row.levels.map(prediction.quantile) == row.quantiles)
    let probability = prediction.probability(atLeast: row.target)
    #expect(Tolerance.predictive.accepts(probability, row.probability), "\(probability)")
    let sample = prediction.sampleInterval(confidence: 0.95)
    #expect([sample.lowerBound, sample.upperBound] == row.sample, "\(sample)")
  }

  @Test("a full roster is known: no width, no doubt")
  func full() throws {
    for (signed, required) in [(48, 53), (0, 1), (1, 1), (30, 30)] {
      let known = try #require(
        RosterPrediction(signed: signed, reported: required, required: required))
      #expect(known.knownRate == Double(signed) / Double(required))
      #expect(known.mean == Double(signed) && known.standardDeviation == 0)
      for interval in [
        known.interval(confidence: 0.99), known.sampleInterval(confidence: 0.99),
        known.possibleTotals,
      ] {
        #expect(interval == signed...signed)
      }
      #expect(known.probability(atLeast: signed) == 1)
      #expect(known.probability(atLeast: signed + 1) == 0)
    }
  }

  @Test("no roster has no prediction; no report leaves all totals possible")
  func edges() throws {
    #expect(RosterPrediction(signed: 0, reported: 0, required: 0) == nil)
    let blank = try #require(RosterPrediction(signed: 0, reported: 0, required: 20))
    #expect(blank.knownRate == nil && blank.possibleTotals == 0...20)
    #expect(blank.sampleInterval(confidence: 0.95) == 0...20)
    #expect(blank.probability(atLeast: -3) == 1 && blank.probability(atLeast: 21) == 0)
    #expect(blank.quantile(0) == 0 && blank.quantile(1) == 20)
  }

  @Test("laws: inside the possible totals, wider with the level, more signers raise every quantile")
  func laws() throws {
    var generator = SeededGenerator(state: 29)
    for _ in 0..<60 {
      let required = Int.random(in: 1...80, using: &generator)
      let reported = Int.random(in: 0...required, using: &generator)
      let signed = Int.random(in: 0...reported, using: &generator)
      let one = try #require(
        RosterPrediction(signed: signed, reported: reported, required: required))
      let (narrow, wide) = (one.interval(confidence: 0.5), one.interval(confidence: 0.95))
      #expect(one.possibleTotals.contains(wide) && wide.contains(narrow))
      let (near, far) = (
        one.sampleInterval(confidence: 0.5), one.sampleInterval(confidence: 0.95)
      )
      #expect(one.possibleTotals.contains(far) && far.contains(near))
      // Mirrored: those who did not sign.
      let mirrored = try #require(
        RosterPrediction(signed: reported - signed, reported: reported, required: required))
      #expect(Tolerance.closedForm.accepts(Double(required) - one.mean, mirrored.mean))
      #expect(
        mirrored.sampleInterval(confidence: 0.95)
          == (required - far.upperBound)...(required - far.lowerBound))
      guard signed < reported else { continue }
      let more = try #require(
        RosterPrediction(signed: signed + 1, reported: reported, required: required))
      for level in [0.025, 0.5, 0.975] {
        #expect(more.quantile(level) >= one.quantile(level))
      }
      for target in 0...required {
        // Sums of equal terms in another order.
        #expect(more.probability(atLeast: target) >= one.probability(atLeast: target) - 1e-12)
      }
    }
  }

  @Test("the random sample's interval covers every total at its level")
  func sampleCoverage() throws {
    // All rosters of 12 with 5 drawn: the hypergeometric law summed exactly.
    for total in 0...12 {
      var coverage = 0.0
      for signed in max(0, 5 - (12 - total))...min(5, total) {
        let prediction = try #require(RosterPrediction(signed: signed, reported: 5, required: 12))
        guard prediction.sampleInterval(confidence: 0.8).contains(total) else { continue }
        coverage +=
          Self.choose(total, signed) * Self.choose(12 - total, 5 - signed) / Self.choose(12, 5)
      }
      #expect(coverage >= 0.8, "\(total): \(coverage)")
    }
  }

  private static func choose(_ n: Int, _ k: Int) -> Double {
    (0..<k).reduce(1) { $0 * Double(n - $1) / Double($1 + 1) }
  }
}
