// Ingest: the words for levels and for guests, one table for each group. `LevelWords` looks them up.

import Records

/// The tables of words: lower case, `_` between the parts of a word, a blank between words.
enum LevelTables {
  /// Beginnings of the titles of acting officials.
  static let acting = [
    "pj_", "pjs_", "plt_", "plh_", "penjabat_sementara_", "pejabat_sementara_", "penjabat_",
    "pelaksana_tugas_", "pelaksana_harian_",
  ]

  /// Beginnings that say nothing of the level.
  static let respect = ["pejabat_", "para_"]

  /// Words before the number of an echelon, and the numbers.
  static let echelonWords: Set<String> = ["eselon", "esselon", "eselonering", "es"]
  static let echelonNumbers: [String: Int] = [
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4,
  ]

  /// Titles behind which the name of a unit may follow. Each is a word of the table.
  static let titles =
    """
    kepala_dinas kadis kepala_badan kaban kepala_biro inspektur_daerah camat lurah kepala_desa \
    kades kepala_bagian kabag kepala_bidang kabid kepala_sub_bagian kepala_subbagian kasubag \
    kasubbag kasubid kasubbid kepala_seksi kasi kepala_uptd kepala_upt kepala_kampung \
    kepala_distrik kepala_kelurahan kepala_kecamatan sekretaris_dinas sekretaris_badan \
    sekretaris_kecamatan sekretaris_kelurahan staf_ahli_bidang staf_ahli_bupati \
    staf_ahli_wali_kota staf_ahli_walikota asisten_bidang asisten_pemerintahan \
    asisten_perekonomian asisten_ekonomi asisten_administrasi asisten_sekda asisten_1 asisten_2 \
    asisten_3 asisten_i asisten_ii asisten_iii staf_ahli
    """.split(separator: " ").map(String.init)

  /// Titles of bodies outside the government of the regency that would look like its agencies.
  static let guestTitles = [
    "kepala_badan_pusat_statistik", "kepala_badan_pertanahan", "kepala_badan_narkotika",
    "kepala_badan_intelijen", "kepala_badan_permusyawaratan", "kepala_badan_pengawas_pemilu",
    "kepala_badan_kepegawaian_negara", "staf_ahli_menteri", "staf_ahli_gubernur",
    "staf_ahli_dpr", "staf_ahli_fraksi",
  ]

  private static let eselonTwo: [Level] = [.sekda, .asisten, .stafAhli, .kepalaOPD]

  /// All words with what they cover.
  static let rows: [(words: String, levels: [Level], employment: Employment)] =
    leaders + eselons + villages + staff + guests

  private static let leaders: [(String, [Level], Employment)] = [
    ("wali_kota walikota kepala_daerah bupati_wali_kota", [.bupati], .unknown),
    ("wakil_wali_kota wakil_walikota wakil_kepala_daerah wabup wawali", [.wakilBupati], .unknown),
    (
      "sekretaris_daerah sekretaris_kota sekretaris_kabupaten sekkab sekko sekot sekdakab sekdako",
      [.sekda], .unknown
    ),
    (
      """
      asisten_sekda asisten_daerah asisten_setda asda asisten_i asisten_ii asisten_iii asisten_1 \
      asisten_2 asisten_3 asisten_bidang asisten_pemerintahan asisten_perekonomian \
      asisten_ekonomi asisten_administrasi asisten_umum
      """, [.asisten], .unknown
    ),
    (
      "staf_ahli_bupati staf_ahli_wali_kota staf_ahli_walikota staf_ahli_bidang sahli",
      [.stafAhli], .unknown
    ),
    (
      """
      inspektur inspektur_daerah kadis kepala_dinas kaban kepala_badan sekretaris_dprd sekwan \
      pimpinan_opd kepala_perangkat_daerah pimpinan_perangkat_daerah kepala_skpd pimpinan_skpd \
      kepala_biro kasatpol_pp kepala_satpol_pp kepala_satuan_polisi_pamong_praja kepala_bkpsdm \
      kepala_bkd kepala_bkpp kepala_bappeda kepala_bapenda kepala_bpbd kepala_bpkad \
      kepala_kesbangpol kepala_bakesbangpol kepala_badan_kesbangpol kepala_disdik kepala_dinkes
      """, [.kepalaOPD], .unknown
    ),
    ("kepala_distrik kepala_kecamatan", [.camat], .unknown),
    ("kepala_kelurahan", [.lurah], .unknown),
  ]

