// Reporting: pictures inside the page. A picture stands twice, for wide and for narrow screens; the
// names inside it are made unique, because they are shared by all pictures of a page.

internal import Records
internal import Statistics

extension ReportPage {
  /// The picture of a chart, or its title with what to install.
  func figure(_ name: String) -> HTML {
    guard let chart = charts.first(where: { $0.name == name }) else { return .group([]) }
    let caption = HTML.tag("figcaption", chart.caption)
    guard let pair = svgs[name], let wide = picture(pair.wide, chart, "wide"),
      let narrow = picture(pair.narrow, chart, "narrow")
    else {
      return .tag(
        "div", ["class": "note"],
        [
          .tag("p", [.tag("strong", chart.title + ".")]),
          .paragraph(
            say(
              "Gambar tidak tersedia; angkanya ada dalam tabel di bawah ini. ",
              "The picture is not available; its numbers are in the table below. ")
              + content.provenance.pictureNote),
        ])
    }
    return .tag("figure", [wide, narrow, caption])
  }

  private func picture(_ svg: String, _ chart: Chart, _ size: String) -> HTML? {
    SVGPicture(svg, prefix: "\(chart.name)-\(size)-", altText: chart.altText).map {
      .tag("div", ["class": size], [.trusted($0.markup)])
    }
  }
}

/// A picture that may stand inside a page.
struct SVGPicture {
  let markup: String

  /// Checks a picture and prepares it: no script, no outside address, unique names, one description.
  ///
  /// Nil for anything that is no plain picture, so that the page shows the numbers instead.
  init?(_ svg: String, prefix: String, altText: String) {
    guard let start = svg.firstRange(of: "<svg") else { return nil }
    let body = String(svg[start.lowerBound...])
    let lower = body.lowercased()
    let banned = ["<script", "<foreignobject", "<image", "<style", "href=\"http", "javascript:"]
    guard lower.contains("</svg>"), !banned.contains(where: lower.contains) else { return nil }
    var text = body
    for (old, new) in [
      (" id=\"", " id=\"\(prefix)"), ("url(#", "url(#\(prefix)"), ("href=\"#", "href=\"#\(prefix)"),
    ] {
      text = text.replacing(old, with: new)
    }
    markup =
      "<svg role=\"img\" aria-label=\"\(HTML.escaped(altText))\"" + text.dropFirst("<svg".count)
  }
}

extension ReportPage {
  /// Documented regencies by date: picture, explanation, numbers by month.
  var documentedSection: Section {
    var body = [figure("documented")]
    let known = content.documented.filter { ($0.points.last?.total ?? 0) > 0 }
    if known.isEmpty {
      body.append(
        .paragraph(
          say(
            "Belum ada penandatanganan atau sosialisasi yang tercatat.",
            "No signing or session is documented yet.")))
    }
    body += known.map { .paragraph(outlook($0)) }
    let day = content.book.election.votingDay
    if !known.isEmpty, (day ?? content.book.asOf) <= content.book.asOf {
      body.append(
        .paragraph(
          day == nil
            ? say(
              "Hari pemungutan suara belum ditetapkan, maka tidak ada perkiraan.",
              "The voting day is not set, so nothing is forecast.")
            : say(
              "Hari pemungutan suara sudah tiba; kurva hanya merangkum yang tercatat.",
              "The voting day has come; the curve only sums up what is documented.")))
    }
    body.append(
      .paragraph(
        say(
          "Kurva ini hanya mengetahui tanggal pertama kali tiap daerah tercatat. Anggapannya: "
            + "sebagian daerah pada akhirnya akan tercatat, menurut bentuk yang paling sesuai dari "
            + "tujuh bentuk. Pita menunjukkan keraguan tentang kurva dan tentang pilihan bentuknya, "
            + "bukan keraguan apakah salah satunya tepat. Kurva menghitung daerah yang tercatat, bukan "
            + "pejabat yang patuh.",
          "The curve knows only the day on which each regency was first documented. It assumes that a "
            + "part of the regencies will be documented in the end, in the shape that fits best among "
            + "seven. The band shows the doubt about the curve and about the choice of the shape, not "
            + "whether any of them is right. It counts documented regencies, not officials who comply."
        )))
    if !known.isEmpty { body.append(monthTable(known)) }
    return Section(
      id: "perjalanan", short: say("Perjalanan waktu", "Over time"),
      heading: say(
        "Sejauh mana penandatanganan dan sosialisasi tercatat",
        "How far signings and sessions are documented"),
      body: body)
  }

  private func subject(_ subject: Documented) -> String {
    subject == .signing ? say("Penandatanganan", "Signings") : say("Sosialisasi", "Sessions")
  }

  /// What a curve expects, or why there is none.
  private func outlook(_ one: DocumentedRegencies) -> String {
    let total = one.points.last?.total ?? 0
    let start =
      "\(subject(one.subject)): \(total) " + say("dari", "of") + " \(one.participants)"
      + say(" daerah tercatat. ", " regencies documented. ")
    guard case .success = one.curve else {
      return start
        + say(
          "Belum cukup tanggal untuk sebuah kurva.", "There are too few dates for a curve.")
    }
    guard let day = content.book.election.votingDay, day > content.book.asOf,
      let expected = one.expected(on: day, confidence: content.compliance.confidence)
    else { return start }
    let n = Double(one.participants)
    let (middle, low, high) = (
      say.number(expected.share * n, decimals: 0), say.number(expected.low * n, decimals: 0),
      say.number(expected.high * n, decimals: 0)
    )
    let level = say.share(content.compliance.confidence)
    return start
      + say(
        "Bila polanya berlanjut, kurva mencapai sekitar \(middle) daerah pada \(say.day(day)) "
          + "(pita \(level): \(low)–\(high)).",
        "If the pattern goes on, the curve reaches about \(middle) regencies on \(say.day(day)) "
          + "(\(level) band: \(low)–\(high)).")
  }

  private func monthTable(_ known: [DocumentedRegencies]) -> HTML {
    var months: [Int: [Documented: Int]] = [:]
    var last: [Int: CalendarDate] = [:]
    for one in known {
      for point in one.points {
        let (year, month, _) = point.date.parts
        let key = year * 12 + month
        months[key, default: [:]][one.subject] = point.total
        last[key] = max(last[key] ?? point.date, point.date)
      }
    }
    let table = DataTable(
      caption: say(
        "Daerah yang tercatat pada pekan terakhir tiap bulan",
        "Documented regencies in the last week of each month"),
      columns: [.words(say("Tanggal", "Date"))] + known.map { .number(subject($0.subject)) },
      rows: months.keys.sorted().map { key in
        [.text(last[key].map { say.day($0) } ?? "")]
          + known.map { one in
            .text(say.whole(months[key]?[one.subject] ?? 0))
          }
      })
    let summary = HTML.tag(
      "summary", say("Angka di balik grafik", "The numbers behind the chart"))
    let content = [summary, table.html(whenEmpty: say.noReport)]
    return svgs["documented"] == nil
      ? .tag("details", ["open": ""], content) : .tag("details", content)
  }
}
