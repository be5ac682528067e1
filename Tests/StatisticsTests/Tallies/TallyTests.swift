// Tests of Statistics: how claims about one unit are weighed, rule by rule.

import Records
import Statistics
import TestSupport
import Testing

@Suite("Tallies")
struct TallyTests {
  static let register: [DenominatorClaim] = [
    .of(.exact(8), .register, by: "register"), .of(.exact(7), .register, by: "register"),
  ]
  static let registered: [SigningClaim] = [
    .of(.counted(.exact(5)), .register, on: "2024-05-01", by: "register"),
    .of(.counted(.exact(3)), .register, on: "2024-06-01", by: "register"),
  ]
  static let recap = recaps([("2024-05-15", 11, 14), ("2024-07-15", 12, 14)])
  static let event: SigningClaim = .of(.counted(.exact(13)), .stated, on: "2024-08-01")

  @Test("a register beats a recap, a recap beats an event")
  func better() throws {
    let all = try World.tally([
      World.ledger(
        denominators: Self.register + Self.recap.denominators + [.of(.exact(13), .stated)],
        signings: Self.registered + Self.recap.signings + [Self.event])
    ])
    #expect(all.required == .exact(15) && all.requiredBasis == .register)
    #expect(all.signed == .exact(8) && all.signedKind == .exact)
    let noRegister = try World.tally([
      World.ledger(
        denominators: Self.recap.denominators + [.of(.exact(13), .stated)],
        signings: Self.recap.signings + [Self.event])
    ])
    #expect(noRegister.required == .exact(14) && noRegister.requiredBasis == .recap)
    #expect(noRegister.signed == .exact(12))
    let eventOnly = try World.tally([
      World.ledger(denominators: [.of(.exact(13), .stated)], signings: [Self.event])
    ])
    #expect(eventOnly.required == .exact(13) && eventOnly.requiredBasis == .stated)
    #expect(eventOnly.signed == .exact(13))
    #expect(eventOnly.conflicts.map(\.rule) == [.statedBeatsReference])
  }

  @Test("daily counts add up, their latest roster counts")
  func counts() throws {
    let tally = try World.tally([
      World.ledger(
        denominators: [
          .of(.exact(14), .counts, from: "2024-05-01"),
          .of(.exact(15), .counts, from: "2024-06-01"),
        ],
        signings: [
          .of(.counted(.exact(9)), .counts, on: "2024-05-01"),
          .of(.counted(.exact(2)), .counts, on: "2024-06-01"),
        ])
    ])
    #expect(tally.exactPair ?? (0, 0) == (11, 15))
    #expect(tally.outstanding == .exact(4))
  }

  @Test("the recap of the latest date wins, its latest version first")
  func latestRecap() throws {
    let ledger = try World.ledger(
      denominators: [.of(.exact(15), .recap, from: "2024-05-01")],
      signings: [
        .of(.counted(.exact(9)), .recap, on: "2024-05-01"),
        .of(.counted(.exact(7)), .recap, on: "2024-06-01"),
        .of(.counted(.exact(12)), .recap, on: "2024-06-01", recorded: "2024-06-20"),
      ])
    #expect(try World.tally([ledger]).signed == .exact(12))
    #expect(try World.tally([ledger], asOf: "2024-06-19").signed == .exact(7))
    #expect(try World.tally([ledger], asOf: "2024-05-31").signed == .exact(9))
  }

  @Test("recaps of one date that contradict leave bounds")
  func contradiction() throws {
    let tally = try World.tally([
      World.ledger(
        denominators: [.of(.exact(15), .recap, from: "2024-06-01")],
        signings: [
          .of(.counted(.exact(7)), .recap, on: "2024-06-01", by: "a"),
          .of(.counted(.exact(12)), .recap, on: "2024-06-01", by: "b"),
        ])
    ])
    #expect(tally.signed == .range(7, 12) && tally.signedKind == .range)
  }

  @Test("a corrected recap corrects the roster as well")
  func correctedRoster() throws {
    let tally = try World.tally([
      World.ledger(
        "17.06", .kepalaOPD,
        denominators: [
          .of(.exact(50), .recap, from: "2024-06-01"),
          .of(.exact(53), .recap, from: "2024-06-01", recorded: "2024-06-20"),
        ],
        signings: [
          .of(.counted(.exact(40)), .recap, on: "2024-06-01"),
          .of(.counted(.exact(48)), .recap, on: "2024-06-01", recorded: "2024-06-20"),
        ])
    ])
    #expect(tally.signed == .exact(48))
    #expect(tally.required == .exact(53))
  }

  @Test("what was recorded after the date does not count, nor what happened after it")
  func asOf() throws {
    let ledger = try World.ledger(
      denominators: [.of(.exact(15), .recap, from: "2024-05-01", recorded: "2024-05-10")],
      signings: [.of(.counted(.exact(9)), .recap, on: "2024-05-01", recorded: "2024-05-10")])
    let code = try World.code("17.06")
    #expect(World.book([ledger], asOf: "2024-05-09").tallies(of: code).isEmpty)
    let known = World.book([ledger], asOf: "2024-05-10")
    #expect(known.tallies(of: code).first?.signed == .exact(9))
    // Known by the 10th, but not true before the 1st.
    #expect(known.tallies(of: code, on: day("2024-04-30")).isEmpty)
  }

