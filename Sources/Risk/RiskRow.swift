// Risk: what is said of one regency (or regency and level): how likely it misses the target, by how
// much, where it ranks, and why.

public import Records
public import Statistics

/// A reason for a row's risk, with its numbers.
public enum RiskDriver: Hashable, Sendable, CustomStringConvertible {
  /// No record of a signing.
  case noReport
  /// A signing of the regency is documented, but for none of the levels compared.
  case signingElsewhere
  /// A signing is documented, its number of signers is not.
  case signersUnknown
  /// Officials of one level who have not signed.
  case outstanding(Level, missing: Int, required: Int)
  /// No session is documented.
  case noSession
  /// Units that owe a session to their own staff, and how many are documented.
  case cascadeOwed(Count, documented: Int)
  /// Days since the last documented signature.
  case silent(days: Int)

  /// The reason as text for a table cell.
  public var description: String {
    switch self {
    case .noReport: "no_report"
    case .signingElsewhere: "signing_at_other_levels"
    case .signersUnknown: "signers_unknown"
    case .outstanding(let level, let missing, let required):
      "outstanding \(level.rawValue) \(missing)/\(required)"
    case .noSession: "no_session"
    case .cascadeOwed(let owed, let documented): "cascade \(documented)/\(owed)"
    case .silent(let days): "silent_days \(days)"
    }
  }
}

/// A number with a range; the property that holds it says what the range is.
public struct Ranged: Hashable, Sendable {
  /// The number.
  public let value: Double
  /// Lower end.
  public let low: Double
  /// Upper end.
  public let high: Double
}

/// One row of the risk table.
public struct RiskRow: Sendable {
  /// What the row stands for.
  public let key: UnitKey
  /// The counts behind it.
  public let rollUp: RollUp
  /// Sessions and cascade.
  public let coverage: SessionCoverage
  /// Rate on the date of the table; nil where it is not known.
  public let rate: Double?
  /// Rate on the target date: median and central interval of the draws.
  public let forecast: Ranged
  /// Probability that the target is missed, with 5 % and 95 % over the parameter draws: the doubt
  /// about the model without the chance of the unit draws.
  public let missProbability: Ranged
  /// Expected number of signers short of the target, persons.
  public let expectedShortfall: Double
  /// Index of compliance risk by the recipe of the table, with the range as for `missProbability`.
  public let index: Ranged
  /// The same index with arithmetic means throughout, where good dimensions cancel bad ones.
  public let arithmeticIndex: Double
  /// What each indicator adds to the index, in the order of the recipe; the sum is the index.
  public let contributions: [(indicator: String, value: Double)]
  /// Class by the rule of the table.
  public let riskClass: RiskClass
  /// Share of the parameter draws that agree with the class, `0...1`.
  public let classProbability: Double
  /// Whether enough of the parameter draws agree for the class to be said.
  public var isClassCertain: Bool { classProbability >= RiskClassRule.leastAgreement }
  /// Rank among all rows, 1 the lowest rate on the target date: median and 90 % range.
  public let rank: Ranged
  /// Probability to be among the `top` rows.
  public let topProbability: Double
  /// Reasons, the most telling first.
  public let drivers: [RiskDriver]
}
