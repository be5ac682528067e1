// Forecasting: the fit of the campaign model by rounds: grids of all units, pools by expectation and
// maximisation, then the laws of increments and the common effects at the units' means.

internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Fits the campaign model to a panel.
struct CampaignEstimation {
  private let model: CampaignModel
  var state: CampaignState

  /// Rounds of grids, pools and effects; the likelihood hardly moves after the fourth.
  private static let rounds = 6
  /// Steps of expectation and maximisation in a round.
  private static let steps = 30
  /// Nodes of a roster that is only estimated, in standard deviations.
  static let rosterNodes = [-1.6, -0.8, 0, 0.8, 1.6]

  init(_ panel: CampaignPanel, model: CampaignModel) {
    self.model = model
    let count = Double(max(1, model.deadlineDays.count))
    state = CampaignState(
      panel: panel,
      pulls: model.deadlineDays.map { _ in
        PullEffect(
          weight: 1 / count, mean: model.deadlineEffect.mean, spread: model.deadlineEffect.spread)
      }, session: (model.sessionEffect.mean, model.sessionEffect.spread),
      shockSpread: model.commonShock, effects: WeeklyEffects.prior(model),
      repeats: (model.repeatRate, model.repeatRate * model.repeatWeeks, model.repeatWeeks),
      launch: LaunchLaw(panel, model: model))
    state.persistence = model.shockPersistence
    for level in panel.levels {
      state.rosterSpreads[level] = panel.rosterSpread(level) ?? model.rosterSpread
      state.pools[level] = CampaignPool(
        logitMean: model.everSign.mean, logitSpread: model.everSignSpread,
        hazardMean: model.logHazard.mean, hazardSpread: model.hazardSpread)
      state.laws[level] = IncrementLaws(
        correlation: 0.01, first: (model.ceremonyShare, model.ceremonyPrecision),
        again: (model.repeatShare, model.ceremonyPrecision))
    }
    for unit in panel.units {
      state.provinces[unit.regency.province] = (0, 0)
    }
    state.units = panel.units.map { cases(of: $0) }
  }

  /// The state after all rounds.
  func run() -> CampaignState {
    var fit = self
    for round in 0..<Self.rounds {
      fit.evaluate()
      for _ in 0..<Self.steps { fit.improvePools() }
      if round == Self.rounds - 1 { break }
      fit.refocus()
      fit.improveLaws(model)
      fit.improveEffects(model)
    }
    fit.doubtPools()
    return fit.state
  }

  private func cases(of unit: CampaignUnit) -> UnitState {
    func grid(_ required: Int) -> UnitGrid {
      UnitGrid(
        required: required, signed: unit.lastSigned, hazardMean: model.logHazard.mean,
        hazardSpread: 0.9)
    }
    guard !unit.isRosterKnown else {
      return UnitState(
        cases: [RosterCase(grid: grid(unit.required), prior: 1, exponentials: [])],
        caseWeights: [1])
    }
    let spread = state.rosterSpread(unit.level)
    let centre = log(Double(max(1, unit.required)))
    let cases = Self.rosterNodes.map { node in
      let roster = exp(centre + spread * node)
      let prior = exp(-0.5 * node * node)
      return RosterCase(
        grid: grid(Int(roster.rounded())),
        prior: roster + 0.5 >= Double(unit.lastSigned) ? prior : 1e-3 * prior, exponentials: [])
    }
    return UnitState(cases: cases, caseWeights: cases.map(\.prior))
  }

  /// Likelihoods of all grids under the present laws and effects.
  private mutating func evaluate() {
    for index in state.units.indices where !state.panel.units[index].bins.isEmpty {
      let unit = state.panel.units[index]
      guard let laws = state.laws[unit.level] else { continue }
      let offsets = state.offsets(unit)
      for place in state.units[index].cases.indices {
        state.units[index].cases[place].grid.evaluate(unit.bins, offsets: offsets, laws: laws)
        state.units[index].cases[place].exponentials =
          state.units[index].cases[place].grid.likelihood.map { exp($0) }
      }
    }
  }

  /// Posterior moments of all units that have bins.
  private mutating func weighUnits() {
    var weights = [Double](repeating: 0, count: UnitGrid.cells)
    for index in state.units.indices where !state.panel.units[index].bins.isEmpty {
      let unit = state.panel.units[index]
      let pool = state.pool(unit)
      var parts: [(weight: Double, moments: GridMoments)] = []
      for roster in state.units[index].cases {
        let sum = roster.grid.weigh(pool, exponentials: roster.exponentials, into: &weights)
        guard let moments = roster.grid.moments(weights, sum: sum, pool: pool) else {
          parts.append((0, GridMoments()))
          continue
        }
        parts.append((log(roster.prior) + moments.evidence, moments))
      }
      let top = parts.map(\.weight).max() ?? 0
      let odds = parts.map { exp($0.weight - top) }
      let total = odds.reduce(0, +)
      guard total > 0, total.isFinite else { continue }
      var mixed = GridMoments()
      var everSign = 0.0
      for ((part, odd), roster) in zip(zip(parts, odds), state.units[index].cases) {
        mixed.add(part.moments, weight: odd / total)
        let left = Double(roster.grid.required - unit.lastSigned)
        everSign += odd / total * (Double(unit.lastSigned) + part.moments.everSign * left)
      }
      state.units[index].caseWeights = odds.map { $0 / total }
      state.units[index].moments = mixed
      state.units[index].everSign = everSign
    }
  }

