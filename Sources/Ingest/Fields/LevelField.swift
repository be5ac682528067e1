// Ingest: cells that name levels, alone or in a list with numbers. The words are in `LevelWords`.

import Records

/// Reads words for levels.
enum LevelField {
  /// Most bytes of a list.
  private static let longestList = 10_000

  /// Conversion told when "all" stood before the level.
  static let allRule = "all before a level, such as seluruh camat, read as camat=all"
  /// Conversion told when the number stood before the level.
  static let numberFirstRule = "number before a level, such as 15 camat, read as camat=15"

  private static let allWords: Set<String> = ["all", "semua", "seluruh"]

  /// Conversion told when another word than `all` stood for all levels.
  static let allLevelsRule = "a word for all levels, such as semua, read as all"

  /// Whether a cell means all levels: `all`, `Semua`, `seluruh level`.
  static func isAll(_ text: String) -> Bool {
    let words = CellText.words(text)
    guard let first = words.first, words.count < 3 else { return false }
    return (allWords.contains(first) || first == "seluruhnya")
      && words.dropFirst().allSatisfy { ["level", "jabatan", "jenjang", "levels"].contains($0) }
  }

  /// Reads a list such as `bupati=1;kepala_opd;camat=all;staff>=100;asn=~970`. Items are separated
  /// by `;`, or by `,` where the cell has no `;`. An item without `=` names its level, `=all`
  /// means everybody, and any count of `CountField` may follow `=`. An empty cell names nobody.
  static func parseList(_ text: some StringProtocol) -> FieldReading<[LevelMention]> {
    CellText.read(text, longest: longestList) { cell in
      if CellText.isUnknown(cell) { return .success([], conversion: CellText.unknownRule) }
      let separator: Character = cell.contains(";") ? ";" : ","
      var mentions = FieldReading<[LevelMention]>.success([], conversion: nil)
      for item in cell.split(separator: separator).map(\.trimmed) where !item.isEmpty {
        mentions = mentions.flatMap { known in mention(item).map { known + [$0] } }
      }
      return mentions
    }
  }

  /// Reads one word, such as the cell of a column `level`; it may cover several levels or none.
  static func parseWord(_ text: some StringProtocol) -> FieldReading<LevelMention> {
    CellText.read(text) { mention(word: $0, extent: .named) }
  }

  /// Reads a word that names exactly one level; a word for several, such as `eselon_2`, or for
  /// none, such as `tni`, is refused.
  static func parseSingle(_ text: some StringProtocol) -> FieldReading<LevelMention> {
    guard !text.contains(";") else {
      return .failure(
        rule: "several levels stand in a cell of one", repair: "give a row for each level")
    }
    guard !text.trimmed.isDigits else {
      return .failure(
        rule: "a number stands where a level must",
        repair: "write a word such as camat; check whether columns are swapped")
    }
    switch parseWord(text) {
    case .success(let mention, _) where mention.singleLevel == nil:
      let covered = mention.levels.map(\.rawValue).joined(separator: ", ")
      return .failure(
        rule: mention.levels.isEmpty
          ? "\"\(mention.word)\" is no level that signs the pact"
          : "\"\(mention.word)\" covers several levels: \(covered)",
        repair: "name one level: " + Level.allCases.map(\.rawValue).joined(separator: ", "))
    case let reading:
      return reading
    }
  }

  private static func mention(_ item: String) -> FieldReading<LevelMention> {
    guard let sign = item.firstIndex(where: { "=>≥".contains($0) }) else {
      return extentFirst(item) ?? mention(word: item, extent: .named)
    }
    let stated = (item[sign] == "=" ? item[item.index(after: sign)...] : item[sign...]).trimmed
    let word = item[..<sign]
    if stated.isEmpty { return mention(word: word, extent: .named) }
    if allWords.contains(stated.lowercased()) { return mention(word: word, extent: .all) }
    switch CountField.parse(stated) {
    case .success(let count, let conversion):
      return mention(word: word, extent: count.isUnknown ? .named : .counted(count))
        .telling(conversion)
    case .failure(let rule, let repair):
      return .failure(rule: "after \"\(word.trimmed)\": \(rule)", repair: repair)
    }
  }

  /// Reads `15 camat` and `seluruh camat`; nil where neither a number nor "all" comes first.
  private static func extentFirst(_ item: String) -> FieldReading<LevelMention>? {
    let parts = item.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard parts.count == 2 else { return nil }
    if allWords.contains(parts[0].lowercased()) {
      return mention(word: parts[1], extent: .all).telling(allRule)
    }
    guard parts[0].contains(where: \.isNumber), !parts[0].contains(where: \.isLetter) else {
      return nil
    }
    return CountField.parse(parts[0]).flatMap { count in
      mention(word: parts[1], extent: .counted(count)).telling(numberFirstRule)
    }
  }

  private static func mention(
    word text: some StringProtocol, extent: Extent
  ) -> FieldReading<LevelMention> {
    if isRank(text) {
      return .failure(
        rule: "a rank (golongan) such as III/a says nothing of the level",
        repair: "write the post, such as pengawas, or eselon_3 for an echelon")
    }
    let word = LevelWords.normalized(text)
    guard let meaning = LevelWords.meaning(of: word) else { return unknown(word) }
    return .success(
      LevelMention(
        word: meaning.word, levels: meaning.covers.levels, employment: meaning.covers.employment,
        extent: extent),
      conversion: meaning.rule)
  }

  /// Whether the text is a rank of the pay scale: a roman number, a slash and a letter. An echelon
  /// has a full stop there.
  private static func isRank(_ text: some StringProtocol) -> Bool {
    let parts = text.lowercased().split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let last = parts[0].split(whereSeparator: \.isWhitespace).last else {
      return false
    }
    return ["i", "ii", "iii", "iv"].contains(last)
      && ["a", "b", "c", "d", "e"].contains(parts[1].trimmed)
  }

  private static func unknown(_ word: String) -> FieldReading<LevelMention> {
    guard !word.isEmpty else {
      return .failure(
        rule: "a level is required",
        repair: "write a word such as kepala_opd in every row; " + CellText.mergedCells)
    }
    if word.isDigits {
      return .failure(
        rule: "a number stands without a level",
        repair: "separate levels by \";\" and write numbers without separators")
    }
    let nearby = NearbyNames.find(word, among: LevelWords.table.keys)
    return .failure(
      rule: "not a word for a level that the toolkit knows",
      repair: nearby.isEmpty
        ? "use one of " + Level.allCases.map(\.rawValue).joined(separator: ", ")
        : "did you mean " + nearby.joined(separator: ", ") + "?")
  }
}
