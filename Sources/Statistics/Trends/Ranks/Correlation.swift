// Statistics: correlation of two lists by ranks (Kendall, Spearman) and by values (Pearson).

/// Coefficients of association between two lists of equal length, each in `-1...1`.
public enum Correlation {
  /// Kendall's τ-b, which corrects for ties in either list:
  /// `(C − D) / √((n₀ − n₁)(n₀ − n₂))` with C concordant and D discordant pairs, n₀ = n(n − 1)/2 and
  /// n₁, n₂ the pairs tied in x and in y.
  ///
  /// - Parameters:
  ///   - x: finite values, any unit.
  ///   - y: finite values, any unit, as many as `x`.
  /// - Returns: the coefficient, exact to a few roundings; nil for fewer than 2 pairs or where one
  ///   list is constant.
  /// - Complexity: O(n²).
  /// - SeeAlso: Kendall (1945), Biometrika 33:239–251.
  public static func kendallTauB(_ x: [Double], _ y: [Double]) -> Double? {
    check(x, y)
    var (score, untiedX, untiedY) = (0, 0, 0)
    for later in x.indices {
      for earlier in 0..<later {
        let (a, b) = (sign(x[later] - x[earlier]), sign(y[later] - y[earlier]))
        score += a * b
        untiedX += a * a
        untiedY += b * b
      }
    }
    guard untiedX > 0, untiedY > 0 else { return nil }
    return Double(score) / (Double(untiedX).squareRoot() * Double(untiedY).squareRoot())
  }

  /// Spearman's ρ: Pearson's coefficient of the mean ranks.
  ///
  /// - Parameters:
  ///   - x: finite values, any unit.
  ///   - y: finite values, any unit, as many as `x`.
  /// - Returns: the coefficient, relative 1e-13; nil for fewer than 2 pairs or a constant list.
  /// - Complexity: O(n log n).
  /// - SeeAlso: Spearman (1904), Am. J. Psychology 15:72–101.
  public static func spearman(_ x: [Double], _ y: [Double]) -> Double? {
    check(x, y)
    return pearson(midranks(x), midranks(y))
  }

  /// Pearson's r, by two passes: `Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²)`.
  ///
  /// - Parameters:
  ///   - x: finite values, any unit.
  ///   - y: finite values, any unit, as many as `x`.
  /// - Returns: the coefficient, relative 1e-13 where the lists are not nearly constant; nil for fewer
  ///   than 2 pairs or a constant list.
  /// - Complexity: O(n).
  public static func pearson(_ x: [Double], _ y: [Double]) -> Double? {
    check(x, y)
    guard x.count > 1, let firstX = x.first, let firstY = y.first,
      x.contains(where: { $0 != firstX }), y.contains(where: { $0 != firstY })
    else { return nil }
    let count = Double(x.count)
    let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (a, b) in zip(x, y) {
      xx += (a - meanX) * (a - meanX)
      yy += (b - meanY) * (b - meanY)
      xy += (a - meanX) * (b - meanY)
    }
    let scale = xx.squareRoot() * yy.squareRoot()
    guard scale > 0, scale.isFinite, xy.isFinite else { return nil }
    return min(1, max(-1, xy / scale))
  }

  /// Ranks from 1, ties sharing the mean of theirs.
  ///
  /// - Parameter values: finite values, any unit.
  /// - Returns: one rank for each value, exact.
  /// - Complexity: O(n log n).
  public static func midranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = Array(repeating: 0.0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
      for place in start...end { ranks[order[place]] = Double(start + end) / 2 + 1 }
      start = end + 1
    }
    return ranks
  }

  /// Sizes of the groups of equal values that have more than one member.
  static func tieSizes(_ values: [Double]) -> [Int] {
    var sizes: [Int] = []
    let sorted = values.sorted()
    var start = 0
    for place in 1...max(1, sorted.count) where !sorted.isEmpty {
      if place == sorted.count || sorted[place] != sorted[start] {
        if place - start > 1 { sizes.append(place - start) }
        start = place
      }
    }
    return sizes
  }

  static func sign(_ value: Double) -> Int { value > 0 ? 1 : value < 0 ? -1 : 0 }

  private static func check(_ x: [Double], _ y: [Double]) {
    precondition(x.count == y.count, "\(x.count) and \(y.count) values")
    precondition(x.allSatisfy(\.isFinite) && y.allSatisfy(\.isFinite), "values are finite")
  }
}
