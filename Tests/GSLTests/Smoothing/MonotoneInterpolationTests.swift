// Tests of GSL: a monotone curve through points.

import GSL
import TestSupport
import Testing

struct SteffenRow: Decodable, Sendable, CustomTestStringConvertible {
  let knots: [Double]
  let values: [Double]
  let places: [Double]
  let heights: [Double]
  let slopes: [Double]
  var testDescription: String { "\(knots.count) knots from \(knots[0])" }
}

@Suite("Monotone interpolation")
struct MonotoneInterpolationTests {
  @Test(
    "height and slope agree with mpmath",
    arguments: try ReferenceFile.load("gsl-steffen", as: SteffenRow.self))
  func reference(row: SteffenRow) throws {
    let curve = try MonotoneInterpolation(knots: row.knots, values: row.values)
    for (index, place) in row.places.enumerated() {
      let (height, slope) = (curve.value(at: place), curve.derivative(at: place))
      #expect(Tolerance.cubic.accepts(height, row.heights[index]), "at \(place): \(height)")
      #expect(Tolerance.cubic.accepts(slope, row.slopes[index]), "at \(place): \(slope)")
    }
  }

  @Test("seeded rising points: through the knots, never falling, never outside")
  func rising() throws {
    let stream = RandomStream(seed: 3)
    for count in [2, 3, 4, 10, 50] {
      for _ in 0..<20 {
        var (knots, values) = ([stream.normal()], [stream.normal()])
        for _ in 1..<count {
          knots.append(knots[knots.count - 1] + stream.gamma(shape: 0.5, scale: 1) + 1e-6)
          let rise = stream.uniform() < 0.3 ? 0 : stream.gamma(shape: 0.3, scale: 5)
          values.append(values[values.count - 1] + rise)
        }
        let curve = try MonotoneInterpolation(knots: knots, values: values)
        for (knot, value) in zip(knots, values) {
          let height = curve.value(at: knot)
          #expect(height == value)
        }
        var before = values[0]
        let width = knots[count - 1] - knots[0]
        for step in 0...200 {
          let height = curve.value(at: min(knots[0] + width * Double(step) / 200, knots[count - 1]))
          #expect(height >= before - 1e-13 && height <= values[count - 1])
          before = height
        }
      }
    }
  }

  struct Misuse: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let kind: GSLError.Kind
    let knots: [Double]
    let values: [Double]
  }

  @Test(
    "points that make no curve are bad data",
    arguments: [
      Misuse(testDescription: "none", kind: .tooFewObservations, knots: [], values: []),
      Misuse(testDescription: "one", kind: .tooFewObservations, knots: [1], values: [1]),
      Misuse(testDescription: "NaN", kind: .invalidInput, knots: [1, 2, 3], values: [1, .nan, 3]),
      Misuse(
        testDescription: "infinite", kind: .invalidInput, knots: [1, .infinity], values: [1, 2]),
      Misuse(testDescription: "equal", kind: .invalidInput, knots: [1, 2, 2], values: [1, 2, 3]),
      Misuse(testDescription: "falling", kind: .invalidInput, knots: [2, 1], values: [1, 2]),
      Misuse(
        testDescription: "overflow", kind: .invalidInput, knots: [0, 1e-300, 1],
        values: [0, 1e300, 0]),
    ])
  func errors(misuse: Misuse) {
    do {
      _ = try MonotoneInterpolation(knots: misuse.knots, values: misuse.values)
      Issue.record("\(misuse.testDescription) was accepted")
    } catch { #expect(error.kind == misuse.kind) }
  }
}
