// Tests of IntegerField: whole numbers in the forms of offices and spreadsheets.

import Records
import Testing

@testable import Ingest

@Suite("IntegerField")
struct IntegerFieldTests {
  static let grouped = IntegerField.groupedRule
  static let decimals = IntegerField.decimalsRule
  static let accepted: [(text: String, value: Int, rule: String?)] = [
    ("0", 0, nil), ("53", 53, nil), (" 53 ", 53, nil), ("007", 7, nil), ("1.234", 1234, grouped),
    ("1,234", 1234, grouped), ("1 234", 1234, grouped), ("1\u{A0}234\u{A0}567", 1_234_567, grouped),
    ("1\u{202F}234", 1234, grouped), ("12.345.678", 12_345_678, grouped), ("53.0", 53, decimals),
    ("53,00", 53, decimals), ("0.0", 0, decimals), ("1234.00", 1234, decimals),
    ("1.234,00", 1234, "\(grouped); \(decimals)"), ("1,234.0", 1234, "\(grouped); \(decimals)"),
    ("53 orang", 53, IntegerField.unitRule), ("53 Org.", 53, IntegerField.unitRule),
    ("53orang", 53, IntegerField.unitRule), ("53 pegawai ASN", 53, IntegerField.unitRule),
    ("1.234 orang", 1234, "\(grouped); \(IntegerField.unitRule)"),
    ("nihil", 0, IntegerField.zeroRule), ("Nol", 0, IntegerField.zeroRule),
  ]

  @Test(arguments: accepted)
  func reads(_ text: String, _ value: Int, _ rule: String?) {
    #expect(IntegerField.parse(text) == .success(value, conversion: rule))
  }

  static let refused: [(text: String, rule: String, repair: String)] = [
    ("", "required", "53"), ("-", "required", "53"), ("-5", "negative", "empty"),
    ("1,5", "decimal", "without separators"), ("53.5", "decimal", ""), ("1.23", "decimal", ""),
    ("1234.567", "decimal", ""), ("0.123", "decimal", ""), ("0.000", "decimal", ""),
    ("1.234,567", "decimal", ""), ("1.234.00", "decimal", ""), ("1.000,000", "decimal", ""),
    ("1..234", "decimal", ""), (".123", "decimal", ""), ("12 34", "decimal", ""),
    ("100000001", "at most 100000000", ""), ("99999999999999999999", "at most", ""),
    ("1e3", "powers of ten", "spreadsheet"), ("1E+05", "powers of ten", "spreadsheet"),
    ("1,2E+05", "powers of ten", ""), ("banyak", "a word is not a whole number", ">=100"),
    ("ratusan", "a word is not a whole number", ">=100"), ("semua", "a word", "empty"),
    ("tidak ada", "nobody or not known", "0"), ("kosong", "nobody or not known", "0"),
    ("٥٣", "not a whole number", ""), ("５３", "not a whole number", "digits"),
    ("1'234", "not a whole number", ""), ("5x", "not a whole number", ""),
    ("53 PNS", "not a whole number", ""), ("orang", "not a whole number", ""),
    (">=5", "not a whole number", ""), ("~5", "not a whole number", ""), ("e5", "not a whole", ""),
  ]

  @Test(arguments: refused)
  func refuses(_ text: String, _ part: String, _ repairPart: String) {
    guard case .failure(let rule, let repair) = IntegerField.parse(text) else {
      Issue.record("\(text) was accepted")
      return
    }
    #expect(rule.contains(part), "\(rule)")
    #expect(repairPart.isEmpty ? !repair.isEmpty : repair.contains(repairPart), "\(repair)")
  }

  @Test("a number survives each way of writing it")
  func forms() {
    var random = SeededGenerator(seed: 5)
    for digits in 1...8 {
      for _ in 0..<200 {
        let value = Int.random(in: 0..<Self.power(digits), using: &random)
        for separator in [".", ",", " ", "\u{A0}", "\u{202F}"] {
          #expect(IntegerField.parse(Self.grouped(value, separator)).value == value)
        }
        for form in [
          "\(value)", "\(value),0", "\(value).00", "\(value) orang",
          "\(Self.grouped(value, ".")),00", "\(Self.grouped(value, ",")).00 org",
        ] {
          #expect(IntegerField.parse(form).value == value, "\(form)")
        }
      }
    }
  }

  private static func power(_ digits: Int) -> Int {
    (0..<digits).reduce(1) { product, _ in product * 10 }
  }

  static func grouped(_ value: Int, _ separator: String) -> String {
    var text = ""
    for (place, digit) in String(value).reversed().enumerated() {
      if place > 0, place % 3 == 0 { text = separator + text }
      text = String(digit) + text
    }
    return text
  }
}