  @Test("signers of two events: at least the larger, at most the sum, never above the roster")
  func gatherings() throws {
    func signed(_ roster: Int, _ extents: [Extent]) throws -> Tally {
      try World.tally([
        World.ledger(
          denominators: [.of(.exact(roster), .stated)],
          signings: extents.map { .of($0, .stated, on: "2024-06-01") })
      ])
    }
    let (eight, six) = (Extent.counted(.exact(8)), Extent.counted(.exact(6)))
    #expect(try signed(15, [eight, six]).signed == .range(8, 14))
    #expect(try signed(12, [eight, six]).signed == .range(8, 12))
    #expect(try signed(8, [eight, six]).signed == .exact(8))
    #expect(try signed(15, [eight, .named]).signed == .range(8, 15))
    #expect(try signed(15, [eight, .counted(.atLeast(2))]).signed == .range(8, 15))
    #expect(try signed(15, [eight]).signed == .exact(8))
  }

  @Test("representatives sign for others: an event without a number")
  func represented() throws {
    let tally = try World.tally([
      World.ledger(
        signings: [.of(.counted(.exact(2)), .stated, on: "2024-06-01", mode: .represented)])
    ])
    #expect(tally.signed == .unknown && tally.signedKind == .represented)
    #expect(tally.isLaunched && tally.outstanding == .unknown && tally.exactPair == nil)
    let beside = try World.tally([
      World.ledger(signings: [
        .of(.counted(.exact(2)), .stated, on: "2024-06-01", mode: .represented),
        .of(.counted(.exact(9)), .stated, on: "2024-06-02"),
      ])
    ])
    #expect(beside.signed == .exact(9))
  }

  @Test("the word all stands alone and yields to a count")
  func all() throws {
    let all = try World.tally([World.ledger(signings: [.of(.all, .stated, on: "2024-06-01")])])
    #expect(all.signedKind == .all && all.signed == .exact(15) && all.outstanding == .exact(0))
    #expect(all.requiredBasis == .reference)
    let counted = try World.tally([
      World.ledger(signings: [
        .of(.all, .stated, on: "2024-06-01"), .of(.counted(.exact(9)), .stated, on: "2024-06-01"),
      ])
    ])
    #expect(counted.signedKind != .all && counted.signed == .range(9, 15))
    #expect(counted.outstanding == .range(0, 6))
  }

  @Test("unknown is never zero: silence, a mention, an unknown roster")
  func unknown() throws {
    let bound = try World.tally([World.ledger(denominators: [.of(.unknown, .stated)])])
    #expect(bound.signed == .unknown && bound.outstanding == .unknown && !bound.isLaunched)
    #expect(bound.signedKind == .unknown && bound.lastSignedOn == nil)
    let named = try World.tally([World.ledger(signings: [.of(.named, .stated, on: "2024-06-01")])])
    #expect(named.signed == .unknown && named.isLaunched && named.countedDates == 0)
    let staff = try World.tally([
      World.ledger(
        "17.06", .staff, signings: [.of(.counted(.exact(40)), .stated, on: "2024-06-01")])
    ])
    #expect(staff.required == .unknown && staff.outstanding == .unknown)
    #expect(staff.exactPair == nil && staff.signed == .exact(40))
  }

  @Test("a roster in which nobody signed is a true zero")
  func trueZero() throws {
    let register = try World.tally([World.ledger(denominators: Self.register)])
    #expect(register.signed == .exact(0) && register.signedKind == .exact)
    #expect(!register.isLaunched && register.outstanding == .exact(15))
    let (denominators, signings) = recaps([("2024-06-01", 0, 15)])
    let recap = try World.tally([World.ledger(denominators: denominators, signings: signings)])
    #expect(recap.signed == .exact(0) && !recap.isLaunched && recap.lastSignedOn == nil)
  }

  @Test("stated numbers that differ leave bounds and are told")
  func statedRoster() throws {
    let tally = try World.tally([
      World.ledger(
        "17.06", .kepalaOPD,
        denominators: [.of(.exact(30), .stated, by: "a"), .of(.exact(34), .stated, by: "b")])
    ])
    #expect(tally.required == .range(30, 34) && tally.requiredBasis == .stated)
    #expect(tally.conflicts.map(\.rule) == [.keptAsBounds])
    #expect(tally.conflicts.first?.claims.map(\.value) == ["30", "34"])
  }

  @Test("without a record's number: the reference, else the estimated range")
  func fallbacks() throws {
    let mention: [DenominatorClaim] = [.of(.unknown, .stated)]
    #expect(try World.tally([World.ledger(denominators: mention)]).requiredBasis == .reference)
    let heads = try World.tally([World.ledger("17.06", .kepalaOPD, denominators: mention)])
    #expect(heads.required == .range(20, 46) && heads.requiredBasis == .estimated)
    let staff = try World.tally([World.ledger("17.06", .staff, denominators: mention)])
    #expect(staff.required == .unknown && staff.requiredBasis == .unknown)
  }

  @Test("more signers than officials is told and leaves the outstanding unknown")
  func tooMany() throws {
    let (denominators, signings) = recaps([("2024-06-01", 17, 15)])
    let tally = try World.tally([World.ledger(denominators: denominators, signings: signings)])
    #expect(tally.exactPair == nil)
    #expect(tally.outstanding == .unknown && !tally.conflicts.isEmpty)
  }

  @Test("a later recap without new signers is no later signature")
  func lastSigned() throws {
    let (denominators, signings) = recaps([("2024-01-10", 10, 15), ("2024-06-10", 10, 15)])
    let tally = try World.tally([World.ledger(denominators: denominators, signings: signings)])
    #expect(tally.lastSignedOn == day("2024-01-10"))
  }

  @Test("a roster without a date is not an empty roster")
  func undatedRoster() throws {
    let tally = try World.tally([
      World.ledger(
        denominators: [.of(.exact(15), .recap)],
        signings: [.of(.counted(.exact(9)), .recap, on: "2024-06-01")])
    ])
    #expect(tally.required == .exact(15))
  }
}
