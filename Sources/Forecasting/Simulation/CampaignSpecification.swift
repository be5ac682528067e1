// Forecasting: what a simulated campaign is made of. A specification is a plain value; the
// simulator turns it into records with a known truth, which real records never have.

public import Records

/// Specification of a simulated campaign.
///
/// The defaults are assumptions that make campaigns look like those in the news: a ceremony signs
/// most, stragglers trickle in, a few never sign, a deadline hurries the rest. They are not
/// estimates.
public struct CampaignSpecification: Hashable, Sendable {
  /// The election; needs a voting day, on which the campaign ends.
  public var election: Election
  /// Regencies in any order, each once.
  public var regencies: [Regency]
  /// Levels in any order, each once.
  public var levels: [Level] = Level.leadership + [.staff]
  /// Seed of all chance.
  public var seed: UInt64 = 1
  /// Length of the campaign in weeks, `1...520`; its last week ends on voting day.
  public var weeks = 26
  /// Median of the launch week of a regency, weeks, `> 0`.
  public var launchMedian = 9.0
  /// Standard deviation of the logarithm of the launch week, `>= 0`.
  public var launchSpread = 0.6
  /// Weeks by which the levels outside `Level.leadership` launch later, `>= 0`.
  public var cascadeLag = 2
  /// Mean share of those who will ever sign that signs at the ceremony, in (0, 1).
  public var ceremonyShare = 0.7
  /// Precision κ of the ceremony share between units, `> 0`; more means more alike.
  public var ceremonyPrecision = 8.0
  /// Mean share of the roster that never signs, in (0, 1).
  public var neverSignShare = 0.06
  /// Precision κ of the share of never-signers between units, `> 0`.
  public var neverSignPrecision = 20.0
  /// Probability that somebody who will sign and has not does so within a week, far from the
  /// deadline, in (0, 1).
  public var stragglerHazard = 0.08
  /// Standard deviation of the log hazard between units, `>= 0`.
  public var hazardSpread = 0.4
  /// Rise of the log hazard on voting day, any number.
  public var deadlineSurge = 0.8
  /// Days over which the deadline's pull fades to 1/e, `> 0`.
  public var surgeDays = 10.0
  /// Share of regencies that never report anything, `0...1`.
  public var silentShare = 0.15
  /// Days from one recap to the next, `>= 1`.
  public var recapInterval = 14
  /// Probability that a recap is left out, `0...1`.
  public var recapMissing = 0.1
  /// Mean of the days until a record becomes known, `0...1e6`.
  public var recordingDelay = 3.0
  /// Share of stragglers who sign through a form, `0...1`.
  public var onlineShare = 0.3
  /// Share of staff on contract in the civil service (pppk), `0...1`.
  public var pppkShare = 0.25
  /// Share of staff outside the civil service, `0...1 - pppkShare`.
  public var nonASNShare = 0.2
  /// Rows that the register is to have: staff rosters are scaled to it, all others stay. Nil leaves
  /// the rosters as they are drawn; at most 1,000,000,000.
  public var officials: Int?
  /// Mean number of sessions of agencies and districts in a regency after its launch, `0...1e6`.
  public var sessions = 6.0
  /// Mean attendance of such a session, persons, `0...1e6`.
  public var attendance = 60.0
  /// What differs from the shares above at some levels; levels that are not there take them.
  public var behaviours: [Level: LevelBehaviour] = [:]
  /// What disturbs the campaign and its records beyond the processes above; nothing as it stands.
  public var disturbances = CampaignDisturbances()

  /// A specification with the default values.
  ///
  /// - Parameters:
  ///   - election: An election with a voting day.
  ///   - regencies: Regencies, each once, for example `ReferenceTables.participants(in:)`.
  public init(election: Election, regencies: [Regency]) {
    self.election = election
    self.regencies = regencies
  }

  /// The first value that lies outside its range, as text; nil where all are within.
  public var problem: String? {
    let shares = [
      ("ceremonyShare", ceremonyShare), ("neverSignShare", neverSignShare),
      ("stragglerHazard", stragglerHazard),
    ]
    let parts = [
      ("silentShare", silentShare), ("recapMissing", recapMissing), ("onlineShare", onlineShare),
      ("pppkShare", pppkShare), ("nonASNShare", nonASNShare),
      ("pppkShare + nonASNShare", pppkShare + nonASNShare),
    ]
    let positive = [
      ("launchMedian", launchMedian), ("ceremonyPrecision", ceremonyPrecision),
      ("neverSignPrecision", neverSignPrecision), ("surgeDays", surgeDays),
    ]
    let notNegative = [("launchSpread", launchSpread), ("hazardSpread", hazardSpread)]
    let means = [
      ("recordingDelay", recordingDelay), ("sessions", sessions), ("attendance", attendance),
    ]
    if election.votingDay == nil { return "\(election.id) has no voting day" }
    if !(1...520).contains(weeks) { return "weeks \(weeks) is not in 1...520" }
    if cascadeLag < 0 { return "cascadeLag \(cascadeLag) is below 0" }
    if recapInterval < 1 { return "recapInterval \(recapInterval) is below 1" }
    if !deadlineSurge.isFinite { return "deadlineSurge \(deadlineSurge) is not finite" }
    if Set(regencies.map(\.code)).count < regencies.count { return "a regency is there twice" }
    if Set(levels).count < levels.count { return "a level is there twice" }
    if let (name, value) = shares.first(where: { !($0.1 > 0 && $0.1 < 1) }) {
      return "\(name) \(value) is not in (0, 1)"
    }
    if let (name, value) = parts.first(where: { !(0...1).contains($0.1) }) {
      return "\(name) \(value) is not in 0...1"
    }
    if let (name, value) = positive.first(where: { !($0.1 > 0 && $0.1.isFinite) }) {
      return "\(name) \(value) is not finite and above 0"
    }
    if let (name, value) = notNegative.first(where: { !($0.1 >= 0 && $0.1.isFinite) }) {
      return "\(name) \(value) is not finite and at least 0"
    }
    if let (name, value) = means.first(where: { !(0...1e6).contains($0.1) }) {
      return "\(name) \(value) is not in 0...1e6"
    }
    for behaviour in behaviours.values {
      if let problem = behaviour.problem { return problem }
    }
    return disturbances.problem ?? officials.flatMap(problem(ofOfficials:))
  }

  private func problem(ofOfficials officials: Int) -> String? {
    guard let least = StaffRosters(ordered).least else {
      return "no regency with staff reports, so there is no register of \(officials) officials"
    }
    guard (least...Self.mostOfficials).contains(officials) else {
      return "officials \(officials) is not in \(least)...\(Self.mostOfficials)"
    }
    return nil
  }

  private static let mostOfficials = 1_000_000_000

  /// The shares and the hazard that hold at a level.
  func behaviour(_ level: Level) -> LevelBehaviour {
    behaviours[level]
      ?? LevelBehaviour(
        ceremonyShare: ceremonyShare, neverSignShare: neverSignShare,
        stragglerHazard: stragglerHazard)
  }

  /// The same with regencies by code and levels by rank.
  var ordered: CampaignSpecification {
    var ordered = self
    ordered.regencies.sort { $0.code < $1.code }
    ordered.levels.sort()
    return ordered
  }
}
