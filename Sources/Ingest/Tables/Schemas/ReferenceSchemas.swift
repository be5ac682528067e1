// Ingest: the reference tables. A data package may bring its own copy of any of them.

extension TableSchema {
  /// Kabupaten and kota.
  public static let regencies = TableSchema(
    name: "regencies", meaning: "One row for each kabupaten and kota.",
    columns: [
      code,
      ColumnSchema(
        "bps_code", .text, "code of the statistics office, four digits", example: "1706"),
      ColumnSchema(
        "name", .text, .filled, "official name, its kind in front", example: "Kabupaten Mukomuko"),
      ColumnSchema(
        "kind", .word(["kabupaten", "kota"]), .filled, "regency or city", example: "kabupaten"),
      ColumnSchema(
        "province_code", .text, .filled, "ministry code of the province, NN", example: "17"),
      ColumnSchema("province", .text, .filled, "name of the province", example: "Bengkulu"),
      ColumnSchema("island_group", .text, "group of islands", example: "Sumatera"),
      ColumnSchema("latitude", .number(-90...90), "degrees north; not read"),
      ColumnSchema("longitude", .number(-180...180), "degrees east; not read"),
      ColumnSchema(
        "elects_regent", .word(["yes", "no"]), .filled, "whether its head is elected",
        example: "yes"),
    ], primaryKey: ["code"])

  /// Districts and villages of regencies.
  public static let regencyUnits = TableSchema(
    name: "regency_units", meaning: "One row for each kabupaten and kota.",
    columns: [
      code,
      ColumnSchema("kecamatan", .integer(0...10_000), .filled, "districts", example: "15"),
      ColumnSchema("kelurahan", .integer(0...10_000), .filled, "urban villages", example: "3"),
      ColumnSchema("desa", .integer(0...10_000), .filled, "rural villages", example: "148"),
    ], primaryKey: ["code"])

  /// Other spellings of regencies.
  public static let aliases = TableSchema(
    name: "aliases", meaning: "One row for each spelling of a regency that means it alone.",
    columns: [code, alias], primaryKey: ["alias"])

  /// Spellings of several regencies.
  public static let ambiguousAliases = TableSchema(
    name: "aliases_ambiguous",
    meaning: "One row for each regency that a spelling without a clear meaning may stand for.",
    columns: [alias, code, ColumnSchema("reason", .text, "why it is not clear; not read")],
    primaryKey: ["alias", "code", "reason"])

  /// Changes of codes.
  public static let regencyLineage = TableSchema(
    name: "regency_lineage", meaning: "One row for each regency whose code changed.",
    columns: [
      ColumnSchema(
        "old_code", .regencyCode, .filled, "code before the change, NN.NN", example: "91.01"),
      ColumnSchema(
        "new_code", .regencyCode, .filled, "code after the change, NN.NN", example: "93.01"),
      ColumnSchema("changed_on", .day, .filled, "day of the change", example: "2022-07-25"),
      ColumnSchema("legal_basis", .text, .filled, "rule that sets it", example: "UU 14/2022"),
      ColumnSchema("name", .text, "name of the regency; not read"),
      ColumnSchema("source_url", .text, "address of the source; not read"),
    ], primaryKey: ["old_code", "new_code"])

  /// Elections.
  public static let elections = TableSchema(
    name: "elections", meaning: "One row for each election.",
    columns: [
      electionID,
      ColumnSchema("name", .text, .filled, "name for people", example: "Pilkada serentak 2024"),
      ColumnSchema(
        "kind", .word(["local", "national"]), .filled, "whose election it is", example: "local"),
      ColumnSchema("date", .day, .present, "voting day", example: "2024-11-27"),
      ColumnSchema(
        "scope", .text, "who takes part", example: "9 provinsi, 224 kabupaten, 37 kota"),
      ColumnSchema("legal_basis", .text, "rule that sets it; not read"),
      ColumnSchema("source_url", .text, "address of the source; not read"),
    ], primaryKey: ["election_id"])

  /// Official stages of elections.
  public static let electionStages = TableSchema(
    name: "election_stages", meaning: "One row for each official stage of an election.",
    columns: [
      electionID,
      ColumnSchema("stage", .text, .filled, "name of the stage", example: "Masa kampanye"),
      ColumnSchema("start", .day, .present, "first day", example: "2024-09-25"),
      ColumnSchema("end", .day, .present, "last day", example: "2024-11-23"),
      ColumnSchema("legal_basis", .text, "rule that sets it; not read"),
      ColumnSchema("source_url", .text, "address of the source; not read"),
    ], primaryKey: ["election_id", "stage"])

  /// Public holidays.
  public static let holidays = TableSchema(
    name: "holidays", meaning: "One row for each public holiday.",
    columns: [
      ColumnSchema("date", .day, .filled, "day", example: "2024-08-17"),
      ColumnSchema("name", .text, .filled, "name of the day"),
      ColumnSchema("kind", .text, .filled, "national or collective leave", example: "national"),
    ])

  private static let code = ColumnSchema(
    "code", .regencyCode, .filled, "ministry code of the kabupaten or kota, NN.NN, as text",
    example: "17.06")
  private static let alias = ColumnSchema(
    "alias", .text, .filled, "spelling", example: "Pemkab Mukomuko")
  private static let electionID = ColumnSchema(
    "election_id", .text, .filled, "name in files", example: "pilkada-2024")
}
