// Charts: the specification holds what the chart must show, whatever the language and width.

import Foundation
import Records
import Risk
import Statistics
import Testing

@testable import Reporting

struct ChartsTests {
  private func object(_ chart: Chart, _ size: Chart.Size) throws -> [String: Any] {
    let data = Data(try chart.spec(size).json().utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func layers(_ spec: [String: Any]) throws -> [[String: Any]] {
    try #require(spec["layer"] as? [[String: Any]])
  }

  private func values(_ layer: [String: Any]) throws -> [[String: Any]] {
    let data = try #require(layer["data"] as? [String: Any])
    return try #require(data["values"] as? [[String: Any]])
  }

  private func chart(_ name: String, _ language: Language = .indonesian) throws -> Chart {
    try #require(PageSample.content(language).charts.first { $0.name == name })
  }

  @Test(arguments: Language.allCases)
  func everyChartHasWordsAndBothWidths(language: Language) throws {
    let charts = try PageSample.content(language).charts
    #expect(charts.map(\.name) == ["documented", "compliance", "ranks"])
    for chart in charts {
      #expect(!chart.title.isEmpty && !chart.caption.isEmpty)
      #expect(chart.altText.contains(chart.title))
      for size in Chart.Size.allCases {
        let spec = try object(chart, size)
        #expect(spec["width"] as? Int == size.rawValue)
        #expect((spec["$schema"] as? String)?.contains("vega-lite") == true)
        #expect(spec["description"] as? String == chart.altText)
        #expect(try !layers(spec).isEmpty)
      }
    }
  }

  @Test func noDataGivesNoChart() throws {
    let content = try PageSample.content(.indonesian, empty: true)
    #expect(
      Chart.documented(
        content.documented, election: content.book.election, asOf: content.book.asOf,
        confidence: 0.95, language: .indonesian) == nil)
    #expect(Chart.compliance(content.compliance, language: .indonesian) == nil)
    // Every regency has a rank even without evidence; that it says nothing is the finding.
    let ranks = try #require(Chart.ranks(content.risk, language: .indonesian))
    #expect(ranks.title == "Belum satu pun dari 12 daerah dapat dibedakan peringkatnya")
  }

  @Test func documentedShowsTheCountsOfTheTable() throws {
    let content = try PageSample.content(.english)
    let chart = try chart("documented", .english)
    let signings = try #require(content.documented[0].points.last?.total)
    let sessions = try #require(content.documented[1].points.last?.total)
    #expect(signings == 4 && sessions == 2)
    #expect(
      chart.title
        == "Of 12 regencies, a signing is documented in 4 and a session is documented in 2")
    let spec = try object(chart, .wide)
    let steps = try layers(spec).filter {
      ($0["mark"] as? [String: Any])?["interpolate"] as? String == "step-after"
    }
    #expect(steps.count == 2)
    #expect(try values(steps[0]).last?["regencies"] as? Double == Double(signings))
  }

  @Test func documentedNeverShowsMoreThanTheParticipants() throws {
    let json = try chart("documented").spec(.wide).json()
    let spec = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    for layer in try layers(spec) {
      for row in try values(layer) {
        if let high = row["high"] as? Double { #expect(high <= 12) }
      }
    }
    #expect(json.contains("pemungutan suara 27 Nov 2024"))
    #expect(json.contains("data sampai 30 Sep 2024"))
  }

  @Test func complianceHasOneRowForEachKnownRate() throws {
    let content = try PageSample.content(.indonesian)
    let known = content.compliance.rows.filter { $0.estimate.rate != nil }
    let spec = try object(try chart("compliance"), .wide)
    let rows = try values(try layers(spec)[0])
    #expect(rows.count == known.count && known.count == 5)
    let mukomuko = try #require(
      rows.first { $0["unit"] as? String == "Mukomuko · Kepala OPD 25/30" })
    #expect(mukomuko["rate"] as? Double == 0.8333)
    #expect(mukomuko["known"] as? String == "count")
    #expect(rows.contains { $0["unit"] as? String == "Mukomuko · Camat 10/10" })
    let rates = rows.compactMap { $0["rate"] as? Double }
    #expect(rates == rates.sorted())
  }

  @Test func ranksSayHowManyCanBeToldApart() throws {
    let content = try PageSample.content(.indonesian)
    let chart = try chart("ranks")
    let some = content.risk.distinguishableRows
    #expect(chart.title.contains(some == 0 ? "Belum satu pun" : "\(some) dari 12"))
    let rows = try values(try layers(try object(chart, .narrow))[0])
    #expect(rows.count <= 30)
    for row in content.risk.rows where row.rollUp.grade < .e {
      let name = content.reference.shortName(row.key.regency)
      #expect(
        rows.contains { ($0["unit"] as? String)?.hasPrefix(name) == true }, "\(name) has data")
    }
  }

  @Test func textIsNeverSmallerThanElevenPixels() throws {
    for chart in try PageSample.content(.indonesian).charts {
      for size in Chart.Size.allCases {
        for line in try chart.spec(size).json().split(separator: "\n")
        where line.contains("ontSize") {
          let digits = line.filter(\.isNumber)
          #expect(try #require(Int(digits)) >= 11, "\(line)")
        }
      }
    }
  }

  @Test func specificationsAreTheSameOnEveryRun() throws {
    for name in ["documented", "compliance", "ranks"] {
      let first = try chart(name).spec(.narrow).json()
      #expect(try chart(name).spec(.narrow).json() == first)
    }
  }

  @Test func linesKeepWordsWhole() {
    #expect(Chart.lines("satu dua tiga", columns: 8) == ["satu dua", "tiga"])
    #expect(Chart.lines("penandatanganan", columns: 5) == ["penandatanganan"])
    #expect(Chart.lines("", columns: 5).isEmpty)
    #expect(Chart.distinct(["a", "b", "a"]) == ["a", "b", "a [2]"])
  }
}
