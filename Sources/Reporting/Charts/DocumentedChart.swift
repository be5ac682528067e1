// Reporting: the chart of documented regencies by date: what public records show, and the curve
// through it up to the voting day.

public import Records
public import Statistics

extension Chart {
  /// Regencies with a documented signing and session by date; nil where nothing is documented.
  ///
  /// - Parameters:
  ///   - documented: Signings, sessions or both.
  ///   - election: The election; its voting day ends the curve.
  ///   - asOf: The day up to which records count.
  ///   - confidence: Level of the band, in `(0, 1)`.
  ///   - language: Language of all words.
  /// - Returns: The chart, or nil.
  public static func documented(
    _ documented: [DocumentedRegencies], election: Election, asOf: CalendarDate,
    confidence: Double, language: Language
  ) -> Chart? {
    DocumentedDrawing(
      documented: documented.filter { ($0.points.last?.total ?? 0) > 0 }, election: election,
      asOf: asOf, confidence: confidence, language: language)?.chart
  }
}

private struct DocumentedDrawing {
  let documented: [DocumentedRegencies]
  let election: Election
  let asOf: CalendarDate
  let confidence: Double
  let language: Language
  let participants: Int
  let start: CalendarDate
  let end: CalendarDate

  init?(
    documented: [DocumentedRegencies], election: Election, asOf: CalendarDate, confidence: Double,
    language: Language
  ) {
    guard let first = documented.first, let start = documented.map(\.origin).min() else {
      return nil
    }
    // Weeks after the voting day in which nothing more was documented would only flatten the picture.
    let lastChange = documented.compactMap { $0.points.last { $0.new > 0 }?.date }.max() ?? asOf
    self.documented = documented
    self.election = election
    self.asOf = asOf
    self.confidence = confidence
    self.language = language
    participants = first.participants
    self.start = start
    end = max(election.votingDay ?? asOf, lastChange)
  }

  var chart: Chart {
    // Once for all sizes: the band of a curve costs thousands of draws.
    let curves = documented.map(curveRows)
    return Chart(
      name: "documented", title: title,
      subtitle: language(
        "Garis penuh: tercatat sampai \(language.day(asOf)). Garis putus-putus: kurva dengan pita "
          + "\(language.share(confidence)).",
        "Solid lines: documented up to \(language.day(asOf)). Dashed lines: curve with its "
          + "\(language.share(confidence)) band."),
      altText: altText, caption: caption
    ) { size in
      (370, layers(size, curves))
    }
  }

  private var title: String {
    let parts = documented.map { one in
      let total = one.points.last?.total ?? 0
      switch one.subject {
      case .signing:
        return language(
          "penandatanganan tercatat di \(total)", "a signing is documented in \(total)")
      case .session:
        return language("sosialisasi tercatat di \(total)", "a session is documented in \(total)")
      }
    }
    return language("Dari \(participants) daerah, ", "Of \(participants) regencies, ")
      + parts.joined(separator: language(" dan ", " and "))
  }

  private var altText: String {
    var text = language("Grafik garis. ", "Line chart. ") + title + "."
    if let day = election.votingDay, day > asOf {
      for one in documented {
        guard let expected = one.expected(on: day, confidence: confidence) else { continue }
        let n = Double(participants)
        func whole(_ share: Double) -> String { language.number(share * n, decimals: 0) }
        text += language(
          " Kurva \(name(one.subject)) mencapai \(whole(expected.share)) daerah pada "
            + "\(language.day(day)) (pita \(whole(expected.low))–\(whole(expected.high))).",
          " The curve of \(name(one.subject)) reaches \(whole(expected.share)) regencies on "
            + "\(language.day(day)) (band \(whole(expected.low))–\(whole(expected.high))).")
      }
    }
    return text
  }

  private var caption: String {
    language(
      "Sumbu tegak menghitung daerah, bukan pejabat: dari \(participants) daerah peserta. Daerah "
        + "tanpa catatan mungkin sudah menandatangani; laporannya saja yang belum ada.",
      "The vertical axis counts regencies, not officials, of \(participants) that take part. A "
        + "regency without a record may have signed; only the report is missing.")
  }