  private static let eselons: [(String, [Level], Employment)] = [
    // Provinces only: the regional secretary of a province.
    ("eselon_1 eselon_i jpt_madya pimpinan_tinggi_madya", [.sekda], .unknown),
    (
      """
      eselon_2 eselon_ii pejabat_pimpinan_tinggi pejabat_pimpinan_tinggi_pratama \
      pejabat_tinggi_pratama pimpinan_tinggi_pratama pimpinan_tinggi jpt jpt_pratama jptp
      """, eselonTwo, .unknown
    ),
    ("eselon_3 eselon_iii", [.administrator, .camat], .unknown),
    ("eselon_4 eselon_iv", [.pengawas, .lurah], .unknown),
    (
      """
      kabag kepala_bagian kabid kepala_bidang sekretaris sekretaris_dinas sekretaris_badan \
      sekretaris_opd sekretaris_camat sekcam sekretaris_kecamatan sekretaris_distrik irban \
      inspektur_pembantu
      """, [.administrator], .unknown
    ),
    (
      """
      kasubag kasubbag kepala_sub_bagian kepala_subbagian kasubag_kepegawaian \
      kasubbag_kepegawaian kasubid kasubbid kasi kepala_seksi kepala_uptd kepala_upt \
      sekretaris_lurah sekretaris_kelurahan seklur
      """, [.pengawas], .unknown
    ),
    (
      "pejabat pejabat_struktural struktural pejabat_eselon",
      eselonTwo + [.administrator, .pengawas, .camat, .lurah], .unknown
    ),
    ("pejabat_administrasi", [.administrator, .pengawas, .camat, .lurah, .staff], .unknown),
  ]

  private static let villages: [(String, [Level], Employment)] = [
    (
      """
      kades kepala_kampung kuwu penghulu perbekel sangadi pemerintah_desa pambakal pembakal \
      keuchik geuchik keucik wali_nagari kepala_pekon peratin hukum_tua kepala_negeri raja \
      kepala_lembang kapitalaung kepala_ohoi
      """, [.kepalaDesa], .unknown
    ),
    (
      """
      perangkat_desa aparatur_desa aparat_desa perangkat_nagari perangkat_kampung \
      perangkat_pekon pamong_desa pamong_kalurahan sekretaris_desa sekdes carik kaur kepala_dusun \
      kadus dukuh
      """, [.staff], .village
    ),
  ]

  private static let staff: [(String, [Level], Employment)] = [
    ("pns cpns pegawai_negeri pegawai_negeri_sipil", [.staff], .pns),
    ("pppk p3k pppk_paruh_waktu p3k_paruh_waktu pegawai_p3k pegawai_pppk", [.staff], .pppk),
    (
      """
      non_asn nonasn non_pns honorer tenaga_honorer pegawai_honorer ppnpn tenaga_kontrak \
      pegawai_kontrak tkk tks thl phl ptt gtt tenaga_harian_lepas pegawai_tidak_tetap \
      tenaga_non_asn pegawai_non_asn
      """, [.staff], .nonASN
    ),
    (
      """
      asn aparatur_sipil_negara pegawai pegawai_asn staf pelaksana fungsional jft jfu \
      jabatan_fungsional guru tenaga_pendidik tenaga_kependidikan tendik dosen kepala_sekolah \
      pengawas_sekolah kepala_puskesmas tenaga_puskesmas tenaga_kesehatan nakes dokter perawat \
      bidan penyuluh pegawai_blud widyaiswara auditor satpol_pp ajudan
      """, [.staff], .unknown
    ),
  ]

  private static let guests: [(String, [Level], Employment)] = [
    // Persons and offices outside the government of the regency.
    (
      """
      forkopimda forkopimcam muspida muspika tni polri tni_polri polres polresta polda polsek \
      kapolres kapolresta kapolda kapolsek kodim korem dandim danramil koramil lanal danlanal \
      kejari kajari kejaksaan kejati pengadilan_negeri pengadilan_agama gubernur wakil_gubernur \
      instansi_vertikal kemenag kepala_kemenag kemendagri kemenpanrb kasn bkn ombudsman bin \
      binda dpr dprd ketua_dprd anggota_dprd
      """, [], .unknown
    ),
    (
      """
      bawaslu bawaslu_ri ketua_bawaslu anggota_bawaslu panwas panwaslu panwascam panwaslu_desa \
      panwaslih ketua_panwaslih kpu kpu_ri ketua_kpu anggota_kpu kip ketua_kip ppk pps kpps ptps \
      pkd pengawas_pemilu partai parpol partai_politik paslon tim_paslon
      """, [], .unknown
    ),
    (
      """
      ormas lsm okp pers wartawan media mahasiswa pelajar pemuda aktivis akademisi masyarakat \
      warga pemilih_pemula perguruan_tinggi universitas pkk linmas bpd bamuskam fkub mui \
      direktur_perusda direktur_bumd pegawai_bumd pegawai_bumn bumd bumn bumdes
      """, [], .unknown
    ),
    // Bodies that are counted instead of persons.
    (
      "pemkab pemkot pemprov pemda sekolah puskesmas opd skpd perangkat_daerah kecamatan desa "
        + "kelurahan distrik kampung",
      [], .unknown
    ),
  ]
}
