// The command: `report`.

import ArgumentParser
import Forecasting
import Ingest
import Records
import Reporting
import Risk
import Statistics

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder that officials can read and analysts can compute on.
struct ReportVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "A folder: index.html (offline), every CSV, charts as SVG and Vega-Lite.",
    discussion: """
      Without --election the last one with a record is taken. A folder that this command made \
      before is replaced when the new one is complete; no other folder is touched.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var aim: TargetOptions
  @OptionGroup var seed: SeedOptions

  @Option(help: "Level of the intervals, above 0 and below 1.")
  var confidence = 0.95

  @Option(name: .shortAndLong, help: "Folder to write, whole or not at all.")
  var output: String

  @Option(help: "Language: id or en.")
  var lang: Language = .indonesian

  func validate() throws {
    guard !output.isEmpty else { throw ValidationError("--output has an empty name.") }
    guard confidence > 0, confidence < 1 else {
      throw ValidationError("--confidence \(confidence) is not above 0 and below 1; try 0.95.")
    }
  }

  func run() throws {
    let folder = try OutputFolder(output)
    let loading = try Loading(input)
    loading.tellRejections()
    let election = try loading.oneElection()
    let book = try loading.book(election, scope: .named)
    let rows = Grouping(area: .regency, byLevel: true)
    let compliance = try ComplianceTable(book: book, grouping: rows, confidence: confidence)
    let risk = try aim.riskTable(
      try aim.book(loading, election, scope: .leadership),
      grouping: Grouping(area: .regency, byLevel: false), seed: seed.seed, confidence: confidence)
    let documented = Documented.allCases.map { book.documentedRegencies($0) }
    let evidence = loading.result.evidence.known(on: book.asOf)
    let occasions = evidence.occasions.filter(book.counts)
    let weighed = compliance.rows.flatMap(\.rollUp.conflicts)
    let conflicts = evidence.conflicts(of: election.id, asOf: book.asOf) + weighed
    let tables = [
      Table(compliance),
      Table(
        series: book.series(by: rows, step: .week),
        forecasts: book.weeklyForecasts(by: rows, seed: seed.seed), book: book),
      Table(
        trends: book.trends(by: rows, confidence: confidence), book: book, confidence: confidence),
      Table(risk),
      Table(documented: documented, book: book, confidence: confidence),
      Table(
        occasions: occasions, sessions: evidence.sessions, reference: loading.result.reference),
      Table(conflicts: conflicts, reference: loading.result.reference),
      Table(
        report: loading.result.report, evidence: evidence, weighed: weighed,
        reference: loading.result.reference),
    ]
    try folder.fill { draft in
      try write(
        tables,
        ReportContent(
          language: lang, compliance: compliance, risk: risk, documented: documented,
          occasions: occasions, conflicts: conflicts,
          provenance: provenance(loading, book: book, tables: tables)),
        to: draft)
    }
    Talk.say(lang == .indonesian ? "buka \(output)/index.html" : "open \(output)/index.html")
  }

  private func write(_ tables: [Table], _ content: ReportContent, to draft: String) throws {
    for table in tables { try Files.write(table.csv, to: "\(draft)/\(table.name).csv") }
    let charts = "\(draft)/charts"
    let drawn = content.charts
    do {
      try FileManager.default.createDirectory(atPath: charts, withIntermediateDirectories: true)
    } catch {
      throw Talk.failure(.cannotWrite, "\(output)/charts: cannot make the folder")
    }
    for chart in drawn {
      for size in Chart.Size.allCases {
        try Files.write(chart.spec(size).json(), to: "\(charts)/\(chart.name)-\(size).vl.json")
      }
    }
    if let problem = Renderer.draw(folder: charts) {
      Talk.say("no pictures: \(problem); to get them: \(Installation.rendererAdvice)")
    }
    var pictures: [String: (wide: String, narrow: String)] = [:]
    for chart in drawn {
      guard let wide = text("\(charts)/\(chart.name)-wide.svg"),
        let narrow = text("\(charts)/\(chart.name)-narrow.svg")
      else { continue }
      pictures[chart.name] = (wide, narrow)
    }
    try Files.write(
      ReportPage(content: content, charts: drawn, svgs: pictures).html, to: "\(draft)/index.html")
    try Files.write(
      DataPackage(
        name: "netralitas-report", title: "Netralitas: \(content.compliance.book.election.name)",
        description: "Made by netralitas report \(toolVersion); see provenance.json.",
        tables: tables
      ).descriptor, to: "\(draft)/datapackage.json")
    try Files.write(content.provenance.json, to: "\(draft)/provenance.json")
  }

  private func text(_ path: String) -> String? {
    (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
  }

  private func provenance(
    _ loading: Loading, book: TallyBook, tables: [Table]
  ) -> Provenance {
    let report = loading.result.report
    let date = aim.targetDate ?? book.election.votingDay
    let sums = Checksums.sha256(of: report.files.map(\.file))
    return Provenance(
      toolVersion: toolVersion,
      options: "--election \(book.election.id) --as-of \(book.asOf) --target \(aim.target)"
        + (date.map { " --target-date \($0)" } ?? "")
        + " --confidence \(confidence) --top \(aim.top) --seed \(seed.seed) --lang \(lang.rawValue)",
      inputs: report.files.map { ($0.file, sums[$0.file] ?? "") },
      rows: (
        report.rowsRead, report.accepted, report.rejected,
        report.files.reduce(0) { $0 + $1.duplicates }
      ),
      notes: report.rejections.map(\.description),
      files: tables.map { ("\($0.name).csv", lang.meaning(ofTable: $0.name)) },
      pictureNote: Installation.rendererAdvice)
  }
}
