// Statistics: whether rates of units differ beyond the binomial law, and by how much.

public import GSL

/// Spread of the rates of units beyond the binomial law, by moments, with tests of none.
///
/// With p = Σx / Σn, zᵢ = (xᵢ − nᵢp) / √(nᵢp(1 − p)) and k units, X² = Σ zᵢ² has k − 1 degrees of
/// freedom when there is none.
///
/// - SeeAlso: Kleinman (1973), JASA 68:46–54 (moments); Tarone (1979), Biometrika 66:585–590 (test).
public struct Overdispersion: Hashable, Sendable {
  /// Units with a roster.
  public let units: Int
  /// Pooled mean rate p, in (0, 1).
  public let mean: Double
  /// Pearson's X².
  public let chiSquare: Double
  /// Dispersion φ = X² / (k − 1); 1 when rates differ as the binomial law has it.
  public let dispersion: Double
  /// Correlation of two officials of one unit by moments,
  /// ρ = (X² − (k − 1)) / (Σn − Σn² / Σn − (k − 1)), cut to `0...1`; nil where no roster has two.
  public let correlation: Double?
  /// Probability of an X² at least as large without over-dispersion, by its chi-square law.
  public let chiSquareProbability: Double
  /// Tarone's Z = (X² weighted by rosters less Σn) / √(2 Σ n(n − 1)): standard normal without
  /// over-dispersion and large with it; nil where no roster has two officials.
  public let taroneScore: Double?
  /// Probability of a Z at least as large without over-dispersion.
  public let taroneProbability: Double?

  /// Precision s = 1/ρ − 1 by moments, persons; nil where ρ is 0 or unknown.
  public var precision: Double? {
    correlation.flatMap { $0 > 0 ? 1 / $0 - 1 : nil }
  }

  /// Measures the spread.
  ///
  /// - Parameter counts: Persons who signed, `0...required`, and who must, `>= 0`, for each unit;
  ///   units with nobody to sign do not count.
  /// - Returns: nil with fewer than two units, or when all or none have signed: then p has no spread
  ///   to compare with. Relative 1e-12.
  /// - Throws: `GSLError` where the chi-square tail cannot be computed.
  public static func measure(
    _ counts: [(signed: Int, required: Int)]
  ) throws(GSLError) -> Overdispersion? {
    for count in counts {
      precondition(
        (0...max(0, count.required)).contains(count.signed),
        "\(count.signed) of \(count.required)")
    }
    let counts = counts.filter { $0.required > 0 }.map {
      (x: Double($0.signed), n: Double($0.required))
    }
    let (signed, required) = counts.reduce((0.0, 0.0)) { ($0.0 + $1.x, $0.1 + $1.n) }
    guard counts.count >= 2, signed > 0, signed < required else { return nil }
    let p = signed / required
    let free = Double(counts.count - 1)
    let squares = counts.map { ($0.x - $0.n * p) * ($0.x - $0.n * p) / (p * (1 - p)) }
    let chiSquare = zip(squares, counts).reduce(0) { $0 + $1.0 / $1.1.n }
    let pairs = counts.reduce(0) { $0 + $1.n * ($1.n - 1) }
    let free2 = required - counts.reduce(0) { $0 + $1.n * $1.n } / required - free
    let score =
      pairs > 0 ? (squares.reduce(0, +) - required) / (2 * pairs).squareRoot() : nil
    return Overdispersion(
      units: counts.count, mean: p, chiSquare: chiSquare, dispersion: chiSquare / free,
      correlation: pairs > 0 && free2 > 0 ? min(1, max(0, (chiSquare - free) / free2)) : nil,
      chiSquareProbability: try ChiSquare(degreesOfFreedom: free).upperTail(chiSquare),
      taroneScore: score, taroneProbability: score.map(NormalDistribution.standard.upperTail))
  }
}
