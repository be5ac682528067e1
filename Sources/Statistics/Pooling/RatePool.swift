// Statistics: rates of small units borrow strength from their level, and within it from their
// province. The doubt about the pool is carried on a grid, so no fit can fail to converge.

public import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Beta-binomial model of the rates of many units of one level, with the joint posterior of mean,
/// precision and, with groups, of the groups' means on a grid.
///
/// Unit counts are `x ~ BetaBinomial(n, mκ, (1 − m)κ)`. Without groups m is one mean for all, uniform
/// on (0, 1). With groups (provinces) each has its own, `logit m_g ~ N(μ, τ²)`, with the inverse logit
/// of μ uniform on (0, 1) and τ half-normal. `ln κ` is normal with mean ln 10 and standard deviation
/// 1.5. The grid reaches log odds of ±9 and ln κ from −2 to 9. Units are those that reported, so the
/// pool describes regencies that report.
///
/// - SeeAlso: Gelman et al. (2013), Bayesian Data Analysis, 5.3 and 5.7, for the model and the prior
///   of τ; Trefethen and Weideman (2014), SIAM Review 56:385–458, for sums as integrals.
public struct RatePool: Sendable {
  /// One point of the grid with its posterior weight.
  public struct GridPoint: Sendable {
    /// Mean rate, in (0, 1).
    public let mean: Double
    /// Precision κ, persons: the weight of the pool against a unit's own count.
    public let precision: Double
    /// Posterior weight; the weights sum to 1.
    public let weight: Double
  }

  /// Least number of reporting units from which a pool is stated.
  public static let leastUnits = 3

  /// Units behind the pool.
  public let units: Int
  /// The grid, by mean and then precision; with groups, that of a group without units.
  public let grid: [GridPoint]
  /// Names of the groups with units, in order; empty without groups.
  public let groups: [String]
  /// Points of the standard deviation τ of the groups' log odds with their posterior weights; empty
  /// without groups and with one alone, whose count says nothing of τ.
  public let groupSpread: [(value: Double, weight: Double)]
  /// Few points that stand for the integrals over `grid`, and over the grids of the groups.
  private let nodes: [GridPoint]
  private let groupNodes: [String: [GridPoint]]

  /// Fits a pool without groups.
  ///
  /// - Parameter counts: Persons who signed, `0...required`, and who must, for each unit; units with
  ///   nobody to sign do not count. Without units the pool is the prior.
  /// - Complexity: O(distinct counts) for each of about 2,000 points.
  public init(_ counts: [(signed: Int, required: Int)]) {
    let counts = Self.checked(counts.map { (signed: $0.signed, required: $0.required, group: "") })
    let found = PoolGrid(fitting: counts.map { (signed: $0.signed, required: $0.required) })
    units = counts.count
    grid = found.points
    groups = []
    groupSpread = []
    nodes = found.thinned
    groupNodes = [:]
  }

  /// Fits a pool with groups.
  ///
  /// With one group, or with `groupScale` 0, the groups' pool is the one without groups. A group
  /// without units gets the pool of all groups, widened by the doubt about τ.
  ///
  /// - Parameters:
  ///   - counts: Persons who signed, `0...required`, and who must, for each unit with the name of its
  ///     group; units with nobody to sign do not count.
  ///   - groupScale: Standard deviation of the half-normal prior of τ, log odds, `>= 0`.
  /// - Complexity: O(points of log odds × groups) for each of about 1,300 points of (μ, τ, κ).
  public init(
    grouped counts: [(signed: Int, required: Int, group: String)], groupScale: Double = 1
  ) {
    precondition(groupScale >= 0 && groupScale.isFinite, "scale of τ \(groupScale)")
    let counts = Self.checked(counts)
    let byGroup = Dictionary(grouping: counts, by: \.group).sorted { $0.key < $1.key }
    units = counts.count
    groups = byGroup.map(\.key)
    guard groups.count >= 2, groupScale > 0 else {
      let found = PoolGrid(fitting: counts.map { (signed: $0.signed, required: $0.required) })
      let nodes = found.thinned
      groupNodes = Dictionary(uniqueKeysWithValues: groups.map { ($0, nodes) })
      groupSpread = []
      // Two groups' log odds differ by a normal of variance 2τ²; without any group it is τ².
      let spreads = groupScale * (groups.isEmpty ? 1 : 2.0.squareRoot())
      self.nodes = groupScale > 0 ? Self.widened(nodes, scale: spreads) : nodes
      grid = groupScale > 0 ? self.nodes : found.points
      return
    }
    let found = GroupedGrid(
      fitting: GroupCounts(
        byGroup.map { $0.value.map { (signed: $0.signed, required: $0.required) } }),
      scale: groupScale)
    grid = found.unseen.points
    nodes = found.unseen.thinned
    groupSpread = found.spreads
    groupNodes = Dictionary(
      uniqueKeysWithValues: zip(groups, found.seen).map {
        ($0, $1.thinned)
      })
  }

  private static func checked(
    _ counts: [(signed: Int, required: Int, group: String)]
  ) -> [(signed: Int, required: Int, group: String)] {
    for count in counts {
      precondition(
        (0...max(0, count.required)).contains(count.signed),
        "\(count.signed) of \(count.required)")
    }
    return counts.filter { $0.required > 0 }
  }

  /// Points whose log odds are moved by a normal variate of standard deviation τ from its prior.
  private static func widened(_ points: [GridPoint], scale: Double) -> [GridPoint] {
    let spreads = GridAxis.middles(0, PoolPrior.largestSpread * scale, 8).values
    let moves = GridAxis.middles(-3.5, 3.5, 9).values
    let offsets = spreads.flatMap { spread in
      moves.map { move in
        (
          by: spread * move,
          weight: exp(PoolPrior.ofSpread(spread, scale: scale) - move * move / 2)
        )
      }
    }
    let total = offsets.reduce(0) { $0 + $1.weight }
    return points.flatMap { point in
      offsets.map { offset in
        let logit = log(point.mean) - log1p(-point.mean) + offset.by
        return GridPoint(
          mean: 1 / (1 + exp(-min(max(logit, -12), 12))), precision: point.precision,
          weight: point.weight * offset.weight / total)
      }
    }
  }

  /// Points of mean and precision of one group.
  ///
  /// - Parameter group: Name of a group; nil, or one without units, means the pool of all.
  /// - Returns: Points whose weights sum to 1; sums over them are integrals over the posterior.
  public func points(of group: String?) -> [GridPoint] {
    group.flatMap { groupNodes[$0] } ?? nodes
  }

  /// Posterior of one unit's rate given its own count, with the doubt about the pool in it.
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, `>= 0`; 0 gives the rate of a unit that has not reported.
  ///   - group: Name of the unit's group; nil, or one without units, means the pool of all.
  /// - Returns: The mixture of beta laws over the grid.
  public func rate(signed: Int, required: Int, group: String? = nil) -> PooledRate {
    PooledRate(signed: signed, required: required, grid: points(of: group))
  }

  /// Posterior of one unit's rate given its own count, as the Beta distribution with the mean and
  /// the variance of the mixture over the grid; its tails differ from those of `rate`.
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, `>= 0`; 0 gives the rate of a unit that has not reported.
  ///   - group: Name of the unit's group; nil, or one without units, means the pool of all.
  /// - Returns: A Beta distribution on (0, 1).
  public func posterior(
    signed: Int, required: Int, group: String? = nil
  ) -> BetaDistribution {
    rate(signed: signed, required: required, group: group).approximation
  }
}
