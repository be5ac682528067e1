// Forecasting: the predictive draws of the campaign model, week by week to the target dates.

internal import GSL
internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Draws all units of a fit.
struct CampaignDraws {
  private let state: CampaignState
  private let steps: CampaignSteps
  private let hypers: [HyperDraw]
  private let launches: LaunchDraws
  private let dates: [Int]
  private let draws: Int
  private let seed: UInt64

  init(
    _ state: CampaignState, model: CampaignModel, dates: [CalendarDate], draws: Int, seed: UInt64
  ) {
    self.state = state
    self.dates = dates.map { Int($0.dayNumber) }
    self.draws = draws
    self.seed = seed
    let common = RandomStream.derivedSeed(seed, "common")
    steps = CampaignSteps(state, dates: dates, draws: draws, seed: common)
    let groups = max(1, min(model.hyperDraws, draws))
    let stream = RandomStream(seed: RandomStream.derivedSeed(seed, "pools"))
    let hypers = (0..<groups).map { group in
      stream.reseed(
        RandomStream.derivedSeed(RandomStream.derivedSeed(seed, "pools"), UInt64(group)))
      return HyperDraw(state, model: model, stream: stream)
    }
    self.hypers = hypers
    launches = LaunchDraws(state, steps: steps, hypers: hypers)
  }

  /// The draws, units in the caller's order.
  func joint() -> JointDraws {
    let units = state.panel.units
    var signed = [Int32](repeating: 0, count: units.count * dates.count * draws)
    var required = [Int32](repeating: 0, count: units.count * draws)
    var regencyDays: [Int] = []
    var regency: RegencyCode?
    let stream = RandomStream(seed: seed)
    for (index, unit) in units.enumerated() {
      if regency != unit.regency {
        regency = unit.regency
        let own = RandomStream.derivedSeed(seed, "\(unit.regency)")
        regencyDays = (0..<draws).map { draw in
          stream.reseed(RandomStream.derivedSeed(own, UInt64(draw)))
          return launches.regency(unit.regency, draw: draw, stream: stream)
        }
      }
      let place = state.panel.callerPlace[index]
      walk(
        index, regencyDays: regencyDays, stream: stream,
        signed: &signed, at: place * dates.count * draws, required: &required, from: place * draws)
    }
    return JointDraws(
      units: units.count, dates: dates.count, draws: draws, signed: signed, required: required)
  }

  /// The parameters behind the draws of one unit, at its place in the caller's order.
  func parameters(of unit: Int) -> [CampaignParameterDraw] {
    guard let index = state.panel.callerPlace.firstIndex(of: unit) else { return [] }
    let own = state.panel.units[index]
    let seed = RandomStream.derivedSeed(seed, "\(own.regency) \(own.level.rawValue)")
    var sampler = UnitSampler(state, index: index)
    let stream = RandomStream(seed: seed)
    var parameters: [CampaignParameterDraw] = []
    for group in hypers.indices {
      sampler.prepare(hypers[group])
      for draw in stride(from: group, to: draws, by: hypers.count) {
        stream.reseed(RandomStream.derivedSeed(seed, UInt64(draw)))
        let person = sampler.draw(stream)
        parameters.append(
          CampaignParameterDraw(
            draw: draw, everSignLogit: person.logit,
            logHazard: person.logHazard + steps.levels[draw],
            deadlineEffect: steps.deadlineEffects[draw]))
      }
    }
    return parameters.sorted { $0.draw < $1.draw }
  }

  /// All draws of one unit.
  private func walk(
    _ index: Int, regencyDays: [Int], stream: RandomStream, signed: inout [Int32], at base: Int,
    required: inout [Int32], from rosterBase: Int
  ) {
    let unit = state.panel.units[index]
    let own = RandomStream.derivedSeed(seed, "\(unit.regency) \(unit.level.rawValue)")
    let laws =
      state.laws[unit.level]
      ?? IncrementLaws(correlation: 0.01, first: (0.6, 6), again: (0.4, 6))
    var sampler = UnitSampler(state, index: index)
    let traces =
      unit.sessions.isEmpty
      ? []
      : (0..<steps.count).map {
        SessionTrace.mean(
          unit.sessions, after: steps.bounds[$0], through: steps.bounds[$0 + 1])
      }
    let past = dates.map { date in unit.lastDay.map { $0 >= date } ?? false }
    for (date, isPast) in past.enumerated() where isPast {
      let value = Int32(unit.signed(by: dates[date]))
      for draw in 0..<draws { signed[base + date * draws + draw] = value }
    }
    var walk = UnitWalk(
      unit: unit, laws: laws, unitShock: state.unitShock, traces: traces, steps: steps)
    for group in hypers.indices {
      sampler.prepare(hypers[group])
      for draw in stride(from: group, to: draws, by: hypers.count) {
        stream.reseed(RandomStream.derivedSeed(own, UInt64(draw)))
        let person = sampler.draw(stream)
        required[rosterBase + draw] = Int32(person.roster)
        let launch =
          unit.launchDay
          ?? launches.unit(unit, regency: regencyDays[draw], draw: draw, stream: stream)
        walk.run(
          person, launch: launch, draw: draw, repeatRate: hypers[group].repeatRate,
          launchPull: hypers[group].launchPull, stream: stream
        ) { target, value in
          if !past[target] { signed[base + target * draws + draw] = Int32(value) }
        }
      }
    }
  }
}

