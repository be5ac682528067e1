// Tests of Forecasting: the parts of the campaign model against the checked functions of GSL and
// plain sums.

import Foundation
import GSL
import Records
import TestSupport
import Testing

@testable import Forecasting

@Suite("Parts of the campaign model")
struct CampaignGridTests {
  @Test("the fast ln Γ agrees with GSL's")
  func logGamma() {
    var x = 1e-9
    while x < 1e7 {
      #expect(
        Tolerance.stirling.accepts(FastLogGamma.value(x), SpecialFunctions.lnGamma(x)), "\(x)")
      x *= 1.37
    }
  }

  static func bin(_ before: Int, _ signers: Int, isFirst: Bool, isCeremony: Bool) -> CampaignBin {
    CampaignBin(
      from: 0, to: 7, before: before, signers: signers, isFirst: isFirst, isCeremony: isCeremony,
      time: 1)
  }

  @Test("the grid's likelihood is the beta-binomial one where K is whole")
  func likelihood() {
    let laws = IncrementLaws(correlation: 0.01, first: (0.6, 6), again: (0.4, 6))
    var grid = UnitGrid(required: 400, signed: 300, hazardMean: -2.5, hazardSpread: 0.5)
    let bins = [
      Self.bin(0, 220, isFirst: true, isCeremony: true),
      Self.bin(220, 50, isFirst: false, isCeremony: false),
      Self.bin(270, 30, isFirst: false, isCeremony: false),
    ]
    grid.evaluate(bins, offsets: [-1, 0, 0.2], laws: laws)
    // logit q = 0 in the middle: K = 350.
    let middle = UnitGrid.shares / 2
    for hazard in 0..<UnitGrid.hazards {
      let u = grid.hazardRange.first + Double(hazard) * grid.hazardRange.step
      var sum = 0.0
      for (bin, offset) in zip(bins, [-1, 0, 0.2]) {
        let law = UnitGrid.law(bin, exposure: exp(u + offset), laws)
        sum += BetaBinomial(
          n: 350 - bin.before, alpha: law.mean * law.precision,
          beta: (1 - law.mean) * law.precision
        ).logProbability(bin.signers)
      }
      // The grid leaves out ln y!, which is the same in all its cells.
      for bin in bins { sum += SpecialFunctions.lnGamma(Double(bin.signers) + 1) }
      let found = grid.likelihood[middle * UnitGrid.hazards + hazard] + grid.peak
      #expect(Tolerance.gridLikelihood.accepts(found, sum), "\(found) is not \(sum)")
    }
  }

  @Test("z and its slope on the grid")
  func logits() {
    for (required, signed) in [(1, 0), (1, 1), (10, 9), (4_000, 0), (4_000, 4_000), (0, 0)] {
      let grid = UnitGrid(required: required, signed: signed, hazardMean: -2, hazardSpread: 1)
      let roster = Double(required) + 0.5
      for x in [-6.0, -1, 0, 2, 6] {
        let q = 1 / (1 + exp(-x))
        let p = (Double(signed) + q * (roster - Double(signed))) / roster
        #expect(Tolerance.gridLikelihood.accepts(grid.logit(x).value, log(p / (1 - p))))
        let slope = (grid.logit(x + 1e-5).value - grid.logit(x - 1e-5).value) / 2e-5
        #expect(abs(grid.logit(x).slope - slope) < 1e-6)
      }
    }
  }

  @Test("working time: a plain week is 1, holidays shorten it, weeks end on the deadline's weekday")
  func workingTime() throws {
    let deadline = try #require(CalendarDate(iso: "2024-11-27"))
    let first = deadline.advanced(by: -60)
    let holiday = deadline.advanced(by: -1)
    let time = WorkingTime(
      from: first, through: deadline, deadline: deadline, holidays: [holiday], pulls: [10])
    let end = Int(deadline.dayNumber)
    #expect(abs(time.weeks(after: end - 14, through: end - 7) - 1) < 1e-12)
    #expect(abs(time.weeks(after: end - 7, through: end) - 0.814) < 1e-12)
    #expect(time.weeks(after: end, through: end + 7) == 0)
    #expect(
      [end, end - 6, end - 7, end + 1, end + 7, end + 8].map(time.week) == [0, 0, 1, -1, -1, -2])
    let days = (0..<7).map { back -> (weight: Double, pull: Double) in
      let day = deadline.advanced(by: -14 - back)
      return (day.weekday <= 5 ? 0.196 : 0.01, exp(-Double(14 + back) / 10))
    }
    let mean = days.reduce(0) { $0 + $1.weight * $1.pull } / days.reduce(0) { $0 + $1.weight }
    #expect(abs(time.pull(0, after: end - 21, through: end - 14) - mean) < 1e-12)
  }

  @Test("the trace of sessions is the integral of its decay")
  func sessions() {
    let sessions = [(day: 3, reach: 0.5), (day: 30, reach: 1.0)]
    var sum = 0.0
    for step in 0..<7_000 {
      let t = 5 + (Double(step) + 0.5) / 1_000
      sum += 0.5 * exp(-(t - 3) / 7) / 7_000
    }
    #expect(abs(SessionTrace.mean(sessions, after: 5, through: 12) - sum) < 1e-8)
    #expect(SessionTrace.mean(sessions, after: 12, through: 12) == 0)
  }

  @Test("launch laws: half have launched by the median, and the log week has the stated spread")
  func launchCurves() {
    for isWeibull in [false, true] {
      let curve = LaunchCurve(isWeibull: isWeibull, median: 9, spread: 0.6, silent: 0.1)
      #expect(abs(curve.survival(9) - 0.5) < 1e-12 && curve.survival(0) == 1)
      var (mean, square, before) = (0.0, 0.0, 1.0)
      for step in 1...20_000 {
        // Steps of a thousandth in the log week, from e⁻¹⁰ to e¹⁰.
        let x = -10 + Double(step) / 1_000
        let after = curve.survival(exp(x))
        mean += (before - after) * (x - 0.0005)
        square += (before - after) * (x - 0.0005) * (x - 0.0005)
        before = after
      }
      #expect(abs((square - mean * mean).squareRoot() - 0.6) < 1e-3)
    }
  }

  @Test("launches of 200 regencies: the laws find median and silent share, and the levels' lag")
  func launchLaw() throws {
    var trial = CampaignTrial()
    trial.regencies = 200
    let campaign = trial.campaign(.own, seed: 9)
    let asOf = campaign.votingDay.advanced(by: -28)
    let panel = CampaignPanel(
      campaign.series(asOf: asOf), model: CampaignModel(), asOf: asOf, start: campaign.start,
      deadline: campaign.votingDay, holidays: [])
    let law = LaunchLaw(panel, model: CampaignModel())
    let median = law.curves.reduce(0) { $0 + $1.weight * $1.median }
    // Five standard errors of a median of 200 and of a share of 15 %.
    #expect(abs(median - 9) < 2 && abs(law.silentShare - 0.15) < 0.12)
    #expect(abs(law.curves.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
    let staff = (0..<LaunchLaw.lags).map { lag -> Double in
      let shapes = law.followShapes(.staff, lag: lag)
      return shapes.alpha / (shapes.alpha + shapes.beta)
    }
    // Staff launch two calendar weeks later, on another weekday: one to two full weeks.
    #expect(staff[0] < 0.1 && staff[1] + staff[2] > 0.8)
    let camat = law.followShapes(.camat, lag: 0)
    #expect(camat.alpha / (camat.alpha + camat.beta) > 0.9)
  }
}
