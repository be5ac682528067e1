// Tests of GSL: normal draws that hang together.

import GSL
import TestSupport
import Testing

@Suite("Multivariate normal")
struct MultivariateNormalTests {
  static let mean = [1.0, -2, 1e6]
  static let covariance = [[4.0, -1, 200], [-1, 1, 100], [200, 100, 250_000]]

  @Test("means, variances and covariances of draws lie within 5 standard errors")
  func moments() throws {
    let law = try MultivariateNormal(mean: Self.mean, covariance: Self.covariance)
    let stream = RandomStream(seed: 12)
    let draws = (0..<40_000).map { _ in law.draw(from: stream) }
    for row in 0..<3 {
      let sample = SampleMean(draws.map { $0[row] })
      #expect(sample.agrees(with: Self.mean[row]), "\(sample)")
      for column in 0...row {
        let product = SampleMean(
          draws.map { ($0[row] - Self.mean[row]) * ($0[column] - Self.mean[column]) })
        #expect(product.agrees(with: Self.covariance[row][column]), "\(product)")
      }
    }
  }

  @Test("a draw is the mean and the factor times normal numbers, written out for two coordinates")
  func factor() throws {
    let law = try MultivariateNormal(mean: [3, 5], covariance: [[4, 2], [2, 10]])
    let (first, second) = (RandomStream(seed: 1), RandomStream(seed: 1))
    for _ in 0..<100 {
      let z = [second.normal(), second.normal()]
      #expect(law.draw(from: first) == [3 + 2 * z[0], 5 + (1 * z[0]) + 3 * z[1]])
    }
  }

  @Test("units do not decide", arguments: [1e-150, 1e-20, 1e150])
  func units(scale: Double) throws {
    let law = try MultivariateNormal(mean: [0, 0], covariance: [[scale, 0], [0, 1]])
    let draw = law.draw(from: RandomStream(seed: 4))
    #expect(draw[0] != 0 && draw[0].isFinite)
  }

  @Test("a covariance that is none is bad data")
  func errors() {
    for matrix in [
      [[1.0, 1], [1, 1]], [[1, 2], [2, 1]], [[0, 0], [0, 1]], [[-1, 0], [0, 1]],
    ] {
      let error = #expect(throws: GSLError.self) {
        try MultivariateNormal(mean: [0, 0], covariance: matrix)
      }
      #expect(error?.kind == .rankDeficient)
    }
    for (mean, variance) in [(Double.nan, 1.0), (0, .nan), (.infinity, 1), (0, .infinity)] {
      let error = #expect(throws: GSLError.self) {
        try MultivariateNormal(mean: [mean], covariance: [[variance]])
      }
      #expect(error?.kind == .invalidInput)
    }
  }
}
