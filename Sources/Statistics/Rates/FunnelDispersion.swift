// Statistics: by how much units stray from a target beyond the chance of their counts, so that a
// funnel can allow for it. `Overdispersion` measures the spread around the mean itself.

public import GSL

/// Variation of the rates of many units around a target beyond binomial chance.
///
/// Rests on `zᵢ = (p̂ᵢ − p₀)/sᵢ` with `sᵢ² = p₀(1 − p₀)/nᵢ`.
///
/// - SeeAlso: Spiegelhalter (2005), Statistics in Medicine 24:1185–1202, sections 3 and A.
public struct FunnelDispersion: Hashable, Sendable {
  /// p₀, in (0, 1): all signers ÷ all officials, or the value given.
  public let target: Double
  /// z of each unit, in standard deviations of its count.
  public let z: [Double]
  /// φ̂, the mean of z²; 1 is expected from chance alone.
  public let pearson: Double
  /// φ̂ with the z beyond the winsor quantiles pulled back to them, so that units that are out of
  /// line themselves do not widen the limits.
  public let winsorised: Double
  /// τ², variance of the true rates around the target, `>= 0`, by the method of moments from the
  /// winsorised φ̂: `(Iφ̂ − (I − 1)) / (Σw − Σw²/Σw)` with `w = 1/s²`.
  public let betweenVariance: Double
  /// P-value of the chi-square test that all units have the same rate (or the given target).
  public let homogeneity: Double

  /// Measures the units; nil for fewer than two, or where the target is 0 or 1, since then nothing
  /// varies.
  ///
  /// - Parameters:
  ///   - counts: Persons who signed, `0...required`, and persons, at least 1, of each unit.
  ///   - target: p₀, `0...1`; nil for the common rate.
  ///   - winsor: Share of units pulled back at each end, in `0..<0.5`.
  /// - Throws: `GSLError` where the chi-square law cannot be computed.
  /// - Complexity: O(I log I).
  /// - SeeAlso: DerSimonian and Laird (1986), Controlled Clinical Trials 7:177–188.
  public init?(
    _ counts: [(signed: Int, required: Int)], target: Double? = nil, winsor: Double = 0.1
  ) throws(GSLError) {
    for count in counts {
      precondition(
        count.required > 0 && (0...count.required).contains(count.signed),
        "\(count.signed) of \(count.required)")
    }
    precondition(winsor >= 0 && winsor < 0.5, "winsor share \(winsor)")
    precondition(target.map { (0...1).contains($0) } ?? true, "target \(target ?? 0)")
    guard counts.count > 1 else { return nil }
    let (signed, required) = counts.reduce((0, 0)) { ($0.0 + $1.signed, $0.1 + $1.required) }
    let common = Double(signed) / Double(required)
    let rate = target ?? common
    guard rate > 0 && rate < 1 else { return nil }
    let units = Double(counts.count)
    let spread = rate * (1 - rate)
    let z = counts.map { count in
      let n = Double(count.required)
      return (Double(count.signed) / n - rate) / (spread / n).squareRoot()
    }
    let square = z.reduce(0) { $0 + $1 * $1 }
    self.target = rate
    self.z = z
    pearson = square / units
    let sorted = try SortedSample(z)
    guard let low = sorted.quantile(winsor, .linear),
      let high = sorted.quantile(1 - winsor, .linear)
    else { return nil }
    winsorised =
      z.reduce(0) { sum, value in
        let kept = min(max(value, low), high)
        return sum + kept * kept
      } / units
    let weights = counts.map { Double($0.required) / spread }
    let weight = weights.reduce(0, +)
    let room = weight - weights.reduce(0) { $0 + $1 * $1 } / weight
    betweenVariance = max(0, (units * winsorised - (units - 1)) / room)
    // A rate estimated from the units themselves costs one degree of freedom.
    homogeneity = try ChiSquare(degreesOfFreedom: target == nil ? units - 1 : units)
      .upperTail(square)
  }

  /// √(s² + τ²) of the rate of a unit of so many persons.
  func deviation(required: Int) -> Double {
    (target * (1 - target) / Double(required) + betweenVariance).squareRoot()
  }
}
