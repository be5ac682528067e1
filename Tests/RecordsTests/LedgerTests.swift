// Tests of Records: the order of ledgers and of kinds of evidence.

import Records
import TestSupport
import Testing

@Suite("Ledgers")
struct LedgerTests {
  @Test("keys order by election, regency, level with totals last, employment")
  func order() throws {
    let near = try #require(RegencyCode("11.01"))
    let far = try #require(RegencyCode("12.01"))
    let (early, late) = (ElectionID("pemilu-2024"), ElectionID("pilkada-2024"))
    let keys = [
      LedgerKey(election: early, regency: near, level: .bupati),
      LedgerKey(election: early, regency: near, level: .staff, employment: .pns),
      LedgerKey(election: early, regency: near, level: .staff, employment: .pppk),
      LedgerKey(election: early, regency: near, level: .staff),
      LedgerKey(election: early, regency: near, level: nil),
      LedgerKey(election: early, regency: far, level: .bupati),
      LedgerKey(election: late, regency: near, level: .bupati),
    ]
    var generator = SeededGenerator(state: 4)
    for _ in 0..<50 { #expect(keys.shuffled(using: &generator).sorted() == keys) }
  }

  @Test("a register beats counts, a recap, an event, the reference and an estimate")
  func basis() {
    #expect(
      EvidenceBasis.allCases.reversed().sorted() == [
        .register, .counts, .recap, .stated, .reference, .estimated, .unknown,
      ])
  }
}
