// Ingest: cells that name elections, by id or in words.

import Records

/// Finds the elections that a cell means.
struct ElectionField: Sendable {
  /// Conversion told when an election was named in words.
  static let nameRule = "name of an election read as its id"

  private let ids: Set<ElectionID>
  private let known: String
  /// Ids by the words of an id or a name, in any order; names that two elections share are left out.
  private let byWords: [Set<String>: ElectionID]

  /// A reader for the elections of the reference tables.
  init(_ elections: [Election]) {
    ids = Set(elections.map(\.id))
    known = (elections.map(\.id.description) + ["both-2024"]).joined(separator: ", ")
    var found: [Set<String>: Set<ElectionID>] = [:]
    for election in elections {
      for text in [election.id.description, election.name] {
        found[Self.words(text), default: []].insert(election.id)
      }
    }
    byWords = found.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// Reads `pilkada-2024`, `Pilkada 2024`, `Pilkada Serentak 2024`, `PEMILU 2024`, and `both-2024`
  /// or `Pemilu dan Pilkada 2024` for two.
  func parse(_ text: some StringProtocol) -> FieldReading<[ElectionID]> {
    CellText.read(text) { cell in
      guard !cell.isEmpty, !CellText.isUnknown(cell) else {
        return .failure(rule: "an election is required", repair: "use one of: \(known)")
      }
      if ids.contains(ElectionID(cell)) { return .success([ElectionID(cell)], conversion: nil) }
      let words = Self.words(cell)
      if let id = byWords[words] { return .success([id], conversion: Self.nameRule) }
      if let both = both(words) {
        return .success(both, conversion: cell.hasPrefix("both-") ? nil : Self.nameRule)
      }
      return .failure(
        rule: "not an election of the reference tables", repair: "use one of: \(known)")
    }
  }

  /// The national and the local election of a year where the words name both and nothing else.
  private func both(_ words: Set<String>) -> [ElectionID]? {
    let years = words.filter(\.isDigits)
    guard let year = years.first, years.count == 1 else { return nil }
    let rest = words.subtracting(years)
    guard rest == ["both"] || rest == ["pemilu", "pilkada"] else { return nil }
    let found = ["pemilu-\(year)", "pilkada-\(year)"].map { ElectionID($0) }
    return found.allSatisfy(ids.contains) ? found : nil
  }

  /// The words that tell elections apart.
  private static func words(_ text: String) -> Set<String> {
    var joined = CellText.words(text).joined(separator: " ")
    for (long, short) in phrases {
      joined = Self.replacing(long, by: short, in: joined)
    }
    return Set(joined.split(separator: " ").map(String.init)).subtracting([
      "serentak", "dan", "and",
    ])
  }

  private static let phrases = [
    ("pemilihan umum", "pemilu"), ("pemilihan kepala daerah", "pilkada"),
  ]

  private static func replacing(_ long: String, by short: String, in text: String) -> String {
    guard let place = text.indices.first(where: { text[$0...].hasPrefix(long) }) else {
      return text
    }
    return text[..<place] + short + text[place...].dropFirst(long.count)
  }
}
