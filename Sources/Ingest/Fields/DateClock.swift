// Ingest: a time of day behind a date, as databases and spreadsheets print it. It is left out: the
// day as written counts, whatever the zone.

/// Splits a time of day off the words of a date.
enum DateClock {
  /// The words of the date, and whether a time stood behind them; nil where what stands there is no
  /// time of the 24-hour clock.
  static func split(_ words: [String]) -> (date: [String], hadTime: Bool)? {
    let words = words.flatMap(unglued)
    guard let place = words.indices.dropFirst().first(where: { begins(words, $0) }) else {
      return (words, false)
    }
    var time = words[place...].map { $0.lowercased() }
    let isNamed = DateWords.clockWords.contains(time[0])
    if isNamed { time.removeFirst() }
    if let last = time.last, DateWords.zones.contains(last), time.count > 1 { time.removeLast() }
    guard time.count == 1, isTime(time[0], allowingDots: isNamed) else { return nil }
    return (Array(words[..<place]), true)
  }

  /// A date and a time that a `T` joins, apart.
  private static func unglued(_ word: String) -> [String] {
    guard let place = word.firstIndex(where: { $0 == "T" || $0 == "t" }),
      word[..<place].last?.isNumber == true, word[place...].contains(":")
    else { return [word] }
    return [String(word[..<place]), String(word[word.index(after: place)...])]
  }

  private static func begins(_ words: [String], _ place: Int) -> Bool {
    words[place].contains(":") || DateWords.clockWords.contains(words[place].lowercased())
  }

  /// `08:15`, `08:15:00`, `08:15:00.000`, with `Z`, `+07:00` or `WIB` glued to it.
  private static func isTime(_ text: String, allowingDots: Bool) -> Bool {
    var clock = text[...]
    for zone in DateWords.zones where clock.hasSuffix(zone) { clock = clock.dropLast(zone.count) }
    if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
      let offset = clock[clock.index(after: sign)...].filter { $0 != ":" }
      guard offset.isDigits, offset.count == 2 || offset.count == 4 else { return false }
      clock = clock[..<sign]
    }
    let separators: [Character] = allowingDots ? [":", "."] : [":"]
    let parts = clock.split(omittingEmptySubsequences: false) { separators.contains($0) }
    guard (2...3).contains(parts.count), parts[0].isDigits, parts[0].count <= 2,
      let hour = Int(parts[0]), hour < 24
    else { return false }
    return parts.dropFirst().enumerated().allSatisfy { place, part in
      // Seconds may have decimals.
      let whole = place == 1 ? part.prefix { $0 != "." && $0 != "," } : part
      let rest = part.dropFirst(whole.count).dropFirst()
      guard whole.isDigits, whole.count == 2, let value = Int(whole), value < 60 else {
        return false
      }
      return rest.isEmpty || rest.isDigits
    }
  }
}