  /// One step of expectation and maximisation of pools and province effects.
  private mutating func improvePools() {
    weighUnits()
    let panel = state.panel
    for level in panel.levels {
      guard var pool = state.pools[level] else { continue }
      var n = 0.0
      var sums = (z: 0.0, zz: 0.0, u: 0.0, uu: 0.0)
      for (unit, own) in zip(panel.units, state.units)
      where unit.level == level && !unit.bins.isEmpty {
        let effect = state.provinces[unit.regency.province] ?? (0, 0)
        let (z, u) = (own.moments.logit - effect.logit, own.moments.hazard - effect.hazard)
        n += 1
        sums.z += z
        sums.zz += z * z + own.moments.logitVariance
        sums.u += u
        sums.uu += u * u + own.moments.hazardVariance
      }
      (pool.logitMean, pool.logitSpread) = Self.maximum(
        n: n, sum: sums.z, squares: sums.zz, spread: pool.logitSpread, prior: model.everSign,
        expected: model.everSignSpread, worth: model.spreadWorth)
      (pool.hazardMean, pool.hazardSpread) = Self.maximum(
        n: n, sum: sums.u, squares: sums.uu, spread: pool.hazardSpread, prior: model.logHazard,
        expected: model.hazardSpread, worth: model.spreadWorth)
      state.pools[level] = pool
    }
    improveProvinces()
  }

  private static func maximum(
    n: Double, sum: Double, squares: Double, spread: Double, prior: NormalPrior,
    expected: Double, worth: Double
  ) -> (mean: Double, spread: Double) {
    let weight = spread * spread / (prior.spread * prior.spread)
    let mean = (sum + weight * prior.mean) / (n + weight)
    let scatter = max(0, squares - 2 * mean * sum + n * mean * mean)
    return (mean, ((scatter + worth * expected * expected) / (n + worth)).squareRoot())
  }

  private mutating func improveProvinces() {
    var sums: [ProvinceCode: (z: Double, zn: Double, u: Double, un: Double)] = [:]
    for (unit, own) in zip(state.panel.units, state.units) where !unit.bins.isEmpty {
      guard let pool = state.pools[unit.level] else { continue }
      var sum = sums[unit.regency.province] ?? (0, 0, 0, 0)
      let z = 1 / (pool.logitSpread * pool.logitSpread)
      let u = 1 / (pool.hazardSpread * pool.hazardSpread)
      sum.z += (own.moments.logit - pool.logitMean) * z
      sum.zn += z
      sum.u += (own.moments.hazard - pool.hazardMean) * u
      sum.un += u
      sums[unit.regency.province] = sum
    }
    let prior = 1 / (model.provinceSpread * model.provinceSpread)
    for (province, sum) in sums {
      state.provinces[province] = (sum.z / (sum.zn + prior), sum.u / (sum.un + prior))
    }
  }

  private mutating func refocus() {
    for index in state.units.indices where !state.panel.units[index].bins.isEmpty {
      let moments = state.units[index].moments
      let share = max(0, moments.shareSquare - moments.share * moments.share).squareRoot()
      for place in state.units[index].cases.indices {
        state.units[index].cases[place].grid.refocus(
          share: (moments.share, share),
          hazard: (moments.hazard, moments.hazardVariance.squareRoot()))
      }
    }
  }

  /// Doubt about the means of the pools, from the information that the units hold.
  private mutating func doubtPools() {
    weighUnits()
    for level in state.panel.levels {
      guard let pool = state.pools[level] else { continue }
      let vz = pool.logitSpread * pool.logitSpread
      let vu = pool.hazardSpread * pool.hazardSpread
      var zz = 1 / (model.everSign.spread * model.everSign.spread)
      var uu = 1 / (model.logHazard.spread * model.logHazard.spread)
      var (zu, units) = (0.0, 0.0)
      for (unit, own) in zip(state.panel.units, state.units)
      where unit.level == level && !unit.bins.isEmpty {
        let moments = own.moments
        zz += max(0, 1 / vz - moments.logitVariance / (vz * vz))
        uu += max(0, 1 / vu - moments.hazardVariance / (vu * vu))
        zu -= moments.covariance / (vz * vu)
        units += max(0, 1 - moments.logitVariance / vz)
      }
      // Units agree in which way z and u trade off: at most nearly all of it.
      let bound = 0.98 * (zz * uu).squareRoot()
      zu = min(bound, max(-bound, zu))
      let determinant = zz * uu - zu * zu
      state.poolDoubt[level] = (uu / determinant, -zu / determinant, zz / determinant, units)
    }
  }
}

extension GridMoments {
  /// Adds moments of one part of a mixture.
  mutating func add(_ part: GridMoments, weight: Double) {
    logit += weight * part.logit
    logitSquare += weight * part.logitSquare
    hazard += weight * part.hazard
    hazardSquare += weight * part.hazardSquare
    product += weight * part.product
    share += weight * part.share
    shareSquare += weight * part.shareSquare
    everSign += weight * part.everSign
  }
}

extension CampaignPanel {
  /// Standard deviation of log N over the known rosters of a level; nil with fewer than five.
  func rosterSpread(_ level: Level) -> Double? {
    let logs = units.filter { $0.level == level && $0.isRosterKnown && $0.required > 0 }
      .map { log(Double($0.required)) }
    guard logs.count >= 5 else { return nil }
    let mean = logs.reduce(0, +) / Double(logs.count)
    let squares = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return max(0.02, (squares / Double(logs.count - 1)).squareRoot())
  }
}
