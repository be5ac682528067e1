// Tests of LevelField and LevelWords: words, lists with numbers, refusals.

import Records
import Testing

@testable import Ingest

@Suite("LevelField")
struct LevelFieldTests {
  static let words: [(text: String, levels: [Level], employment: Employment)] = [
    ("Kepala OPD", [.kepalaOPD], .unknown), ("staf-ahli", [.stafAhli], .unknown),
    ("wali_kota", [.bupati], .unknown), ("kepala_daerah", [.bupati], .unknown),
    ("wakil wali kota", [.wakilBupati], .unknown), ("sekretaris_kota", [.sekda], .unknown),
    ("Inspektur", [.kepalaOPD], .unknown), ("sekretaris_dprd", [.kepalaOPD], .unknown),
    ("kepala_distrik", [.camat], .unknown), ("kuwu", [.kepalaDesa], .unknown),
    ("kepala_kampung", [.kepalaDesa], .unknown), ("kabag", [.administrator], .unknown),
    ("administrator", [.administrator], .unknown),
    ("eselon III", [.administrator, .camat], .unknown),
    ("eselon_3", [.administrator, .camat], .unknown),
    ("eselon_2", [.sekda, .asisten, .stafAhli, .kepalaOPD], .unknown),
    ("Eselon II", [.sekda, .asisten, .stafAhli, .kepalaOPD], .unknown),
    ("eselon_iv", [.pengawas, .lurah], .unknown), ("pengawas", [.pengawas], .unknown),
    ("kasubag", [.pengawas], .unknown), ("asn", [.staff], .unknown), ("PNS", [.staff], .pns),
    ("pppk", [.staff], .pppk), ("honorer", [.staff], .nonASN), ("non-ASN", [.staff], .nonASN),
    ("guru", [.staff], .unknown), ("perangkat_desa", [.staff], .village),
    (
      "pejabat",
      [.sekda, .asisten, .stafAhli, .kepalaOPD, .administrator, .pengawas, .camat, .lurah],
      .unknown
    ),
    ("TNI", [], .unknown), ("ketua_kpu", [], .unknown), ("tokoh_agama", [], .unknown),
    ("gubernur", [], .unknown), ("Forkopimda", [], .unknown), ("pengawas_pemilu", [], .unknown),
  ]

  @Test(arguments: words)
  func readsWords(_ text: String, _ levels: [Level], _ employment: Employment) throws {
    let mention = try #require(LevelField.parseWord(text).value)
    #expect(mention.levels == levels)
    #expect(mention.employment == employment)
    #expect(mention.extent == .named)
    #expect(mention.word == LevelWords.normalized(text))
  }

