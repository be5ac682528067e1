// Reporting: a table's columns after Frictionless Table Schema, with the constraints of the tables of
// the input that have the same name.

internal import Ingest
internal import Records

extension Table {
  /// The schema as JSON, its lines but the first indented by `indent` blanks.
  func schema(indent: Int) -> String {
    let declared = TableSchema.named(name)
    let names = Set(columns.map(\.name))
    let fields = columns.map { column in
      var parts = [
        "\"name\": \(JSONText.string(column.name))", "\"type\": \"\(column.kind.rawValue)\"",
        "\"description\": \(JSONText.string(column.meaning))",
      ]
      if let declared, let input = declared.columns.first(where: { $0.name == column.name }) {
        let others = declared.alternatives.first { $0.contains(column.name) } ?? []
        let isAlone = !others.isEmpty && names.intersection(others).count == 1
        let constraints = Self.constraints(
          of: input, isRequired: input.need == .filled || isAlone, kind: column.kind)
        if !constraints.isEmpty {
          parts.append("\"constraints\": {\(constraints.joined(separator: ", "))}")
        }
      }
      return "    {\(parts.joined(separator: ", "))}"
    }
    let key = (declared?.primaryKey ?? []).filter(names.contains)
    var lines = ["{", "  \"fields\": ["]
    lines += fields.joined(separator: ",\n").split(separator: "\n").map(String.init)
    lines.append("  ],")
    if !key.isEmpty { lines.append("  \"primaryKey\": \(Self.list(key)),") }
    lines += ["  \"missingValues\": [\"\"]", "}"]
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  private static func list(_ words: [String]) -> String {
    "[\(words.map(JSONText.string).joined(separator: ", "))]"
  }

  private static func constraints(
    of column: ColumnSchema, isRequired: Bool, kind: Column.Kind
  ) -> [String] {
    var found: [String] = isRequired ? ["\"required\": true"] : []
    switch column.type {
    case .regencyCode: found.append("\"pattern\": \"^\\\\d{2}\\\\.\\\\d{2}$\"")
    case .level(let allowsAll):
      found.append("\"enum\": \(list(Level.allCases.map(\.rawValue) + (allowsAll ? ["all"] : [])))")
    case .employment: found.append("\"enum\": \(list(Employment.allCases.map(\.rawValue)))")
    case .mode: found.append("\"enum\": \(list(SigningMode.allCases.map(\.rawValue)))")
    case .word(let words): found.append("\"enum\": \(list(words))")
    case .words(let words):
      let one = "(\(words.joined(separator: "|")))"
      found.append("\"pattern\": \(JSONText.string("^\(one)(;\(one))*$"))")
    case .count where kind == .integer: found.append("\"minimum\": 0")
    case .integer(let range):
      found += ["\"minimum\": \(range.lowerBound)", "\"maximum\": \(range.upperBound)"]
    case .number(let range):
      found += ["\"minimum\": \(range.lowerBound)", "\"maximum\": \(range.upperBound)"]
    case .count, .region, .levels, .election, .day, .impreciseDate, .text, .identifier: break
    }
    return found
  }
}

extension DataPackage {
  /// The Table Schema of each table of the input in the strict form that the command writes, as one
  /// JSON object by the name of the table: `datasets/formats.json`.
  public static var inputSchemas: String {
    let tables = (TableSchema.records + TableSchema.reference).map { schema in
      let table = Table(name: schema.name, columns: schema.columns.map { Column($0) }, rows: [])
      return "  \(JSONText.string(schema.name)): \(table.schema(indent: 2))"
    }
    return "{\n\(tables.joined(separator: ",\n"))\n}\n"
  }
}
