// Tests of RegencyNames: laws of the index on all names of the shipped tables.

import Records
import Testing

@testable import Ingest

@Suite("RegencyNames")
struct RegencyNamesTests {
  private let tables: ReferenceTables
  private let resolver: RegencyResolver

  init() throws {
    tables = try ReferenceReader.read(folder: Fixtures.referenceFolder)
    resolver = RegencyResolver(tables)
  }

  private func found(_ text: String) -> Region? { resolver.resolve(text).value }

  @Test("no two official names are the same key")
  func collisions() {
    let keys = Set(tables.regencies.values.map { RegencyName($0.name).key })
    #expect(keys.count == tables.regencies.count)
    #expect(keys.count == 514)
    #expect(resolver.names.official.count >= 514 + tables.provinces.count)
  }

  @Test("each official name is found in the spellings of offices")
  func spellings() {
    for regency in tables.regencies.values {
      let name = regency.name
      let words = name.split(separator: " ").map(String.init)
      let rest = words.dropFirst().joined(separator: " ")
      let short = regency.isCity ? "Kota" : "Kab."
      let office = regency.isCity ? "Pemkot" : "Pemkab"
      let english = regency.isCity ? "City" : "Regency"
      for form in [
        name, name.uppercased(), name.lowercased(), "  \(name) ", "\(short) \(rest)",
        "\(short) \(words.dropFirst().joined(separator: "-"))", "\(office) \(rest)",
        "Pemerintah \(name)",
        "\(name), \(regency.provinceName)", "\(name) (\(regency.provinceName))",
        "\(regency.code)", "\(regency.code) \(name)", "\(name) (\(regency.code))",
        name.replacing("Kepulauan", with: "Kep."),
      ]
        + (rest.hasPrefix("Adm")
          ? [] : ["\(rest) \(english)", "\(short) \(rest.filter { $0 != " " })"])
      {
        #expect(found(form) == .regency(regency.code), "\(form)")
        #expect(
          resolver.resolve(form, province: regency.provinceName).value
            == .regency(regency.code), "\(form)")
      }
    }
  }

  @Test("each alias is found with its kind and province, and in any case")
  func aliases() {
    for (alias, code) in tables.aliases {
      let province = tables.regencies[code]?.provinceName ?? ""
      #expect(found("\(alias), \(province)") == .regency(code), "\(alias)")
      #expect(found(alias.uppercased()) == .regency(code), "\(alias)")
      #expect(resolver.resolve(alias, province: province).value == .regency(code), "\(alias)")
      for other in tables.provinces.keys where other != code.province {
        guard !tables.lineage.contains(where: { $0.oldCode.province == other }) else { continue }
        let reading = resolver.resolve(alias, province: other.description)
        #expect(reading.value == nil, "\(alias) \(other)")
        break
      }
    }
  }

  @Test("a stem that several regencies share is never read without kind or province")
  func sharedStems() {
    let stems = Dictionary(grouping: tables.regencies.values) { RegencyName($0.name).stem }
    let shared = stems.filter { $0.value.count > 1 }
    #expect(shared.count == 26)
    for regencies in shared.values {
      let bare = regencies[0].name.split(separator: " ").dropFirst().joined(separator: " ")
      #expect(found(bare) == nil, "\(bare)")
    }
  }

  @Test("a name that is one slip away from a known one, and is none itself, is never read")
  func slips() {
    // All that may be read, in plain letters, without the resolver's own keys.
    let known = Set(
      (tables.regencies.values.map(\.name) + Array(tables.aliases.keys)
        + Array(tables.ambiguousNames.keys) + Array(tables.provinces.values))
        .flatMap(Self.plain))
    var random = SeededGenerator(seed: 23)
    let names = (tables.regencies.values.map(\.name) + Array(tables.aliases.keys)).sorted()
    var slips = 0
    while slips < 100 {
      guard let name = names.randomElement(using: &random) else { return }
      let slip = Self.slip(name, &random)
      let forms = Self.plain(slip)
      guard known.isDisjoint(with: forms), !forms.contains("") else { continue }
      slips += 1
      #expect(found(slip) == nil, "\(slip) for \(name)")
    }
  }

  /// The letters of a name with and without the words of its kind.
  private static func plain(_ name: String) -> [String] {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      .map { $0 == "kep" ? "kepulauan" : $0 }
    let kinds: Set<String> = [
      "kab", "kabupaten", "pemkab", "kota", "pemkot", "adm", "administrasi", "provinsi",
    ]
    return [words.joined(), words.drop { kinds.contains($0) }.joined()]
  }

  /// The name with one letter replaced, left out, put in or moved.
  private static func slip(_ name: String, _ random: inout SeededGenerator) -> String {
    var letters = Array(name)
    let place = Int.random(in: 0..<letters.count, using: &random)
    let letter = "abcdefghijklmnoprstuwy".randomElement(using: &random) ?? "a"
    switch Int.random(in: 0..<4, using: &random) {
    case 0: letters[place] = letter
    case 1: letters.remove(at: place)
    case 2: letters.insert(letter, at: place)
    default: letters.swapAt(place, min(place + 1, letters.count - 1))
    }
    return String(letters)
  }
}
