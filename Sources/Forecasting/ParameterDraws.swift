// Forecasting: draws of the parameters, shared by all units within a draw, and the tables from which
// unreported signers are drawn.

import GSL
import Records
import Statistics

/// One value of every parameter for each parameter draw.
struct ParameterDraws {
  /// Mean and precision of each level's pool.
  let pools: [Level: [(mean: Double, precision: Double)]]
  /// Weekly hazard of those who would ever sign.
  let hazard: [Double]
  /// Share of the outstanding who would ever sign.
  let everSign: [Double]
  /// Probability that an undocumented regency has signed.
  let launch: [Double]

  init(_ panel: FittedPanel) {
    let count = panel.model.parameterDraws
    let stream = RandomStream(
      seed: RandomStream.derivedSeed(panel.model.seed, "parameters"))
    let everSign = (0..<count).map { _ in
      stream.beta(PredictiveModel.everSignPrior.alpha, PredictiveModel.everSignPrior.beta)
    }
    // Only those who would ever sign were exposed: given c, the exposure is c times the outstanding.
    hazard = everSign.map { share in
      let rate = PredictiveModel.hazardPrior.rate
      return stream.gamma(
        shape: panel.hazard.shape, scale: 1 / (rate + share * (panel.hazard.rate - rate)))
    }
    self.everSign = everSign
    launch = (0..<count).map { _ in
      stream.beta(PredictiveModel.launchPrior.alpha, PredictiveModel.launchPrior.beta)
    }
    var pools: [Level: [(mean: Double, precision: Double)]] = [:]
    for (level, pool) in panel.pools.sorted(by: { $0.key < $1.key }) {
      pools[level] = (0..<count).map { _ in
        var rest = stream.uniform()
        let point = pool.grid.first { point in
          rest -= point.weight
          return rest < 0
        }
        return point.map { ($0.mean, $0.precision) } ?? (0.5, 1)
      }
    }
    self.pools = pools
  }
}

/// Cumulative beta-binomial tables by level, roster and parameter draw, made when first needed.
///
/// Rosters of leaders are small, so that a look-up in a table is several times faster than drawing
/// a beta and a binomial variate.
struct BetaBinomialTables {
  private let groups: Int
  /// Pools by `Level.order` and parameter draw.
  private let pools: [[(mean: Double, precision: Double)]]
  /// Tables by `Level.order`, then at `roster * groups + group`; empty where not made yet.
  private var tables: [[[Double]]]

  init(_ parameters: ParameterDraws) {
    groups = parameters.hazard.count
    let unpooled = [(mean: Double, precision: Double)](repeating: (0.5, 2), count: groups)
    pools = Level.allCases.map { parameters.pools[$0] ?? unpooled }
    tables = Array(repeating: [], count: pools.count)
  }

  /// Rosters above this are drawn by a beta and a binomial variate, so that tables stay small.
  private static let largestTable = 200
  /// Draws outside the bounds after which these count as carrying no mass.
  private static let mostTries = 1000

  /// One draw inside bounds, `0...roster`; the lower bound where the bounds carry no mass.
  mutating func draw(
    level: Level, roster: Int, group: Int, within bounds: ClosedRange<Int>, stream: RandomStream
  ) -> Int {
    guard bounds.lowerBound < bounds.upperBound else { return bounds.lowerBound }
    let order = level.order
    if roster > Self.largestTable {
      let pool = pools[order][group]
      for _ in 0..<Self.mostTries {
        let value = stream.betaBinomial(
          roster, pool.mean * pool.precision, (1 - pool.mean) * pool.precision)
        if bounds.contains(value) { return value }
      }
      return bounds.lowerBound
    }
    let place = roster * groups + group
    makeTable(order: order, roster: roster, group: group)
    return Self.look(up: tables[order][place], within: bounds, stream: stream)
  }

  private mutating func makeTable(order: Int, roster: Int, group: Int) {
    let place = roster * groups + group
    let missing = (roster + 1) * groups - tables[order].count
    if missing > 0 { tables[order] += Array(repeating: [], count: missing) }
    guard tables[order][place].isEmpty else { return }
    let pool = pools[order][group]
    tables[order][place] = Self.cumulative(
      roster, alpha: pool.mean * pool.precision, beta: (1 - pool.mean) * pool.precision)
  }

  private static func look(
    up table: [Double], within bounds: ClosedRange<Int>, stream: RandomStream
  ) -> Int {
    let below = bounds.lowerBound == 0 ? 0 : table[bounds.lowerBound - 1]
    let mass = table[bounds.upperBound] - below
    guard mass > 0 else { return bounds.lowerBound }
    let u = below + stream.uniform() * mass
    var (low, high) = (bounds.lowerBound, bounds.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if table[middle] > u { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// P(S ≤ k) for k in `0...roster`, scaled so that the last is exactly 1.
  private static func cumulative(_ roster: Int, alpha: Double, beta: Double) -> [Double] {
    let distribution = BetaBinomial(n: roster, alpha: alpha, beta: beta)
    var sum = 0.0
    var table = (0...roster).map { k -> Double in
      sum += distribution.probability(k)
      return sum
    }
    for k in table.indices { table[k] /= sum }
    table[roster] = 1
    return table
  }
}
