// Statistics: the Mann–Kendall test, whether a series rises or falls, free of any curve.

internal import GSL

/// The Mann–Kendall test of a series in order of time.
///
/// `S = Σ sign(yⱼ − yᵢ)` over all pairs i < j. Without a trend S has mean 0 and variance
/// `(n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5)) / 18`, t the sizes of the groups of ties. Cumulative
/// counts never fall, so for them a small p says only that something happened; test shares or new
/// signers of equal intervals where the question is whether signing slows down.
///
/// - SeeAlso: Mann (1945), Econometrica 13:245–259; Kendall (1975), Rank Correlation Methods.
public struct MannKendall: Hashable, Sendable {
  /// Concordant minus discordant pairs, `-n(n − 1)/2...n(n − 1)/2`.
  public let score: Int
  /// Variance of the score without a trend, `> 0`; ties are taken into account.
  public let variance: Double
  /// `(S ∓ 1) / √variance`, 0 at `S == 0`: the correction for continuity moves S towards 0.
  public let z: Double
  /// Two-sided p-value by the normal approximation, in `(0, 1]`.
  public let pValue: Double
  /// Two-sided p-value from the exact law of S, relative 1e-12; nil with ties or above 50 values.
  public let exactPValue: Double?
  /// τ-a, `2S / (n(n − 1))`.
  public let tauA: Double
  /// τ-b, which ties do not pull towards 0.
  public let tauB: Double
  /// Number of values.
  public let count: Int

  /// The p-value to use: exact where there is one.
  public var bestPValue: Double { exactPValue ?? pValue }

  /// Tests a series; nil for fewer than 2 values or where all are equal.
  ///
  /// `score` and `variance` are exact, p agrees to relative 1e-12 with pymannkendall and SciPy.
  ///
  /// - Parameter values: finite values in order of time, any unit; the distances in time do not
  ///   matter.
  /// - Complexity: O(n²).
  public init?(_ values: [Double]) {
    precondition(values.allSatisfy(\.isFinite), "values are finite")
    let n = values.count
    guard n >= 2, let tau = Correlation.kendallTauB((0..<n).map(Double.init), values) else {
      return nil
    }
    let ties = Correlation.tieSizes(values)
    var score = 0
    for later in values.indices {
      for earlier in 0..<later { score += Correlation.sign(values[later] - values[earlier]) }
    }
    let variance = Self.variance(n, ties: ties)
    let z = Self.z(score, variance)
    self.score = score
    self.variance = variance
    self.z = z
    pValue = min(1, 2 * NormalDistribution.standard.upperTail(abs(z)))
    exactPValue = ties.isEmpty && n <= 50 ? Self.exact(n, score) : nil
    tauA = 2 * Double(score) / (Double(n) * Double(n - 1))
    tauB = tau
    count = n
  }

  /// `(n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5)) / 18` with the ties of one or two lists.
  static func variance(_ n: Int, ties: [Int]) -> Double {
    let term = { (t: Int) in Double(t) * Double(t - 1) * Double(2 * t + 5) }
    return (term(n) - ties.reduce(0) { $0 + term($1) }) / 18
  }

  private static func z(_ score: Int, _ variance: Double) -> Double {
    Double(score - score.signum()) / variance.squareRoot()
  }

  /// P(|S| ≥ |s|) from the number of permutations by inversions.
  private static func exact(_ n: Int, _ score: Int) -> Double {
    let pairs = n * (n - 1) / 2
    // chance[d] is the probability of d discordant pairs; the k-th value adds 0...k−1, all alike.
    var chance = [1.0]
    for size in 2...n {
      var next = Array(repeating: 0.0, count: chance.count + size - 1)
      for (discordant, probability) in chance.enumerated() {
        for added in 0..<size { next[discordant + added] += probability / Double(size) }
      }
      chance = next
    }
    // S = pairs − 2 d, so |S| ≥ |s| at the lowest and highest d.
    let edge = (pairs - abs(score)) / 2
    return min(1, 2 * chance[0...edge].reduce(0, +))
  }
}

/// The Mann–Kendall test with the variance correction of Hamed and Rao for autocorrelated series.
///
/// Ranks of the series without its Sen slope give the autocorrelations r; those outside
/// `±z(1 − α/2) / √n` enter `1 + 2 Σ (n − k)(n − k − 1)(n − k − 2) r(k) / (n(n − 1)(n − 2))`, by
/// which the variance of S is multiplied.
///
/// - SeeAlso: Hamed and Rao (1998), J. Hydrology 204:182–196; the conventions are those of
///   pymannkendall's `hamed_rao_modification_test`.
public struct HamedRaoTest: Hashable, Sendable {
  /// Factor on the variance, `> 0`; 1 where no autocorrelation is significant.
  public let varianceFactor: Double
  /// z-score with the corrected variance.
  public let z: Double
  /// Two-sided p-value, in `(0, 1]`.
  public let pValue: Double

  /// Tests a series at equal distances in time; nil for fewer than 3 values, where all are equal, or
  /// where the corrected variance is not positive, which strong negative autocorrelation can bring
  /// about.
  ///
  /// - Parameters:
  ///   - values: finite values in order of time, any unit.
  ///   - significance: level α at which an autocorrelation counts, in `(0, 1)`.
  ///   - lag: largest lag that may count, `1..<n`; nil for all.
  /// - Complexity: O(n²).
  public init?(_ values: [Double], significance: Double = 0.05, lag: Int? = nil) {
    precondition(significance > 0 && significance < 1, "significance \(significance)")
    let n = values.count
    guard n >= 3, let plain = MannKendall(values) else { return nil }
    let lags = lag ?? n - 1
    precondition(lags >= 1 && lags < n, "lag \(lags) of \(n) values")
    let times = (0..<n).map(Double.init)
    guard let slope = TheilSen(times: times, values: values, confidence: 0.95)?.slope else {
      return nil
    }
    let ranks = Correlation.midranks(zip(times, values).map { $1 - ($0 + 1) * slope })
    let bound =
      NormalDistribution.standard.upperQuantile(significance / 2) / Double(n).squareRoot()
    var sum = 0.0
    for (place, correlation) in (Autocorrelation.of(ranks, upTo: lags) ?? []).enumerated()
    where abs(correlation) > bound {
      let left = Double(n - place - 1)
      sum += left * (left - 1) * (left - 2) * correlation
    }
    let size = Double(n)
    let factor = 1 + 2 * sum / (size * (size - 1) * (size - 2))
    guard factor > 0 else { return nil }
    let corrected =
      Double(plain.score - plain.score.signum()) / (plain.variance * factor).squareRoot()
    varianceFactor = factor
    z = corrected
    pValue = min(1, 2 * NormalDistribution.standard.upperTail(abs(corrected)))
  }
}
