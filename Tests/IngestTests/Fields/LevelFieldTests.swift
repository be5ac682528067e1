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
    ("Pj. Bupati", [.bupati], .unknown), ("plt kepala dinas", [.kepalaOPD], .unknown),
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
    ("camat=banyak", "after \"camat\": this is not a whole number", "digits"),
    ("camat=-1", "after \"camat\": a number of persons cannot be negative", "empty"),
    ("=5", "a level is required", "kepala_opd"),
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
    for text in ["eselon_2", "tni", "", "pejabat"] {
      #expect(LevelField.parseSingle(text).value == nil, "\(text)")
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
