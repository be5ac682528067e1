// Tests of Statistics: the way of the message down from the leaders.

import Records
import Statistics
import TestSupport
import Testing

@Suite("Cascade")
struct CascadeTests {
  static func cascade(_ place: Place, sessions: [Session], asOf: String = "2024-11-27") throws
    -> Cascade
  {
    let ledgers = try [("17.06", "2024-06-03"), ("17.07", "2024-06-10"), ("18.01", "2024-07-01")]
      .map { code, date in
        try World.ledger(code, .camat, signings: [.of(.all, .stated, on: date)])
      }
    let book = World.book(ledgers, asOf: asOf, sessions: sessions)
    return book.cascade(in: place, book.cascadeStarts())
  }

  @Test("days run from the first signing to the first session below the leaders")
  func days() throws {
    let sessions = try [
      // The leaders' own session, and one before the signing, pass nothing on.
      World.session("a", on: "2024-06-04"),
      World.session("b", on: "2024-05-20", tier: .opd),
      World.session("c", on: "2024-06-13", tier: .opd),
      World.session("d", on: "2024-06-20", tier: .village),
    ]
    let regency = try Self.cascade(.regency(try World.code("17.06")), sessions: sessions)
    #expect(regency.depth == .village && regency.launched == 1 && regency.begun == 1)
    #expect(regency.medianDays == 10)
  }

  @Test("regencies that have not begun are censored, not left out")
  func censored() throws {
    let sessions = try [
      World.session("a", "17.06", on: "2024-06-08", tier: .opd),
      World.session("b", "17.07", on: "2024-06-30", tier: .district),
    ]
    // 5 and 20 days; 18.01 waits: S falls to 2/3, then 1/3.
    let nation = try Self.cascade(.nation, sessions: sessions)
    #expect(nation.launched == 3 && nation.begun == 2 && nation.depth == .district)
    #expect(nation.medianDays == 20)
    #expect(nation.waiting?.survival(at: 6).map { abs($0 - 2.0 / 3) < 1e-12 } == true)
    let one = try Self.cascade(.nation, sessions: [sessions[0]])
    #expect(one.medianDays == nil && one.begun == 1)
    let early = try Self.cascade(.nation, sessions: sessions, asOf: "2024-06-20")
    #expect(early.launched == 2 && early.begun == 1)
  }

  @Test("a place without a signing has no curve, and one without a session no depth")
  func empty() throws {
    let far = try Self.cascade(.islandGroup("elsewhere"), sessions: [])
    #expect(far.launched == 0 && far.waiting == nil && far.depth == nil)
    let island = try Self.cascade(.islandGroup("I"), sessions: [])
    #expect(island.launched == 3 && island.begun == 0 && island.medianDays == nil)
  }
}
