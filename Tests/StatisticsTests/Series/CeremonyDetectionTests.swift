// Tests of Statistics: ceremonies found in seeded campaigns whose ceremonies are known.

import GSL
import Statistics
import TestSupport
import Testing

/// What the units of a simulated campaign are like.
struct CeremonyDesign: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let rosters: ClosedRange<Int>
  /// Weekly probability of a straggler to sign.
  let probability: Double
  let correlation: Double
  /// Whether units differ in their rate, with a coefficient of variation of one half.
  let isUneven: Bool
  /// Share of the ceremonies without a report that must be found.
  let power: Double

  static let all = [
    CeremonyDesign(
      testDescription: "even units", rosters: 20...200, probability: 0.03, correlation: 0.02,
      isUneven: false, power: 0.97),
    CeremonyDesign(
      testDescription: "uneven units", rosters: 20...200, probability: 0.03, correlation: 0.02,
      isUneven: true, power: 0.97),
    CeremonyDesign(
      testDescription: "colleagues sign together", rosters: 20...200, probability: 0.05,
      correlation: 0.1, isUneven: true, power: 0.85),
    CeremonyDesign(
      testDescription: "small rosters", rosters: 4...20, probability: 0.03, correlation: 0.02,
      isUneven: false, power: 0.85),
  ]
}

/// Units with stragglers and one ceremony or more, a fifth of them in an event report.
struct CeremonyCampaign {
  let units: [UnitIncrements]
  let isCeremony: [[Bool]]

  init(_ design: CeremonyDesign, seed: UInt64, units count: Int = 100) {
    let stream = RandomStream(seed: seed)
    var (units, truths): ([UnitIncrements], [[Bool]]) = ([], [])
    for _ in 0..<count {
      let required = design.rosters.lowerBound + stream.uniformInt(below: design.rosters.count)
      let launch = stream.uniformInt(below: 10)
      let own = design.probability * (design.isUneven ? stream.gamma(shape: 4, scale: 0.25) : 1)
      var left = required
      var (bins, truth): ([UnitIncrements.Bin], [Bool]) = ([], [])
      for week in 0..<26 {
        let isCeremony = week == launch || (week > launch && stream.uniform() < 0.03)
        let h = isCeremony ? 0.8 : min(own, 0.5)
        let precision = isCeremony ? 10 : 1 / design.correlation - 1
        let signers =
          week < launch ? 0 : stream.betaBinomial(left, h * precision, (1 - h) * precision)
        bins.append(
          UnitIncrements.Bin(
            signers: signers, weeks: 1, isFlagged: isCeremony && stream.uniform() < 0.2))
        truth.append(isCeremony)
        left -= signers
      }
      units.append(UnitIncrements(required: required, bins: bins))
      truths.append(truth)
    }
    self.units = units
    isCeremony = truths
  }
}

@Suite("Ceremony detection")
struct CeremonyDetectionTests {
  @Test("ceremonies are found, stragglers are left alone", arguments: CeremonyDesign.all)
  func simulated(design: CeremonyDesign) {
    var (found, ceremonies, wrong, others) = (0.0, 0.0, 0.0, 0.0)
    for seed: UInt64 in 0..<4 {
      let campaign = CeremonyCampaign(design, seed: seed)
      let detection = CeremonyDetection(campaign.units)
      for (index, unit) in campaign.units.enumerated() {
        var left = unit.required
        for (place, bin) in unit.bins.enumerated() {
          defer { left -= bin.signers }
          let verdict = detection.findings[index][place].verdict
          #expect((verdict == .flagged) == bin.isFlagged)
          if campaign.isCeremony[index][place] {
            // Of a ceremony with few people outstanding no number can tell.
            guard !bin.isFlagged, left >= 10 else { continue }
            ceremonies += 1
            if verdict == .ceremony { found += 1 }
          } else if left < unit.required {
            others += 1
            if verdict == .ceremony { wrong += 1 }
          }
        }
      }
      // True rates are −ln(1 − h): 0.0305 and 0.0513. Gatherings too small to be told apart from
      // stragglers add to them, most on small rosters.
      let truth = design.probability * 1.02
      #expect(detection.law.weeklyRate > 0.8 * truth && detection.law.weeklyRate < 1.6 * truth)
    }
    #expect(found >= design.power * ceremonies, "\(found) of \(ceremonies)")
    // The rule allows one in a thousand; the other two conditions make it rarer.
    #expect(wrong <= 1e-3 * others, "\(wrong) of \(others)")
  }

