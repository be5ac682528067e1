// Tests of Forecasting: simulation-based calibration of the coverage model: campaigns drawn from the
// model itself, whose outcome must fall anywhere among the draws.

import Forecasting
import Testing

@Suite("Calibration of the coverage model")
struct CoverageCalibrationTests {
  @Test("The outcome of a unit and of the panel has a uniform rank over 200 campaigns")
  func ranks() throws {
    for ranks in CalibrationRanks.coverage(campaigns: 200, seed: 7) {
      #expect(ranks.ranks.count == 200)
      let p = try #require(try ranks.pValue())
      #expect(p > 0.01, "\(ranks.quantity): \(ranks.histogram()), p \(p)")
    }
  }
}
