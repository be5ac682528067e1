// Ingest: numbers of persons in a cell, with what is known of them.

import Records

/// A number of persons as evidence gives it.
enum CountField {
  /// Conversion told when words said that a number is round.
  static let aboutRule = "words for a round number, such as kurang lebih 40, read as ~40"
  /// Conversion told when words gave a lower bound.
  static let atLeastRule = "words for a lower bound, such as minimal 100, read as >=100"
  /// Conversion told when "more than" gave a lower bound.
  static let moreThanRule = "more than a number of persons read as one more or above"
  /// Conversion told when words joined two bounds.
  static let rangeRule = "words for a range, such as 100 s/d 120, read as 100-120"

  /// What the words before a number say of it, longest first where one begins another.
  private static let prefixes: [(word: String, meaning: Meaning)] = [
    (">=", .atLeast(nil)), ("≥", .atLeast(nil)), (">", .moreThan), ("~", .about(nil)),
    ("+/-", .about(aboutRule)), ("±", .about(nil)), ("sekitar", .about(nil)),
    ("kurang lebih", .about(aboutRule)), ("kurang-lebih", .about(aboutRule)),
    ("kira-kira", .about(aboutRule)), ("lk.", .about(aboutRule)), ("l.k.", .about(aboutRule)),
    ("lk", .about(aboutRule)), ("minimal", .atLeast(atLeastRule)),
    ("paling sedikit", .atLeast(atLeastRule)), ("sedikitnya", .atLeast(atLeastRule)),
    ("setidaknya", .atLeast(atLeastRule)), ("sekurangnya", .atLeast(atLeastRule)),
    ("sekurang-kurangnya", .atLeast(atLeastRule)), ("lebih dari", .moreThan),
    ("lebih", .moreThan), ("di atas", .moreThan),
  ]

  private enum Meaning {
    case about(String?)
    case atLeast(String?)
    case moreThan
  }

  private static let joints = ["s/d", "s.d.", "sampai dengan", "sampai", "hingga"]

  /// Reads a count: empty (unknown, never 0), `53`, `>=100` or `≥100`, `~40`, `±40` or
  /// `sekitar 40`, `100-120`, and the words that offices use for these. Each number may be grouped
  /// in thousands.
  static func parse(_ text: some StringProtocol) -> FieldReading<Count> {
    CellText.read(text) { count($0) }
  }

  private static func count(_ text: String) -> FieldReading<Count> {
    guard !text.isEmpty else { return .success(.unknown, conversion: nil) }
    if CellText.isUnknown(text) { return .success(.unknown, conversion: CellText.unknownRule) }
    let lowered = text.lowercased()
    if let (word, meaning) = prefixes.first(where: { begins(lowered, with: $0.word) }) {
      return bound(lowered.dropFirst(word.count), meaning)
    }
    for joint in joints {
      if let (first, second) = halves(of: lowered, at: joint) {
        return range(first, second).telling(rangeRule)
      }
    }
    let bounds = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }
    if bounds.count == 2, !bounds[0].trimmed.isEmpty { return range(bounds[0], bounds[1]) }
    return IntegerField.whole(text).map(Count.exact)
  }

  /// Whether the text begins with these words or this sign; a word ends where no letter follows.
  private static func begins(_ text: String, with word: String) -> Bool {
    guard text.hasPrefix(word) else { return false }
    guard word.last?.isLetter == true else { return true }
    return text.dropFirst(word.count).first.map { !$0.isLetter } ?? true
  }

  private static func bound(_ text: some StringProtocol, _ meaning: Meaning) -> FieldReading<Count>
  {
    let number = IntegerField.whole(text)
    return switch meaning {
    case .about(let rule): number.map(Count.about).telling(rule)
    case .atLeast(let rule): number.map(Count.atLeast).telling(rule)
    case .moreThan: number.flatMap(moreThan).telling(moreThanRule)
    }
  }

  /// One more than a number, which must be a number that is accepted as well.
  private static func moreThan(_ number: Int) -> FieldReading<Count> {
    guard number < IntegerField.greatest else { return IntegerField.tooGreat() }
    return .success(.atLeast(number + 1), conversion: nil)
  }

  /// The texts on both sides of a word that occurs once, or nil.
  private static func halves(of text: String, at word: String) -> (Substring, Substring)? {
    guard let place = text.indices.first(where: { text[$0...].hasPrefix(word) }) else { return nil }
    let second = text[place...].dropFirst(word.count)
    let first = text[..<place]
    guard first.last?.isLetter != true, second.first?.isLetter != true else { return nil }
    return (first, second)
  }

  private static func range(
    _ first: some StringProtocol, _ second: some StringProtocol
  ) -> FieldReading<Count> {
    IntegerField.whole(first).flatMap { low in
      IntegerField.whole(second).flatMap { high in
        guard low <= high else {
          return .failure(
            rule: "a range begins with its lower bound", repair: "write \(high)-\(low)")
        }
        return .success(.between(low, high), conversion: nil)
      }
    }
  }
}
