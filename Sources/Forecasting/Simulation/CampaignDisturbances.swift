// Forecasting: what makes a simulated campaign depart from the plain one: processes that real
// campaigns show and that a model may not know of. All of them stand at "none" to begin with.

/// What the officials of one level do, where it differs from the campaign's shares.
public struct LevelBehaviour: Hashable, Sendable {
  /// Mean share of those who will ever sign that signs at the ceremony, in (0, 1).
  public var ceremonyShare: Double
  /// Mean share of the roster that never signs, in (0, 1).
  public var neverSignShare: Double
  /// Weekly probability of a straggler to sign, far from the deadline, in (0, 1).
  public var stragglerHazard: Double

  /// The behaviour of one level.
  ///
  /// - Parameters:
  ///   - ceremonyShare: Share that signs at the ceremony, in (0, 1).
  ///   - neverSignShare: Share that never signs, in (0, 1).
  ///   - stragglerHazard: Weekly probability of a straggler, in (0, 1).
  public init(ceremonyShare: Double, neverSignShare: Double, stragglerHazard: Double) {
    self.ceremonyShare = ceremonyShare
    self.neverSignShare = neverSignShare
    self.stragglerHazard = stragglerHazard
  }

  /// The first value outside its range, as text.
  var problem: String? {
    let shares = [
      ("ceremonyShare", ceremonyShare), ("neverSignShare", neverSignShare),
      ("stragglerHazard", stragglerHazard),
    ]
    return shares.first { !($0.1 > 0 && $0.1 < 1) }.map { "\($0.0) \($0.1) is not in (0, 1)" }
  }
}

/// Processes beyond the plain campaign.
///
/// - Shocks: the log hazard of all units in week k moves by e(k) + e(k, province), each a stationary
///   AR(1): e(k) = φ e(k − 1) + s √(1 − φ²) Z.
/// - Repeats: in each week after the ceremony another one with probability 1 − exp(−`repeatRate`),
///   at which BB(left, `repeatShare`, `ceremonyPrecision`) sign.
/// - Records: ceremonies become known Poisson(`recordingDelay`) days after they were held, or
///   `ceremonyNotice` days before, or with probability `ceremonyUnrecorded` never.
/// - Rosters: not stated in any recap of a unit with probability `rosterUnknown`; else recaps state
///   N exp(`rosterRevision` Z) up to a day uniform in the campaign and N afterwards, never fewer
///   than have signed.
public struct CampaignDisturbances: Hashable, Sendable {
  /// Standard deviation of the national weekly shock on the log hazard, `>= 0`.
  public var shockSpread = 0.0
  /// Standard deviation of the weekly shock of each province, `>= 0`.
  public var provinceShockSpread = 0.0
  /// Correlation φ of a shock with that of the week before, `0..<1`.
  public var shockPersistence = 0.7
  /// Repeat ceremonies of a unit per week, `>= 0`.
  public var repeatRate = 0.0
  /// Mean share of those left who will ever sign that signs at a repeat, in (0, 1).
  public var repeatShare = 0.4
  /// Share of ceremonies that no record tells of, `0...1`.
  public var ceremonyUnrecorded = 0.0
  /// Days by which ceremonies are announced; 0 where they become known afterwards, `>= 0`.
  public var ceremonyNotice = 0
  /// Share of units whose recaps state no roster, `0...1`.
  public var rosterUnknown = 0.0
  /// Standard deviation of the log ratio of the first stated roster to the true one, `>= 0`.
  public var rosterRevision = 0.0

  /// No disturbance.
  public init() {}

  /// The first value outside its range, as text.
  var problem: String? {
    let spreads = [
      ("shockSpread", shockSpread), ("provinceShockSpread", provinceShockSpread),
      ("repeatRate", repeatRate), ("rosterRevision", rosterRevision),
      ("ceremonyNotice", Double(ceremonyNotice)),
    ]
    if let (name, value) = spreads.first(where: { !($0.1 >= 0 && $0.1.isFinite) }) {
      return "\(name) \(value) is not finite and at least 0"
    }
    let parts = [("ceremonyUnrecorded", ceremonyUnrecorded), ("rosterUnknown", rosterUnknown)]
    if let (name, value) = parts.first(where: { !(0...1).contains($0.1) }) {
      return "\(name) \(value) is not in 0...1"
    }
    if !(0..<1).contains(shockPersistence) {
      return "shockPersistence \(shockPersistence) is not in 0..<1"
    }
    return repeatShare > 0 && repeatShare < 1 ? nil : "repeatShare \(repeatShare) is not in (0, 1)"
  }
}
