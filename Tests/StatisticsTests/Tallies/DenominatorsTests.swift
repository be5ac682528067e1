// Tests of Statistics: denominators that no record states, and scopes.

import Records
import Statistics
import Testing

@Suite("Denominators and scopes")
struct DenominatorsTests {
  @Test("what the office defines is exact, the rest is not")
  func reference() throws {
    let regency = try #require(World.reference.regencies[World.code("17.06")])
    let known = Level.allCases.map { Denominators.reference($0, of: regency) }
    #expect(known == [1, 1, 1, nil, nil, nil, nil, nil, 15, 3, 148, nil])
    let bare = Level.allCases.map { Denominators.reference($0, of: nil) }
    #expect(bare == [1, 1, 1] + Array(repeating: nil, count: 9))
  }

  @Test("no level has both a defined and an estimated number, and staff has none")
  func estimated() throws {
    let regency = try #require(World.reference.regencies[World.code("17.06")])
    for level in Level.allCases where Denominators.estimated(level) != nil {
      #expect(Denominators.reference(level, of: regency) == nil)
    }
    #expect(Denominators.estimated(.asisten) == 1...3)
    #expect(Denominators.estimated(.kepalaOPD) == 20...46)
    #expect(Denominators.estimated(.staff) == nil)
  }

  @Test("scopes read what they print", arguments: ["named", "leadership", "all", "camat,lurah"])
  func scope(text: String) {
    #expect(Scope(text)?.description == text)
  }

  @Test("malformed scopes", arguments: ["", "Camat", "camat,", "camat lurah", "named,camat", "x"])
  func malformed(text: String) { #expect(Scope(text) == nil) }

  @Test("lists are put in order and lose doubles")
  func lists() {
    #expect(Scope("lurah,camat,lurah")?.fixedLevels == [.camat, .lurah])
    #expect(Scope.named.fixedLevels == nil)
    #expect(Scope.all.fixedLevels == Level.allCases)
  }
}
