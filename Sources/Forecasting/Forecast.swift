// Forecasting: joint draws. Totals, ranks, P(miss) and shortfalls are all read off one matrix of
// unit × date × draw, so they fit each other by construction.

internal import GSL
public import Records
internal import Statistics

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Joint predictive draws of signers and rosters.
public struct Forecast: Sendable {
  /// The fitted panel behind the draws.
  public let panel: FittedPanel
  /// Dates in order, none before the panel's `asOf`.
  public let dates: [CalendarDate]
  /// Positions in `panel.units` of the units that have draws, in order.
  public let drawn: [Int]

  private let joint: JointDraws

  /// Draws of the parameters.
  public var parameterDraws: Int { panel.model.parameterDraws }
  /// Draws in all; draw `d` belongs to parameter draw `d / drawsEach`.
  public var draws: Int { panel.model.draws }

  /// Signers of a drawn unit in one draw on one date, persons, never above `required`.
  public func signed(_ unit: Int, date: Int, draw: Int) -> Int {
    joint.signed(unit, date: date, draw: draw)
  }

  /// Roster of a drawn unit in one draw, persons.
  public func required(_ unit: Int, draw: Int) -> Int { joint.required(unit, draw: draw) }

  /// Draws all units of a panel on dates in rising order, each at or after the panel's `asOf`.
  ///
  /// Each regency has a stream of its own, so that neither the order of regencies nor the number of
  /// threads changes a draw. Paths never fall from one date to the next.
  public init(_ panel: FittedPanel, on dates: [CalendarDate]) {
    precondition(!dates.isEmpty && dates == dates.sorted(), "dates rise: \(dates)")
    precondition(dates.allSatisfy { $0 >= panel.asOf }, "dates before \(panel.asOf)")
    self.panel = panel
    self.dates = dates
    let drawn = panel.units.indices.filter { index in
      if case .unavailable = panel.units[index].outcome { return false }
      return true
    }
    self.drawn = drawn
    let draws = panel.model.draws
    let parameters = ParameterDraws(panel)
    var signed = [Int32](repeating: 0, count: drawn.count * dates.count * draws)
    var required = [Int32](repeating: 0, count: drawn.count * draws)
    var tables = BetaBinomialTables(parameters)
    var position = 0
    while position < drawn.count {
      let regency = panel.units[drawn[position]].regency
      var end = position
      while end < drawn.count, panel.units[drawn[end]].regency == regency { end += 1 }
      let stream = RandomStream(
        seed: RandomStream.derivedSeed(panel.model.seed, regency.description))
      // Whether an undocumented regency has signed all the same is one fact for all its levels.
      let launches = (0..<draws).map { draw in
        stream.uniform() < parameters.launch[draw / panel.model.drawsEach]
      }
      for unit in position..<end {
        let state = panel.units[drawn[unit]]
        if case .fitted = state.outcome { continue }
        let own = RandomStream.derivedSeed(
          panel.model.seed, "\(regency) \(state.level.rawValue)")
        stream.reseed(own)
        for draw in 0..<draws {
          // A counted unit takes as many numbers as it has officials outstanding; with a start of
          // its own for each draw, one signer more changes that draw only.
          if state.outcome == .counted {
            stream.reseed(RandomStream.derivedSeed(own, UInt64(draw)))
          }
          let group = draw / panel.model.drawsEach
          let roster = Self.roster(state.tally, stream)
          required[unit * draws + draw] = Int32(roster)
          Self.walk(
            state, roster: roster, launched: launches[draw], group: group, dates: dates,
            parameters: parameters, tables: &tables, stream: stream
          ) { date, value in
            signed[(unit * dates.count + date) * draws + draw] = Int32(value)
          }
        }
      }
      position = end
    }
    if let model = panel.fitted {
      var rows = [Int](repeating: -1, count: panel.units.count)
      for (row, place) in drawn.enumerated() { rows[place] = row }
      let fitted = model.draws(on: dates, count: draws, seed: panel.model.seed)
      let stream = RandomStream(seed: panel.model.seed)
      for (row, place) in model.places.enumerated() {
        let unit = rows[place]
        let state = panel.units[place]
        // The model knows a roster or one number for it; what the evidence says of it stands here.
        let isOpen = state.tally.required.exactValue == nil
        stream.reseed(
          RandomStream.derivedSeed(
            panel.model.seed, "\(state.regency) \(state.level.rawValue) roster"))
        for draw in 0..<draws {
          let there = fitted.required(row, draw: draw)
          let roster = isOpen ? Self.roster(state.tally, stream) : there
          required[unit * draws + draw] = Int32(roster)
          for date in dates.indices {
            let signers = fitted.signed(row, date: date, draw: draw)
            signed[(unit * dates.count + date) * draws + draw] = Int32(
              roster == there
                ? signers
                : Int((Double(signers) / Double(max(there, 1)) * Double(roster)).rounded()))
          }
        }
      }
    }
    joint = JointDraws(
      units: drawn.count, dates: dates.count, draws: draws, signed: signed, required: required)
  }

  /// A roster inside its bounds that holds at least the signers who were counted.
  private static func roster(_ tally: Tally, _ stream: RandomStream) -> Int {
    if let distribution = tally.rosterDistribution {
      return distribution.draw(stream, atLeast: tally.signed.lower)
    }
    let low = max(tally.required.lower, tally.signed.lower)
    guard let high = tally.required.upper, high > low else { return low }
    return low + stream.uniformInt(below: high - low + 1)
  }

  /// Gives the signers on each date of one draw to `put`, without making a list of them.
  private static func walk(
    _ state: PanelUnit, roster: Int, launched: Bool, group: Int, dates: [CalendarDate],
    parameters: ParameterDraws, tables: inout BetaBinomialTables, stream: RandomStream,
    put: (_ date: Int, _ signers: Int) -> Void
  ) {
    let tally = state.tally
    guard tally.signedKind != .all, state.outcome == .counted,
      let counted = tally.signed.exactValue
    else {
      var value = 0
      if tally.signedKind == .all {
        value = roster
      } else if tally.isLaunched || launched {
        let low = min(tally.signed.lower, roster)
        let high = max(low, min(tally.signed.upper ?? roster, roster))
        value = tables.draw(
          level: state.level, roster: roster, group: group, within: low...high, stream: stream)
      }
      for date in dates.indices { put(date, value) }
      return
    }
    var value = min(counted, roster)
    var willing =
      value < roster ? stream.binomial(roster - value, parameters.everSign[group]) : 0
    var since = tally.countedThrough ?? dates[0]
    for (index, date) in dates.enumerated() {
      if willing > 0, since < date {
        let weeks = Double(since.days(to: date)) / 7
        let more = stream.binomial(willing, 1 - exp(-parameters.hazard[group] * weeks))
        willing -= more
        value += more
      }
      since = max(since, date)
      put(index, value)
    }
  }
}
