// Statistics: signers and official-weeks of a campaign as running sums, for hazards of any stretch.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Running sums of signers and of official-weeks, and simulated campaigns of the same form.
struct HazardTable {
  let counts: [Int]
  let lengths: [Double]
  let required: Int
  /// Signers before interval i.
  let signed: [Double]
  /// Official-weeks before interval i.
  let exposure: [Double]

  init(_ counts: [Int], _ lengths: [Double], _ required: Int) {
    self.counts = counts
    self.lengths = lengths
    self.required = required
    var (signed, exposure) = ([0.0], [0.0])
    for (count, length) in zip(counts, lengths) {
      let left = Double(required) - signed[signed.count - 1]
      let y = Double(count)
      // The last one outstanding signs half of an interval before all would have.
      let after = max(left - y, min(left, 0.5))
      let weeks =
        y > 0 && after < left ? length * (left - after) / log(left / after) : length * left
      signed.append(signed[signed.count - 1] + y)
      exposure.append(exposure[exposure.count - 1] + weeks)
    }
    self.signed = signed
    self.exposure = exposure
  }

  private func sums(_ range: Range<Int>) -> (signed: Double, weeks: Double) {
    (
      signed[range.upperBound] - signed[range.lowerBound],
      exposure[range.upperBound] - exposure[range.lowerBound]
    )
  }

  func hazard(_ range: Range<Int>) -> Double {
    let (signed, weeks) = sums(range)
    return weeks > 0 ? signed / weeks : 0
  }

  /// `Y ln(Y / E) − Y`, 0 without signers.
  func logLikelihood(_ range: Range<Int>) -> Double {
    let (signed, weeks) = sums(range)
    return signed > 0 && weeks > 0 ? signed * log(signed / weeks) - signed : 0
  }

  /// Twice the rise of the log-likelihood by a change before interval `place`.
  func ratio(_ place: Int) -> Double {
    let all = 0..<counts.count
    return max(
      0,
      2
        * (logLikelihood(0..<place) + logLikelihood(place..<counts.count) - logLikelihood(all)))
  }

  /// The place with the largest ratio, the first of equals.
  func best() -> (place: Int, ratio: Double)? {
    guard signed[counts.count] > 0 else { return nil }
    var best: (place: Int, ratio: Double)?
    for place in 1..<counts.count {
      let ratio = ratio(place)
      if ratio > best?.ratio ?? -1 { best = (place, ratio) }
    }
    return best
  }

  /// Correlation within intervals: mean of `(r² − 1) / (n − 1)`, r the Pearson residual around the
  /// two hazards, corrected for the parameters and cut to `0...0.3`.
  func correlation(change: Int, _ hazards: (Double, Double)) -> Double {
    var (sum, weight) = (0.0, 0.0)
    for place in counts.indices {
      let left = Double(required) - signed[place]
      let chance = -expm1(-(place < change ? hazards.0 : hazards.1) * lengths[place])
      let variance = left * chance * (1 - chance)
      guard left > 1, variance > 1e-9 else { continue }
      let distance = Double(counts[place]) - left * chance
      sum += distance * distance / variance / (left - 1)
      weight += 1 / (left - 1)
    }
    let free = Double(counts.count) / Double(max(1, counts.count - 3))
    guard weight > 0 else { return 0 }
    let mean = (sum * free - weight) / Double(counts.count)
    return min(0.3, max(0, mean))
  }

  /// A campaign of the same form, drawn with two hazards.
  func simulated(
    change: Int, _ hazards: (Double, Double), _ correlation: Double, _ stream: RandomStream
  ) -> HazardTable {
    var left = required
    let drawn = counts.indices.map { place -> Int in
      let chance = -expm1(-(place < change ? hazards.0 : hazards.1) * lengths[place])
      let count: Int
      if correlation > 1e-6, chance > 1e-12, chance < 1 - 1e-12, left > 1 {
        let size = 1 / correlation - 1
        count = stream.betaBinomial(left, chance * size, (1 - chance) * size)
      } else {
        count = stream.binomial(left, min(1, max(0, chance)))
      }
      left -= count
      return count
    }
    return HazardTable(drawn, lengths, required)
  }
}
