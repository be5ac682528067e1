// Tests of Records: job levels and kinds of employment.

import Records
import Testing

@Suite("Levels")
struct LevelTests {
  @Test("the words of files, in order of rank")
  func words() {
    #expect(
      Level.allCases.map(\.rawValue) == [
        "bupati", "wakil_bupati", "sekda", "asisten", "staf_ahli", "kepala_opd", "administrator",
        "pengawas", "camat", "lurah", "kepala_desa", "staff",
      ])
    #expect(Level.allCases.reversed().sorted() == Level.allCases)
    #expect(Level.allCases.map(\.order) == Array(Level.allCases.indices))
  }

  @Test("the leadership is the list that every regency is compared by")
  func leadership() {
    #expect(
      Level.leadership == [.bupati, .wakilBupati, .sekda, .asisten, .stafAhli, .kepalaOPD, .camat])
    #expect(Level.owesCascade.isSubset(of: Level.leadership))
  }

  @Test("kinds of employment, unknown last")
  func employment() {
    #expect(Employment.allCases.reversed().sorted() == Employment.allCases)
    #expect(Employment.allCases.max() == .unknown)
    #expect(Employment(rawValue: "non_asn") == .nonASN)
  }
}
