// Tests of CountField and IntegerField: forms of a number of persons.

import Records
import Testing

@testable import Ingest

@Suite("CountField")
struct CountFieldTests {
  static let grouped = IntegerField.groupedRule
  static let accepted: [(text: String, count: Count, rule: String?)] = [
    ("", .unknown, nil), ("  ", .unknown, nil), ("0", .exact(0), nil), ("53", .exact(53), nil),
    (" 53 ", .exact(53), nil), ("100000000", .exact(100_000_000), nil),
    ("1.234", .exact(1234), grouped), ("1,234", .exact(1234), grouped),
    ("1 234", .exact(1234), grouped), ("1\u{A0}234\u{A0}567", .exact(1_234_567), grouped),
    ("12.345.678", .exact(12_345_678), grouped), (">=100", .atLeast(100), nil),
    (">= 1.000", .atLeast(1000), grouped), ("≥100", .atLeast(100), nil), ("~40", .about(40), nil),
    ("±40", .about(40), nil), ("sekitar 40", .about(40), nil),
    ("Sekitar 8.100", .about(8100), grouped),
    ("100-120", .range(100, 120), nil), ("100 – 120", .range(100, 120), nil),
    ("1.000-1.200", .range(1000, 1200), grouped), ("0-5", .range(0, 5), nil),
    ("7-7", .exact(7), nil),
  ]

  @Test(arguments: accepted)
  func reads(_ text: String, _ count: Count, _ rule: String?) {
    #expect(CountField.parse(text) == .success(count, conversion: rule))
  }

  static let refused: [(text: String, rule: String)] = [
    ("-5", "negative"), ("−5", "negative"), (">=-5", "negative"), ("5-", "required"),
    ("53.0", "decimal"), ("1,5", "decimal"), ("1.23", "decimal"), ("1234.567", "decimal"),
    ("0.123", "decimal"), ("1.234,567", "decimal"), ("1..234", "decimal"), (".123", "decimal"),
    ("12 34", "decimal"), ("100000001", "at most 100000000"),
    ("99999999999999999999", "at most"), ("banyak", "not a whole number"),
    ("semua", "not a whole number"), ("+5", "not a whole number"), (">5", "not a whole number"),
    ("~", "required"), ("sekitar", "not a whole number"), ("120-100", "lower bound"),
    ("1-2-3", "not a whole number"), ("٥٣", "not a whole number"), ("5x", "not a whole number"),
    ("1e3", "not a whole number"),
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
    for count in [Count.exact(0), .exact(12_345), .atLeast(7), .about(40), .range(3, 9), .unknown] {
      #expect(CountField.parse(count.description) == .success(count, conversion: nil))
    }
  }

  @Test("a whole number has no words of doubt")
  func integers() {
    #expect(IntegerField.parse("1.234") == .success(1234, conversion: Self.grouped))
    #expect(IntegerField.parse("0") == .success(0, conversion: nil))
    for text in ["", ">=5", "~5", "1-2", "-1", "2.5"] {
      #expect(IntegerField.parse(text).value == nil, "\(text)")
    }
  }
}
