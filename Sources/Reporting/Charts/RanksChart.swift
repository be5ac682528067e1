// Reporting: the chart of ranks with their ranges: how little the data say about who is worst.

internal import Records
public import Risk
internal import Statistics

extension Chart {
  /// Ranks with 90 % ranges of the rows with data, and of a few with the highest risk; nil without
  /// rows.
  ///
  /// - Parameters:
  ///   - table: The risk table.
  ///   - language: Language of all words.
  /// - Returns: The chart, or nil.
  public static func ranks(_ table: RiskTable, language: Language) -> Chart? {
    guard !table.rows.isEmpty else { return nil }
    let most = 30
    let withData = table.rows.filter { $0.rollUp.grade < .e }
    let narrowest = withData.enumerated().sorted { left, right in
      let (first, second) = (left.element.rank.width, right.element.rank.width)
      return first != second ? first < second : left.offset < right.offset
    }
    .prefix(most - 5).map(\.element)
    var keys = Set(narrowest.map(\.key))
    // Names that only chance has put first stay out.
    for row in table.rows.prefix(5) where table.isDistinguishable(row) { keys.insert(row.key) }
    if keys.isEmpty { keys.formUnion(table.rows.prefix(most).map(\.key)) }
    // The table's own order: by falling risk.
    let shown = table.rows.filter { keys.contains($0.key) }
    let hidden = withData.count { !keys.contains($0.key) }
    let title = language.distinguishable(table)
    return Chart(
      name: "ranks", title: title,
      subtitle: language(
        "Tanda: peringkat tengah. Garis: rentang 90 %. Data sampai "
          + "\(language.day(table.book.asOf)).",
        "Sign: median rank. Line: 90 % range. Data up to \(language.day(table.book.asOf)).")
        + (hidden > 0
          ? language(
            " \(hidden) daerah lain dengan data ada di risk.csv.",
            " \(hidden) more regencies with data are in risk.csv.") : ""),
      altText: language("Grafik rentang peringkat. ", "Chart of rank ranges. ") + title + ".",
      caption: language(
        "“Dapat dibedakan” berarti rentang peringkat 90 % tidak lebih lebar dari separuh tabel. "
          + "Bentuk tanda menunjukkan kelas data (A paling lengkap, E belum ada laporan); kelas "
          + "data tidak menilai kepatuhan.",
        "“Told apart” means that the 90 % rank range is no wider than half of the table. The shape "
          + "shows the data grade (A most complete, E no report); the grade does not judge "
          + "compliance.")
    ) { size in
      let labels = distinct(
        shown.map { row in
          let name = table.book.reference.shortName(row.key.regency)
          let level = row.key.level.map { " · " + language.level($0) } ?? ""
          return "\(name)\(level) (\(row.rollUp.grade.rawValue))"
        })
      let rows = zip(shown, labels).map { row, label -> [String: Datum] in
        [
          "unit": .text(label), "rank": .rounded(row.rank.value), "low": .rounded(row.rank.low),
          "high": .rounded(row.rank.high), "grade": .text(row.rollUp.grade.rawValue),
        ]
      }
      let count = Double(table.rows.count)
      let x = Channel(
        field: "rank", type: .quantitative,
        scale: Scale(domain: [.number(1), .number(max(2, count))], nice: false, zero: false),
        axis: .value(
          Axis(
            title: .value(
              language(
                "peringkat dari \(table.rows.count) (1 = paling berisiko)",
                "rank of \(table.rows.count) (1 = most at risk)")),
            values: rankTicks(table.rows.count, most: size == .wide ? 6 : 4), grid: true)))
      let shape = Channel(
        field: "grade", type: .nominal,
        scale: Scale(
          domain: Grade.allCases.map { .text($0.rawValue) },
          range: ["circle", "square", "triangle-up", "diamond", "cross"]),
        legend: .value(
          Legend(
            title: .value(language("Kelas data", "Data grade")), orient: "top",
            direction: "horizontal",
            columns: 5)))
      let view = IntervalRows(
        rows: rows, x: x, value: "rank", shape: shape, color: Ink.blue, labelWidth: 260
      )
      .view(size)
      return (view.height + 40, view.layers)
    }
  }

  /// 1 and round numbers up to the last rank.
  private static func rankTicks(_ count: Int, most: Int) -> [Double] {
    let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500]
    let step = steps.first { count / $0 <= most } ?? 1000
    return [1] + stride(from: step, through: count, by: step).filter { $0 > 1 }.map(Double.init)
  }
}

extension Ranged {
  /// Distance between the ends.
  var width: Double { high - low }
}

extension RiskTable {
  /// Rows whose 90 % rank range is no wider than half of the table: only these may be called
  /// better or worse than the rest.
  var distinguishableRows: Int {
    rows.count { isDistinguishable($0) }
  }

  /// Whether a row's place says anything.
  func isDistinguishable(_ row: RiskRow) -> Bool {
    2 * row.rank.width <= Double(rows.count)
  }
}

extension Language {
  /// How many rows can be told apart, as a sentence without a full stop.
  func distinguishable(_ table: RiskTable) -> String {
    let (some, all) = (table.distinguishableRows, table.rows.count)
    if some == 0 {
      return self(
        "Belum satu pun dari \(all) daerah dapat dibedakan peringkatnya",
        "None of the \(all) regencies can be told apart by rank yet")
    }
    let isFew = 2 * some < all
    return self(
      "\(isFew ? "Hanya " : "")\(some) dari \(all) daerah dapat dibedakan peringkatnya",
      "\(isFew ? "Only " : "")\(some) of \(all) regencies can be told apart by rank")
  }
}
