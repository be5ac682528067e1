// Tests of GSL: tables of agreement, printed and held against the ones that the README shows.

import Foundation
import Testing

/// A table of figures with one row for each data set.
struct AgreementTable {
  /// The marker of the table in the README: `<!-- name -->` above it.
  let name: String
  let columns: [String]
  private(set) var rows: [(set: String, figures: [Double])] = []

  init(_ name: String, _ columns: [String]) {
    self.name = name
    self.columns = columns
  }

  mutating func add(_ set: String, _ figures: [Double]) {
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
  /// of the iterations: another machine's exponential rounds differently.
  func expectInReadme() throws {
    print("\(name)\n\(markdown)")
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(
      contentsOf: folder.appending(path: "ReferenceData/README.md"), encoding: .utf8)
    let part = try #require(
      text.components(separatedBy: "<!-- \(name) -->\n").dropFirst().first, "no table \(name)")
    let lines = part.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("|") }
      .map { line in
        line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      }
    #expect(lines.first == ["data set"] + columns, "columns of \(name)")
    try #require(lines.count == rows.count + 2, "rows of \(name)")
    for (row, cells) in zip(rows, lines.dropFirst(2)) {
      #expect(cells.first == row.set)
      let shown = try cells.dropFirst().map { try #require(Double($0), "\(name) \(row.set) \($0)") }
      try #require(shown.count == row.figures.count)
      for (column, (figure, claim)) in zip(columns, zip(row.figures, shown)) {
        let slack = column.hasPrefix("iterations") ? max(5, figure / 4) : max(1.1, figure / 10)
        #expect(abs(figure - claim) <= slack, "\(name) \(row.set) \(column): \(figure)")
      }
    }
  }
}
