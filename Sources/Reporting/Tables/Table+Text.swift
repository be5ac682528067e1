// Reporting: a table as CSV, JSON or aligned text.

extension Table {
  /// RFC 4180 with a header row and LF line ends. Words that a spreadsheet would run as a formula
  /// (first character `=`, `+`, `-`, `@`, tab or CR) get a leading apostrophe.
  public var csv: String {
    columns.map { Self.quoted($0.name) }.joined(separator: ",") + "\n" + csvRows
  }

  /// The rows of `csv` without the header, for files that are written in portions.
  public var csvRows: String {
    var text = ""
    for row in rows {
      text += row.map { cell in
        guard case .text(let words) = cell else { return cell.plain }
        return Self.quoted(Self.defused(words))
      }.joined(separator: ",")
      text += "\n"
    }
    return text
  }

  /// An array of objects, one for each row, with `null` for unknown and for nothing.
  public var json: String {
    guard !rows.isEmpty else { return "[]\n" }
    let objects = rows.map { row in
      let members = zip(columns, row).map { column, cell in
        JSONText.string(column.name) + ": " + Self.json(cell)
      }
      return "  {" + members.joined(separator: ", ") + "}"
    }
    return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  /// The shown columns aligned, numbers to the right; a dash is unknown, and a last line says so.
  ///
  /// - Parameter language: Language of the words for unknown.
  /// - Returns: Header, a rule, the rows, each on a line.
  public func text(language: Language) -> String {
    let shown = columns.indices.filter { columns[$0].isShown }
    let body = rows.map { row in
      shown.map { index in
        row[index] == .unknown ? "–" : row[index].plain
      }
    }
    let header = shown.map { columns[$0].name }
    let widths = shown.indices.map { place in
      ([header] + body).map { $0[place].count }.max() ?? 0
    }
    let isNumeric = shown.map { columns[$0].kind == .integer || columns[$0].kind == .number }
    func line(_ cells: [String]) -> String {
      var text = ""
      for (place, cell) in cells.enumerated() {
        let space = String(repeating: " ", count: widths[place] - cell.count)
        text += (place > 0 ? "  " : "") + (isNumeric[place] ? space + cell : cell + space)
      }
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }
    let rule = widths.map { String(repeating: "-", count: $0) }
    let isAnyUnknown = rows.contains { row in shown.contains { row[$0] == .unknown } }
    return line(header) + line(rule) + body.map(line).joined()
      + (isAnyUnknown ? "– : \(language.noReport), \(language("bukan nol", "not zero"))\n" : "")
  }

  private static func defused(_ words: String) -> String {
    guard let first = words.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
      return words
    }
    return "'" + words
  }

  private static func quoted(_ words: String) -> String {
    guard words.unicodeScalars.contains(where: { "\",\n\r".unicodeScalars.contains($0) }) else {
      return words
    }
    return "\""
      + words.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  private static func json(_ cell: Cell) -> String {
    switch cell {
    case .text, .date: JSONText.string(cell.plain)
    case .integer, .real: cell.plain
    case .unknown, .none: "null"
    }
  }
}

/// Text as JSON.
enum JSONText {
  /// A quoted string with the escapes that JSON asks for; `<` is escaped too, so that the text can
  /// stand inside a page.
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "<": result += "\\u003c"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
