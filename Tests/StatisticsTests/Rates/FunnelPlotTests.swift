// Tests of Statistics: units in a funnel.

import GSL
import Statistics
import TestSupport
import Testing

@Suite("Funnel plots")
struct FunnelPlotTests {
  @Test(
    "exact limits and adjusted deviates",
    arguments: try ReferenceFile.load("statistics-funnel", as: FunnelRow.self))
  func reference(row: FunnelRow) throws {
    let plot = try #require(try FunnelPlot(row.pairs, target: row.given, winsor: row.winsor))
    #expect(plot.target == plot.dispersion.target && plot.rows.count == row.counts.count)
    for (position, unit) in plot.rows.enumerated() {
      #expect(Tolerance.funnel.accepts(unit.z, row.z[position]))
      #expect(Tolerance.funnel.accepts(unit.adjusted, row.adjusted[position]))
      let limits = [
        unit.limits.action.lowerBound, unit.limits.warning.lowerBound,
        unit.limits.warning.upperBound, unit.limits.action.upperBound,
      ]
      for (value, truth) in zip(limits, row.limits[position]) {
        #expect(Tolerance.funnel.accepts(value, truth), "\(row.set) \(position): \(value)")
      }
    }
  }

  @Test("a verdict says the same as the limits that are drawn, up to one person")
  func verdicts() throws {
    var seen = Set<FunnelVerdict>()
    for row in try ReferenceFile.load("statistics-funnel", as: FunnelRow.self) {
      let plot = try #require(try FunnelPlot(row.pairs, target: row.given, winsor: row.winsor))
      for unit in plot.rows {
        let exact = (warning: unit.limits.warning, action: unit.limits.action)
        Self.expect(unit.exactVerdict, exact, unit, slack: 1 / Double(unit.required))
        if plot.dispersion.betweenVariance > 0 {
          let spread = plot.spreadLimits(required: unit.required)
          // What chance alone explains is inside, however far the normal law would place it.
          if unit.exactVerdict == .inside {
            #expect(unit.verdict == .inside)
          } else {
            Self.expect(unit.verdict, spread, unit, slack: 1e-12)
          }
        } else {
          #expect(unit.verdict == unit.exactVerdict)
        }
        seen.insert(unit.exactVerdict)
      }
    }
    #expect(seen.count >= 4, "\(seen)")
  }

  private static func expect(
    _ verdict: FunnelVerdict,
    _ limits: (warning: ClosedRange<Double>, action: ClosedRange<Double>), _ unit: FunnelPlot.Row,
    slack: Double
  ) {
    let (warning, action) = limits
    switch verdict {
    case .inside:
      #expect(unit.rate >= warning.lowerBound - slack && unit.rate <= warning.upperBound + slack)
    case .alertLow:
      #expect(unit.rate <= warning.lowerBound && unit.rate >= action.lowerBound - slack)
    case .alertHigh:
      #expect(unit.rate >= warning.upperBound && unit.rate <= action.upperBound + slack)
    case .alarmLow: #expect(unit.rate <= action.lowerBound)
    case .alarmHigh: #expect(unit.rate >= action.upperBound)
    }
  }

