// Tests of Statistics: a history swept once against tallies made day by day.

import Records
import TestSupport
import Testing

@testable import Statistics

@Suite("Claim sweep")
struct ClaimSweepTests {
  private static let start = day("2024-05-01")

  private func date(_ generator: inout SeededGenerator) -> CalendarDate {
    Self.start.advanced(by: .random(in: 0...40, using: &generator))
  }

  private func count(_ generator: inout SeededGenerator) -> Count {
    let number = Int.random(in: 0...20, using: &generator)
    return [.exact(number), .exact(number), .atLeast(number), .about(number), .unknown]
      .randomElement(using: &generator) ?? .unknown
  }

  /// Claims of any kind about one level, in no order.
  private func ledger(
    _ employment: Employment, _ bases: [EvidenceBasis], _ generator: inout SeededGenerator
  ) throws -> Ledger {
    let size = Int.random(in: 0...25, using: &generator)
    func basis() -> EvidenceBasis { bases.randomElement(using: &generator) ?? .stated }
    let signings = (0..<size).map { _ in
      let (basis, upTo) = (basis(), date(&generator))
      let extent: Extent =
        switch Int.random(in: 0...9, using: &generator) {
        case 0: .all
        case 1: .named
        default: .counted(count(&generator))
        }
      return SigningClaim(
        extent: extent,
        measure: basis == .recap ? .cumulative : basis == .stated ? .gathering : .increment,
        basis: basis, upTo: Int.random(in: 0...9, using: &generator) == 0 ? nil : upTo,
        mode: Bool.random(using: &generator) ? .inPerson : .represented,
        recordedOn: upTo.advanced(by: .random(in: 0...5, using: &generator)),
        source: Source(publisher: "s\(Int.random(in: 0...3, using: &generator))"))
    }
    let denominators = (0..<size / 2).map { _ in
      let asOf = date(&generator)
      return DenominatorClaim(
        count: count(&generator), basis: basis(),
        asOf: Int.random(in: 0...3, using: &generator) == 0 ? nil : asOf, recordedOn: asOf,
        source: Source(publisher: "d\(Int.random(in: 0...3, using: &generator))"))
    }
    return try World.ledger(
      "17.06", .camat, employment, denominators: denominators, signings: signings)
  }

  private func text(_ tally: Tally?) -> String { String(describing: tally) }

  @Test("a history is the tally of each of its days")
  func history() throws {
    var generator = SeededGenerator(state: 41)
    let code = try World.code("17.06")
    let mixes: [[EvidenceBasis]] = [
      [.recap], [.stated], [.counts], [.register], [.recap, .stated], [.register, .recap, .stated],
      [.counts, .recap], EvidenceBasis.allCases.filter { $0 <= .stated },
    ]
    var compared = 0
    for turn in 0..<200 {
      let bases = mixes[turn % mixes.count]
      let employments: [Employment] = [[.unknown], [.pns, .pppk], [.unknown, .pns]][turn % 3]
      let ledgers = try employments.map { try ledger($0, bases, &generator) }
      let book = World.book(ledgers, asOf: "2024-06-15", scope: turn % 2 == 0 ? .named : .all)
      let history = book.history(of: code, level: .camat)
      for offset in -2...50 where Self.start.advanced(by: offset) <= book.asOf {
        let day = Self.start.advanced(by: offset)
        let alone = book.tally(of: code, level: .camat, on: day)
        let swept = history.tally(on: day)
        // A register or daily count speaks up to any day; all else changes on its own days only.
        if let alone, let swept, swept.countedThrough != alone.countedThrough {
          #expect(alone.countedThrough == day && alone.signed == swept.signed)
          #expect(alone.required == swept.required && alone.sources == swept.sources)
        } else {
          #expect(text(swept) == text(alone), "turn \(turn), \(day)")
        }
        compared += alone == nil ? 0 : 1
      }
    }
    #expect(compared > 5000)
  }

  @Test("claims after a day do not touch its tally")
  func prefix() throws {
    var generator = SeededGenerator(state: 42)
    let code = try World.code("17.06")
    for turn in 0..<100 {
      let basis: [EvidenceBasis] = [[.recap], [.stated], [.counts], [.register]][turn % 4]
      let whole = try ledger(.unknown, basis, &generator)
      let book = World.book([whole], asOf: "2024-06-20")
      for offset in stride(from: 0, through: 40, by: 4) {
        let day = Self.start.advanced(by: offset)
        let until = Ledger(
          key: whole.key, denominators: whole.denominators.filter { ($0.asOf ?? day) <= day },
          signings: whole.signings.filter { ($0.upTo ?? day) <= day })
        let alone = World.book([until], asOf: "2024-06-20").tally(of: code, level: .camat, on: day)
        #expect(text(book.tally(of: code, level: .camat, on: day)) == text(alone))
      }
    }
  }
}
