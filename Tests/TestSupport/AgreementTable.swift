// Test support: digits of agreement with certified values, and tables of them, printed and held
// against the ones that the README of the reference data shows.

internal import Foundation
internal import Testing

/// A table of figures with one row for each data set.
package struct AgreementTable {
  /// The marker of the table in the README: `<!-- name -->` above it.
  package let name: String
  package let columns: [String]
  package private(set) var rows: [(set: String, figures: [Double])] = []

  package init(_ name: String, _ columns: [String]) {
    self.name = name
    self.columns = columns
  }

  package mutating func add(_ set: String, _ figures: [Double]) {
    precondition(figures.count == columns.count, "\(figures.count) figures for \(columns)")
    rows.append((set, figures))
  }

  /// The table as Markdown; digits are cut off, not rounded, so that none is claimed that is not
  /// there. Columns of iterations and conditions are whole numbers.
  var markdown: String {
    let head = "| data set | \(columns.joined(separator: " | ")) |"
    let rule = "| --- |" + columns.map { _ in " ---: |" }.joined()
    let lines = rows.map { row in
      "| \(row.set) |"
        + row.figures.map { figure in
          let cut = (figure * 10).rounded(.down) / 10
          return figure >= 16 || figure == figure.rounded()
            ? " \(String(format: figure >= 1e6 ? "%.0e" : "%.0f", figure)) |"
            : " \(String(format: "%.1f", cut)) |"
        }.joined()
    }
    return ([head, rule] + lines).joined(separator: "\n")
  }

  /// Prints the table and expects the README of the reference rows to show the same sets and columns
  /// with figures that differ by at most one digit of agreement, a tenth of a condition or a quarter
  /// of the iterations: another machine's exponential rounds differently. Plain arithmetic gives the
  /// same digits on every machine, so its tables are shown `exactly`.
  package func expectInReadme(exactly: Bool = false) throws {
    print("\(name)\n\(markdown)")
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: folder.appending(path: "ReferenceData/README.md"), encoding: .utf8)
    let part = try #require(
      text.components(separatedBy: "<!-- \(name) -->\n").dropFirst().first, "no table \(name)")
    let shown = part.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("|") }
    if exactly {
      #expect(shown.joined(separator: "\n") == markdown)
      return
    }
    let lines = shown.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    #expect(lines.first == ["data set"] + columns, "columns of \(name)")
    try #require(lines.count == rows.count + 2, "rows of \(name)")
    for (row, cells) in zip(rows, lines.dropFirst(2)) {
      #expect(cells.first == row.set)
      let claims = try cells.dropFirst().map { cell in
        try #require(Double(cell), "\(name) \(row.set) \(cell)")
      }
      try #require(claims.count == row.figures.count)
      for (column, (figure, claim)) in zip(columns, zip(row.figures, claims)) {
        let slack = column.hasPrefix("iterations") ? max(5, figure / 4) : max(1.1, figure / 10)
        #expect(abs(figure - claim) <= slack, "\(name) \(row.set) \(column): \(figure)")
      }
    }
  }
}

/// Digits of agreement, −log₁₀ |value − certified| / |certified|; by the absolute error where the
/// certified value is 0. At most as many as the certified value carries; a value that is wrong
/// altogether has 0.
///
/// - SeeAlso: McCullough (1998), The American Statistician 52:358–366.
package func logRelativeError(_ value: Double, _ certified: Double, digits: Double = 15) -> Double {
  let error = abs(value - certified) / (certified == 0 ? 1 : abs(certified))
  return error == 0 ? digits : min(digits, max(0, -log10(error)))
}

/// The smallest number of digits among several values.
package func worstLogRelativeError(_ values: [Double], _ certified: [Double], digits: Double = 15)
  -> Double
{
  precondition(values.count == certified.count, "\(values.count) and \(certified.count) values")
  return zip(values, certified).map { logRelativeError($0, $1, digits: digits) }.min() ?? 0
}
