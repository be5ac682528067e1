// Tests of the command: the folder that `report` writes.

import Testing

@Suite("Report")
struct ReportTests {
  @Test(
    "The folder has every file; the page needs nothing from elsewhere", arguments: ["id", "en"])
  func folder(_ language: String) async throws {
    let scratch = try Scratch()
    let run = try await Command.run(
      "report", Command.real, "-o", "\(scratch.path)/report", "--lang", language)
    #expect(run.status == 0, "\(run.errors)")
    for name in [
      "compliance", "series", "trend", "risk", "documented", "evidence", "conflicts", "validation",
    ] {
      let text = try scratch.text("report/\(name).csv")
      #expect(text.split(separator: "\n").count > 1, "\(name)")
    }
    for chart in ["documented", "compliance", "ranks"] {
      let spec = try scratch.text("report/charts/\(chart)-wide.vl.json")
      #expect(spec.contains("vega.github.io/schema/vega-lite"))
    }
    #expect(try scratch.text("report/provenance.json").contains("\"sha256\": \""))
    #expect(try scratch.text("report/datapackage.json").contains("\"compliance.csv\""))
    let page = try scratch.text("report/index.html")
    #expect(page.contains("<html lang=\"\(language)\""))
    #expect(page.contains(language == "id" ? "belum ada laporan" : "no report yet"))
    for forbidden in ["<script", "<link", "src=\"http", "@import", "url(http", "NaN"] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
    // A second run replaces the first.
    let again = try await Command.run(
      "report", Command.real, "-o", "\(scratch.path)/report", "--lang", language)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try scratch.text("report/index.html") == page)
    #expect(try scratch.names() == ["report"])
  }
}
