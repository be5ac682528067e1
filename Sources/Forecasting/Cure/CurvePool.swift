// Forecasting: the prior of a unit's curve learnt from the other units of its level.

internal import GSL

/// Means and spreads of z, q₁ and q₂ over units, by a few rounds of fits and moments.
///
/// Units are taken to have parameters from normal laws N(μ, sd²). Each round fits every unit under the
/// present laws, moves μ to where the pull of all units vanishes, and sets
/// `sd² = [20 sd₀² + Σ ((q − μ)² + Var q)] / (20 + units)`: a start sd₀ that is worth 20 units. In the
/// first rounds q and Var q are mode and inverse curvature; in the last two, mean and variance of a
/// sample, because early in a campaign the mode of z lies far below its mean.
///
/// - SeeAlso: Carlin and Louis (2000), Bayes and Empirical Bayes Methods, 3.4.
public struct CurvePool: Sendable {
  /// The learnt laws.
  public let prior: CurvePrior
  /// Standard errors of μ.
  public let errors: [Double]
  /// The last fits, in the order of the units.
  public let fits: [Result<CureFit, CureFailure>]

  private static let hyperWeight = 20.0
  /// Bounds of a learnt spread over the start's.
  private static let narrowest = 0.15
  private static let widest = 1.5
  private static let sampledRounds = 2

  /// Learns the laws.
  ///
  /// - Parameters:
  ///   - units: signers by interval, all in one unit of time.
  ///   - model: family and form.
  ///   - start: laws to begin with, finite spreads; nil for `CurvePrior.standard`, which is in days.
  ///   - dispersions: factor on the variance of each unit, `>= 1`; nil for 1.
  ///   - rounds: by modes, `>= 1`; two by samples follow.
  /// - Complexity: O(`rounds` × units × fit).
  public init(
    _ units: [SigningTimes], _ model: CureModel, start: CurvePrior? = nil,
    dispersions: [Double]? = nil, rounds: Int = 6
  ) {
    self.init(
      units, model, start: start, dispersions: dispersions, rounds: rounds,
      sampledRounds: Self.sampledRounds)
  }

  /// The same with fewer rounds by samples, for laws that are only a step on the way.
  init(
    _ units: [SigningTimes], _ model: CureModel, start: CurvePrior?, dispersions: [Double]?,
    rounds: Int, sampledRounds: Int
  ) {
    let start = start ?? .standard(model)
    precondition(rounds >= 1 && start.spreads.allSatisfy(\.isFinite), "\(rounds) \(start)")
    precondition(dispersions.map { $0.count == units.count } ?? true, "one dispersion a unit")
    var prior = start
    var errors = start.spreads
    var fits: [Result<CureFit, CureFailure>] = []
    let last = rounds + sampledRounds
    let stream = RandomStream(seed: 0)
    for round in 0...last {
      fits = units.indices.map { unit in
        // The last mode is the best start under laws that have moved a little.
        let known = fits.isEmpty ? nil : try? fits[unit].get().optimum.point
        return Result { () throws(CureFailure) in
          try CureFit(
            units[unit], model, prior: prior, dispersion: dispersions?[unit] ?? 1, start: known)
        }
      }
      guard round < last else { break }
      let moments = units.indices.compactMap { unit -> Moments? in
        guard case .success(let fit) = fits[unit] else { return nil }
        guard round >= rounds else { return Moments(fit) }
        stream.reseed(RandomStream.derivedSeed(UInt64(round), UInt64(unit)))
        return Moments(fit, units[unit], stream)
      }
      (prior, errors) = Self.updated(prior, start, moments, model)
    }
    self.prior = prior
    self.errors = errors
    self.fits = fits
  }

  /// Mean and variances of a unit's parameters.
  private struct Moments {
    var mean: SIMD3<Double>
    var variance: SIMD3<Double>

    init(_ fit: CureFit) {
      mean = fit.optimum.point
      variance = .zero
      for place in fit.covariance.indices { variance[place] = fit.covariance[place][place] }
    }

    init(_ fit: CureFit, _ times: SigningTimes, _ stream: RandomStream) {
      self.init(fit)
      var likelihood = CureLikelihood(
        times.condensed(), fit.curve.model, fit.prior, dispersion: fit.dispersion)
      let sample = PosteriorSample(
        &likelihood, mode: fit.optimum.point, curvature: fit.optimum.curvature, stream)
      guard let (mean, covariance) = sample.meanAndCovariance() else { return }
      self.mean = mean
      variance = covariance.diagonal
    }
  }

  private static func updated(
    _ prior: CurvePrior, _ start: CurvePrior, _ units: [Moments], _ model: CureModel
  ) -> (CurvePrior, [Double]) {
    var (means, spreads, errors) = (prior.means, prior.spreads, start.spreads)
    for place in 0..<model.parameterCount {
      let square = spreads[place] * spreads[place]
      let startSquare = start.spreads[place] * start.spreads[place]
      var (pull, information) = (
        (start.means[place] - means[place]) / startSquare, 1 / startSquare
      )
      var (scatter, count) = (hyperWeight * startSquare, hyperWeight)
      for unit in units {
        let variance = min(unit.variance[place], square)
        let distance = unit.mean[place] - means[place]
        pull += distance / square
        information += (1 - variance / square) / square
        scatter += distance * distance + variance
        count += 1
      }
      errors[place] = (1 / information).squareRoot()
      // Half a spread at most in one round, so that a lopsided posterior cannot throw μ far.
      let move = max(-spreads[place] / 2, min(spreads[place] / 2, pull / information))
      means[place] += move
      spreads[place] = min(
        max((scatter / count).squareRoot(), narrowest * start.spreads[place]),
        widest * start.spreads[place])
    }
    return (CurvePrior(means: means, spreads: spreads), errors)
  }
}
