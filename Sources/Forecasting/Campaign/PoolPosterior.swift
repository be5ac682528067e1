// Forecasting: what the units of a level have in common, and one unit's posterior under it.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The pool of (z, u) from which the units of a level come.
struct CampaignPool: Sendable {
  /// Mean of z, the logit of the share that will ever sign.
  var logitMean: Double
  /// Standard deviation of z between units.
  var logitSpread: Double
  /// Mean of u, the log weekly hazard.
  var hazardMean: Double
  /// Standard deviation of u between units.
  var hazardSpread: Double
}

/// Moments of (z, u), and of the grid's own coordinates, under a unit's posterior.
struct GridMoments: Sendable {
  var logit = 0.0
  var logitSquare = 0.0
  var hazard = 0.0
  var hazardSquare = 0.0
  var product = 0.0
  var share = 0.0
  var shareSquare = 0.0
  /// Mean of q, so that E[K] = S + q (N − S).
  var everSign = 0.0
  /// Log of the marginal likelihood.
  var evidence = 0.0

  var logitVariance: Double { max(0, logitSquare - logit * logit) }
  var hazardVariance: Double { max(0, hazardSquare - hazard * hazard) }
  var covariance: Double { product - logit * hazard }
}

extension UnitGrid {
  /// Posterior weights of the cells under a pool, up to a factor, put into `weights`.
  ///
  /// - Returns: Their sum.
  @discardableResult
  func weigh(_ pool: CampaignPool, exponentials: [Double], into weights: inout [Double]) -> Double {
    var shares = [Double](repeating: 0, count: Self.shares)
    for index in shares.indices {
      let d = (logits[index] - pool.logitMean) / pool.logitSpread
      shares[index] = exp(logSlopes[index] - 0.5 * d * d)
    }
    var hazards = [Double](repeating: 0, count: Self.hazards)
    for index in hazards.indices {
      let u = hazardRange.first + Double(index) * hazardRange.step
      let d = (u - pool.hazardMean) / pool.hazardSpread
      hazards[index] = exp(-0.5 * d * d) * hazardRange.step
    }
    var sum = 0.0
    for share in shares.indices {
      for hazard in hazards.indices {
        let cell = share * Self.hazards + hazard
        let weight = exponentials[cell] * shares[share] * hazards[hazard]
        weights[cell] = weight
        sum += weight
      }
    }
    return sum
  }

  /// Moments of the weights; nil where they vanish everywhere.
  func moments(_ weights: [Double], sum: Double, pool: CampaignPool) -> GridMoments? {
    guard sum > 0, sum.isFinite else { return nil }
    var moments = GridMoments()
    var columns = [Double](repeating: 0, count: Self.hazards)
    for share in 0..<Self.shares {
      var row = 0.0
      var rowHazard = 0.0
      for hazard in 0..<Self.hazards {
        let weight = weights[share * Self.hazards + hazard]
        row += weight
        rowHazard += weight * Double(hazard)
        columns[hazard] += weight
      }
      let z = logits[share]
      let x = shareRange.first + Double(share) * shareRange.step
      moments.logit += row * z
      moments.logitSquare += row * z * z
      moments.product += z * (row * hazardRange.first + rowHazard * hazardRange.step)
      moments.share += row * x
      moments.shareSquare += row * x * x
      moments.everSign += row * Self.logistic(x)
    }
    for hazard in 0..<Self.hazards {
      let u = hazardRange.first + Double(hazard) * hazardRange.step
      moments.hazard += columns[hazard] * u
      moments.hazardSquare += columns[hazard] * u * u
    }
    moments.logit /= sum
    moments.logitSquare /= sum
    moments.product /= sum
    moments.share /= sum
    moments.shareSquare /= sum
    moments.everSign /= sum
    moments.hazard /= sum
    moments.hazardSquare /= sum
    moments.evidence = peak + log(sum) - log(pool.logitSpread * pool.hazardSpread)
    return moments
  }
}
