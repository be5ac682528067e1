// Statistics: units against a target in a funnel: small units may stray far by chance alone, so a
// league table of rates would put them at both ends.

public import GSL

/// A funnel plot: rates of units against their number of officials, around a target.
public struct FunnelPlot: Hashable, Sendable {
  /// One unit.
  public struct Row: Hashable, Sendable {
    /// Persons who signed.
    public let signed: Int
    /// Persons of the unit, at least 1.
    public let required: Int
    /// Signed ÷ required, `0...1`.
    public let rate: Double
    /// Distance to the target in standard deviations of chance.
    public let z: Double
    /// Distance to the target in standard deviations of chance and of the spread between units:
    /// `(p̂ − p₀)/√(s² + τ²)`.
    public let adjusted: Double
    /// Exact limits for a unit of this size with the target rate.
    public let limits: FunnelLimits
    /// Exact tails of the count at the target rate; their p-values are those to be adjusted for
    /// the number of units, see `MultipleTesting`.
    public let tails: BinomialTails
    /// Verdict by the exact tails: does the unit differ from the target at all?
    public let exactVerdict: FunnelVerdict
    /// Verdict by the adjusted z, never more severe than that of the exact tails: does the unit
    /// differ by more than units usually do? Spread between units makes far counts likelier, so the
    /// exact tail is the least that each tail can be; the normal law alone would alert every empty
    /// office of one, however usual.
    public let verdict: FunnelVerdict
  }

  /// The spread of the units, with the target.
  public let dispersion: FunnelDispersion
  /// The units in the order given.
  public let rows: [Row]

  /// The target rate, in (0, 1).
  public var target: Double { dispersion.target }

  /// Places the units; nil where nothing can vary, as in `FunnelDispersion`.
  ///
  /// - Parameters:
  ///   - counts: Persons who signed, `0...required`, and persons, at least 1, of each unit.
  ///   - target: p₀, `0...1`; nil for the common rate.
  ///   - winsor: Share of units pulled back at each end, in `0..<0.5`.
  /// - Throws: `GSLError` where a law cannot be computed.
  /// - Complexity: O(I) evaluations of the binomial law.
  /// - SeeAlso: Spiegelhalter (2005), Statistics in Medicine 24:1185–1202; (2005), Quality and
  ///   Safety in Health Care 14:347–351.
  public init?(
    _ counts: [(signed: Int, required: Int)], target: Double? = nil, winsor: Double = 0.1
  ) throws(GSLError) {
    guard let dispersion = try FunnelDispersion(counts, target: target, winsor: winsor) else {
      return nil
    }
    var rows: [Row] = []
    // Many units have the same size.
    var known: [Int: FunnelLimits] = [:]
    for (count, z) in zip(counts, dispersion.z) {
      let limits =
        if let same = known[count.required] {
          same
        } else {
          try FunnelLimits(target: dispersion.target, required: count.required)
        }
      known[count.required] = limits
      let tails = try BinomialTails(count.signed, of: count.required, target: dispersion.target)
      let rate = Double(count.signed) / Double(count.required)
      let adjusted = (rate - dispersion.target) / dispersion.deviation(required: count.required)
      let normal = NormalDistribution.standard
      rows.append(
        Row(
          signed: count.signed, required: count.required, rate: rate, z: z, adjusted: adjusted,
          limits: limits, tails: tails,
          exactVerdict: FunnelVerdict(low: tails.low, high: tails.high),
          verdict: dispersion.betweenVariance > 0
            ? FunnelVerdict(
              low: max(tails.low, normal.cdf(adjusted)),
              high: max(tails.high, normal.upperTail(adjusted)))
            : FunnelVerdict(low: tails.low, high: tails.high)))
    }
    self.dispersion = dispersion
    self.rows = rows
  }

  /// Over-dispersed limits for a unit, to be drawn beside the exact ones: `p₀ ± z √(s² + τ²)`.
  ///
  /// - Parameter required: n, persons, at least 1.
  /// - Returns: Limits for 95 % and 99.8 % of the units, cut to `0...1`.
  public func spreadLimits(
    required: Int
  ) -> (warning: ClosedRange<Double>, action: ClosedRange<Double>) {
    precondition(required > 0, "required \(required)")
    let deviation = dispersion.deviation(required: required)
    func around(_ z: Double) -> ClosedRange<Double> {
      max(0, target - z * deviation)...min(1, target + z * deviation)
    }
    return (around(Self.warningDeviate), around(Self.actionDeviate))
  }

  private static let warningDeviate = NormalDistribution.standard.upperQuantile(0.025)
  private static let actionDeviate = NormalDistribution.standard.upperQuantile(0.001)
}
