// Tests of Reporting: descriptors of tables in the form of an input carry what the input declares.

import Ingest
import Records
import Testing

@testable import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Data package")
struct DataPackageTests {
  private struct Package: Decodable {
    struct Resource: Decodable {
      var name: String
      var schema: Schema
    }
    var resources: [Resource]
  }

  private struct Schema: Decodable {
    struct Field: Decodable {
      struct Constraints: Decodable {
        var required: Bool?
        var `enum`: [String]?
        var minimum: Double?
        var maximum: Double?
        var pattern: String?
      }
      var name: String
      var type: String
      var description: String
      var constraints: Constraints?
    }
    var fields: [Field]
    var primaryKey: [String]?
    var missingValues: [String]

    func field(_ name: String) -> Field? { fields.first { $0.name == name } }
  }

  private static let election = ElectionID("pilkada-2024")

  private static func schema(_ table: Table) throws -> Schema {
    let text = DataPackage(name: "p", title: "P", description: "", tables: [table]).descriptor
    let package = try JSONDecoder().decode(Package.self, from: Data(text.utf8))
    let resource = try #require(package.resources.first)
    #expect(resource.name == table.name)
    #expect(resource.schema.fields.map(\.name) == table.columns.map(\.name))
    return resource.schema
  }

  @Test("Recaps: codes by pattern, levels by list, persons from 0, keys of the columns there")
  func recaps() throws {
    let schema = try Self.schema(Table(recaps: [], election: Self.election))
    #expect(schema.field("regency_code")?.constraints?.pattern == #"^\d{2}\.\d{2}$"#)
    #expect(schema.field("regency_code")?.constraints?.required == true)
    let levels = Level.allCases.map(\.rawValue) + ["all"]
    #expect(schema.field("level")?.constraints?.enum == levels)
    #expect(schema.field("signed")?.constraints?.minimum == 0)
    #expect(schema.field("signed")?.constraints?.required == nil)
    #expect(schema.field("as_of")?.type == "date")
    #expect(schema.primaryKey == ["regency_code", "level", "election_id", "as_of", "source"])
    #expect(schema.missingValues == [""])
  }

  @Test("Register, sessions and counts say what the input declares of their columns")
  func others() throws {
    let tables = [
      Table(officials: [], election: Self.election), Table(sessions: [], election: Self.election),
      CountsCSV.table,
    ]
    for table in tables {
      let schema = try Self.schema(table)
      let declared = try #require(TableSchema.named(table.name))
      for field in schema.fields {
        let column = declared.column(field.name)
        #expect(field.description == column.meaning)
        if column.need == .filled { #expect(field.constraints?.required == true) }
      }
      #expect(schema.primaryKey == declared.primaryKey)
    }
    #expect(
      CountsCSV.header == "regency_code,level,employment,election_id,date,signed,required\n")
  }

  @Test("A table that is no input has types and meanings only")
  func outputs() throws {
    let schema = try Self.schema(Table(truth: [], election: Self.election))
    #expect(schema.fields.allSatisfy { $0.constraints == nil })
    #expect(schema.primaryKey == nil)
  }

  @Test("datasets/formats.json is made from the declarations; RENEW_FORMATS=1 makes it again")
  func inputs() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "datasets/formats.json")
    let text = DataPackage.inputSchemas
    if ProcessInfo.processInfo.environment["RENEW_FORMATS"] != nil {
      try Data(text.utf8).write(to: file)
    }
    #expect(
      String(decoding: try Data(contentsOf: file), as: UTF8.self) == text,
      "renew it: RENEW_FORMATS=1 swift test --filter DataPackage")
    let schemas = try JSONDecoder().decode([String: Schema].self, from: Data(text.utf8))
    #expect(
      schemas.keys.sorted() == (TableSchema.records + TableSchema.reference).map(\.name).sorted())
  }
}
