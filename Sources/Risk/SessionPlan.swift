// Risk: where further sessions help most, by the draws with and without them.

internal import Forecasting
public import Records
public import Statistics

/// One regency of a plan.
public struct PlanRow: Hashable, Sendable {
  /// How a regency came into the plan.
  public enum Choice: String, Hashable, Sendable {
    /// By its gain.
    case gain
    /// By its province's floor.
    case floor
    /// By lot among the regencies of nearly the same gain, so that the effect can be learnt.
    case lot
  }

  /// The regency.
  public let regency: RegencyCode
  /// Sessions that it gets, `> 0`.
  public let sessions: Int
  /// How it came into the plan.
  public let choice: Choice
  /// Expected signers short of the target that its sessions avert, persons, with a 90 % range over
  /// the draws of the hyper-parameters.
  public let gain: Ranged
  /// Probability to miss the target without and with its sessions.
  public let missBefore: Double
  /// The same with its sessions.
  public let missAfter: Double
  /// Share of the hyper-parameter draws in which the best plan has it.
  public let bestShare: Double
  /// What its sessions cost, in the unit of the budget.
  public let cost: Double
}

/// Further sessions, placed where they avert most of the shortfall.
///
/// The gain of each session more is the mean over the draws of the signers short of the target that
/// it averts, computed with the same chance as without it, and made to fall from one session to the
/// next (pool adjacent violators), as more of the same cannot help more. Sessions are then placed one
/// by one where gain ÷ cost is greatest: the best plan where all cost the same. Otherwise `bound`
/// says how far from it the plan can be. The effect of a session is the model's prior until records
/// teach it: it is an association, and only the lot can show a cause.
public struct SessionPlan: Sendable {
  /// What is asked for.
  public struct Request: Hashable, Sendable {
    /// Sessions to be placed, `>= 1`; nil where the budget alone limits.
    public var sessions: Int?
    /// Cost that may not be exceeded, `> 0`; nil where the number alone limits.
    public var budget: Double?
    /// Cost of a session by regency; others cost `usualCost`.
    public var costs: [RegencyCode: Double] = [:]
    /// Cost of a session where none is stated, `> 0`.
    public var usualCost = 1.0
    /// Sessions that each province gets at least, `>= 0`.
    public var floor = 0
    /// Share of the sessions that the lot places, `0..<1`.
    public var lotShare = 0.15
    /// Most sessions of one regency, `1...8`.
    public var most = 3
    /// Officials who come to a session, persons, `>= 1`.
    public var attendees = 150
    /// Share that must have signed, in (0, 1].
    public var share = 0.95
    /// Draws of the units for each of the 50 draws of the parameters, `>= 1`.
    public var drawsEach = 40
    /// Seed of draws and lot.
    public var seed: UInt64 = 1

    /// A request with the default values and no limit yet.
    public init() {}
  }

  /// What was asked for.
  public let request: Request
  /// The regencies of the plan by falling gain.
  public let rows: [PlanRow]
  /// Regencies that cannot be planned for, because a level in scope has no draws.
  public let unplanned: Int
  /// Expected shortfall of all other regencies without and with the plan, persons.
  public let shortfall: (before: Double, after: Double)
  /// No plan within the limits averts more than this, persons.
  public let bound: Double
  /// Range over the hyper-parameter draws of what the best plan of each averts beyond this one.
  public let regret: Ranged

  /// Makes a plan.
  ///
  /// - Parameters:
  ///   - request: What is asked for; has a number of sessions or a budget.
  ///   - book: The evidence; its election has a voting day after the day of the book.
  ///   - progress: Told the forecasts that are made and that there are.
  /// - Returns: nil where no campaign model can be fitted: the records do not tell what sessions do.
  /// - Complexity: `most + 1` forecasts of the nation.
  public static func make(
    _ request: Request, for book: TallyBook, progress: (Int, Int) -> Void = { _, _ in }
  ) -> SessionPlan? {
    precondition(request.sessions != nil || request.budget != nil, "no limit")
    precondition((1...8).contains(request.most), "most \(request.most)")
    guard let votingDay = book.election.votingDay, votingDay > book.asOf else { return nil }
    var shortfalls: [[RegencyCode: RegencyShortfall]] = []
    for sessions in 0...request.most {
      progress(sessions, request.most + 1)
      let panel = FittedPanel(
        PredictiveModel(drawsEach: request.drawsEach, seed: request.seed), to: book,
        scenario: Self.scenario(sessions, request, book, until: votingDay))
      guard panel.fitted?.name == .campaign else { return nil }
      let forecast = Forecast(panel, on: [votingDay])
      shortfalls.append(RegencyShortfall.all(forecast, share: request.share))
    }
    progress(request.most + 1, request.most + 1)
    return SessionPlan(request, shortfalls, book)
  }

