// Forecasting: what is known of the dates on which the officials of one unit signed, as intervals.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Persons by the interval in which they signed; who has not signed is censored.
///
/// A report that is missing is no zero: the persons of a later report signed somewhere since the one
/// before, and that is one interval. Time counts from an origin, best the launch, in any unit; fits
/// and forecasts do not depend on the unit.
public struct SigningTimes: Hashable, Sendable {
  struct Term: Hashable, Sendable {
    /// Place of the interval's start among the edges.
    var lower: Int32
    /// Place of its end; `never` for those who have not signed.
    var upper: Int32
    var count: Double
  }

  static let never: Int32 = -1

  /// Ends of intervals in order, the first is 0.
  let edges: [Double]
  let terms: [Term]
  /// Officials altogether, persons.
  public let total: Double
  /// Σ n ln(width) of dates that are known exactly: what turns chances into densities.
  let logWidths: Double
  /// Whether the intervals divide time up to one end, so that expected counts are known.
  public let isGrouped: Bool

  /// Signers by interval, `(0, ends[0]]`, `(ends[0], ends[1]]` and so on.
  ///
  /// - Parameters:
  ///   - ends: ends of the intervals, finite, rising, above 0; at least one.
  ///   - counts: new signers in each interval, persons, finite, `>= 0`.
  ///   - total: officials who must sign, persons, at least the sum of `counts`.
  public init(ends: [Double], counts: [Double], total: Double) {
    precondition(!ends.isEmpty && ends.count == counts.count, "\(ends.count) \(counts.count)")
    precondition(ends[0] > 0 && ends.allSatisfy(\.isFinite), "ends \(ends)")
    precondition(zip(ends, ends.dropFirst()).allSatisfy(<), "ends do not rise: \(ends)")
    precondition(counts.allSatisfy { $0 >= 0 && $0.isFinite }, "counts \(counts)")
    let signed = counts.reduce(0, +)
    precondition(signed <= total * (1 + 1e-12) && total.isFinite, "\(signed) of \(total)")
    edges = [0] + ends
    terms =
      counts.indices.map {
        Term(lower: Int32($0), upper: Int32($0 + 1), count: counts[$0])
      } + [Term(lower: Int32(ends.count), upper: Self.never, count: max(0, total - signed))]
    self.total = total
    logWidths = 0
    isGrouped = true
  }

  /// Persons known one by one: each signed in an interval, or had not signed by its start.
  ///
  /// - Parameter intervals: start `>= 0` and end of each, the end above the start or `.infinity` for
  ///   a person who had not signed by the start, and persons `>= 0`; at least one.
  public init(intervals: [(after: Double, until: Double, count: Double)]) {
    self.init(intervals, logWidths: 0)
  }

  /// Persons whose dates are known exactly, and others who had not signed when last heard of.
  ///
  /// A date stands for an interval of a relative width of 1e-5 around it; the log-likelihood is that
  /// of densities, with a relative error of some 1e-10 a person.
  ///
  /// - Parameters:
  ///   - signed: dates, finite, above 0, and persons `>= 0`.
  ///   - unsigned: times `>= 0` at which persons were last heard of, and persons `>= 0`; one of the
  ///     two lists has an element.
  public init(
    signed: [(at: Double, count: Double)], unsigned: [(after: Double, count: Double)]
  ) {
    let half = 5e-6
    precondition(signed.allSatisfy { $0.at > 0 && $0.at.isFinite }, "dates \(signed)")
    self.init(
      signed.map { ($0.at * (1 - half), $0.at * (1 + half), $0.count) }
        + unsigned.map { ($0.after, .infinity, $0.count) },
      logWidths: signed.reduce(0) {
        $0 + $1.count * log($1.at * (1 + half) - $1.at * (1 - half))
      })
  }