/// The parameters of a unit in one draw, for checks of calibration.
package struct CampaignParameterDraw: Hashable, Sendable {
  let draw: Int
  /// z, the logit of the share that will ever sign.
  package let everSignLogit: Double
  /// u, the log weekly hazard.
  package let logHazard: Double
  /// β, the rise of the log hazard on the day of the deadline.
  package let deadlineEffect: Double
}

/// One draw of a unit's parameters.
struct UnitDraw {
  let roster: Int
  /// Those who will still sign if the campaign never ends.
  let left: Int
  let logHazard: Double
  /// z, for checks of calibration.
  let logit: Double
}

/// Draws a unit's parameters from its posterior under one set of hyper-parameters.
struct UnitSampler {
  private let state: CampaignState
  private let unit: CampaignUnit
  private let own: UnitState
  private let spread: Double
  private var pool: CampaignPool
  private var cumulative: [[Double]]
  private var odds: [Double]
  private var weights = [Double](repeating: 0, count: UnitGrid.cells)

  init(_ state: CampaignState, index: Int) {
    self.state = state
    unit = state.panel.units[index]
    own = state.units[index]
    pool = state.pool(unit)
    spread = unit.isRosterKnown ? 0 : state.rosterSpread(unit.level)
    cumulative = own.cases.map { _ in [] }
    odds = own.caseWeights
  }

  /// Weighs the grids under the pools of a group of draws.
  mutating func prepare(_ hyper: HyperDraw) {
    guard var pool = hyper.pools[unit.level] else { return }
    if let effect = state.provinces[unit.regency.province] {
      pool.logitMean += effect.logit
      pool.hazardMean += effect.hazard
    }
    self.pool = pool
    guard !unit.bins.isEmpty else { return }
    var logs: [Double] = []
    for (place, roster) in own.cases.enumerated() {
      let sum = roster.grid.weigh(pool, exponentials: roster.exponentials, into: &weights)
      logs.append(
        sum > 0 && sum.isFinite ? log(roster.prior) + roster.grid.peak + log(sum) : -1e300)
      var total = 0.0
      cumulative[place] = weights.map {
        total += $0
        return total
      }
    }
    let top = logs.max() ?? 0
    if top > -1e299 { odds = logs.map { exp($0 - top) } }
  }

  /// One draw.
  func draw(_ stream: RandomStream) -> UnitDraw {
    var place = 0
    if own.cases.count > 1 {
      var pick = stream.uniform() * odds.reduce(0, +)
      place = own.cases.count - 1
      for (index, odd) in odds.enumerated() {
        pick -= odd
        if pick < 0 {
          place = index
          break
        }
      }
    }
    let grid = own.cases[place].grid
    var roster = grid.required
    if spread > 0 {
      // Between the nodes of the roster, which are 0.8 standard deviations apart.
      let ratio = exp(0.8 * spread * (stream.uniform() - 0.5))
      roster = max(unit.lastSigned, Int(min(1e9, Double(roster) * ratio).rounded()))
    }
    let signed = unit.lastSigned
    guard !unit.bins.isEmpty, let total = cumulative[place].last, total > 0 else {
      let z = pool.logitMean + pool.logitSpread * stream.normal()
      let u = pool.hazardMean + pool.hazardSpread * stream.normal()
      let left = stream.binomial(max(0, roster - signed), UnitGrid.logistic(z))
      return UnitDraw(roster: roster, left: left, logHazard: u, logit: z)
    }
    let target = stream.uniform() * total
    let table = cumulative[place]
    var (low, high) = (0, table.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if table[middle] > target { high = middle } else { low = middle + 1 }
    }
    let (share, hazard) = (low / UnitGrid.hazards, low % UnitGrid.hazards)
    let x =
      grid.shareRange.first + (Double(share) + stream.uniform() - 0.5) * grid.shareRange.step
    let u =
      grid.hazardRange.first + (Double(hazard) + stream.uniform() - 0.5) * grid.hazardRange.step
    let left = stream.binomial(max(0, roster - signed), UnitGrid.logistic(x))
    return UnitDraw(roster: roster, left: left, logHazard: u, logit: grid.logit(x).value)
  }
}