  private func name(_ subject: Documented) -> String {
    subject == .signing
      ? language("penandatanganan", "signings") : language("sosialisasi", "sessions")
  }

  private func color(_ subject: Documented) -> String {
    subject == .signing ? Ink.blue : Ink.vermilion
  }

  // MARK: Layers

  /// Greatest value of the vertical axis: everything shown with some room above, never above the
  /// number of participants.
  private var ceiling: Double {
    let totals = documented.map { Double($0.points.last?.total ?? 0) }
    let highs = documented.compactMap { one in
      one.expected(on: end, confidence: confidence).map { $0.high * Double(participants) }
    }
    let most = ((totals + highs).max() ?? 1) * 1.2
    let step = most > 200 ? 50.0 : most > 50 ? 10.0 : 5.0
    return min(Double(participants), (most / step).rounded(.up) * step)
  }

  private func layers(
    _ size: Chart.Size, _ curves: [[[String: Datum]]]
  ) -> [ChartLayer] {
    let x = Channel(
      field: "date", type: .temporal,
      scale: Scale(type: "utc", domain: [milliseconds(start), milliseconds(end)], nice: false),
      axis: .value(monthAxis(size)), title: .null)
    let y = Channel(
      field: "regencies", type: .quantitative,
      scale: Scale(domain: [.number(0), .number(ceiling)], nice: false),
      axis: .value(
        Axis(
          title: .value(language("daerah, dari \(participants)", "regencies, of \(participants)")),
          tickCount: 6, tickMinStep: 1, grid: true)))
    var layers: [ChartLayer] = []
    for (one, curve) in zip(documented, curves) {
      let dash = one.subject == .signing ? [7, 4] : [2, 3]
      let color = color(one.subject)
      layers.append(
        ChartLayer(
          Mark(.area).with(\.color, color).with(\.opacity, 0.16), curve,
          Encoding(
            x: x, y: Channel(field: "low", type: .quantitative, scale: y.scale, axis: y.axis),
            y2: .field("high"))))
      layers.append(
        ChartLayer(
          Mark(.line).with(\.color, color).with(\.strokeDash, dash).with(\.strokeWidth, 1.5), curve,
          Encoding(x: x, y: y)))
    }
    layers += ruleLayers(x, size)
    var marks: [[String: Datum]] = []
    for one in documented {
      let rows = observedRows(one)
      layers.append(
        ChartLayer(
          Mark(.line).with(\.color, color(one.subject)).with(\.interpolate, "step-after")
            .with(\.strokeWidth, 2.5), rows, Encoding(x: x, y: y)))
      // A sign every few weeks, counted back from the last, tells the lines apart without colour.
      marks += rows.reversed().enumerated().filter { $0.offset % 6 == 0 }.map { _, row in
        row.merging(["subject": .text(label(one))]) { first, _ in first }
      }
    }
    let labels = documented.map { Datum.text(label($0)) }
    let legend = Nullable<Legend>.value(
      Legend(title: .null, orient: "top", direction: "vertical"))
    layers.append(
      ChartLayer(
        Mark(.point).with(\.filled, true).with(\.opacity, 1).with(\.size, 55), marks,
        Encoding(
          x: x, y: y,
          shape: Channel(
            field: "subject", type: .nominal,
            scale: Scale(
              domain: labels,
              range: documented.map { $0.subject == .signing ? "circle" : "triangle-up" }),
            legend: legend),
          color: Channel(
            field: "subject", type: .nominal,
            scale: Scale(domain: labels, range: documented.map { color($0.subject) }),
            legend: legend))))
    return layers
  }

  private func label(_ one: DocumentedRegencies) -> String {
    let total = one.points.last?.total ?? 0
    return one.subject == .signing
      ? language("penandatanganan: \(total) daerah", "signing: \(total) regencies")
      : language("sosialisasi: \(total) daerah", "session: \(total) regencies")
  }

