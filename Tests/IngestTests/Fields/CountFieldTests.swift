// Tests of CountField: forms of a number of persons with what is known of it.

import Records
import Testing

@testable import Ingest

@Suite("CountField")
struct CountFieldTests {
  static let grouped = IntegerField.groupedRule
  static let unit = IntegerField.unitRule
  static let accepted: [(text: String, count: Count, rule: String?)] = [
    ("", .unknown, nil), ("  ", .unknown, nil), ("0", .exact(0), nil), ("53", .exact(53), nil),
    (" 53 ", .exact(53), nil), ("100000000", .exact(100_000_000), nil),
    ("1.234", .exact(1234), grouped), ("nihil", .exact(0), IntegerField.zeroRule),
    (">=100", .atLeast(100), nil), (">= 1.000", .atLeast(1000), grouped),
    ("≥100", .atLeast(100), nil), ("~40", .about(40), nil), ("±40", .about(40), nil),
    ("± 40 orang", .about(40), unit), ("sekitar 40", .about(40), nil),
    ("Sekitar 8.100", .about(8100), grouped), ("lk. 40", .about(40), CountField.aboutRule),
    ("LK 40", .about(40), CountField.aboutRule),
    ("Kurang lebih 40", .about(40), CountField.aboutRule),
    ("+/- 40", .about(40), CountField.aboutRule),
    ("minimal 100", .atLeast(100), CountField.atLeastRule),
    ("setidaknya 100 orang", .atLeast(100), "\(unit); \(CountField.atLeastRule)"),
    ("lebih dari 100", .atLeast(101), CountField.moreThanRule),
    (">5", .atLeast(6), CountField.moreThanRule), ("100-120", .range(100, 120), nil),
    ("100 – 120", .range(100, 120), nil), ("1.000-1.200", .range(1000, 1200), grouped),
    ("0-5", .range(0, 5), nil), ("7-7", .exact(7), nil),
    ("100 s/d 120", .range(100, 120), CountField.rangeRule),
    ("100 sampai 120 orang", .range(100, 120), "\(unit); \(CountField.rangeRule)"),
    ("53 ASN", .exact(53), unit),
  ]

  @Test(arguments: accepted)
  func reads(_ text: String, _ count: Count, _ rule: String?) {
    #expect(CountField.parse(text) == .success(count, conversion: rule))
  }

  static let refused: [(text: String, rule: String)] = [
    ("-5", "negative"), ("−5", "negative"), (">=-5", "negative"), ("5-", "required"),
    ("~", "required"), ("sekitar", "required"), ("lebih dari", "required"),
    ("120-100", "lower bound"), ("120 s/d 100", "lower bound"), ("s/d 120", "required"),
    ("1-2-3", "not a whole number"), ("sekitarnya 40", "not a whole number"),
    ("lebih dari 1,5", "decimal"), ("100+", "not a whole number"), ("+5", "not a whole number"),
    ("seluruh ASN", "a word is not a whole number"), ("puluhan", "a word is not a whole number"),
  ]

  @Test(arguments: refused)
  func refuses(_ text: String, _ part: String) {
    guard case .failure(let rule, let repair) = CountField.parse(text) else {
      Issue.record("\(text) was accepted")
      return
    }
    #expect(rule.contains(part), "\(rule)")
    #expect(!repair.isEmpty)
  }

  @Test("what a count prints is read as that count")
  func roundTrip() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let first = Int.random(in: 0...50_000_000, using: &random)
      let second = first + Int.random(in: 1...1000, using: &random)
      for count in [Count.exact(first), .atLeast(first), .about(first), .range(first, second)] {
        #expect(CountField.parse(count.description) == .success(count, conversion: nil))
      }
    }
    #expect(CountField.parse(Count.unknown.description) == .success(.unknown, conversion: nil))
  }
}
