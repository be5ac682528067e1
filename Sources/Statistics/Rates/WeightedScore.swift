// Statistics: score interval of a weighted sum of independent proportions, the extension of
// Wilson's interval to strata.

internal import GSL

/// The weighted mean of the rates of independent strata, with its score interval.
///
/// For a value θ of the mean the strata take their most likely rates with that mean. These satisfy
/// `sₖ − nₖ pₖ = λ wₖ pₖ(1 − pₖ)` for one multiplier λ, hence `p̂ − θ = λ V` with
/// `V = Σ wₖ² pₖ(1 − pₖ)/nₖ`, and the score test `(p̂ − θ)²/V = z²` becomes `λ² V(λ) = z²`: one
/// equation in λ. As Miettinen and Nurminen do for two groups, V is taken `N/(N − K + 1)` times for
/// the K − 1 rates that are estimated besides θ (N persons in all). One stratum gives Wilson's
/// interval.
///
/// In the 30 scenarios of `StandardisationTests`, with the sizes of leadership rosters (several strata
/// of one person), the 95 % interval covers 92.8 to 100 %, in six of them less than 95 %; with one
/// person in every stratum it is much too wide.
///
/// - SeeAlso: Miettinen and Nurminen (1985), Statistics in Medicine 4:213–226; Martín Andrés,
///   Álvarez Hernández and Herranz Tejedor (2011), Statistical Methods in Medical Research
///   20:369–387.
struct WeightedScore {
  struct Stratum {
    /// Weight, `> 0`, any scale.
    var weight: Double
    /// Persons who signed, `0...required`.
    var signed: Double
    /// Persons, `>= 1`.
    var required: Double
  }

  /// The strata with weights that sum to 1.
  private let strata: [Stratum]
  /// Weighted mean of the shares, `0...1`.
  let rate: Double

  /// At least one stratum.
  init(_ strata: [Stratum]) {
    let total = strata.reduce(0) { $0 + $1.weight }
    self.strata = strata.map {
      Stratum(weight: $0.weight / total, signed: $0.signed, required: $0.required)
    }
    let sum = self.strata.reduce(0) { $0 + $1.weight * ($1.signed / $1.required) }
    // Rounding of the weights must not move the rate off its ends.
    rate =
      strata.allSatisfy { $0.signed == $0.required }
      ? 1 : strata.allSatisfy { $0.signed == 0 } ? 0 : min(sum, 1)
  }

  /// The interval at a level, in (0, 1).
  func interval(confidence: Double) throws(GSLError) -> (low: Double, high: Double) {
    let z = ScoreInterval(confidence: confidence).z
    let persons = strata.reduce(0) { $0 + $1.required }
    let bar = z * z * persons / (persons - Double(strata.count) + 1)
    let mirrored = strata.map {
      Stratum(weight: $0.weight, signed: $0.required - $0.signed, required: $0.required)
    }
    return (
      min(rate, try Self.lower(strata, bar: bar)),
      max(rate, 1 - (try Self.lower(mirrored, bar: bar)))
    )
  }

  /// The lower end: the mean rate at the λ where λ² V(λ) reaches `bar`.
  private static func lower(_ strata: [Stratum], bar: Double) throws(GSLError) -> Double {
    guard strata.contains(where: { $0.signed > 0 }) else { return 0 }
    func state(_ multiplier: Double) -> (mean: Double, score: Double) {
      var (mean, variance) = (0.0, 0.0)
      for stratum in strata {
        let rate = likely(stratum, multiplier)
        mean += stratum.weight * rate
        variance += stratum.weight * stratum.weight * rate * (1 - rate) / stratum.required
      }
      return (mean, multiplier * multiplier * variance)
    }
    // λ² V = λ (p̂ − θ) rises with λ, and without limit while somebody signed.
    var (low, high) = (0.0, 1.0)
    while state(high).score < bar { (low, high) = (high, 4 * high) }
    let root = try RootFinder.root(in: low...high, relativeTolerance: 1e-14) {
      state($0).score - bar
    }
    return state(root).mean
  }

  /// The root in 0...1 of `s − n p = c p(1 − p)` with `c = λ w >= 0`, without cancellation.
  private static func likely(_ stratum: Stratum, _ multiplier: Double) -> Double {
    let (n, s) = (stratum.required, stratum.signed)
    let c = multiplier * stratum.weight
    // (n + c)² − 4 c s, written as a sum.
    let root = ((n - c) * (n - c) + 4 * c * (n - s)).squareRoot()
    return min(1, 2 * s / (n + c + root))
  }
}
