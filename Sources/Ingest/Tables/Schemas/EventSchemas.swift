// Ingest: the tables of what letters, releases and articles report.

import Records

extension TableSchema {
  /// Reports of events.
  public static let events = TableSchema(
    name: "events",
    meaning: "One row for each report of an event in one regency; several rows may tell of one.",
    columns: [
      ColumnSchema(
        "event_id", .text, .filled, "name of the event within its region", example: "W068",
        otherNames: ["id_kegiatan"]),
      ColumnSchema(
        "kind", .words(EventKind.allCases.map(\.rawValue)), .filled, "what happened",
        example: "sosialisasi;signing", otherNames: ["jenis", "jenis_kegiatan"]),
      .regencyCode,
      ColumnSchema(
        "regency_name", .region, "name of the kabupaten, kota or province",
        example: "Kabupaten Mukomuko",
        otherNames: ColumnSchema.regencyWords + ColumnSchema.regencyName.otherNames + ["regency"]),
      .province,
      ColumnSchema(
        "event_date", .impreciseDate, .present, "day, month or year of the event",
        example: "2023-12-21", otherNames: ["tanggal", "tgl", "tanggal_kegiatan"]),
      ColumnSchema("date_precision", .text, "how exact the date is; not read", example: "day"),
      ColumnSchema(
        "election", .election(allowsBoth: true), .filled, "elections that the event is for",
        example: "both-2024", otherNames: ColumnSchema.election.otherNames + ["election_id"]),
      ColumnSchema("organizer", .text, "who held it"),
      ColumnSchema("venue", .text, "where it was"),
      ColumnSchema("lead_official_role", .text, "office of who led it"),
      ColumnSchema("signers", .count, "officials who signed, persons", example: "53"),
      ColumnSchema("required", .count, "officials who must sign, persons", example: "53"),
      ColumnSchema(
        "not_yet_signed", .count, "officials who have not signed, persons", example: "5"),
      ColumnSchema(
        "signer_levels", .levels, "levels that signed", example: "bupati=1;kepala_opd=30"),
      ColumnSchema(
        "not_yet_signed_levels", .levels, "levels that have not signed", example: "kepala_opd=5"),
      ColumnSchema("represented_by", .text, "who signed for the others"),
      ColumnSchema(
        "attendees", .count, "persons who came", example: "53",
        otherNames: ["peserta", "jumlah_peserta"]),
      ColumnSchema("attendee_levels", .levels, "levels that came", example: "camat=15"),
      ColumnSchema("bound_levels", .levels, "levels that the pact binds", example: "asn"),
      ColumnSchema(
        "tier", .word(SessionTier.allCases.map(\.rawValue)),
        "who held a session; empty where the other columns tell it", example: "regency"),
      ColumnSchema(
        "mode", .mode,
        "way of signing; empty where the other columns tell it", example: "represented"),
      ColumnSchema("witnesses", .text, "who watched", example: "KPU;Bawaslu"),
      ColumnSchema("legal_basis", .text, "rule that it names", example: "PP 94/2021"),
      ColumnSchema("instrument", .text, "what was signed; not read"),
      ColumnSchema("includes_non_asn", .text, "whether others signed too; not read"),
      ColumnSchema(
        "follow_up", .words(FollowUp.allCases.map(\.rawValue)), "what was announced",
        example: "cascade"),
      ColumnSchema("joint_event", .text, "tag shared by the rows of one event of several regions"),
      ColumnSchema("source_publisher", .text, "who reports it; empty for the file itself"),
      ColumnSchema("source_url", .text, "address of the report"),
      ColumnSchema(
        "published_date", .impreciseDate, "day of the report", example: "2023-12-22"),
      ColumnSchema("note", .text, "remarks"),
    ],
    alternatives: [["regency_code", "regency_name"]])

  /// Published numbers of violations.
  public static let violations = TableSchema(
    name: "violations",
    meaning: "One row for each published number of reported or proven violations.",
    columns: [
      .regencyCode,
      ColumnSchema(
        "region", .text, "region as the source names it", example: "Kota Semarang",
        otherNames: ["wilayah"]),
      ColumnSchema("level", .text, "kind of the region; not read", example: "kota"),
      ColumnSchema("period_start", .text, "first day or year; not read", example: "2019"),
      ColumnSchema("period_end", .text, "last day or year; not read", example: "2020"),
      ColumnSchema("reports", .count, "persons or cases reported", example: "16"),
      ColumnSchema("violations", .count, "persons or cases proven", example: "9"),
      ColumnSchema("score", .text, "index of the source; not read"),
      .source,
      ColumnSchema("source_publisher", .text, "who published it"),
      ColumnSchema("source_url", .text, "address of the source"),
      ColumnSchema("note", .text, "remarks; not read"),
    ],
    alternatives: [["regency_code", "region"], ["reports", "violations"]])
}
