// Reporting: the page of a report: one file that needs no network and no script. Each section has a
// file of its own; this one puts them in order.

internal import Records

/// The page of a report.
public struct ReportPage: Sendable {
  let content: ReportContent
  let charts: [Chart]
  let svgs: [String: (wide: String, narrow: String)]

  /// A page.
  ///
  /// - Parameters:
  ///   - content: What it tells.
  ///   - charts: `content.charts`, which a caller that writes them too has made already.
  ///   - svgs: Pictures by the name of their chart; a missing one is replaced by its numbers.
  public init(
    content: ReportContent, charts: [Chart], svgs: [String: (wide: String, narrow: String)]
  ) {
    self.content = content
    self.charts = charts
    self.svgs = svgs
  }

  /// The page as one HTML document.
  public var html: String {
    let sections = [
      figuresSection, documentedSection, complianceSection, rankingSection, evidenceSection,
      methodSection, provenanceSection,
    ]
    let title = "\(heading): \(content.book.election.name)"
    let head = HTML.tag(
      "head",
      [
        .tag("meta", ["charset": "utf-8"], []),
        .tag("meta", ["name": "viewport", "content": "width=device-width,initial-scale=1"], []),
        // The browser itself keeps the page offline.
        .tag(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content": "default-src 'none'; style-src 'unsafe-inline'",
          ], []),
        .tag("title", title), .element("style", [], [.trusted(StyleSheet.text)]),
      ])
    let body = HTML.tag(
      "body",
      [
        .tag(
          "a", ["class": "skip", "href": "#isi"], say("Langsung ke isi", "Skip to the content")),
        header(sections),
        .tag("main", ["id": "isi"], sections.map { section($0) }),
        .tag(
          "footer", [.paragraph(closing)]),
      ])
    return "<!DOCTYPE html>\n"
      + HTML.tag("html", ["lang": content.language.rawValue], [head, body]).markup + "\n"
  }

  /// One section with its anchor, its name in the list of contents and its heading.
  struct Section {
    let id: String
    let short: String
    let heading: String
    let body: [HTML]
  }

  var say: Language { content.language }
  var asOf: String { say.day(content.book.asOf) }

  var heading: String {
    say(
      "Kepatuhan pakta integritas netralitas ASN",
      "Compliance with the civil servants' neutrality pact")
  }

  private var closing: String {
    say(
      "netralitas \(content.provenance.toolVersion). Data sampai \(asOf). Laporan ini mengukur dokumen "
        + "penandatanganan, bukan sikap netral seseorang.",
      "netralitas \(content.provenance.toolVersion). Data up to \(asOf). This report measures documents of "
        + "signing, not anybody's neutrality.")
  }

  private func section(_ section: Section) -> HTML {
    .tag(
      "section", ["id": section.id, "aria-labelledby": "\(section.id)-judul"],
      [.tag("h2", ["id": "\(section.id)-judul"], section.heading)] + section.body)
  }

  private func header(_ sections: [Section]) -> HTML {
    let book = content.book
    let facts: [(String, String)] = [
      (say("Pemilihan", "Election"), book.election.name),
      (
        say("Hari pemungutan suara", "Voting day"),
        book.election.votingDay.map { say.day($0) } ?? say("belum ditetapkan", "not set yet")
      ),
      (say("Data sampai", "Data up to"), asOf),
      (say("Jabatan yang dihitung", "Levels that count"), say.scope(book.scope)),
    ]
    return .tag(
      "header",
      [
        .tag(
          "p", ["class": "kicker"],
          say(
            "Laporan untuk \(content.participants) kabupaten dan kota",
            "Report on \(content.participants) regencies and cities")),
        .tag("h1", heading), .tag("p", ["class": "lead"], bottomLine),
        .tag(
          "dl", ["class": "facts"],
          facts.map { name, value in .tag("div", [.tag("dt", name), .tag("dd", value)]) }),
        .tag(
          "nav", ["aria-label": say("Isi laporan", "Contents")],
          [
            .tag(
              "ul",
              sections.map { .tag("li", [.tag("a", ["href": "#\($0.id)"], $0.short)]) })
          ]),
      ])
  }
}
