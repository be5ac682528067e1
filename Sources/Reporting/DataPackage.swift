// Reporting: the descriptor of a folder of tables, after Frictionless Data Package and Table Schema,
// made from the same columns that the tables are written with.

/// A data package: tables with their descriptor.
public struct DataPackage: Sendable {
  /// Name of the package.
  public let name: String
  /// Title for people.
  public let title: String
  /// Words about where the data come from.
  public let description: String
  /// Tables; each is a file `NAME.csv`.
  public let tables: [Table]

  /// A package of tables.
  public init(name: String, title: String, description: String, tables: [Table]) {
    self.name = name
    self.title = title
    self.description = description
    self.tables = tables
  }

  /// The text of `datapackage.json`.
  public var descriptor: String {
    let resources = tables.map { table in
      let fields = table.columns.map { column in
        """
                {"name": \(JSONText.string(column.name)), "type": "\(column.kind.rawValue)", \
        "description": \(JSONText.string(column.meaning))}
        """
      }
      return """
            {
              "name": \(JSONText.string(table.name)),
              "path": \(JSONText.string("\(table.name).csv")),
              "profile": "tabular-data-resource",
              "format": "csv",
              "mediatype": "text/csv",
              "encoding": "utf-8",
              "schema": {
                "fields": [
        \(fields.joined(separator: ",\n"))
                ],
                "missingValues": [""]
              }
            }
        """
    }
    return """
      {
        "profile": "tabular-data-package",
        "name": \(JSONText.string(name)),
        "title": \(JSONText.string(title)),
        "description": \(JSONText.string(description)),
        "resources": [
      \(resources.joined(separator: ",\n"))
        ]
      }

      """
  }
}