  private init(
    _ intervals: [(after: Double, until: Double, count: Double)], logWidths: Double
  ) {
    precondition(!intervals.isEmpty, "no interval")
    var all: Set<Double> = [0]
    for interval in intervals {
      precondition(
        interval.after >= 0 && interval.after < interval.until && interval.after.isFinite
          && interval.count >= 0 && interval.count.isFinite, "interval \(interval)")
      all.insert(interval.after)
      if interval.until.isFinite { all.insert(interval.until) }
    }
    let sorted = all.sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices.map { Int32($0) }))
    edges = sorted
    terms = intervals.map {
      Term(
        lower: places[$0.after] ?? 0, upper: places[$0.until] ?? Self.never, count: $0.count)
    }
    total = intervals.reduce(0) { $0 + $1.count }
    self.logWidths = logWidths
    isGrouped = false
  }

  private init(edges: [Double], terms: [Term], total: Double) {
    self.edges = edges
    self.terms = terms
    self.total = total
    logWidths = 0
    isGrouped = true
  }

  /// Persons who have signed.
  public var signed: Double {
    terms.reduce(0) { $0 + ($1.upper == Self.never ? 0 : $1.count) }
  }

  /// Persons who have not signed.
  public var unsigned: Double { total - signed }

  /// The last end of an interval or of an observation.
  public var end: Double { edges[edges.count - 1] }

  /// The same with neighbouring intervals without signers made one: they weigh nothing in the
  /// likelihood, which is the same.
  func condensed() -> SigningTimes {
    guard isGrouped else { return self }
    var edges = [0.0]
    var kept: [Term] = []
    var emptyBefore = false
    for term in terms {
      let isEmpty = term.count == 0 && term.upper != Self.never
      if isEmpty && emptyBefore {
        edges[edges.count - 1] = self.edges[Int(term.upper)]
        continue
      }
      emptyBefore = isEmpty
      let lower = Int32(edges.count - 1)
      if term.upper == Self.never {
        kept.append(Term(lower: lower, upper: Self.never, count: term.count))
      } else {
        edges.append(self.edges[Int(term.upper)])
        kept.append(Term(lower: lower, upper: lower + 1, count: term.count))
      }
    }
    return SigningTimes(edges: edges, terms: kept, total: total)
  }

  /// The same with neighbouring intervals joined until each has its share of the signers: a rough
  /// likelihood with the same parameters, for the way to the maximum. The launch and a silence at the
  /// end stay intervals of their own.
  func joined(into parts: Int) -> SigningTimes {
    guard isGrouped, terms.count > parts else { return self }
    let enough = signed / Double(parts)
    let launchEnd = launch.end
    var edges = [0.0]
    var joined: [Term] = []
    var open = 0.0
    for place in 0..<(terms.count - 1) {
      let (term, end) = (terms[place], self.edges[place + 1])
      open += term.count
      let beforeSilence = place == terms.count - 3 && terms[place + 1].count == 0
      guard open >= enough || end <= launchEnd || beforeSilence || place == terms.count - 2 else {
        continue
      }
      joined.append(
        Term(lower: Int32(edges.count - 1), upper: Int32(edges.count), count: open))
      edges.append(end)
      open = 0
    }
    joined.append(
      Term(
        lower: Int32(edges.count - 1), upper: Self.never, count: terms[terms.count - 1].count))
    return SigningTimes(edges: edges, terms: joined, total: total)
  }

  /// The interval of the first signers; the first interval where nobody has signed.
  var launch: HazardPoint.Launch {
    let first =
      terms.filter { $0.count > 0 && $0.upper != Self.never }.min { $0.upper < $1.upper }
      ?? Term(lower: 0, upper: edges.count > 1 ? 1 : 0, count: 0)
    return HazardPoint.Launch(
      start: edges[Int(first.lower)], end: edges[Int(first.upper)])
  }

  /// Time by which a share of those who have signed had signed, straight within an interval; nil
  /// where nobody has.
  func time(ofShare share: Double) -> Double? {
    let target = share * signed
    guard signed > 0 else { return nil }
    var sum = 0.0
    let signers = terms.filter { $0.upper != Self.never && $0.count > 0 }
    for term in isGrouped ? signers : signers.sorted(by: { $0.upper < $1.upper }) {
      if sum + term.count >= target {
        let (start, end) = (edges[Int(term.lower)], edges[Int(term.upper)])
        return start + (end - start) * max(0, target - sum) / term.count
      }
      sum += term.count
    }
    return signers.map { edges[Int($0.upper)] }.max()
  }
}
