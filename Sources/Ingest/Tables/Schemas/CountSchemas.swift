// Ingest: the tables of single officials and of numbers of officials.

import Records

extension TableSchema {
  /// One row for each official of an election.
  public static let register = TableSchema(
    name: "register",
    meaning: "One row for each official who must sign before an election.",
    columns: [
      ColumnSchema(
        "record_id", .identifier, .filled,
        "name of the row within its regency and election; only a hash of it is used",
        example: "M-0001",
        otherNames: ["nip", "nip_baru", "id_pegawai"],
        lastNames: ["no", "nomor", "no_urut", "id"]),
      .regencyCode, .regency, .regencyName, .province, .level(allowsAll: false),
      ColumnSchema(
        "unit", .text, "where the official works; not read", example: "Dinas Kesehatan",
        otherNames: ["unit_kerja", "opd", "skpd", "perangkat_daerah", "instansi"]),
      .employment, .election,
      ColumnSchema(
        "required_on", .day, "day from which the official must sign", example: "2024-06-01",
        otherNames: ["tanggal_wajib", "wajib_sejak"]),
      ColumnSchema(
        "signed_on", .day, "day of the signature; empty where there is none",
        example: "2024-10-01",
        otherNames: [
          "tanggal_ttd", "tgl_ttd", "tgl_tanda_tangan", "tanggal_tanda_tangan",
          "tanggal_penandatanganan", "tgl_penandatanganan",
        ]),
      ColumnSchema(
        "mode", .mode,
        "way of signing; empty for in person", example: "in_person",
        otherNames: ["cara_ttd", "cara_tanda_tangan"]),
      .recordedOn, .source,
    ],
    alternatives: [regencyColumns], primaryKey: ["record_id", "regency_code", "election_id"],
    isPersonal: true)

  /// Totals up to a day.
  public static let recaps = TableSchema(
    name: "recaps",
    meaning: "One row for each total that an office states: so many have signed by a day.",
    columns: [
      .regencyCode, .regency, .regencyName, .province, .level(allowsAll: true), .employment,
      .election,
      ColumnSchema(
        "as_of", .day, .filled, "the total counts up to this day", example: "2024-10-01",
        otherNames: [
          "per_tanggal", "posisi_tanggal", "tanggal_rekap", "tgl_rekap", "tanggal", "tgl",
        ]),
      ColumnSchema(
        "required", .count, "officials who must sign, persons", example: "15",
        otherNames: ColumnSchema.requiredWords),
      ColumnSchema(
        "signed", .count, .present, "officials who have signed by that day, persons",
        example: "12", otherNames: ColumnSchema.signedWords),
      .recordedOn, .source,
    ],
    alternatives: [regencyColumns],
    primaryKey: ["regency_code", "level", "employment", "election_id", "as_of", "source"])

  /// Signatures of single days.
  public static let counts = TableSchema(
    name: "counts",
    meaning: "One row for each ledger and day on which officials signed.",
    columns: [
      .regencyCode, .regency, .regencyName, .province, .level(allowsAll: true), .employment,
      .election,
      ColumnSchema(
        "date", .day, .filled, "day of the signatures", example: "2024-10-01",
        otherNames: ["tanggal", "tgl"]),
      ColumnSchema(
        "after", .day,
        "last day on which these officials had not signed; empty where nobody knows; without the "
          + "column each row counts a single day", example: "2024-09-30"),
      ColumnSchema(
        "signed", .integer(persons), .filled,
        "officials who signed on that day, or since `after`, persons",
        example: "4", otherNames: ColumnSchema.signedWords),
      ColumnSchema(
        "required", .integer(persons), "officials who must sign by that day, persons",
        example: "15", otherNames: ColumnSchema.requiredWords),
      .source,
    ],
    alternatives: [regencyColumns],
    primaryKey: ["regency_code", "level", "employment", "election_id", "date"])

  /// Sessions at which the rule was explained.
  public static let sessions = TableSchema(
    name: "sessions",
    meaning: "One row for each session at which officials were told of the rule.",
    columns: [
      ColumnSchema(
        "session_id", .text, .filled, "name of the session", example: "S-17",
        otherNames: ["id_sosialisasi", "kode_sosialisasi", "id_kegiatan"]),
      .regencyCode, .regency, .regencyName, .province,
      ColumnSchema(
        "election_id", .election(allowsBoth: true), .filled, "election that the session is for",
        example: "pilkada-2024", otherNames: ColumnSchema.election.otherNames),
      ColumnSchema(
        "held_on", .impreciseDate, .filled, "day of the session", example: "2024-09-11",
        otherNames: ["tanggal", "tgl", "tanggal_kegiatan", "tanggal_sosialisasi"]),
      ColumnSchema(
        "tier", .word(SessionTier.allCases.map(\.rawValue)),
        "who held it: the regency, an agency, a district or a village; empty for the regency",
        example: "opd"),
      ColumnSchema(
        "audience_levels", .levels, "levels addressed", example: "kepala_opd;camat"),
      ColumnSchema(
        "attendees", .count, "persons who came", example: "120",
        otherNames: ["peserta", "jumlah_peserta"]),
      ColumnSchema("cascade_of", .text, "session that this one passes on; not read"),
      ColumnSchema("legal_basis", .text, "rule that it names; not read", example: "PP 94/2021"),
      .source,
    ],
    alternatives: [regencyColumns], primaryKey: ["session_id", "regency_code"])
}