  private func curveRows(_ one: DocumentedRegencies) -> [[String: Datum]] {
    var days = Array(stride(from: 0, to: one.origin.days(to: end), by: 7))
    days.append(one.origin.days(to: end))
    let n = Double(participants)
    return days.compactMap { offset in
      let day = one.origin.advanced(by: offset)
      guard let expected = one.expected(on: day, confidence: confidence) else { return nil }
      return [
        "date": .text(day.description), "regencies": .rounded(expected.share * n),
        "low": .rounded(expected.low * n), "high": .rounded(expected.high * n),
      ]
    }
  }

  private func observedRows(_ one: DocumentedRegencies) -> [[String: Datum]] {
    let zero: [String: Datum] = ["date": .text(one.origin.description), "regencies": .number(0)]
    var rows = one.points.filter { $0.date <= end }.map { point -> [String: Datum] in
      ["date": .text(point.date.description), "regencies": .number(Double(point.total))]
    }
    if asOf > end, let total = one.points.last?.total {
      rows.append(["date": .text(end.description), "regencies": .number(Double(total))])
    }
    return [zero] + rows
  }

  private func ruleLayers(_ x: Channel, _ size: Chart.Size) -> [ChartLayer] {
    var marks: [(day: CalendarDate, text: String)] = []
    let asOfText = language("data sampai", "data up to")
    if let day = election.votingDay {
      marks.append((day, language("pemungutan suara", "voting day")))
      if asOf < day { marks.append((asOf, asOfText)) }
    } else {
      marks.append((asOf, asOfText))
    }
    return marks.enumerated().flatMap { place, mark -> [ChartLayer] in
      let text = "\(mark.text) \(short(mark.day))"
      let isLate = 2 * start.days(to: mark.day) > start.days(to: end)
      return [
        ChartLayer(
          Mark(.rule).with(\.color, Ink.quiet).with(\.strokeWidth, 1)
            .with(\.strokeDash, place == 0 ? [1, 0] : [4, 3]),
          [["date": .text(mark.day.description)]],
          Encoding(x: x, y: Channel(value: .number(place == 0 ? 0 : 18)), y2: .toBottom)),
        ChartLayer(
          Mark(.text).with(\.align, isLate ? "right" : "left").with(\.baseline, "top")
            .with(\.color, Ink.text).with(\.dx, isLate ? -5 : 5).with(\.dy, 3 + 16 * place)
            .with(\.fontSize, ChartConfig.fontSize),
          [["date": .text(mark.day.description), "label": .text(text)]],
          Encoding(x: x, y: Channel(value: .number(0)), text: .field("label"))),
      ]
    }
  }

  private func short(_ day: CalendarDate) -> String {
    let (year, month, number) = day.parts
    return "\(number) \(language.shortMonths[month - 1]) \(year)"
  }

  private func milliseconds(_ day: CalendarDate) -> Datum {
    .number(Double(day.dayNumber) * 86_400_000)
  }

  /// First days of months, as many as fit, the year under each January and the first.
  private func monthAxis(_ size: Chart.Size) -> Axis {
    let (firstYear, firstMonth, _) = start.parts
    let (lastYear, lastMonth, _) = end.parts
    let from = firstYear * 12 + firstMonth
    let to = lastYear * 12 + lastMonth - 1
    let steps = [1, 2, 3, 4, 6, 12]
    let most = size == .wide ? 10 : 5
    let step = steps.first { (to - from) / $0 < most } ?? 24
    var values: [Double] = []
    for month in from...max(from, to) where month % step == 0 {
      guard let day = CalendarDate(year: month / 12, month: month % 12 + 1, day: 1), day >= start
      else { continue }
      values.append(Double(day.dayNumber) * 86_400_000)
    }
    let names = language.shortMonths.map { "'\($0)'" }.joined(separator: ",")
    return Axis(
      title: .null, values: values,
      labelExpr: "[[\(names)][utcmonth(datum.value)], utcmonth(datum.value) < \(step) || "
        + "datum.index == 0 ? '' + utcyear(datum.value) : '']",
      labelFlush: false, grid: false)
  }
}

extension Language {
  /// Names of the months in three letters.
  var shortMonths: [String] {
    self == .indonesian
      ? ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
      : ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  }
}
