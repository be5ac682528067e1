// Tests of the field types on texts that nobody would write: each ends, and none traps.

import Records
import Testing

@testable import Ingest

@Suite("Fields on any text")
struct FieldGarbageTests {
  private let resolver: RegencyResolver
  private let elections: ElectionField

  init() throws {
    let tables = try ReferenceReader.read(folder: Fixtures.referenceFolder)
    resolver = RegencyResolver(tables)
    elections = ElectionField(tables.elections)
  }

  /// How many of the field types accept the text; finding near names of regions takes time, so
  /// that not every text is tried as a region.
  private func accepted(_ text: String, asRegion: Bool) -> Int {
    var count = 0
    if IntegerField.parse(text).value != nil { count += 1 }
    if CountField.parse(text).value != nil { count += 1 }
    if DateField.parse(text).value != nil { count += 1 }
    if DateField.parseOptionalDay(text).value != nil { count += 1 }
    if LevelField.parseList(text).value != nil { count += 1 }
    if LevelField.parseSingle(text).value != nil { count += 1 }
    if EmploymentField.parse(text).value != nil { count += 1 }
    if ModeField.parse(text).value != nil { count += 1 }
    if elections.parse(text).value != nil { count += 1 }
    guard asRegion else { return count }
    if resolver.resolve(text).value != nil { count += 1 }
    if resolver.resolve("Mukomuko", province: text).value != nil { count += 1 }
    return count
  }

  @Test("random bytes repaired to text")
  func bytes() {
    var random = SeededGenerator(seed: 17)
    for turn in 0..<600 {
      let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      #expect(accepted(String(decoding: bytes, as: UTF8.self), asRegion: turn % 20 == 0) < 11)
    }
  }

  @Test("random mixtures of the pieces that the field types look for")
  func pieces() {
    let pieces = [
      "1", "24", "2024", "45453", "-", "/", ".", ",", ";", "=", ">", "≥", "~", "±", ":", "(", ")",
      " ", "\u{A0}", "\u{200B}", "\u{301}", "T", "Z", "e", "#", "'", "Senin", "Juni", "hari",
      "orang", "lk.", "s/d", "pj", "ka", "para", "kepala dinas", "es", "ii", "b", "kab", "kota",
      "prov.", "Bandung", "Banten", "regency", "of", "17.06", "nihil", "both", "pemilu", "👩‍👩‍👧",
    ]
    var random = SeededGenerator(seed: 18)
    for turn in 0..<1200 {
      let count = Int.random(in: 0...7, using: &random)
      let glue = Bool.random(using: &random) ? "" : " "
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined(separator: glue)
      #expect(accepted(text, asRegion: turn % 20 == 0) < 11)
    }
  }

  @Test(
    "long cells end",
    arguments: [
      "a", "1", ".", "-", "hari ", "pj_", "para ", "Senin ", "(", "1.234.", "ka ", "kota ", "=",
      "#",
      "s/d ", "orang ", "e", "\u{200B}", "\u{301}", ":", "T:",
    ])
  func long(_ piece: String) {
    let text = String(repeating: piece, count: 20_000)
    #expect(accepted(text, asRegion: true) < 11)
    #expect(accepted("2024-06-10 " + text, asRegion: true) < 11)
  }
}