  @Test("the twenty units: 3 of 18 is an alarm even among units that differ")
  func twenty() throws {
    let row = try #require(
      try ReferenceFile.load("statistics-funnel", as: FunnelRow.self).first {
        $0.set == "twenty units"
      })
    let plot = try #require(try FunnelPlot(row.pairs))
    #expect(plot.rows[13].exactVerdict == .alarmLow && plot.rows[13].verdict == .alarmLow)
    // 140 of 150 is far above the target by chance, and usual among these units.
    #expect(plot.rows[9].exactVerdict == .alarmHigh && plot.rows[9].verdict == .inside)
    // 5 of 5 says nothing at all: at the target a third of such units has it.
    #expect(plot.rows[4].exactVerdict == .inside && plot.rows[4].verdict == .inside)
    #expect(abs(plot.rows[4].tails.high - 0.3168) < 5e-5 && plot.rows[4].tails.low == 1)
  }

  @Test("nobody of one is no alert where a fifth of such units have nobody")
  func offices() throws {
    // τ² > 0 by the large units; z of 0 of 1 is then beyond −1.96, its exact tail 0.2.
    let large = [(90, 100), (70, 100), (85, 100), (75, 100), (88, 100), (72, 100)]
    let counts = large + Array(repeating: (1, 1), count: 16) + Array(repeating: (0, 1), count: 4)
    let plot = try #require(
      try FunnelPlot(counts.map { (signed: $0.0, required: $0.1) }, target: 0.8))
    #expect(plot.dispersion.betweenVariance > 0)
    let empty = try #require(plot.rows.last)
    #expect(empty.signed == 0 && empty.adjusted < -1.96)
    #expect(abs(empty.tails.low - 0.2) < 1e-12 && empty.verdict == .inside)
  }

  @Test("limits contain the target and narrow with the roster", arguments: [0.05, 0.5, 0.9, 0.99])
  func limits(target: Double) throws {
    var before = 1.0
    for required in [10, 100, 1_000, 10_000, 100_000] {
      let limits = try FunnelLimits(target: target, required: required)
      #expect(limits.warning.contains(target) && limits.action.contains(limits.warning))
      #expect(limits.action.lowerBound >= 0 && limits.action.upperBound <= 1)
      let width = limits.warning.upperBound - limits.warning.lowerBound
      #expect(width < before)
      before = width
    }
  }

  @Test("limits of large units are those of the normal law")
  func large() throws {
    let limits = try FunnelLimits(target: 0.5, required: 1_000_000)
    // A standard deviation is 0.0005; the continuity of the count is half a person, 1e-3 of it.
    #expect(abs((limits.warning.upperBound - 0.5) / 0.0005 - 1.96) < 2e-3)
    #expect(abs((0.5 - limits.action.lowerBound) / 0.0005 - 3.09) < 2e-3)
  }

  @Test("tails sum to 1 and the count's own probability; none and all are certain from one side")
  func tails() throws {
    for (required, target) in [(1, 0.3), (12, 0.8), (60, 0.97)] {
      for signed in 0...required {
        let tails = try BinomialTails(signed, of: required, target: target)
        let own = BinomialLaw.probability(signed, required, target)
        #expect(Tolerance.funnel.accepts(tails.low + tails.high, 1 + own))
        #expect(tails.pValue > 0 && tails.pValue <= 1)
        #expect((signed < required || tails.low == 1) && (signed > 0 || tails.high == 1))
      }
    }
  }

  @Test("units of chance are flagged as often as their exact tails say, at most 5 %")
  func chance() throws {
    let stream = RandomStream(seed: 23)
    var flagged: [Double] = []
    for _ in 0..<300 {
      let counts = (0..<20).map { _ in (signed: stream.binomial(60, 0.8), required: 60) }
      let plot = try #require(try FunnelPlot(counts, target: 0.8))
      let outside = plot.rows.filter { $0.exactVerdict != .inside }.count
      flagged.append(Double(outside) / Double(plot.rows.count))
    }
    var truth = 0.0
    for count in 0...60 {
      let upTo = (0...count).reduce(0.0) { $0 + BinomialLaw.probability($1, 60, 0.8) }
      let from = (count...60).reduce(0.0) { $0 + BinomialLaw.probability($1, 60, 0.8) }
      if min(upTo, from) < 0.025 { truth += BinomialLaw.probability(count, 60, 0.8) }
    }
    #expect(truth > 0.02 && truth < 0.05, "\(truth)")
    #expect(SampleMean(flagged).agrees(with: truth), "\(SampleMean(flagged).mean) \(truth)")
  }
}

/// The binomial law as a product.
private enum BinomialLaw {
  static func probability(_ k: Int, _ n: Int, _ p: Double) -> Double {
    var value = 1.0
    for i in 0..<n {
      value *= i < k ? p * Double(n - i) / Double(i + 1) : 1 - p
    }
    return value
  }
}
