// Tests of Ingest: cells read by their remembered texts give what reading each anew gives.

import Records
import Testing

@testable import Ingest

@Suite("Row cells")
struct RowCellsTests {
  private static let header = ["regency", "level", "election_id", "as_of", "required", "signed"]

  /// Rows of few texts in many spellings, with white space and cells that break a rule.
  private static func rows(_ generator: inout SeededGenerator, _ count: Int) -> [[String]] {
    func one(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }
    return (0..<count).map { _ in
      [
        one(["17.06", " 17.06 ", "Kabupaten Mukomuko", "Kab. Mukomuko", "99.99", "\u{A0}36.02"]),
        one(["camat", "Camat", "kepala_opd", "asn", "all"]), one(["pilkada-2024", "pilkada-1"]),
        one(["2024-10-01", "01/10/2024", "1 Oktober 2024", "2024-13-01", ""]),
        one(["15", "1.500", "~20", "", "x"]), one(["12", ">=10", "", "9-4"]),
      ]
    }
  }

  private static func answer(_ cells: RowCells, _ context: inout RowContext, line: Int) -> String {
    var row = Row(cells, line: line)
    do throws(Fault) {
      let recap = try context.recap(&row)
      return "\(recap) \(row.conversions)"
    } catch {
      return error.description
    }
  }

  @Test("The same rows give the same values, conversions and faults", arguments: 0..<4)
  func memory(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let reference = try ReferenceReader.read(folder: Fixtures.referenceFolder)
    let places = Dictionary(uniqueKeysWithValues: Self.header.enumerated().map { ($1, $0) })
    let layout = TableLayout(.recaps, header: Self.header, places: places)
    let remembering = RowCells(file: "f.csv", layout: layout)
    let new = RowContext(reference)
    var context = new
    for (number, texts) in Self.rows(&generator, 300).enumerated() {
      let texts = texts.map(\.trimmed)
      remembering.take(texts)
      let fresh = RowCells(file: "f.csv", layout: layout)
      fresh.take(texts)
      var other = new
      #expect(
        Self.answer(remembering, &context, line: number)
          == Self.answer(fresh, &other, line: number))
    }
  }

  @Test("The account counts each conversion by cell of an accepted row", arguments: 0..<4)
  func account(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed + 10))
    let reference = try ReferenceReader.read(folder: Fixtures.referenceFolder)
    let rows = Self.rows(&generator, 200)
    let text = ([Self.header] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n")
    let report = try TemporaryFolder(["recaps.csv": text]).read().report
    let places = Dictionary(uniqueKeysWithValues: Self.header.enumerated().map { ($1, $0) })
    var expected: [String: Int] = [:]
    var accepted = 0
    let new = RowContext(reference)
    for texts in rows {
      let cells = RowCells(
        file: "", layout: TableLayout(.recaps, header: Self.header, places: places))
      cells.take(texts.map(\.trimmed))
      var row = Row(cells, line: 1)
      var context = new
      guard (try? context.recap(&row)) != nil else { continue }
      accepted += 1
      for told in row.conversions { expected["\(told.column) \(told.rule)", default: 0] += 1 }
    }
    #expect(accepted > 0)
    #expect(report.accepted == accepted)
    var found: [String: Int] = [:]
    for (told, count) in report.conversions { found["\(told.column) \(told.rule)"] = count }
    #expect(found == expected)
  }
}
