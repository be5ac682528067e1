// Reporting: tables of the page. On a phone each row becomes a card, so every cell carries the name
// of its column; the roles keep the table readable by a screen reader in that form too.

/// A column of a table on the page.
struct PageColumn: Sendable {
  let name: String
  let isNumber: Bool

  static func words(_ name: String) -> PageColumn { PageColumn(name: name, isNumber: false) }
  static func number(_ name: String) -> PageColumn { PageColumn(name: name, isNumber: true) }
}

/// A table on the page; the first cell of a row names it.
struct DataTable: Sendable {
  let caption: String
  let columns: [PageColumn]
  let rows: [[HTML]]

  /// The table, or words where it has no rows.
  func html(whenEmpty words: String) -> HTML {
    guard !rows.isEmpty else { return .tag("p", ["class": "empty"], "\(caption): \(words).") }
    let head = HTML.tag(
      "thead", ["role": "rowgroup"],
      [
        .tag(
          "tr", ["role": "row"],
          columns.map { column in
            .tag(
              "th",
              [
                "scope": "col", "role": "columnheader", "class": column.isNumber ? "num" : "words",
              ], column.name)
          })
      ])
    let body = HTML.tag(
      "tbody", ["role": "rowgroup"],
      rows.map { row in
        .tag("tr", ["role": "row"], zip(columns, row).enumerated().map { cell($0, $1.0, $1.1) })
      })
    return .tag(
      "div", ["class": "table"],
      [.tag("table", ["role": "table"], [.tag("caption", caption), head, body])])
  }

  /// The table behind a line to open, so that a long one does not bury what follows; words where it
  /// has no rows.
  ///
  /// - Parameters:
  ///   - isOpen: Whether it stands open at first.
  ///   - words: What to say of an empty table.
  /// - Returns: The folded table.
  func folded(isOpen: Bool, whenEmpty words: String) -> HTML {
    guard !rows.isEmpty else { return html(whenEmpty: words) }
    return .element(
      "details", isOpen ? [("open", "")] : [],
      [.tag("summary", caption), html(whenEmpty: words)])
  }

  private func cell(_ place: Int, _ column: PageColumn, _ content: HTML) -> HTML {
    guard place > 0 else {
      return .tag("th", ["scope": "row", "role": "rowheader"], [content])
    }
    return .tag(
      "td",
      ["role": "cell", "data-label": column.name, "class": column.isNumber ? "num" : "words"],
      [.tag("span", [content])])
  }
}
