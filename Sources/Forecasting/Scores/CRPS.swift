// Forecasting: the continuous ranked probability score.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The continuous ranked probability score `∫ (F(x) − 1{x ≥ y})² dx`.
///
/// - SeeAlso: Gneiting and Raftery (2007), JASA 102:359–378, section 4.2.
public enum CRPS {
  /// The score of a sample and its parts.
  public struct Sample: Hashable, Sendable {
    /// The score of the sample's distribution function, `mean |x − y| − Σᵢⱼ |xᵢ − xⱼ| / 2n²`;
    /// `>= 0`, in the unit of the draws.
    public let score: Double
    /// The score with `2n(n − 1)` for `2n²`: unbiased for the law that the draws are from, so that
    /// forecasts of different numbers of draws compare. Can be below 0; `nil` for one draw.
    public let fair: Double?
    /// The score had the median come.
    public let dispersion: Double
    /// What the observation's place below the median adds, `>= 0`; 0 where it is not below.
    public let overprediction: Double
    /// What the observation's place above the median adds, `>= 0`; 0 where it is not above.
    public let underprediction: Double
  }

  /// Scores draws.
  ///
  /// The integral is summed over the gaps between draws. All terms are `>= 0`, so nothing cancels,
  /// and the order of the draws makes no difference at all.
  ///
  /// - Parameters:
  ///   - draws: Draws of the forecast, finite, in any order, at least one; any unit.
  ///   - observed: What came, finite, in the unit of the draws.
  /// - Returns: The score and its parts; relative 1e-12 against scoringrules.
  /// - Complexity: O(n log n).
  /// - SeeAlso: Jordan, Krüger and Lerch (2019), Journal of Statistical Software 90(12), section
  ///   2.3; Ferro (2014), QJRMS 140:1917–1923, for the fair score.
  public static func sample(_ draws: [Double], observed: Double) -> Sample {
    precondition(!draws.isEmpty && draws.allSatisfy(\.isFinite), "\(draws.count) finite draws")
    precondition(observed.isFinite, "observed \(observed)")
    return sample(sorted: draws.sorted(), observed: observed)
  }

  private static func sample(sorted: [Double], observed: Double) -> Sample {
    let count = sorted.count
    let median = 0.5 * sorted[(count - 1) / 2] + 0.5 * sorted[count / 2]
    let score = integral(sorted, observed)
    let dispersion = integral(sorted, median)
    // Rounding may put a score next to the median a last digit below that of the median.
    let miss = max(0, score - dispersion)
    var fair: Double?
    if count > 1 {
      let n = Double(count)
      var spread = 0.0
      for (place, (low, high)) in zip(sorted, sorted.dropFirst()).enumerated() {
        spread += Double(place + 1) / n * (1 - Double(place + 1) / n) * (high - low)
      }
      fair = score - spread / (n - 1)
    }
    return Sample(
      score: score, fair: fair, dispersion: dispersion,
      overprediction: observed < median ? miss : 0,
      underprediction: observed > median ? miss : 0)
  }

  /// `∫ (F − 1{x ≥ y})² dx` for the step function F of a sample in ascending order.
  private static func integral(_ sorted: [Double], _ observed: Double) -> Double {
    let n = Double(sorted.count)
    var sum = max(0, sorted[0] - observed) + max(0, observed - sorted[sorted.count - 1])
    for (place, (low, high)) in zip(sorted, sorted.dropFirst()).enumerated() where low < high {
      let below = Double(place + 1) / n
      let split = min(max(observed, low), high)
      sum += below * below * (split - low) + (1 - below) * (1 - below) * (high - split)
    }
    return sum
  }

  /// The score of a normal forecast, `σ (z (2Φ(z) − 1) + 2φ(z) − 1/√π)` with z = (y − μ)/σ.
  ///
  /// - Parameters:
  ///   - mean: μ, finite, any unit.
  ///   - standardDeviation: σ, finite, `> 0`, in the same unit.
  ///   - observed: y, finite, in the same unit.
  /// - Returns: `> 0`, in the same unit; relative 1e-12 against scoringrules.
  /// - SeeAlso: Gneiting, Raftery, Westveld and Goldman (2005), Monthly Weather Review
  ///   133:1098–1118, equation 5.
  public static func normal(mean: Double, standardDeviation: Double, observed: Double) -> Double {
    precondition(mean.isFinite && observed.isFinite, "mean \(mean), observed \(observed)")
    precondition(
      standardDeviation > 0 && standardDeviation.isFinite, "deviation \(standardDeviation)")
    let law = NormalDistribution.standard
    let z = abs(observed - mean) / standardDeviation
    let upper = law.upperTail(z)
    let least = 1 / Double.pi.squareRoot()
    return standardDeviation * (z * (1 - 2 * upper) + 2 * law.density(z) - least)
  }
}