  static let told: [(text: String, word: String, levels: [Level], rule: String?)] = [
    ("Pj. Bupati", "bupati", [.bupati], LevelWords.actingRule),
    ("Penjabat Wali Kota", "wali_kota", [.bupati], LevelWords.actingRule),
    ("Pjs Bupati", "bupati", [.bupati], LevelWords.actingRule),
    ("Penjabat Sementara Bupati", "bupati", [.bupati], LevelWords.actingRule),
    ("Plh. Sekda", "sekda", [.sekda], LevelWords.actingRule),
    ("plt kepala dinas", "kepala_dinas", [.kepalaOPD], LevelWords.actingRule),
    ("Pelaksana Tugas Camat", "camat", [.camat], LevelWords.actingRule),
    (
      "Plt. Kepala Dinas Pendidikan", "kepala_dinas", [.kepalaOPD],
      "\(LevelWords.actingRule); \(LevelWords.unitRule)"
    ),
    ("Kepala Dinas Pendidikan", "kepala_dinas", [.kepalaOPD], LevelWords.unitRule),
    ("KEPALA BADAN KEUANGAN DAERAH", "kepala_badan", [.kepalaOPD], LevelWords.unitRule),
    ("Camat Kota Mukomuko", "camat", [.camat], LevelWords.unitRule),
    ("Lurah Bandar Ratu", "lurah", [.lurah], LevelWords.unitRule),
    ("Kepala Desa Pasar Sebelah", "kepala_desa", [.kepalaDesa], LevelWords.unitRule),
    ("Kabag Hukum", "kabag", [.administrator], LevelWords.unitRule),
    ("Kasubag Umum dan Kepegawaian", "kasubag", [.pengawas], LevelWords.unitRule),
    (
      "Asisten Pemerintahan dan Kesra", "asisten_pemerintahan", [.asisten], LevelWords.unitRule
    ),
    (
      "Staf Ahli Bidang Hukum", "staf_ahli_bidang", [.stafAhli], LevelWords.unitRule
    ),
    ("Eselon II.b", "eselon_2", [.sekda, .asisten, .stafAhli, .kepalaOPD], LevelWords.letterRule),
    ("II.a", "eselon_2", [.sekda, .asisten, .stafAhli, .kepalaOPD], LevelWords.letterRule),
    ("Es. IIIa", "eselon_3", [.administrator, .camat], LevelWords.letterRule),
    ("Es. II", "eselon_2", [.sekda, .asisten, .stafAhli, .kepalaOPD], nil),
    ("JPT Pratama", "jpt_pratama", [.sekda, .asisten, .stafAhli, .kepalaOPD], nil),
    ("Ka. OPD", "kepala_opd", [.kepalaOPD], nil), ("Ka OPD", "kepala_opd", [.kepalaOPD], nil),
    ("Kadis", "kadis", [.kepalaOPD], nil), ("Sekwan", "sekwan", [.kepalaOPD], nil),
    ("Asisten III", "asisten_iii", [.asisten], nil), ("para camat", "camat", [.camat], nil),
    ("Wali Kota", "wali_kota", [.bupati], nil),
    ("Kepala Badan Pusat Statistik", "kepala_badan_pusat_statistik", [], nil),
  ]

  @Test("titles with a unit, acting officials and echelons", arguments: told)
  func readsTitles(_ text: String, _ word: String, _ levels: [Level], _ rule: String?) {
    guard case .success(let mention, let conversion) = LevelField.parseWord(text) else {
      Issue.record("\(text) was refused")
      return
    }
    #expect(mention.word == word)
    #expect(mention.levels == levels)
    #expect(conversion == rule)
  }

  @Test("an acting regent signs for the post of the regent, in lists too")
  func actingInLists() {
    guard case .success(let mentions, let rule) = LevelField.parseList("Pj Bupati=1; camat=-")
    else {
      Issue.record("refused")
      return
    }
    #expect(mentions.map(\.word) == ["bupati", "camat"])
    #expect(mentions.map(\.extent) == [.counted(.exact(1)), .named])
    #expect(rule == "\(CellText.unknownRule); \(LevelWords.actingRule)")
    #expect(LevelField.parseSingle("Pj. Bupati").value?.singleLevel == .bupati)
  }

