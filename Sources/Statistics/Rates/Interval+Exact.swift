// Statistics: intervals of a proportion from tails of the binomial law, which are incomplete beta
// functions of the rate: P(X ≥ s) = I_p(s, n − s + 1).

public import GSL

/// What the Jeffreys interval does where nobody or everybody signed.
public enum JeffreysEnds: Sendable {
  /// Equal tails of the posterior as they are: the lower end at 0 signed is above 0.
  case credible
  /// Lower end 0 at 0 signed and upper end 1 at all signed, so that the interval contains the share.
  case closed
  /// `closed`, and against the dips of the coverage next to 0 and 1 also: the lower end at 1 signed
  /// is 0, the upper end at 0 signed is `1 − (α/2)^(1/n)`, that of Clopper and Pearson; mirrored at
  /// the other end.
  case modified
}

extension Interval {
  /// Clopper–Pearson interval: the rates at which the count would lie in neither tail of α/2,
  /// `P(X ≥ s | low) = P(X ≤ s | high) = α/2`. Its coverage is never below the level.
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, at least 1.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  /// - Returns: Lower and upper end, `0...1`, exactly 0 for none and 1 for all. Relative 1e-10
  ///   against mpmath for n up to 1,000,000.
  /// - Throws: `GSLError` of kind `notConverged` from the beta quantile.
  /// - SeeAlso: Clopper and Pearson (1934), Biometrika 26:404–413.
  public static func clopperPearson(
    _ signed: Int, of required: Int, confidence: Double
  ) throws(GSLError) -> (low: Double, high: Double) {
    let tail = checkedTail(signed, required, confidence)
    return (
      signed == 0 ? 0 : try atLeast(signed, of: required).quantile(tail),
      signed == required ? 1 : try above(signed, of: required).upperQuantile(tail)
    )
  }

  /// Jeffreys interval: equal tails of Beta(s + ½, n − s + ½), the posterior under the
  /// non-informative prior.
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, at least 1.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  ///   - ends: The rule next to 0 and 1.
  /// - Returns: Lower and upper end, `0...1`. Relative 1e-10 against mpmath for n up to 1,000,000.
  /// - Throws: `GSLError` of kind `notConverged` from the beta quantile.
  /// - SeeAlso: Brown, Cai and DasGupta (2001), Statistical Science 16:101–133, sections 3.1.2
  ///   (`closed`) and 4.1.2 (`modified`).
  public static func jeffreys(
    _ signed: Int, of required: Int, confidence: Double, ends: JeffreysEnds = .closed
  ) throws(GSLError) -> (low: Double, high: Double) {
    let tail = checkedTail(signed, required, confidence)
    if ends == .modified, signed == 0 || signed == required {
      return try clopperPearson(signed, of: required, confidence: confidence)
    }
    // The number of persons up to which an end is moved on to its limit.
    let reach =
      switch ends {
      case .credible: -1
      case .closed: 0
      case .modified: 1
      }
    let posterior = BetaDistribution(
      alpha: Double(signed) + 0.5, beta: Double(required - signed) + 0.5)
    return (
      signed <= reach ? 0 : try posterior.quantile(tail),
      required - signed <= reach ? 1 : try posterior.upperQuantile(tail)
    )
  }

  /// Mid-P interval: `P(X > s | low) + P(X = s | low)/2 = α/2`, and the mirror image for the upper
  /// end. Half of the probability of the count itself is left out of each tail, so that the mean
  /// coverage is near the level and not above it.
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, at least 1.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  /// - Returns: Lower and upper end, `0...1`, exactly 0 for none and 1 for all. Relative 1e-10
  ///   against mpmath for n up to 1,000,000.
  /// - Throws: `GSLError` of kind `notConverged` from the incomplete beta function.
  /// - SeeAlso: Lancaster (1961), JASA 56:223–234; Berry and Armitage (1995), Statistician
  ///   44:417–423.
  public static func midP(
    _ signed: Int, of required: Int, confidence: Double
  ) throws(GSLError) -> (low: Double, high: Double) {
    let tail = checkedTail(signed, required, confidence)
    // One of the two probabilities below is then constant, and the other one carries all of α.
    if signed == 0 { return (0, try above(0, of: required).upperQuantile(2 * tail)) }
    if signed == required { return (try atLeast(required, of: required).quantile(2 * tail), 1) }
    // P(X > s) + P(X = s)/2 is the mean of P(X ≥ s) and P(X > s), two beta laws of the rate, and
    // lies between them: their quantiles enclose its own.
    let (least, most) = (atLeast(signed, of: required), above(signed, of: required))
    return (
      try root(from: try least.quantile(tail), to: try most.quantile(tail)) {
        rate throws(GSLError) in
        (try least.cdf(rate) + (try most.cdf(rate))) / 2 - tail
      },
      try root(from: try least.upperQuantile(tail), to: try most.upperQuantile(tail)) {
        rate throws(GSLError) in
        tail - (try least.upperTail(rate) + (try most.upperTail(rate))) / 2
      }
    )
  }

  /// The law whose distribution function is P(X ≥ s) as a function of the rate, for s above 0.
  private static func atLeast(_ signed: Int, of required: Int) -> BetaDistribution {
    BetaDistribution(alpha: Double(signed), beta: Double(required - signed) + 1)
  }

  /// The law whose distribution function is P(X > s) as a function of the rate, for s below n.
  private static func above(_ signed: Int, of required: Int) -> BetaDistribution {
    BetaDistribution(alpha: Double(signed) + 1, beta: Double(required - signed))
  }

  /// A root of a function that may fail.
  private static func root(
    from low: Double, to high: Double, of function: (Double) throws(GSLError) -> Double
  ) throws(GSLError) -> Double {
    var failure: GSLError?
    do throws(GSLError) {
      return try RootFinder.root(in: low...high, relativeTolerance: 1e-14) { rate in
        do throws(GSLError) { return try function(rate) } catch {
          failure = error
          return .nan
        }
      }
    } catch {
      throw failure ?? error
    }
  }

  /// α/2, after a check of the arguments.
  private static func checkedTail(_ signed: Int, _ required: Int, _ confidence: Double) -> Double {
    precondition(required > 0 && (0...required).contains(signed), "\(signed) of \(required)")
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    return (1 - confidence) / 2
  }
}
