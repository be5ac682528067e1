// The page: one safe, complete, offline document whose numbers are those of the tables.

import Foundation
import Records
import Statistics
import Testing

@testable import Reporting

struct PageTests {
  private let svg =
    "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\">"
    + "<defs><clipPath id=\"clip0\"><path d=\"M0\"/></clipPath></defs>"
    + "<g clip-path=\"url(#clip0)\"><use href=\"#clip0\"/></g></svg>"

  private func page(
    _ language: Language = .indonesian, pictures: Bool = true, fresh: Bool = false
  ) throws -> String {
    let content = try PageSample.content(language, fresh: fresh)
    let svgs =
      pictures
      ? Dictionary(uniqueKeysWithValues: content.charts.map { ($0.name, (wide: svg, narrow: svg)) })
      : [:]
    return ReportPage(content: content, charts: content.charts, svgs: svgs).html
  }

  /// What stands between each `start` and the next `end`.
  private func parts(_ text: String, from start: String, to end: Character) -> [String] {
    text.components(separatedBy: start).dropFirst().map { String($0.prefix { $0 != end }) }
  }

  @Test(arguments: Language.allCases)
  func headingsAreInOrder(language: Language) throws {
    let levels = parts(try page(language), from: "<h", to: ">").compactMap { part in
      part.first.flatMap { $0.wholeNumberValue }
    }
    #expect(levels.first == 1)
    #expect(levels.count { $0 == 1 } == 1)
    #expect(levels.count { $0 == 2 } == 7)
    for (one, next) in zip(levels, levels.dropFirst()) { #expect(next <= one + 1) }
  }

  @Test func namesAndAddressesCannotBecomeMarkup() throws {
    let html = try page()
    #expect(!html.contains("<script"))
    #expect(!html.contains("<b>"))
    #expect(html.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;Anak&#39;"))
    #expect(html.contains("href=\"https://example.org/a?b=1&amp;c=&quot;2&quot;\""))
    #expect(!html.contains("href=\"javascript"))
    #expect(html.contains("report &lt;data&gt;"))
  }

  @Test func nothingIsFetched() throws {
    for html in [try page(), try page(.english, pictures: false)] {
      for word in ["<link", "src=", "@import", "url(http", "<script", "<iframe", "<img", "<object"]
      {
        #expect(!html.contains(word), "\(word)")
      }
      for tag in parts(html, from: "<", to: ">") where tag.contains("href=\"http") {
        #expect(tag.hasPrefix("a ") && tag.contains("rel=\"noopener"))
      }
    }
  }

  @Test func namesInsideThePageAreUnique() throws {
    let html = try page()
    let ids = parts(html, from: " id=\"", to: "\"")
    #expect(ids.count == Set(ids).count)
    #expect(ids.count { $0.hasSuffix("clip0") } == 6)
    for target in parts(html, from: "url(#", to: ")") { #expect(ids.contains(target)) }
    for target in parts(html, from: "href=\"#", to: "\"") { #expect(ids.contains(target)) }
    for target in parts(html, from: "aria-labelledby=\"", to: "\"") {
      #expect(ids.contains(target))
    }
  }

  @Test func picturesAreDescribedAndDangerousOnesRefused() throws {
    let html = try page()
    #expect(html.components(separatedBy: "<svg role=\"img\" aria-label=\"").count - 1 == 6)
    for bad in [
      "<svg><script>x</script></svg>", "<svg><image href=\"http://x\"/></svg>", "no picture",
      "<svg><foreignObject/></svg>", "<svg>",
    ] {
      #expect(SVGPicture(bad, prefix: "a-", altText: "") == nil)
    }
  }

  @Test func withoutPicturesTheNumbersStay() throws {
    let html = try page(pictures: false)
    #expect(!html.contains("<svg"))
    #expect(html.contains("pip install vl-convert-python"))
    #expect(html.contains("<details open"))
    for chart in try PageSample.content(.indonesian).charts { #expect(html.contains(chart.title)) }
  }

  @Test func unknownIsSaidInWords() throws {
    #expect(try page().contains("<span class=\"unknown\">jumlah: belum ada laporan</span>"))
    #expect(try page(.english).contains("<span class=\"unknown\">number: no report yet</span>"))
    for html in [try page(), try page(.english)] {
      for word in ["NaN", "nan\u{A0}%", ">nil<", "Optional("] { #expect(!html.contains(word)) }
    }
  }

  @Test func languageIsDeclaredAndDecimalMarksFollowIt() throws {
    let indonesian = try page()
    #expect(indonesian.contains("<html lang=\"id\">") && indonesian.contains("83,3\u{A0}%"))
    let english = try page(.english)
    #expect(english.contains("<html lang=\"en\">") && english.contains("83.3\u{A0}%"))
    #expect(english.contains("27 November 2024") && english.contains("Voting day"))
  }

  @Test func numbersAreThoseOfTheTables() throws {
    let content = try PageSample.content(.indonesian)
    let html = try page()
    #expect(html.contains("penandatanganan tercatat di 4 dari 12 daerah"))
    // 25 of 30, 28 of 28 and 7 of 10: the full counts; "all" stays out.
    let figures = KeyFigures(content.compliance)
    #expect((figures.countedRegencies, figures.signed, figures.required) == (3, 60, 68))
    #expect(html.contains("sama-sama diketahui dari 3 daerah"))
    for row in content.compliance.rows where row.estimate.rate != nil {
      #expect(html.contains(Language.indonesian.share(row.estimate.rate, decimals: 1)))
      #expect(html.contains(row.rollUp.grade.rawValue))
    }
    // Regencies without data are a number and not a list of names.
    let unlisted = content.risk.rows.count { $0.rollUp.grade == .e }
    #expect(html.contains("\(unlisted) daerah tanpa laporan untuk jabatan ini tidak didaftar"))
    for row in content.risk.rows where row.rollUp.grade < .e {
      let range = Language.indonesian.rankRange(row.rank)
      #expect(html.contains("<span>\(range)<span class=\"sub\">"), "\(range)")
      #expect(html.contains(Language.indonesian.number(row.expectedShortfall, decimals: 0)))
    }
    #expect(html.contains("Baris dibaca: 12; diterima: 11") && html.contains("abc123"))
  }

  @Test func eachLevelAddsUpToTheParticipants() throws {
    let content = try PageSample.content(.indonesian)
    for one in LevelOverview.all(content.compliance) {
      #expect(one.counted + one.all + one.incomplete + one.silent(of: 12) == 12)
      #expect(one.silent(of: 12) >= 0)
    }
    let heads = try #require(
      LevelOverview.all(content.compliance).first { $0.level == .kepalaOPD })
    #expect((heads.counted, heads.signed, heads.required, heads.incomplete) == (2, 53, 58, 1))
  }

  @Test func recordsOfOthersThanParticipantsCountNowhere() throws {
    let html = try page(.english)
    #expect(
      html.contains(
        "\(PageSample.outsiderName)<span class=\"sub\">does not take part, not in the totals"))
    #expect(html.contains("8 / 9"))
  }

  @Test func statementsAreInTheLanguageOfThePage() {
    let language = Language.indonesian
    #expect(language.statement("5 of 53 not yet signed") == "5 dari 53 belum menandatangani")
    #expect(language.statement("53 signed") == "53 menandatangani")
    #expect(language.statement("2023-12-27") == "27 Desember 2023")
    #expect(language.statement("") == "belum ada laporan")
    #expect(language.field("signers: kepala_opd") == "jumlah penanda tangan, Kepala OPD")
    #expect(Language.english.statement(">=40") == "at least 40")
  }

  @Test func everyEventAndConflictIsThereWithItsSource() throws {
    let content = try PageSample.content(.english)
    let html = try page(.english)
    #expect(content.events.count == 5)
    #expect(html.contains("5 events are documented up to 30 September 2024"))
    for occasion in content.events {
      #expect(html.contains(content.language.date(occasion.settled.date)))
    }
    #expect(html.contains(Language.english.rule(.outstandingBeatsTotal)))
    #expect(html.contains("“30” – Judul (javascript:alert(1))"))
    #expect(html.contains("at least 40"))
  }

  @Test func eventsOfLaterDaysStayOut() throws {
    var content = try PageSample.content(.indonesian)
    let late = content.occasions[0]
    content.occasions = [
      Occasion(
        settled: late.settled, sources: late.sources, countsFrom: late.countsFrom,
        recordedOn: try PageSample.day("2024-12-01"), conflicts: [])
    ]
    #expect(content.events.isEmpty)
  }

  @Test func tablesAreReadable() throws {
    let html = try page()
    let tables = parts(html, from: "<table", to: ">").count
    #expect(tables > 5)
    #expect(parts(html, from: "<caption", to: ">").count == tables)
    for header in parts(html, from: "<th ", to: ">") { #expect(header.contains("scope=\"")) }
    #expect(html.contains("class=\"skip\" href=\"#isi\""))
  }

  @Test func anEmptyReportIsStillAReport() throws {
    let content = try PageSample.content(.indonesian, empty: true)
    let html = ReportPage(content: content, charts: content.charts, svgs: [:]).html
    #expect(html.contains("belum ada laporan penandatanganan dari 12 daerah; itu bukan nol"))
    #expect(!html.contains("NaN"))
  }

  @Test func thePageIsTheSameOnEveryRun() throws {
    #expect(try page() == (try page(fresh: true)))
  }
}