  @Test("a number or a word for all before the level")
  func extentFirst() {
    guard
      case .success(let mentions, let rule) = LevelField.parseList(
        "30 kepala OPD; 15 camat; seluruh lurah; 1.234 ASN; ~970 guru; Plt. Ka. Dinas Sosial")
    else {
      Issue.record("refused")
      return
    }
    #expect(
      mentions.map(\.word) == ["kepala_opd", "camat", "lurah", "asn", "guru", "kepala_dinas"])
    #expect(
      mentions.map(\.extent) == [
        .counted(.exact(30)), .counted(.exact(15)), .all, .counted(.exact(1234)),
        .counted(.about(970)), .named,
      ])
    for part in [LevelField.numberFirstRule, LevelField.allRule, LevelWords.actingRule] {
      #expect(rule?.contains(part) == true)
    }
    for text in ["30", "30 xyz", "1,5 camat", "seluruh", "-5 camat", "camat 15", "camat 15 orang"] {
      #expect(LevelField.parseList(text).value == nil, "\(text)")
    }
  }

  @Test(arguments: ["III/a", "II / d", "golongan IV/b", "gol. iii/c"])
  func refusesRanks(_ text: String) {
    guard case .failure(let rule, _) = LevelField.parseWord(text) else {
      Issue.record("\(text) was accepted")
      return
    }
    #expect(rule.contains("golongan"))
  }

  @Test(arguments: Level.allCases)
  func readsEveryLevel(_ level: Level) {
    #expect(LevelField.parseSingle(level.rawValue).value?.singleLevel == level)
  }

  @Test("a list with every kind of extent")
  func list() throws {
    let text = "bupati=1;kepala_opd; camat = all ;staff>=100;asn=~970;guru=1.234;pns=;lurah≥5;"
    guard case .success(let mentions, let rule) = LevelField.parseList(text) else {
      Issue.record("refused")
      return
    }
    #expect(
      mentions.map(\.word) == [
        "bupati", "kepala_opd", "camat", "staff", "asn", "guru", "pns", "lurah",
      ])
    #expect(
      mentions.map(\.extent) == [
        .counted(.exact(1)), .named, .all, .counted(.atLeast(100)), .counted(.about(970)),
        .counted(.exact(1234)), .named, .counted(.atLeast(5)),
      ])
    #expect(rule == IntegerField.groupedRule)
  }

  @Test("commas separate where there is no semicolon")
  func commas() {
    #expect(LevelField.parseList("camat=2, lurah").value?.map(\.word) == ["camat", "lurah"])
    #expect(
      LevelField.parseList("camat=1,234;lurah").value?.first?.extent == .counted(.exact(1234)))
    #expect(LevelField.parseList(" ").value == [])
  }

  @Test("the extents that a table prints are read again")
  func extents() {
    for extent in [Extent.counted(.exact(4)), .counted(.atLeast(4)), .counted(.range(2, 4)), .all] {
      #expect(LevelField.parseList("camat=\(extent)").value?.first?.extent == extent)
    }
  }

  static let refused: [(text: String, rule: String, repair: String)] = [
    ("kepala_odp", "not a word", "kepala_opd"),
    ("camt=3", "not a word", "camat"),
    ("xyzzy plugh quux", "not a word", "use one of bupati"),
    ("asn=1,234", "a number stands without a level", "without separators"),
    ("camat=banyak", "after \"camat\": a word is not a whole number", "empty"),
    ("camat=-1", "after \"camat\": a number of persons cannot be negative", "empty"),
    ("camat;>5", "a level is required", "kepala_opd"), ("=5", "formula", "value"),
    ("pj", "not a word", ""), ("pj pj bupati", "not a word", ""), ("III.d", "not a word", ""),
    ("II", "not a word", ""), ("kepala", "not a word", ""), ("asisten apoteker", "not a word", ""),
  ]

  @Test(arguments: refused)
  func refuses(_ text: String, _ rulePart: String, _ repairPart: String) {
    guard case .failure(let rule, let repair) = LevelField.parseList(text) else {
      Issue.record("\(text) was accepted")
      return
    }
    #expect(rule.contains(rulePart), "\(rule)")
    #expect(repair.contains(repairPart), "\(repair)")
  }

  @Test("a column for one level refuses words for several and for none")
  func single() {
    #expect(LevelField.parseSingle("kadis").value?.singleLevel == .kepalaOPD)
    for text in ["eselon_2", "Eselon II.b", "tni", "", "-", "pejabat"] {
      #expect(LevelField.parseSingle(text).value == nil, "\(text)")
    }
  }

  @Test("every title of a unit and every acting prefix is found with any unit and any case")
  func titlesLaw() {
    for title in LevelTables.titles {
      let text = title.replacing("_", with: " ")
      #expect(LevelWords.table[title] != nil, "\(title)")
      for form in ["\(text) Xyz Abc", text.uppercased() + " QQ", "Plt. \(text) Xyz"] {
        let found = LevelField.parseWord(form).value
        #expect(found?.levels == LevelWords.table[title]?.levels, "\(form)")
      }
    }
    for prefix in LevelTables.acting {
      for level in Level.allCases {
        let text = "\(prefix)\(level.rawValue)".replacing("_", with: " ").capitalizedWords
        #expect(LevelField.parseSingle(text).value?.singleLevel == level, "\(text)")
      }
    }
  }

  @Test("levels of every word are in order and not repeated")
  func tableIsSound() {
    for (word, meaning) in LevelWords.table {
      #expect(word == LevelWords.normalized(word))
      #expect(meaning.levels == Array(Set(meaning.levels)).sorted(), "\(word)")
    }
  }
}

extension String {
  /// The text with a capital at each word.
  fileprivate var capitalizedWords: String {
    split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: ". ")
  }
}
