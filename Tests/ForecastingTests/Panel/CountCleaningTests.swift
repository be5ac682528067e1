// Tests of Forecasting: published counts made to rise.

import Forecasting
import Records
import TestSupport
import Testing

@Suite("Cleaning of counts")
struct CountCleaningTests {
  private func points(_ counts: [Int]) -> [UnitSeries.Point] {
    counts.enumerated().map {
      UnitSeries.Point(date: CoverageWorlds.start.advanced(by: $0.offset), signed: $0.element)
    }
  }

  private func clean(_ counts: [Int], believing: Bool = false) -> [Int] {
    CountCleaning(jumpsAreBelieved: believing)(points(counts), required: 100).map(\.signed)
  }

  @Test(
    "Slips are left out, lasting falls are corrections",
    arguments: [
      ([10, 20, 30], [10, 20, 30]),
      ([10, 20, 60, 25, 30], [10, 20, 25, 30]),
      ([30, 35, 5, 36, 40], [30, 35, 36, 40]),
      ([10, 40, 20, 22, 25], [10, 20, 22, 25]),
      ([10, 20, 19, 30], [10, 19, 19, 30]),
      ([10, 20, 5], [10, 20]),
      ([10, 20, 60], [10, 20]),
      ([10, 60], [10, 60]),
      ([10, 120, 20, 30], [10, 20, 30]),
      ([], []),
      ([7], [7]),
    ])
  func rules(_ counts: [Int], _ wanted: [Int]) {
    #expect(clean(counts) == wanted)
  }

  @Test("Where mass signings happen, a jump of the newest count is believed")
  func jumps() {
    #expect(clean([10, 20, 60], believing: true) == [10, 20, 60])
    let calm = (points([10, 20, 30, 40]), 100)
    let jumper = (points([0, 70, 72, 75]), 100)
    let typo = (points([10, 70, 12, 15]), 100)
    #expect(CountCleaning(panel: [calm, calm, calm, jumper]).jumpsAreBelieved)
    #expect(!CountCleaning(panel: [calm, calm, calm, calm, calm, jumper]).jumpsAreBelieved)
    #expect(!CountCleaning(panel: [calm, typo]).jumpsAreBelieved)
    #expect(!CountCleaning(panel: []).jumpsAreBelieved)
  }

  @Test("What comes out rises, lies among the dates and within the roster", arguments: 0..<20)
  func laws(_ seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    let counts = (0..<30).map { _ in Int.random(in: 0...130, using: &generator) }
    let raw = points(counts)
    let cleaned = CountCleaning(jumpsAreBelieved: seed % 2 == 0)(raw, required: 100)
    #expect(cleaned.map(\.signed) == cleaned.map(\.signed).sorted())
    #expect(cleaned.allSatisfy { (0...100).contains($0.signed) })
    #expect(Set(cleaned.map(\.date)).isSubset(of: Set(raw.map(\.date))))
    #expect(
      CountCleaning(jumpsAreBelieved: true)(cleaned, required: 100).map(\.signed).last
        == cleaned.last?.signed)
  }
}
