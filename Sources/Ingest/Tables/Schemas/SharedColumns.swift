// Ingest: columns that several tables of records have.

import Records

extension ColumnSchema {
  static let regencyCode = ColumnSchema(
    "regency_code", .regencyCode,
    "code of the kabupaten or kota in the list of the home ministry, NN.NN, as text",
    example: "17.06",
    otherNames: [
      "kode_wilayah", "kode_kabupaten", "kode_kab", "kode_kab_kota", "kode_kabupaten_kota",
      "kode_kemendagri", "kode_daerah",
    ])

  static let regency = ColumnSchema(
    "regency", .region, "name of the kabupaten or kota, with or without its kind",
    example: "Kabupaten Mukomuko", otherNames: regencyWords)

  static let regencyName = ColumnSchema(
    "regency_name", .region, "the same as regency", example: "Kabupaten Mukomuko",
    otherNames: ["nama_kabupaten", "nama_kabupaten_kota", "nama_kab_kota"])

  /// Headers over names of regencies.
  static let regencyWords = [
    "kabupaten", "kabupaten_kota", "kab_kota", "nama_daerah", "daerah", "pemda",
    "pemerintah_daerah",
  ]

  static let province = ColumnSchema(
    "province", .text, "name of the province; tells regencies of one name apart",
    example: "Bengkulu", otherNames: ["provinsi", "nama_provinsi"])

  static let employment = ColumnSchema(
    "employment", .employment, "kind of employment; empty where it is not said", example: "pns",
    otherNames: ["status_kepegawaian", "status_pegawai", "jenis_pegawai"])

  static let election = ColumnSchema(
    "election_id", .election(allowsBoth: false), .filled, "election that the pact is for",
    example: "pilkada-2024", otherNames: ["pemilu", "pilkada", "pemilihan", "election"])

  static let recordedOn = ColumnSchema(
    "recorded_on", .day, "day on which the row became known; rows of later days do not count",
    example: "2024-10-03",
    otherNames: ["tanggal_catat", "tanggal_pencatatan", "tanggal_input", "tgl_input"])

  static let source = ColumnSchema(
    "source", .text, "who says so: a publisher or an address; empty for the file itself",
    example: "BKPSDM Mukomuko", otherNames: ["sumber", "sumber_data"])

  static func level(allowsAll: Bool) -> ColumnSchema {
    ColumnSchema(
      "level", .level(allowsAll: allowsAll), .filled, "job level of the officials",
      example: "camat", otherNames: ["jabatan", "level_jabatan", "tingkat_jabatan"],
      // A register has an echelon beside the office: the office says more.
      lastNames: ["eselon"])
  }

  static let signedWords = [
    "sudah_ttd", "sudah_menandatangani", "sudah_tanda_tangan", "jumlah_ttd", "telah_ttd",
    "telah_menandatangani",
  ]

  static let requiredWords = ["wajib", "jumlah_wajib", "wajib_ttd", "harus_ttd", "target_ttd"]
}

extension TableSchema {
  /// Columns of which one names the regency of a row.
  static let regencyColumns = ["regency_code", "regency", "regency_name"]

  /// Headers over what names or touches a person. They are never read.
  static let personalNames = [
    "nama", "nama_lengkap", "nama_pegawai", "nama_asn", "nama_pejabat", "name", "full_name", "nik",
    "no_hp", "nomor_hp", "telepon", "alamat", "email", "tanggal_lahir", "tgl_lahir", "tempat_lahir",
  ]

  /// Greatest number of persons that a cell may state.
  static let persons = 0...IntegerField.greatest
}
