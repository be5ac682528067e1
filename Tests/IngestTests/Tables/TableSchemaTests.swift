// Tests of Ingest: the declarations of the tables hold together, and say what the shipped data are.

import Records
import Testing

@testable import Ingest

@Suite("Table schemas")
struct TableSchemaTests {
  static let all = TableSchema.records + TableSchema.reference

  @Test("No header can mean two columns of a table", arguments: all.map(\.name))
  func names(table: String) throws {
    let schema = try #require(TableSchema.named(table))
    var owners: [String: String] = [:]
    for column in schema.columns {
      for name in Set(([column.name] + column.otherNames + column.lastNames).map(HeaderMatch.key)) {
        #expect(owners[name] == nil, "\(name): \(column.name) and \(owners[name] ?? "")")
        owners[name] = column.name
      }
    }
    let personal = Set(TableSchema.personalNames.map(HeaderMatch.key))
    if schema.isPersonal { #expect(personal.isDisjoint(with: owners.keys)) }
  }

  @Test("Every example is read as its column's type", arguments: TableSchema.records.map(\.name))
  func examples(table: String) throws {
    let schema = try #require(TableSchema.named(table))
    for column in schema.columns where !column.example.isEmpty {
      let cells = RowCells(
        file: "f.csv",
        layout: TableLayout(schema, header: [column.name], places: [column.name: 0]))
      cells.take([column.example])
      let row = Row(cells, line: 2)
      switch column.type {
      case .day: #expect(try row.requiredDay(column.name).description == column.example)
      case .impreciseDate: #expect(try row.date(column.name) != .unknown)
      case .count: #expect(try row.count(column.name).exactValue != nil)
      case .integer: #expect(try row.integer(column.name) >= 0)
      case .level: #expect(try row.level(column.name) != nil)
      case .levels: #expect(try !row.levels(column.name).isEmpty)
      case .employment: #expect(try row.employment(column.name) != .unknown)
      case .mode: #expect(try row.mode(column.name) != nil)
      case .word(let words): #expect(words.contains(column.example))
      case .words(let words):
        #expect(column.example.split(separator: ";").allSatisfy { words.contains(String($0)) })
      case .regencyCode: #expect(RegencyCode(column.example) != nil)
      case .region, .election, .text, .identifier, .number: #expect(row.text(column.name) != "")
      }
      #expect(row.conversions.isEmpty, "\(column.name)")
    }
  }

  @Test("Words are those of their enumeration; a file needs one of each group of columns")
  func words() {
    #expect(
      TableSchema.sessions.column("tier").type == .word(SessionTier.allCases.map(\.rawValue)))
    #expect(TableSchema.recaps.needs.first == ["regency_code", "regency", "regency_name"])
    #expect(TableSchema.recaps.needs.contains(["signed"]))
    #expect(!TableSchema.recaps.needs.contains(["required"]))
    #expect(TableSchema.named("truth") == nil)
  }

  @Test("A cell outside the declared range is refused by the range")
  func range() throws {
    let cells = RowCells(
      file: "f.csv",
      layout: TableLayout(.regencyUnits, header: ["desa"], places: ["desa": 0]))
    cells.take(["10001"])
    #expect(throws: Fault.self) { try Row(cells, line: 2).integer("desa") }
    do {
      _ = try Row(cells, line: 2).integer("desa")
    } catch {
      #expect(error.rule == "a number is at least 0 and at most 10000")
    }
  }

  @Test("To read a column as another type than declared, or one that is not declared, is a bug")
  func callersBug() async {
    await #expect(processExitsWith: .failure) {
      let cells = RowCells(
        file: "f.csv", layout: TableLayout(.recaps, header: ["as_of"], places: ["as_of": 0]))
      cells.take(["2024-10-01"])
      _ = try Row(cells, line: 2).count("as_of")
    }
    await #expect(processExitsWith: .failure) {
      let cells = RowCells(
        file: "f.csv", layout: TableLayout(.recaps, header: ["as_of"], places: ["as_of": 0]))
      cells.take(["2024-10-01"])
      _ = Row(cells, line: 2).text("signed_on")
    }
  }
}
