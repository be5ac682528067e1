// Tests of Reporting: sentences about ranks and misses say no more than the numbers.

import Reporting
import Risk
import Testing

@Suite("Words on ranks and misses")
struct RiskWordsTests {
  @Test("a rank range and what follows from its width, in both languages")
  func ranks() {
    func both(_ low: Int, _ high: Int, _ count: Int = 514) -> [String] {
      Language.allCases.map { $0.rankStatement(low: low, high: high, of: count) }
    }
    #expect(
      both(3, 41) == [
        "Peringkat 3–41 dari 514: tidak dapat disebut terburuk.",
        "Rank 3–41 of 514: cannot be called the worst.",
      ])
    #expect(
      both(1, 41) == [
        "Peringkat 1–41 dari 514: mungkin terburuk, tetapi tidak pasti.",
        "Rank 1–41 of 514: may be the worst, but not for sure.",
      ])
    #expect(
      both(1, 300) == [
        "Peringkat 1–300 dari 514: tidak dapat dibedakan dari kebanyakan daerah lain.",
        "Rank 1–300 of 514: cannot be told apart from most other regions.",
      ])
    #expect(both(1, 1) == ["Peringkat 1 dari 514: terburuk.", "Rank 1 of 514: the worst."])
    #expect(
      both(400, 514) == [
        "Peringkat 400–514 dari 514: termasuk paruh yang lebih baik.",
        "Rank 400–514 of 514: among the better half.",
      ])
    #expect(both(1, 1, 1) == ["Peringkat 1 dari 1.", "Rank 1 of 1."])
  }

  @Test("nobody is called the worst but a row whose only rank is 1")
  func worst() {
    for count in 2...12 {
      for low in 1...count {
        for high in low...count {
          for language in Language.allCases {
            let text = language.rankStatement(low: low, high: high, of: count)
            let accuses = text.hasSuffix(": terburuk.") || text.hasSuffix(": the worst.")
            #expect(accuses == (high == 1))
            #expect(text.hasSuffix("."))
          }
        }
      }
    }
  }

  @Test("how many miss, with the range where there is one")
  func misses() {
    let sure = MissCount([[true, true], [false, false], [true, true]])
    #expect(
      Language.indonesian.missStatement(sure)
        == "Diperkirakan 2 dari 3 daerah tidak mencapai sasaran.")
    let open = MissCount([[true, false], [false, false], [true, false]])
    #expect(
      Language.english.missStatement(open) == "About 0 of 3 regions miss the target (90 %: 0–2).")
  }

  @Test("only relative classes are warned of")
  func warnings() {
    for language in Language.allCases {
      #expect(language.classWarning(.decision) == nil)
      #expect(language.classWarning(.relative)?.contains("relative") == true)
      #expect(language.classWarning(.thirds)?.contains("thirds") == true)
    }
  }
}
