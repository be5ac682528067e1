// Tests of CellText: marks, formulas and words for "not known" mean the same in cells of all types.

import Records
import Testing

@testable import Ingest

@Suite("CellText")
struct CellTextTests {
  static let marks = [
    "\u{FEFF}", "\u{200B}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}",
  ]

  @Test("invisible marks are left out of every type and told", arguments: marks)
  func marksLeftOut(_ mark: String) {
    let rule = CellText.markRule
    #expect(IntegerField.parse("\(mark)53\(mark)") == .success(53, conversion: rule))
    #expect(CountField.parse("5\(mark)3 ") == .success(.exact(53), conversion: rule))
    #expect(
      DateField.parseDay(" \(mark) 2024-06-10")
        == .success(Fixtures.day("2024-06-10"), conversion: rule))
    #expect(LevelField.parseSingle("\(mark)camat").value?.singleLevel == .camat)
    #expect(EmploymentField.parse("pns\(mark)") == .success(.pns, conversion: rule))
    #expect(
      CountField.parse("\(mark)1.234")
        == .success(.exact(1234), conversion: "\(IntegerField.groupedRule); \(rule)"))
  }

  @Test("a cell of more bytes than any value is refused, a long list of levels is not")
  func length() {
    let blanks = String(repeating: " ", count: CellText.longest - 2)
    #expect(IntegerField.parse(blanks + "53") == .success(53, conversion: nil))
    guard case .failure(let rule, _) = IntegerField.parse(blanks + " 53") else {
      Issue.record("accepted")
      return
    }
    #expect(rule.contains("longer"))
    let list = Array(repeating: "camat=1", count: 500).joined(separator: ";")
    #expect(LevelField.parseList(list).value?.count == 500)
  }

  @Test("a cell without marks tells of none")
  func noMarks() {
    #expect(IntegerField.parse("53") == .success(53, conversion: nil))
  }

  static let formulas = [
    ("=SUM(A1)", "value"), ("=5", "value"), ("#REF!", "correct"), ("#N/A", "correct"),
    ("#DIV/0!", "correct"), ("#name?", "correct"), ("Err:502", "correct"), ("#####", "widen"),
  ]

  @Test("a formula or its error is refused in every type", arguments: formulas)
  func formulasRefused(_ text: String, _ part: String) {
    func check<Value>(_ reading: FieldReading<Value>) {
      guard case .failure(let rule, let repair) = reading else {
        Issue.record("\(text) was accepted")
        return
      }
      #expect(rule.contains("formula"))
      #expect(repair.contains(part), "\(repair)")
    }
    check(IntegerField.parse(text))
    check(CountField.parse(text))
    check(DateField.parse(text))
    check(LevelField.parseList(text))
    check(EmploymentField.parse(text))
    check(ModeField.parse(text))
    check(ElectionField([Fixtures.election]).parse(text))
  }

  static let unknowns = [
    "-", "–", "—", "n/a", "N.A.", "NA", "tidak ada data", "Belum Ada Data", "belum diketahui", "?",
    "...", "(tidak ada data)",
  ]

  @Test("a word for not known is unknown, never 0", arguments: unknowns)
  func unknownWords(_ text: String) {
    let rule = CellText.unknownRule
    #expect(CountField.parse(text) == .success(.unknown, conversion: rule))
    #expect(DateField.parse(text) == .success(.unknown, conversion: rule))
    #expect(DateField.parseOptionalDay(text) == .success(nil, conversion: rule))
    #expect(EmploymentField.parse(text) == .success(.unknown, conversion: rule))
    #expect(ModeField.parse(text) == .success(nil, conversion: rule))
    #expect(LevelField.parseList(text).value == [])
    #expect(IntegerField.parse(text).value == nil)
    #expect(DateField.parseDay(text).value == nil)
  }

  @Test("other words are not taken for unknown")
  func knownWords() {
    for text in ["0", "nihil", "belum", "tidak ada", "kosong", "a", "nama", "-1"] {
      #expect(!CellText.isUnknown(text), "\(text)")
    }
  }
}
