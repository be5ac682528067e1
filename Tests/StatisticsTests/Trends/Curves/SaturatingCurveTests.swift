// Tests of Statistics: the choice between curves, its laws and its honesty about the ceiling.

import GSL
import Statistics
import TestSupport
import Testing

@Suite("Saturating curve")
struct SaturatingCurveTests {
  static func increments(_ counts: [Double]) -> [Increment] {
    counts.enumerated().map { Increment(end: Double($0.offset + 1), count: $0.element) }
  }

  static let done = increments([2, 5, 14, 33, 52, 61, 44, 25, 11, 6, 2, 1, 0, 0, 0])
  static let begun = increments([1, 2, 4, 9])
  static let ceremony = increments([40, 3, 2, 2, 1, 1, 0, 1, 0, 0])

  @Test(
    "one family alone is the penalised fit of that family, widened by the dispersion",
    arguments: try ReferenceFile.load("statistics-curve", as: CurveFitRow.self)
      .filter { $0.dispersion == 1 })
  func single(row: CurveFitRow) throws {
    let family = try #require(CurveFamily(rawValue: row.family))
    let increments = row.increments.map { Increment(end: $0[0], count: $0[1]) }
    let curve = try SaturatingCurve(increments, required: row.required, families: [family])
    let fit = try CurveFit(
      family, increments, required: row.required, penalised: true, dispersion: curve.dispersion)
    #expect(Tolerance.curveParameter.accepts(curve.ceiling, fit.ceiling))
    #expect(curve.family == family && curve.intervals == increments.count)
    #expect(curve.candidates.map(\.weight) == [1])
    if curve.dispersion == 1 {
      let (half, rate) = (try #require(row.midpoint), try #require(row.rate))
      #expect(Tolerance.curveParameter.accepts(curve.midpoint, half), "\(curve.midpoint)")
      #expect(Tolerance.curveParameter.accepts(curve.rate, rate), "\(curve.rate)")
      let error = fit.ceiling * (1 - fit.ceiling) * row.errors[0]
      if family != .promotionWeibull {
        #expect(Tolerance.curveError.accepts(curve.ceilingError, error))
      }
    }
  }

  @Test("weights are Akaike's, sum to 1, and the heaviest family speaks")
  func weights() throws {
    let curve = try SaturatingCurve(Self.done, required: 320)
    #expect(curve.candidates.map(\.family) == CurveFamily.candidates)
    #expect(abs(curve.candidates.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    let best = try #require(curve.candidates.max { $0.weight < $1.weight })
    #expect(best.family == curve.family && best.aicc == curve.aicc)
    for candidate in curve.candidates {
      let fit = try candidate.fit.get()
      #expect(candidate.aicc == fit.aicc(dispersion: curve.dispersion, intervals: 15))
      #expect(candidate.weight <= best.weight)
    }
    #expect([CurveFamily.logistic, .gompertz, .weibull].contains(curve.family), "\(curve.family)")
  }

  @Test("shares rise from 0 to the ceiling, inside [0, 1], wider with the level")
  func laws() throws {
    for (increments, required) in [(Self.done, 320.0), (Self.begun, 300), (Self.ceremony, 53)] {
      let curve = try SaturatingCurve(increments, required: required)
      var before = 0.0
      for time in [0, 0.5, 1, 2, 3.5, 6, 10, 20, 60, 500] {
        let narrow = curve.share(at: time, confidence: 0.5)
        let wide = curve.share(at: time, confidence: 0.99)
        #expect(narrow.share >= before && narrow.share <= curve.ceiling)
        #expect(narrow.low <= narrow.share && narrow.share <= narrow.high)
        #expect(wide.low <= narrow.low && wide.high >= narrow.high)
        #expect(wide.low >= 0 && wide.high <= 1)
        before = narrow.share
      }
      let ends = curve.ceilingInterval(confidence: 0.9)
      #expect(ends.low < curve.ceiling && curve.ceiling < ends.high && ends.high < 1)
      #expect(curve.ceilingError > 0 && curve.midpointError > 0 && curve.rateError > 0)
    }
  }

  @Test("says how far the data fix the ceiling")
  func identification() throws {
    #expect(try SaturatingCurve(Self.done, required: 320).identification == .plateau)
    #expect(try SaturatingCurve(Self.begun, required: 300).identification == .open)
  }

  @Test("a ceremony with stragglers is no logistic curve")
  func stepped() throws {
    let curve = try SaturatingCurve(Self.ceremony, required: 53)
    #expect(curve.family != .logistic && curve.family != .gompertz, "\(curve.family)")
    #expect(curve.share(at: 1, confidence: 0.9).share > 0.6)
  }

  @Test("the same data give the same answer, and zeros at the end only firm the ceiling up")
  func repeatable() throws {
    let one = try SaturatingCurve(Self.done, required: 320)
    let two = try SaturatingCurve(Self.done, required: 320)
    #expect(one.ceilingInterval(confidence: 0.95) == two.ceilingInterval(confidence: 0.95))
    let early = try SaturatingCurve(Array(Self.done.prefix(7)), required: 320)
    let width = { (curve: SaturatingCurve) -> Double in
      let ends = curve.ceilingInterval(confidence: 0.95)
      return ends.high - ends.low
    }
    #expect(width(one) < width(early))
  }

  @Test("odd campaigns have a curve or a reason, never a NaN")
  func odd() throws {
    let campaigns: [([Double], Double)] = [
      ([0, 0, 0, 1], 10), ([10, 0, 0, 0], 10), ([0, 0, 0, 5_000], 5_000), ([1, 1, 1, 1], 4),
      ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 1e6), ([0.5, 0.25, 0.125, 0.01], 1),
      ([1e6, 1e6, 1e6, 1e6, 1e6], 5e6),
    ]
    for (counts, required) in campaigns {
      let curve = try SaturatingCurve(Self.increments(counts), required: required)
      let values = [
        curve.ceiling, curve.ceilingError, curve.rate, curve.rateError, curve.midpoint,
        curve.midpointError, curve.dispersion,
      ]
      #expect(values.allSatisfy { $0.isFinite && $0 >= 0 }, "\(counts): \(values)")
      let ends = curve.share(at: 8, confidence: 0.95)
      #expect(ends.low <= ends.high && ends.low >= 0 && ends.high <= 1, "\(counts): \(ends)")
    }
  }
}
