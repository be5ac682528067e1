// Risk: differences of all pairs of rows over their standard errors, for tests of all of them at once.

internal import GSL

/// Deviations of many estimates from their mean, and the standard error of every difference.
struct PairwiseDifferences {
  /// Number of estimates.
  let count: Int
  /// Number of draws.
  let draws: Int
  /// Standardised difference tᵢⱼ = (θⱼ − θᵢ) / σᵢⱼ, row after row; infinite where σᵢⱼ is 0 and the
  /// estimates differ.
  let statistics: [Double]

  private let deviations: [Double]
  /// 1 / σᵢⱼ, row after row; 0 where σᵢⱼ is 0.
  private let inverses: [Double]

  /// - Parameters:
  ///   - estimates: finite, any unit.
  ///   - deviations: `draws` numbers of mean 0 for each estimate, one after the other.
  ///   - draws: number of draws.
  ///   - standardError: σᵢⱼ of a pair; nil for the standard deviation of the draws.
  init(
    estimates: [Double], deviations: [Double], draws: Int,
    standardError: ((_ one: Int, _ other: Int) -> Double)? = nil
  ) {
    let count = estimates.count
    self.count = count
    self.draws = draws
    self.deviations = deviations
    var inverses = [Double](repeating: 0, count: count * count)
    var statistics = inverses
    for one in 0..<count {
      for other in 0..<one {
        let error =
          standardError?(one, other) ?? Self.spread(deviations, one, other, draws: draws)
        let difference = estimates[other] - estimates[one]
        let inverse = error > 0 ? 1 / error : 0
        let statistic =
          error > 0
          ? difference * inverse
          : difference > 0 ? Double.infinity : difference < 0 ? -Double.infinity : 0
        inverses[one * count + other] = inverse
        inverses[other * count + one] = inverse
        statistics[one * count + other] = statistic
        statistics[other * count + one] = -statistic
      }
    }
    self.inverses = inverses
    self.statistics = statistics
  }

  /// √(Σ (dᵢ − dⱼ)² / draws). Rounding of draws that are the same does not count as a spread.
  private static func spread(
    _ deviations: [Double], _ one: Int, _ other: Int, draws: Int
  ) -> Double {
    deviations.withUnsafeBufferPointer { all in
      var sum = 0.0
      var largest = 0.0
      for draw in 0..<draws {
        let own = all[one * draws + draw]
        let difference = own - all[other * draws + draw]
        sum += difference * difference
        largest = max(largest, abs(own))
      }
      let error = (sum / Double(draws)).squareRoot()
      return error > 1e-12 * max(largest, 1) ? error : 0
    }
  }

  /// The quantile of the largest standardised deviation over the pairs that are still open.
  ///
  /// - Parameters:
  ///   - open: whether θᵢ < θⱼ has not been shown yet, row after row.
  ///   - rows: pairs with at least one member of these are looked at.
  ///   - confidence: in (0, 1).
  /// - Returns: the least draw whose share at or below it is `confidence`; nil without an open pair.
  /// - Complexity: O(open pairs · draws).
  func criticalValue(_ open: [Bool], among rows: Range<Int>, confidence: Double) -> Double? {
    var largest = [Double](repeating: -.infinity, count: draws)
    var hasPair = false
    largest.withUnsafeMutableBufferPointer { largest in
      deviations.withUnsafeBufferPointer { all in
        for one in rows {
          for other in 0..<count where other != one && !(rows.contains(other) && other < one) {
            let inverse = inverses[one * count + other]
            let (up, down) = (open[one * count + other], open[other * count + one])
            guard inverse > 0, up || down else { continue }
            hasPair = true
            let first = all.baseAddress.map { $0 + one * draws }
            let second = all.baseAddress.map { $0 + other * draws }
            guard let first, let second else { continue }
            if up && down {
              for draw in 0..<draws {
                let value = abs(second[draw] - first[draw]) * inverse
                largest[draw] = value > largest[draw] ? value : largest[draw]
              }
            } else {
              let signed = up ? inverse : -inverse
              for draw in 0..<draws {
                let value = (second[draw] - first[draw]) * signed
                largest[draw] = value > largest[draw] ? value : largest[draw]
              }
            }
          }
        }
      }
    }
    guard hasPair else { return nil }
    largest.sort()
    return Quantile.of(largest, confidence)
  }

  /// Pairs of which θᵢ < θⱼ is shown, all at one confidence.
  ///
  /// - Parameters:
  ///   - rows: pairs with at least one member of these are tested.
  ///   - confidence: in (0, 1).
  ///   - stepDown: whether what has been shown is left out and the rest is tested again.
  /// - Returns: whether θᵢ < θⱼ is shown, row after row.
  func shown(among rows: Range<Int>, confidence: Double, stepDown: Bool) -> [Bool] {
    var open = [Bool](repeating: false, count: count * count)
    var shown = open
    for one in rows {
      for other in 0..<count where other != one {
        // Without any doubt there is nothing to test.
        let (up, down) = (one * count + other, other * count + one)
        shown[up] = statistics[up] == .infinity
        shown[down] = statistics[down] == .infinity
        open[up] = !shown[up]
        open[down] = !shown[down]
      }
    }
    while let critical = criticalValue(open, among: rows, confidence: confidence) {
      var isNew = false
      for place in open.indices where open[place] && statistics[place] > critical {
        open[place] = false
        shown[place] = true
        isNew = true
      }
      if !isNew || !stepDown { break }
    }
    return shown
  }
}