  /// Sessions in every regency, spread evenly over the time that is left.
  private static func scenario(
    _ sessions: Int, _ request: Request, _ book: TallyBook, until votingDay: CalendarDate
  ) -> Scenario {
    var scenario = Scenario()
    let days = book.asOf.days(to: votingDay)
    for regency in book.regencies {
      let levels = Set(book.tallies(of: regency).compactMap(\.level))
      for number in 0..<sessions {
        let day = 1 + (number + 1) * (days - 1) / (sessions + 1)
        scenario.sessions.append(
          Scenario.PlannedSession(
            regency: regency, levels: levels, date: book.asOf.advanced(by: day),
            attendees: request.attendees))
      }
    }
    return scenario
  }

  private init(
    _ request: Request, _ shortfalls: [[RegencyCode: RegencyShortfall]], _ book: TallyBook
  ) {
    self.request = request
    let ladders = book.regencies.compactMap { GainLadder($0, shortfalls, request) }
    let groups = ladders.map(\.groupGains.count).max() ?? 0
    unplanned = book.regencies.count - ladders.count
    let means = ladders.map(\.gains)
    var placing = Placing(ladders.map { ($0.regency.province, $0.cost) }, request)
    placing.fillFloors(means)
    placing.fillByGain(means)
    placing.draw(means, seed: request.seed)
    let chosen = placing.counts
    // The best plan of each group of draws has no lot: what would have been best if that were so.
    let best = (0..<groups).map { group -> (counts: [Int], gain: Double) in
      let gains = ladders.map { $0.groupGains[group] }
      var own = Placing(ladders.map { ($0.regency.province, $0.cost) }, request)
      own.fillFloors(gains)
      own.fillByGain(gains, all: true)
      return (own.counts, Placing.total(own.counts, gains))
    }
    let regrets = best.enumerated().map { group, best in
      max(0, best.gain - Placing.total(chosen, ladders.map { $0.groupGains[group] }))
    }
    regret = Ranged(value: regrets.reduce(0, +) / Double(max(groups, 1)), regrets)
    bound = placing.bound(means)
    let before = ladders.reduce(0) { $0 + $1.shortfall }
    shortfall = (before, before - Placing.total(chosen, means))
    rows = ladders.indices.filter { chosen[$0] > 0 }.map { place in
      let ladder = ladders[place]
      let sessions = chosen[place]
      return PlanRow(
        regency: ladder.regency, sessions: sessions, choice: placing.choices[place],
        gain: Ranged(
          value: ladder.gains[..<sessions].reduce(0, +),
          ladder.groupGains.map { $0[..<sessions].reduce(0, +) }),
        missBefore: ladder.misses[0], missAfter: ladder.misses[sessions],
        bestShare: Double(best.count { $0.counts[place] > 0 }) / Double(max(best.count, 1)),
        cost: Double(sessions) * ladder.cost)
    }.sorted {
      $0.gain.value != $1.gain.value
        ? $0.gain.value > $1.gain.value : $0.regency < $1.regency
    }
  }
}

extension Ranged {
  /// A number with the 5 % and 95 % quantile of its draws.
  fileprivate init(value: Double, _ draws: [Double]) {
    let sorted = draws.sorted()
    guard !sorted.isEmpty else {
      self.init(value: value, low: value, high: value)
      return
    }
    self.init(value: value, low: Quantile.of(sorted, 0.05), high: Quantile.of(sorted, 0.95))
  }
}
