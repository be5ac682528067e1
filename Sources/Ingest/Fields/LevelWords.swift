// Ingest: looking up the words for levels and for guests in letters, releases and articles, and
// what each covers. The words themselves are in `LevelTables`; a new word needs only a new entry.

import Records

/// What a word for officials covers.
struct LevelWord: Hashable, Sendable {
  /// Levels, highest first; empty for persons or bodies that the pact does not oblige.
  let levels: [Level]
  /// Kind of employment, `unknown` unless the word names it.
  let employment: Employment
}

/// What a text for officials means.
struct LevelMeaning: Hashable, Sendable {
  /// The word that decided.
  let word: String
  /// What it covers.
  let covers: LevelWord
  /// What was left out of the text, as a rule to tell; nil where nothing was.
  let rule: String?
}

/// Looks words up.
enum LevelWords {
  /// Conversion told for an acting official: the post is meant, whoever holds it.
  static let actingRule = "acting official (Pj, Plt, Plh, Pjs) counted in the post"
  /// Conversion told when the name of a unit followed a title.
  static let unitRule = "name of the unit behind a title left out"
  /// Conversion told when an echelon had a letter.
  static let letterRule = "letter of an echelon left out: II.b read as eselon 2"

  /// All words in lower case with `_` between their parts.
  static let table: [String: LevelWord] = {
    var table: [String: LevelWord] = [:]
    for (words, levels, employment) in LevelTables.rows {
      for word in words.split(separator: " ") {
        table[String(word)] = LevelWord(levels: levels, employment: employment)
      }
    }
    for level in Level.allCases {
      table[level.rawValue] = LevelWord(levels: [level], employment: .unknown)
    }
    return table
  }()

  /// The word in the form of the table: lower case, other signs as one `_`, `Ka.` written out.
  static func normalized(_ text: some StringProtocol) -> String {
    let words = CellText.words(text)
    return words.enumerated().map { place, word in
      word == "ka" && place + 1 < words.count ? "kepala" : word
    }.joined(separator: "_")
  }

  /// Longest word that is looked up: a longer one is a sentence.
  private static let longest = 160

  /// What a normalised word means; nil where the table does not know it.
  static func meaning(of word: String) -> LevelMeaning? {
    guard word.utf8.count <= longest else { return nil }
    if let found = table[word] { return LevelMeaning(word: word, covers: found, rule: nil) }
    if word.hasPrefix("tokoh_") {
      return LevelMeaning(
        word: word, covers: LevelWord(levels: [], employment: .unknown), rule: nil)
    }
    for prefix in LevelTables.acting where word.hasPrefix(prefix) {
      guard let post = meaning(of: String(word.dropFirst(prefix.count))), post.rule != actingRule
      else { return nil }
      let rule = post.rule.map { "\(actingRule); \($0)" } ?? actingRule
      return LevelMeaning(word: post.word, covers: post.covers, rule: rule)
    }
    for prefix in LevelTables.respect where word.hasPrefix(prefix) {
      return meaning(of: String(word.dropFirst(prefix.count)))
    }
    return echelon(word) ?? titled(word)
  }

  /// `eselon_ii_b`, `es_2b` or `ii_b`: the letters differ by post and are left out.
  private static func echelon(_ word: String) -> LevelMeaning? {
    var parts = word.split(separator: "_").map(String.init)
    let isNamed = parts.first.map { LevelTables.echelonWords.contains($0) } ?? false
    if isNamed { parts.removeFirst() }
    if parts.count == 1, let last = parts[0].last, parts[0].count > 1, "ab".contains(last) {
      parts = [String(parts[0].dropLast()), String(last)]
    }
    guard let first = parts.first, let number = LevelTables.echelonNumbers[first],
      parts.count == 1 ? isNamed : parts.count == 2 && ["a", "b"].contains(parts[1]),
      let covers = table["eselon_\(number)"]
    else { return nil }
    return LevelMeaning(
      word: "eselon_\(number)", covers: covers, rule: parts.count == 2 ? letterRule : nil)
  }

  /// Whether what stands behind a title is another title: `lurah`, `dan_lurah`.
  private static func namesLevel(_ unit: Substring) -> Bool {
    let joints = ["dan_para_", "dan_", "serta_", "and_"]
    let joint = joints.first(where: unit.hasPrefix) ?? ""
    let word = String(unit.dropFirst(joint.count))
    if let covers = table[word] { return !covers.levels.isEmpty }
    return !joint.isEmpty && LevelTables.titles.contains { word.hasPrefix($0 + "_") }
  }

  /// `kepala_dinas_pendidikan` and the like: the title decides, the name of the unit does not.
  private static func titled(_ word: String) -> LevelMeaning? {
    for guest in LevelTables.guestTitles where word.hasPrefix(guest) {
      return LevelMeaning(
        word: word, covers: LevelWord(levels: [], employment: .unknown), rule: nil)
    }
    for title in LevelTables.titles where word.hasPrefix(title + "_") {
      // "camat 15" is no unit of that name, nor is "camat dan lurah": neither may be lost.
      let unit = word.dropFirst(title.count + 1)
      guard unit.first?.isNumber == false, !namesLevel(unit) else { continue }
      return table[title].map { LevelMeaning(word: title, covers: $0, rule: unitRule) }
    }
    return nil
  }
}
