// Tests of Statistics: the delay distribution under right truncation against R, and its laws.

import Records
import Statistics
import TestSupport
import Testing

struct DelayRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let asOf: Int
  let records: [[Int]]
  let share: [Double]

  var testDescription: String { name }

  var delayed: [DelayedRecord] {
    records.map { ReportingDelayTests.record($0[0], $0[1] - $0[0], $0[2]) }
  }
}

@Suite("Reporting delay")
struct ReportingDelayTests {
  static func record(_ signed: Int, _ delay: Int, _ persons: Int = 1) -> DelayedRecord {
    DelayedRecord(
      signedOn: CalendarDate(dayNumber: signed),
      recordedOn: CalendarDate(dayNumber: signed + delay),
      persons: persons)
  }

  static func delay(_ records: [DelayedRecord], asOf: Int) -> ReportingDelay {
    ReportingDelay(records, asOf: CalendarDate(dayNumber: asOf))
  }

  @Test(
    "the share within each number of days is R's curve in reversed time",
    arguments: try ReferenceFile.load("statistics-delay", as: DelayRow.self))
  func reference(row: DelayRow) {
    let delay = Self.delay(row.delayed, asOf: row.asOf)
    for (days, truth) in row.share.enumerated() {
      let share = delay.share(within: days)
      #expect(
        KaplanMeierTests.agree(share, truth > 0 ? truth : nil, .closedForm),
        "within \(days): \(share as Any) is not \(truth)")
    }
  }

  @Test("when every window is longer than every delay it is the plain share", arguments: 0..<10)
  func untruncated(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let records = (0..<60).map { _ in
      Self.record(
        Int.random(in: 0...30, using: &random), Int.random(in: 0...12, using: &random),
        Int.random(in: 1...4, using: &random))
    }
    let delay = Self.delay(records, asOf: 50)
    let total = records.reduce(0) { $0 + $1.persons }
    #expect(delay.persons == total && delay.longest == 12)
    for days in 0...12 {
      let within = records.reduce(0) {
        $0 + ($1.signedOn.days(to: $1.recordedOn) <= days ? $1.persons : 0)
      }
      #expect(
        KaplanMeierTests.agree(
          delay.share(within: days), Double(within) / Double(total), .closedForm))
    }
  }

  @Test("laws: order, merged persons, shifted dates, later records", arguments: 0..<10)
  func laws(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let rows = (0..<40).map { _ in
      (
        signed: Int.random(in: 0...30, using: &random),
        delay: Int.random(in: 0...15, using: &random),
        persons: Int.random(in: 1...4, using: &random)
      )
    }
    let records = rows.map { Self.record($0.signed, $0.delay, $0.persons) }
    let delay = Self.delay(records, asOf: 32)
    #expect(Self.delay(records.shuffled(using: &random), asOf: 32) == delay)
    let single = records.flatMap { record in
      (0..<record.persons).map { _ in
        DelayedRecord(signedOn: record.signedOn, recordedOn: record.recordedOn)
      }
    }
    #expect(Self.delay(single, asOf: 32) == delay)
    let moved = rows.map { Self.record($0.signed + 400, $0.delay, $0.persons) }
    #expect(Self.delay(moved, asOf: 432).steps == delay.steps)
    let known = records.filter { $0.recordedOn.dayNumber <= 32 }
    #expect(Self.delay(known, asOf: 32) == delay)
    var before = 0.0
    for days in 0...40 {
      guard let share = delay.share(within: days) else { continue }
      #expect(share >= before && share <= 1)
      before = share
    }
    #expect(delay.share(within: delay.longest ?? 0) == 1)
  }

  @Test("nothing seen, and delays that only an old day could show")
  func unknown() {
    let none = Self.delay([], asOf: 5)
    #expect(none.horizon == nil && none.longest == nil && none.share(within: 3) == nil)
    #expect(Self.delay([Self.record(0, 9)], asOf: 5).persons == 0)
    // The only signer with a window of 40 days took 40: what is shorter cannot be told.
    let old = Self.delay([Self.record(0, 40, 2), Self.record(45, 1, 7)], asOf: 50)
    #expect(old.horizon == 50 && old.longest == 40)
    #expect(old.share(within: 40) == 1 && old.share(within: 39) == nil)
    #expect(old.share(within: -1) == 0)
    // A date of record before the signature is a slip of the same day.
    #expect(Self.delay([Self.record(3, -2)], asOf: 5).longest == 0)
  }

  @Test("lists handed in together are correlated, single records are not")
  func correlation() {
    var random = SeededGenerator(state: 5)
    var (lists, singles): ([DelayedRecord], [DelayedRecord]) = ([], [])
    for day in 0..<60 {
      let common = Int.random(in: 0...9, using: &random)
      for _ in 0..<20 {
        lists.append(Self.record(day, common))
        singles.append(Self.record(day, Int.random(in: 0...9, using: &random)))
      }
    }
    #expect(Self.delay(lists, asOf: 80).correlation > 0.9)
    #expect(Self.delay(singles, asOf: 80).correlation < 0.01)
    #expect(Self.delay(singles, asOf: 80).steps.allSatisfy { $0.clustering < 1.2 })
  }
}
