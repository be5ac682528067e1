// Reporting: the chart of a back-test: how often intervals held what came, beside what they promised.

public import Forecasting
internal import Statistics

extension Chart {
  /// Promised and kept coverage of central intervals; nil without a case.
  ///
  /// - Parameters:
  ///   - test: The back-test.
  ///   - language: Language of all words.
  /// - Returns: The chart, or nil.
  public static func coverage(_ test: BackTest, language: Language) -> Chart? {
    func cases(_ forecaster: Forecaster) -> [BackTestCase] {
      test.cases.filter { $0.forecaster == forecaster }
    }
    let shown = [
      (Forecaster.netralitas, Ink.blue, "circle"), (.hubBaseline, Ink.vermilion, "square"),
    ]
    let own = cases(.netralitas)
    guard !own.isEmpty else { return nil }
    let held = own.count { $0.covers(0.8) == true }
    let days = Set(own.map(\.asOf)).count
    let title = language(
      "Dari \(own.count) prakiraan, \(held) memuat kenyataan dalam kisaran 80 %",
      "Of \(own.count) forecasts, \(held) held what came in their 80 % range")
    return Chart(
      name: "coverage", title: title,
      subtitle: language(
        "Lingkaran biru: netralitas. Kotak: nilai terakhir dengan perubahan masa lalu. "
          + "Garis putus-putus: tepat seperti dijanjikan.",
        "Blue circles: netralitas. Squares: last value with past changes. Dashed: exactly as "
          + "promised."),
      altText: language("Grafik titik. ", "Dot chart. ") + title + ".",
      caption: language(
        "Di bawah garis putus-putus kisaran terlalu sempit, di atasnya terlalu lebar. Prakiraan "
          + "dibuat pada \(days) tanggal; daerah pada satu tanggal berbagi nasib, jadi bandingkan "
          + "jumlah tanggal, bukan hanya jumlah prakiraan.",
        "Below the dashed line ranges are too narrow, above it too wide. Forecasts were made on "
          + "\(days) days; regencies of one day share their luck, so look at the number of days, "
          + "not only at that of forecasts.")
    ) { size in
      let x = axis("promised", language("dijanjikan", "promised"))
      let y = axis("kept", language("memuat kenyataan", "held what came"))
      var layers = [
        ChartLayer(
          Mark(.line).with(\.color, Ink.axis).with(\.strokeDash, [4, 4]),
          [0.0, 1.0].map { ["promised": .number($0), "kept": .number($0)] },
          Encoding(x: x, y: y))
      ]
      for (forecaster, color, shape) in shown {
        let rows = Self.coverages(cases(forecaster))
        guard !rows.isEmpty else { continue }
        layers.append(
          ChartLayer(
            Mark(.line).with(\.color, color).with(\.strokeWidth, 1), rows, Encoding(x: x, y: y)))
        layers.append(
          ChartLayer(
            Mark(.point).with(\.color, color).with(\.filled, true).with(\.shape, shape)
              .with(\.size, 60), rows, Encoding(x: x, y: y)))
      }
      return (size == .wide ? 380 : 300, layers)
    }
  }

  /// Share of cases inside each central interval that the hub levels form.
  private static func coverages(_ cases: [BackTestCase]) -> [[String: Datum]] {
    HubQuantiles.levels.filter { $0 < 0.5 }.reversed().compactMap { low in
      let promised = 1 - 2 * low
      let judged = cases.compactMap { $0.covers(promised) }
      guard !judged.isEmpty else { return nil }
      return [
        "promised": .rounded(promised),
        "kept": .rounded(Double(judged.count { $0 }) / Double(judged.count)),
      ]
    }
  }

  private static func axis(_ field: String, _ title: String) -> Channel {
    Channel(
      field: field, type: .quantitative,
      scale: Scale(domain: [.number(0), .number(1)], nice: false, zero: true),
      axis: .value(
        Axis(title: .value(title), values: [0, 0.2, 0.5, 0.8, 0.95], format: ".0%", grid: true)))
  }
}
