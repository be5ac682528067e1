// Statistics: counts of units by group, laid out so that the likelihoods of all groups at one mean and
// precision cost one table of the distinct counts and a look-up for each unit.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The counts of the groups of one pool, in order of the groups' names.
struct GroupCounts {
  private let signed: Column
  private let unsigned: Column
  private let sums: [(signed: RisingSums, unsigned: RisingSums, required: RisingSums)]
  private let rates: [Double]
  /// Number of groups.
  var groups: Int { sums.count }

  /// - Parameter groups: `(signed, required)` of the units of each group, at least one in each.
  init(_ groups: [[(signed: Int, required: Int)]]) {
    signed = Column(groups.map { $0.map(\.signed) })
    unsigned = Column(groups.map { $0.map { $0.required - $0.signed } })
    sums = groups.map { units in
      (
        RisingSums(units.map(\.signed)), RisingSums(units.map { $0.required - $0.signed }),
        RisingSums(units.map(\.required))
      )
    }
    rates = groups.map { units in
      let (x, n) = units.reduce((0, 0)) { ($0.0 + $1.signed, $0.1 + $1.required) }
      return log((Double(x) + 0.5) / (Double(n - x) + 0.5))
    }
  }

  /// One side of the counts: the distinct values, and for each group which of them its units have.
  private struct Column {
    let distinct: [Int]
    /// Entries of group g stand at `starts[g]..<starts[g + 1]`.
    let starts: [Int]
    let places: [Int]

    init(_ groups: [[Int]]) {
      let distinct = Set(groups.joined()).sorted()
      var place: [Int: Int] = [:]
      for (index, value) in distinct.enumerated() { place[value] = index }
      var (starts, places) = ([0], [Int]())
      for group in groups {
        places += group.sorted().map { place[$0] ?? 0 }
        starts.append(places.count)
      }
      (self.distinct, self.starts, self.places) = (distinct, starts, places)
    }

    /// Σ_{j < m} ln(p + jγ) at every distinct m.
    func fill(_ table: inout [Double], _ p: Double, _ gamma: Double) {
      var (sum, factor, j) = (0.0, p, 0)
      let run = LogRun(p + Double(RisingSums.headLength) * gamma, gamma)
      for (index, value) in distinct.enumerated() {
        while j < min(value, RisingSums.headLength) {
          sum += log(factor)
          factor += gamma
          j += 1
        }
        table[index] =
          value <= RisingSums.headLength
          ? sum : sum + run.sum(Double(value - RisingSums.headLength))
      }
    }
  }

  /// ln of the likelihood of every group at every log odds, group by group within log odds.
  func logLikelihoods(logits: GridAxis, gamma: Double) -> [Double] {
    var result = [Double](repeating: 0, count: logits.count * groups)
    var table = [Double](repeating: 0, count: max(signed.distinct.count, unsigned.distinct.count))
    let required = sums.map { $0.required.value(1, gamma) }
    for (row, logit) in logits.values.enumerated() {
      for (column, p) in [(signed, 1 / (1 + exp(-logit))), (unsigned, 1 / (1 + exp(logit)))] {
        column.fill(&table, p, gamma)
        for group in 0..<groups {
          var sum = 0.0
          for entry in column.starts[group]..<column.starts[group + 1] {
            sum += table[column.places[entry]]
          }
          result[row * groups + group] += sum
        }
      }
      for group in 0..<groups { result[row * groups + group] -= required[group] }
    }
    return result
  }

  /// A normal stand-in for one group's likelihood of its log odds.
  struct Peak {
    var logit: Double
    var variance: Double
    var logHeight: Double
  }

  /// Laplace's normal stand-ins of all groups at one precision, with a half signer and a half other
  /// added so that groups in which all have signed have a top as well. They only place the grid.
  func peaks(gamma: Double) -> [Peak] {
    sums.indices.map { group in
      var logit = rates[group]
      var (variance, height) = (1.0, 0.0)
      for _ in 0..<30 {
        let (mean, rest) = (1 / (1 + exp(-logit)), 1 / (1 + exp(logit)))
        let x = sums[group].signed.jet(mean, gamma)
        let y = sums[group].unsigned.jet(rest, gamma)
        let slope = mean * rest
        let first = slope * (x.p - y.p) + (rest - mean) / 2
        let second =
          slope * slope * (x.pp + y.pp) + slope * (rest - mean) * (x.p - y.p) - slope
        variance = 1 / max(-second, 0.02)
        height = x.value + y.value
        let step = min(max(first * variance, -1), 1)
        logit = min(max(logit + step, -12), 12)
        if abs(step) < 1e-2 * variance.squareRoot() { break }
      }
      return Peak(
        logit: logit, variance: variance,
        logHeight: height - sums[group].required.value(1, gamma))
    }
  }
}
