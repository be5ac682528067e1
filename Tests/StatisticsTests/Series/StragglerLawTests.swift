// Tests of Statistics: what stragglers can explain, and the rule for a ceremony.

import Statistics
import Testing

@Suite("Straggler law")
struct StragglerLawTests {
  static let law = StragglerLaw(weeklyRate: 0.05, correlation: 0.05)

  static func verdict(_ signers: Int, _ outstanding: Int, _ required: Int, _ weeks: Double? = 1)
    -> CeremonyVerdict
  {
    law.judge(signers: signers, outstanding: outstanding, required: required, weeks: weeks).verdict
  }

  @Test("a jump is a ceremony only when it is many people, a large share and rare")
  func rule() {
    #expect(Self.verdict(40, 53, 53) == .ceremony)
    // 30 % of those outstanding are not more than 30 %.
    #expect(Self.verdict(15, 50, 53) == .stragglers)
    #expect(Self.verdict(4, 5, 53) == .stragglers)
    // Half of the outstanding in half a year is what one in twenty a week brings.
    #expect(Self.verdict(25, 50, 53, 26) == .stragglers && Self.verdict(25, 50, 53) == .ceremony)
    #expect(Self.verdict(0, 0, 53) == .stragglers)
  }

  @Test("a first count of unknown length is undetermined when it is large")
  func firstCount() {
    #expect(Self.verdict(40, 53, 53, nil) == .undetermined)
    #expect(Self.verdict(4, 53, 53, nil) == .stragglers)
    #expect(Self.law.judge(signers: 40, outstanding: 53, required: 53, weeks: nil).tail == nil)
  }

  @Test("on tiny rosters half must sign, two at least, and rarely so")
  func tiny() {
    let least = (0...12).map(StragglerLaw.leastSigners)
    #expect(least == [2, 2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5])
    // One official cannot hold a ceremony that a count shows.
    #expect(Self.verdict(1, 1, 1) == .stragglers)
    // Two of three in a week may be colleagues; all of five in one day are not.
    #expect(Self.verdict(2, 3, 3) == .stragglers && Self.verdict(5, 5, 5, 1.0 / 7) == .ceremony)
  }

  @Test("laws: more signers are rarer, more time or a higher rate makes them less so")
  func monotone() {
    var before = 1.0
    for signers in 0...30 {
      let tail = Self.law.tail(signers: signers, outstanding: 30, weeks: 1)
      #expect(signers == 0 ? tail == 1 : tail < before)
      before = tail
      if signers > 0 {
        #expect(Self.law.tail(signers: signers, outstanding: 30, weeks: 2) > tail)
        let faster = StragglerLaw(weeklyRate: 0.1, correlation: 0.05)
        #expect(faster.tail(signers: signers, outstanding: 30, weeks: 1) > tail)
      }
    }
    // One of one: the tail is the probability itself, 1 − exp(−0.05).
    let one = Self.law.tail(signers: 1, outstanding: 1, weeks: 1)
    #expect(abs(one - 0.048_770_575_499_285_99) < 1e-12)
  }
}
