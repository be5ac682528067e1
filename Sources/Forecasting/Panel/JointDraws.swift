// Forecasting: joint draws of signers. Every model ends in one such matrix; totals, ranks, P(miss)
// and shortfalls are read off it, so they fit each other by construction.

/// Draws of signers and rosters, unit × date × draw; draw `d` is one possible course of the whole
/// panel, so sums over units are taken within a draw.
public struct JointDraws: Hashable, Sendable {
  /// Number of units.
  public let units: Int
  /// Number of dates.
  public let dates: Int
  /// Number of draws.
  public let draws: Int
  private let signed: [Int32]
  private let required: [Int32]

  /// Draws of all units.
  ///
  /// - Parameters:
  ///   - units: Number of units.
  ///   - dates: Number of dates.
  ///   - draws: Number of draws.
  ///   - signed: Signers at `(unit * dates + date) * draws + draw`; they never fall from one date to
  ///     the next and lie in `0...required`.
  ///   - required: Rosters at `unit * draws + draw`.
  public init(units: Int, dates: Int, draws: Int, signed: [Int32], required: [Int32]) {
    precondition(
      signed.count == units * dates * draws && required.count == units * draws,
      "\(signed.count) signers and \(required.count) rosters for \(units) × \(dates) × \(draws)")
    self.units = units
    self.dates = dates
    self.draws = draws
    self.signed = signed
    self.required = required
  }

  /// Signers of a unit in one draw on one date, persons, never above `required`.
  public func signed(_ unit: Int, date: Int, draw: Int) -> Int {
    Int(signed[(unit * dates + date) * draws + draw])
  }

  /// Roster of a unit in one draw, persons.
  public func required(_ unit: Int, draw: Int) -> Int { Int(required[unit * draws + draw]) }

  /// The same draws read at some of their dates, in the order given; a date may stand twice.
  func reading(dates places: [Int]) -> JointDraws {
    JointDraws(
      units: units, dates: places.count, draws: draws,
      signed: (0..<units).flatMap { unit in
        places.flatMap { date in
          let start = (unit * dates + date) * draws
          return signed[start..<start + draws]
        }
      }, required: required)
  }
}
