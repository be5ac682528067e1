// Forecasting: what all units share in time: the pull of the deadline, sessions and common shocks,
// by Newton steps at the units' means.

internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// One bin of stragglers at its unit's means.
private struct StragglerRow {
  let bin: CampaignBin
  /// Those outstanding who will ever sign.
  let outstanding: Double
  /// Log hazard and log working time.
  let base: Double
  /// Weight 1 / (1 + (n − 1) ρ): officials of one office do not sign independently.
  let weight: Double
}

extension CampaignEstimation {
  private func rows() -> [StragglerRow] {
    var rows: [StragglerRow] = []
    for (unit, own) in zip(state.panel.units, state.units) {
      let correlation = state.laws[unit.level]?.correlation ?? 0.01
      for bin in unit.bins where !bin.isCeremony {
        let n = max(Double(bin.signers), own.everSign - Double(bin.before))
        guard n > 0.5 else { continue }
        rows.append(
          StragglerRow(
            bin: bin, outstanding: n,
            base: own.moments.hazard + own.moments.hazardVariance / 2 + log(bin.time),
            weight: 1 / (1 + max(0, n - 1) * correlation)))
      }
    }
    return rows
  }

  /// Deadline for each τ, then sessions, then shocks, each given the others.
  mutating func improveEffects(_ model: CampaignModel) {
    let rows = rows()
    let shocks = rows.map { state.shock($0.bin) }
    let session = state.session.mean
    var logs: [Double] = []
    for index in state.pulls.indices {
      let fixed = rows.indices.map {
        rows[$0].base + shocks[$0] + session * rows[$0].bin.session
      }
      let found = Self.newton(
        rows, fixed: fixed, prior: model.deadlineEffect, start: state.pulls[index].mean
      ) { $0.pulls[index] }
      state.pulls[index].mean = found.mean
      state.pulls[index].spread = found.spread
      // Integrated over the effect, so that a τ is not preferred for its freedom.
      logs.append(found.peak + log(found.spread))
    }
    let top = logs.max() ?? 0
    let total = logs.reduce(0) { $0 + exp($1 - top) }
    for index in state.pulls.indices { state.pulls[index].weight = exp(logs[index] - top) / total }
    let pulls = state.pulls
    func pull(_ bin: CampaignBin) -> Double {
      zip(pulls, bin.pulls).reduce(0) { $0 + $1.0.weight * $1.0.mean * $1.1 }
    }
    let fixed = rows.indices.map { rows[$0].base + shocks[$0] + pull(rows[$0].bin) }
    let found = Self.newton(rows, fixed: fixed, prior: model.sessionEffect, start: session) {
      $0.session
    }
    state.session = (found.mean, found.spread)
    let means = rows.indices.map {
      exp(fixed[$0] - shocks[$0] + found.mean * rows[$0].bin.session)
    }
    improveShocks(rows, exposures: means, model)
  }

  /// Maximum of the weighted binomial cloglog likelihood in one effect, with its normal prior.
  private static func newton(
    _ rows: [StragglerRow], fixed: [Double], prior: NormalPrior, start: Double,
    _ covariate: (CampaignBin) -> Double
  ) -> (mean: Double, spread: Double, peak: Double) {
    let precision = 1 / (prior.spread * prior.spread)
    let values = rows.map { covariate($0.bin) }
    func likelihood(_ effect: Double) -> (value: Double, score: Double, information: Double) {
      let d = effect - prior.mean
      var sum = (value: -0.5 * precision * d * d, score: -precision * d, information: precision)
      for (index, row) in rows.enumerated() where values[index] > 1e-6 {
        let exposure = exp(min(3, fixed[index] + effect * values[index]))
        let hazard = -expm1(-exposure)
        let y = Double(row.bin.signers)
        sum.value += row.weight * (y * log(hazard) - (row.outstanding - y) * exposure)
        sum.score +=
          row.weight * values[index] * exposure * (y / hazard - row.outstanding)
        sum.information +=
          row.weight * values[index] * values[index] * row.outstanding * exposure * exposure
          * exp(-exposure) / hazard
      }
      return sum
    }
    var effect = start
    var now = likelihood(effect)
    for _ in 0..<8 {
      var step = max(-1, min(1, now.score / now.information))
      var next = likelihood(effect + step)
      while next.value < now.value - 1e-9, abs(step) > 1e-4 {
        step /= 2
        next = likelihood(effect + step)
      }
      guard next.value >= now.value else { break }
      effect += step
      now = next
      if abs(step) < 1e-5 { break }
    }
    return (effect, 1 / now.information.squareRoot(), now.value)
  }

  private mutating func improveShocks(
    _ rows: [StragglerRow], exposures: [Double], _ model: CampaignModel
  ) {
    var score: [Int: Double] = [:]
    var information: [Int: Double] = [:]
    for (row, exposure) in zip(rows, exposures) {
      let exposed = min(20, exposure * exp(state.shock(row.bin)))
      let hazard = -expm1(-exposed)
      let y = Double(row.bin.signers)
      let slope = row.weight * exposed * (y / hazard - row.outstanding)
      let weight = row.weight * row.outstanding * exposed * exposed * exp(-exposed) / hazard
      for (place, share) in row.bin.weekShares.enumerated() where share > 0 {
        score[row.bin.firstWeek - place, default: 0] += slope * share
        information[row.bin.firstWeek - place, default: 0] += weight * share * share
      }
    }
    let precision = 1 / (state.shockSpread * state.shockSpread)
    var squares = 5 * model.commonShock * model.commonShock
    var weeks = 5.0
    for (week, weight) in information.sorted(by: { $0.key < $1.key }) {
      let old = state.shocks[week] ?? 0
      // Weeks of one fortnightly bin move together: half a step each.
      let step = ((score[week] ?? 0) - precision * old) / (2 * weight + precision)
      let shock = max(-1.5, min(1.5, old + max(-0.5, min(0.5, step))))
      state.shocks[week] = shock
      squares += shock * shock + 1 / (weight + precision)
      weeks += 1
    }
    state.shockSpread = max(0.02, (squares / weeks).squareRoot())
    state.shockWorth = weeks
  }
}