  @Test("the law of stragglers alone is recovered", arguments: 0..<3)
  func law(seed: UInt64) {
    let stream = RandomStream(seed: seed)
    let units = (0..<300).map { _ in
      var left = 60
      // First a ceremony that a report names, then 20 intervals of one or two weeks.
      var bins = [UnitIncrements.Bin(signers: 10, weeks: nil, isFlagged: true)]
      left -= 10
      for week in 0..<20 {
        let weeks = Double(1 + week % 2)
        let h = StragglerLaw(weeklyRate: 0.04, correlation: 0.05).probability(within: weeks)
        let signers = stream.betaBinomial(left, h * 19, (1 - h) * 19)
        bins.append(UnitIncrements.Bin(signers: signers, weeks: weeks))
        left -= signers
      }
      return UnitIncrements(required: 60, bins: bins)
    }
    let law = CeremonyDetection(units).law
    // Cutting 1 % of the residuals, against outliers, costs up to a third of the correlation.
    #expect(abs(law.weeklyRate / 0.04 - 1) < 0.05, "\(law.weeklyRate)")
    #expect(law.correlation > 0.03 && law.correlation < 0.06, "\(law.correlation)")
  }

  @Test("several ceremonies in one unit, a first count without a start, and quiet weeks")
  func severalCeremonies() {
    let bins = [31, 0, 1, 0, 12, 0, 1, 0, 0, 6].enumerated().map {
      UnitIncrements.Bin(signers: $1, weeks: $0 == 0 ? nil : 1)
    }
    let unit = UnitIncrements(required: 53, bins: bins)
    let verdicts = CeremonyDetection([unit]).findings[0].map(\.verdict)
    #expect(verdicts[0] == .undetermined && verdicts[4] == .ceremony && verdicts[9] == .ceremony)
    #expect(verdicts.filter { $0 == .stragglers }.count == 7)
    // With a known start the first count is judged as the others.
    let dated = UnitIncrements(
      required: 53, bins: [UnitIncrements.Bin(signers: 31, weeks: 1)] + bins.dropFirst())
    #expect(CeremonyDetection([dated]).findings[0][0].verdict == .ceremony)
  }

  @Test("nothing to learn from leaves the prior law")
  func prior() {
    #expect(CeremonyDetection([]).law == .prior)
    let quiet = UnitIncrements(required: 20, bins: [UnitIncrements.Bin(signers: 0, weeks: 30)])
    let empty = UnitIncrements(required: 0, bins: [UnitIncrements.Bin(signers: 0, weeks: 1)])
    let detection = CeremonyDetection([quiet, empty])
    #expect(detection.law == .prior)
    #expect(detection.findings.allSatisfy { $0.map(\.verdict) == [.stragglers] })
  }

  @Test("the order of the units does not matter")
  func order() {
    let campaign = CeremonyCampaign(CeremonyDesign.all[1], seed: 9, units: 40)
    let forward = CeremonyDetection(campaign.units)
    let backward = CeremonyDetection(campaign.units.reversed())
    #expect(abs(forward.law.weeklyRate / backward.law.weeklyRate - 1) < 1e-9)
    #expect(
      forward.findings.map { $0.map(\.verdict) }
        == backward.findings.reversed().map { $0.map(\.verdict) })
  }
}
