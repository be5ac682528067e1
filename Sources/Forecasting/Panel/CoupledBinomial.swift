// Forecasting: binomial draws that follow one normal number, so that two forecasts with the same
// chance differ only by what differs between them.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Successes among independent trials, as a rising function of a standard normal number.
///
/// Samplers that reject use up a varying amount of chance: one official more, and everything after
/// it falls differently. Here the number is the quantile at Φ(chance): exact by the law's sum where
/// its variance is below 25, and there beyond by the normal quantile, whose error is then under a
/// twentieth of a standard deviation.
enum CoupledBinomial {
  private static let exactVariance = 25.0

  /// Successes in `0...trials` where each trial succeeds with `probability`, `0...1`; `chance` is a
  /// standard normal number.
  static func draw(_ trials: Int, _ probability: Double, chance: Double) -> Int {
    guard trials > 0, probability > 0 else { return 0 }
    guard probability < 1 else { return trials }
    // The shorter sum is that of the rarer outcome.
    if probability > 0.5 { return trials - draw(trials, 1 - probability, chance: -chance) }
    let n = Double(trials)
    let mean = n * probability
    let variance = mean * (1 - probability)
    guard variance < exactVariance else {
      return min(max(Int((mean + variance.squareRoot() * chance).rounded()), 0), trials)
    }
    let aim = 0.5 * erfc(-chance / 2.0.squareRoot())
    let odds = probability / (1 - probability)
    var mass = exp(n * log1p(-probability))
    var sum = mass
    var count = 0
    while sum < aim, count < trials, mass > 0 {
      mass *= odds * (n - Double(count)) / Double(count + 1)
      count += 1
      sum += mass
    }
    return count
  }
}
