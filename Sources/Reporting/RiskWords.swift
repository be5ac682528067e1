// Reporting: what ranks and counts of misses allow to be said, in both languages.

public import Risk

extension Language {
  /// What a range of ranks allows to be said of a region, as a sentence: "Peringkat 3–41 dari 514:
  /// tidak dapat disebut terburuk."
  ///
  /// - Parameters:
  ///   - low: lowest rank of the range, 1 the worst; `1...high`.
  ///   - high: highest rank of the range, `low...count`.
  ///   - count: number of regions.
  /// - Returns: the ranks and what follows from how far they lie apart.
  public func rankStatement(low: Int, high: Int, of count: Int) -> String {
    precondition(low >= 1 && low <= high && high <= count, "ranks \(low)–\(high) of \(count)")
    let ranks = low == high ? "\(low)" : "\(low)–\(high)"
    let place = self("Peringkat \(ranks) dari \(count)", "Rank \(ranks) of \(count)")
    if count == 1 { return place + "." }
    if 2 * (high - low) > count {
      return place
        + self(
          ": tidak dapat dibedakan dari kebanyakan daerah lain.",
          ": cannot be told apart from most other regions.")
    }
    if high == 1 { return place + self(": terburuk.", ": the worst.") }
    if low == 1 {
      return place
        + self(": mungkin terburuk, tetapi tidak pasti.", ": may be the worst, but not for sure.")
    }
    if 2 * low > count + 1 {
      return place
        + self(": termasuk paruh yang lebih baik.", ": among the better half.")
    }
    return place + self(": tidak dapat disebut terburuk.", ": cannot be called the worst.")
  }

  /// How many regions miss the target, as a sentence with its range.
  ///
  /// - Parameter misses: the count in the joint draws.
  /// - Returns: median and 90 % range, in whole regions.
  public func missStatement(_ misses: MissCount) -> String {
    let (low, high) = (whole(Int(misses.range.low)), whole(Int(misses.range.high)))
    let middle = whole(Int(misses.range.value))
    let range = low == high ? "" : " (90 %: \(low)–\(high))"
    return self(
      "Diperkirakan \(middle) dari \(whole(misses.rows)) daerah tidak mencapai sasaran\(range).",
      "About \(middle) of \(whole(misses.rows)) regions miss the target\(range).")
  }

  /// The warning that goes with classes relative to the other regions; nil for others.
  ///
  /// - Parameter rule: how rows are cut into classes.
  /// - Returns: a sentence, or nil.
  public func classWarning(_ rule: RiskClassRule) -> String? {
    guard rule.alwaysAccuses else { return nil }
    return self(
      "Golongan relatif (\(rule.rawValue)) selalu menuduh sebagian daerah, juga bila semuanya baik: "
        + "“tinggi” berarti lebih tinggi dari yang lain, bukan bahwa sasaran tidak tercapai.",
      "relative classes (\(rule.rawValue)) always accuse some regions, even where all do well: “tinggi” "
        + "means higher than the others, not that the target is missed.")
  }
}
