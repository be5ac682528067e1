// Reporting: the account of an input as one table: files, rejected rows, conversions, duplicates
// and conflicts, each with its place and rule.

public import Ingest
public import Records

extension Table {
  /// `validation.csv`: one row for each file and each finding.
  ///
  /// - Parameters:
  ///   - report: The account of every row.
  ///   - evidence: What was read, for its conflicts and events.
  ///   - weighed: Conflicts that show when claims are weighed.
  ///   - reference: Names of regions.
  public init(
    report: IngestReport, evidence: Evidence, weighed: [Conflict], reference: ReferenceTables
  ) {
    var rows: [[Cell]] = []
    func add(
      _ kind: String, _ place: String, line: Int = 0, column: String = "", value: String = "",
      count: Int? = nil, rule: String, repair: String = ""
    ) {
      rows.append([
        .text(kind), .text(place), line > 0 ? .integer(line) : .none, .words(column),
        .words(value), count.map { .integer($0) } ?? .none, .words(rule), .words(repair),
      ])
    }
    for file in report.files {
      add(
        "file", file.file, column: file.table, count: file.rowsRead,
        rule: "\(file.accepted) accepted, \(file.rejected) rejected, "
          + "\(file.duplicates) of the accepted are repeats")
      if !file.ignoredColumns.isEmpty {
        add(
          "ignored", file.file, value: file.ignoredColumns.joined(separator: ","),
          rule: "columns that the table \(file.table) does not know")
      }
    }
    for file in report.ignoredFiles {
      add("ignored", file, rule: "a resource that is no table of the toolkit")
    }
    for fault in report.rejections {
      add(
        "rejected", fault.file, line: fault.line, column: fault.column, value: fault.value,
        rule: fault.rule, repair: fault.repair)
    }
    for (conversion, count) in report.conversions.sorted(by: { $0.key < $1.key }) {
      add(
        "converted", conversion.file, column: conversion.column, count: count, rule: conversion.rule
      )
    }
    for fault in report.duplicates {
      add("duplicate", fault.file, line: fault.line, rule: fault.rule, repair: fault.repair)
    }
    for conflict in evidence.conflicts + weighed {
      let claims = conflict.claims.map { "\($0.value) (\($0.source.publisher))" }
      add(
        "conflict",
        "\(conflict.region) \(reference.name(of: conflict.region)): \(conflict.subject)",
        column: conflict.field, value: conflict.settledAs, count: conflict.claims.count,
        rule: conflict.rule.rawValue, repair: claims.joined(separator: "; "))
    }
    let joint = Dictionary(grouping: evidence.occasions.filter { !$0.settled.jointTag.isEmpty }) {
      $0.settled.jointTag
    }
    for (tag, parts) in joint.sorted(by: { $0.key < $1.key }) {
      add(
        "joint", tag, count: parts.count,
        rule: "one event over several regions, counted once in totals",
        repair: parts.map(\.settled.region.description).joined(separator: " "))
    }
    self.init(
      name: "validation",
      columns: [
        Column(
          "kind", .string, "file, ignored, rejected, converted, duplicate, conflict, joint",
          shown: true),
        Column("place", .string, "file, or region and event", shown: true),
        Column("line", .integer, "line of the file, from 1", shown: true),
        Column("column", .string, "column or quantity", shown: true),
        Column("value", .string, "value as read, or as settled", shown: true),
        Column("count", .integer, "rows, cells or statements", shown: true),
        Column("rule", .string, "what happened, or the rule", shown: true),
        Column("repair", .string, "what to do, or who stated what", shown: true),
      ], rows: rows)
  }
}
