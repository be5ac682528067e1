// Reporting: the descriptor of a folder of tables, after Frictionless Data Package and Table Schema,
// made from the same columns that the tables are written with. Tables in the form of an input have
// the constraints that the input declares.

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
      """
          {
            "name": \(JSONText.string(table.name)),
            "path": \(JSONText.string("\(table.name).csv")),
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": \(table.schema(indent: 8))
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
