// Tests of Statistics: what pools say of rates that were drawn from the stated priors is right as
// often as they say it.

import Foundation
import GSL
import Statistics
import TestSupport
import Testing

/// Worlds drawn from the priors of `RatePool`, and where the true rates lie in its posteriors.
///
/// - SeeAlso: Talts et al. (2018), arXiv 1804.06788, simulation-based calibration.
struct PoolWorlds {
  /// Posterior probability below the true rate of one unit in each world.
  var ranks: [Double] = []
  /// The same for a unit of a group without counts.
  var unseenRanks: [Double] = []
  /// Whether the 95 % interval holds the true rate, by roster.
  var covered: [Int: [Double]] = [:]

  static let rosters = [3, 10, 40, 400]

  init(_ count: Int, groups: Int, units: Int, seed: UInt64) throws {
    for world in 0..<count {
      let stream = RandomStream(seed: RandomStream.derivedSeed(seed, UInt64(world)))
      let uniform = min(max(stream.uniform(), 1e-9), 1 - 1e-9)
      let centre = log(uniform / (1 - uniform))
      let precision = exp(Self.normal(log(10), 1.5, -2...9, stream))
      let spread = groups > 1 ? abs(Self.normal(0, 1, -4...4, stream)) : 0
      var counts: [(signed: Int, required: Int, group: String)] = []
      var truths: [Double] = []
      for group in 0...groups {
        let logit = centre + spread * stream.normal()
        for unit in 0..<units {
          let alpha = precision / (1 + exp(-logit))
          let rate = stream.beta(max(alpha, 1e-9), max(precision / (1 + exp(logit)), 1e-9))
          truths.append(rate)
          guard group < groups else { break }
          let n = Self.rosters[(unit + group + world) % Self.rosters.count]
          counts.append((stream.binomial(n, rate), n, "g\(group)"))
        }
      }
      let pool =
        groups > 1
        ? RatePool(grouped: counts)
        : RatePool(counts.map { (signed: $0.signed, required: $0.required) })
      let own = pool.rate(
        signed: counts[0].signed, required: counts[0].required, group: counts[0].group)
      ranks.append(try Self.rank(of: truths[0], in: own, stream))
      if groups > 1 {
        let unseen = pool.rate(signed: 0, required: 0, group: "unseen")
        unseenRanks.append(try Self.rank(of: truths[counts.count], in: unseen, stream))
      }
      let ends = own.interval(confidence: 0.95)
      covered[counts[0].required, default: []].append(
        ends.low <= truths[0] && truths[0] <= ends.high ? 1 : 0)
    }
  }

  private static func normal(
    _ mean: Double, _ deviation: Double, _ range: ClosedRange<Double>, _ stream: RandomStream
  ) -> Double {
    var value = mean + deviation * stream.normal()
    while !range.contains(value) { value = mean + deviation * stream.normal() }
    return value
  }

  /// Rates of offices that sign as one round to 0 or 1: there the rank is drawn inside the rounding.
  private static func rank(
    of truth: Double, in rate: PooledRate, _ stream: RandomStream
  ) throws -> Double {
    let low = truth > 0 ? try rate.cdf(truth.nextDown) : 0
    let high = truth < 1 ? try rate.cdf(truth) : 1
    return low + (high - low) * stream.uniform()
  }

  /// Probability of ranks at least as uneven as these if they were uniform, in ten bins.
  static func uniformity(_ ranks: [Double]) throws -> Double {
    var bins = [Double](repeating: 0, count: 10)
    for rank in ranks { bins[min(9, Int(rank * 10))] += 1 }
    let expected = Double(ranks.count) / 10
    return try ChiSquare(degreesOfFreedom: 9).upperTail(
      bins.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected })
  }
}

@Suite("Calibration of pools")
struct PoolCalibrationTests {
  @Test("rates drawn from the priors: ranks are uniform and intervals cover", arguments: [1, 2])
  func calibration(groups: Int) throws {
    let worlds = try PoolWorlds(
      groups == 1 ? 400 : 300, groups: groups, units: groups == 1 ? 8 : 4, seed: 20)
    let own = try PoolWorlds.uniformity(worlds.ranks)
    #expect(own > 1e-3, "ranks of units: p = \(own)")
    if groups > 1 {
      let unseen = try PoolWorlds.uniformity(worlds.unseenRanks)
      #expect(unseen > 1e-3, "ranks in a group without units: p = \(unseen)")
    }
    #expect(worlds.covered.count == PoolWorlds.rosters.count)
    for (roster, hits) in worlds.covered.sorted(by: { $0.key < $1.key }) {
      let share = hits.reduce(0, +) / Double(hits.count)
      // Three and a half standard errors of a share of 0.95.
      let bound = 3.5 * (0.95 * 0.05 / Double(hits.count)).squareRoot()
      #expect(abs(share - 0.95) < bound, "roster \(roster): \(share) of \(hits.count)")
    }
  }

  @Test("a pool that ignores the groups is found out")
  func power() throws {
    // The same test on a wrong model must fail, or it could not fail at all.
    let stream = RandomStream(seed: 6)
    var ranks: [Double] = []
    for world in 0..<120 {
      let counts = drawnGroups(
        seed: RandomStream.derivedSeed(8, UInt64(world)), groups: 6, units: 4, spread: 1.5,
        precision: 80)
      let mean = 1 / (1 + exp(-1.2 - 1.5 * stream.normal()))
      let pool = RatePool(
        counts.filter { $0.group == "g0" }.map { (signed: $0.signed, required: $0.required) })
      ranks.append(
        try pool.rate(signed: 0, required: 0).cdf(stream.beta(80 * mean, 80 * (1 - mean))))
    }
    #expect(try PoolWorlds.uniformity(ranks) < 1e-6)
  }
}
