// Reporting: the chart of known rates with their intervals, one row for each unit that has a rate.

internal import Records
public import Statistics

extension Chart {
  /// Most rows of a chart; the rest is in the files.
  static let mostRows = 40

  /// Rates with intervals; nil where no unit has a rate.
  ///
  /// Single posts are left out where there are others: one signature of one is no rate to compare.
  /// Where the units are more than fit, those with the most officials are shown: their rates are the
  /// best known, and no choice by rate makes a league table.
  ///
  /// - Parameters:
  ///   - table: Rates by unit.
  ///   - language: Language of all words.
  /// - Returns: The chart, or nil.
  public static func compliance(_ table: ComplianceTable, language: Language) -> Chart? {
    let known = table.rows.filter { $0.estimate.rate != nil }
    guard !known.isEmpty else { return nil }
    let several = known.filter { $0.rollUp.required.lower > 1 }
    let largest = (several.isEmpty ? known : several).enumerated().sorted { left, right in
      let (first, second) = (left.element.rollUp.required, right.element.rollUp.required)
      return first.lower != second.lower ? first.lower > second.lower : left.offset < right.offset
    }
    .prefix(mostRows).map(\.element)
    let shown = largest.sorted { left, right in
      let (first, second) = (left.estimate, right.estimate)
      if first.rate != second.rate { return (first.rate ?? 0) < (second.rate ?? 0) }
      if first.low != second.low { return (first.low ?? 0) < (second.low ?? 0) }
      return left.key < right.key
    }
    let left = known.count - shown.count
    let title = complianceTitle(known, language)
    return Chart(
      name: "compliance", title: title,
      subtitle: language(
        "Titik: bagian yang sudah menandatangani. Garis: rentang "
          + "\(language.share(table.confidence)). Data sampai \(language.day(table.book.asOf)).",
        "Point: share that has signed. Line: \(language.share(table.confidence)) interval. "
          + "Data up to \(language.day(table.book.asOf)).")
        + (left > 0
          ? language(
            " Digambar \(shown.count) unit dengan pejabat terbanyak; \(left) lainnya ada di "
              + "compliance.csv.",
            " Drawn: the \(shown.count) units with most officials; \(left) more are in "
              + "compliance.csv.")
          : ""),
      altText: language("Grafik titik dan rentang. ", "Chart of points and intervals. ") + title
        + ".",
      caption: language(
        "Lingkaran: hitungan penuh; ini bukan sampel, dan rentangnya (Wilson) menunjukkan "
          + "kecenderungan menandatangani di balik hitungan itu. Belah ketupat: “semua” menurut "
          + "sumber, atau batas yang masih mungkin karena laporan tidak lengkap.",
        "Circle: a full count; it is no sample, and the interval (Wilson) shows the propensity to "
          + "sign behind the count. Diamond: “all” by the word of the source, or the bounds that "
          + "an incomplete report leaves.")
    ) { size in
      let labels = distinct(
        shown.map { row in
          let counts = language.signedOfRequired(row.rollUp)
          return "\(table.book.reference.shortName(row.key.regency)) · "
            + "\(language.level(row.key.level)) \(counts)"
        })
      let rows = zip(shown, labels).map { row, label -> [String: Datum] in
        let rate = row.estimate.rate ?? 0
        return [
          "unit": .text(label), "rate": .rounded(rate),
          "low": .rounded(row.estimate.low ?? rate), "high": .rounded(row.estimate.high ?? rate),
          "known": .text(
            row.estimate.method != .roster && row.rollUp.signedKind != .all ? "count" : "word"),
        ]
      }
      let x = Channel(
        field: "rate", type: .quantitative,
        scale: Scale(domain: [.number(0), .number(1)], nice: false),
        axis: .value(
          Axis(
            title: .value(language("sudah menandatangani", "have signed")), format: ".0%",
            tickCount: 5, grid: true)))
      let shape = Channel(
        field: "known", type: .nominal,
        scale: Scale(
          domain: [.text("count"), .text("word")], range: ["circle", "diamond"]), legend: .null)
      return IntervalRows(
        rows: rows, x: x, value: "rate", shape: shape, color: Ink.blue, labelWidth: 330
      )
      .view(size)
    }
  }

  private static func complianceTitle(_ known: [ComplianceRow], _ language: Language) -> String {
    let full = known.count { $0.estimate.rate == 1 }
    let missing = known.map(\.rollUp.outstanding).reduce(.exact(0), +)
    if full == known.count {
      return language(
        "Semua \(known.count) unit yang hitungannya diketahui sudah lengkap",
        "All \(known.count) units with a known count are complete")
    }
    return language(
      "\(full) dari \(known.count) unit yang hitungannya diketahui sudah lengkap; "
        + "\(language.count(missing)) pejabat belum menandatangani",
      "\(full) of \(known.count) units with a known count are complete; "
        + "\(language.count(missing)) officials have not signed")
  }
}

extension Language {
  /// "25/30", "sekitar 120/130", or "semua" where only that is said.
  func signedOfRequired(_ rollUp: RollUp) -> String {
    guard let required = rollUp.required.exactValue else {
      return rollUp.signedKind == .all ? self("semua", "all") : count(rollUp.signed)
    }
    if rollUp.signedKind == .all { return "\(required)/\(required)" }
    return "\(count(rollUp.signed))/\(required)"
  }
}

/// Rows with a point and an interval, the names at the left, or above each row on a phone.
struct IntervalRows {
  /// Rows with the columns `unit`, `low`, `high` and the one named by `value`.
  let rows: [[String: Datum]]
  let x: Channel
  let value: String
  let shape: Channel
  let color: String
  /// Greatest width of the names at the left, pixels.
  let labelWidth: Int

  func view(_ size: Chart.Size) -> (height: Int, layers: [ChartLayer]) {
    let isNarrow = size == .narrow
    let widest = rows.compactMap { row -> Int? in
      guard case .text(let unit)? = row["unit"] else { return nil }
      return Chart.width(unit)
    }.max()
    let names = Axis(
      title: .null, labelLimit: labelWidth, minExtent: min(widest ?? 0, labelWidth), grid: false,
      ticks: false, domain: false)
    let y = Channel(
      field: "unit", type: .nominal, axis: isNarrow ? .null : .value(names), sort: .null)
    var low = x
    low.field = "low"
    let drop = isNarrow ? 8 : 0
    var layers = [
      ChartLayer(
        Mark(.rule).with(\.color, color).with(\.strokeWidth, 2.5).with(\.opacity, 0.45)
          .with(\.yOffset, drop), rows, Encoding(x: low, x2: .field("high"), y: y)),
      ChartLayer(
        Mark(.point).with(\.color, color).with(\.filled, true).with(\.opacity, 1)
          .with(\.size, 75).with(\.yOffset, drop), rows,
        Encoding(x: x, y: y, shape: shape)),
    ]
    if isNarrow {
      layers.append(
        ChartLayer(
          Mark(.text).with(\.align, "left").with(\.baseline, "bottom").with(\.dy, -1)
            .with(\.color, Ink.text).with(\.fontSize, ChartConfig.fontSize).with(\.limit, 275),
          rows, Encoding(x: Channel(value: .number(0)), y: y, text: .field("unit"))))
    }
    return (rows.count * (isNarrow ? 38 : 20) + 80, layers)
  }
}
