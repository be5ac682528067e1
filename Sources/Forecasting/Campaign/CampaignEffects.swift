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
  /// d ln(outstanding) / dz.
  let growth: Double
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
            growth: own.everSign * max(0, 1 - own.everSign / Double(max(1, unit.required))) / n,
            base: own.moments.hazard + own.moments.hazardVariance / 2 + log(bin.time),
            weight: 1 / (1 + max(0, n - 1) * correlation)))
      }
    }
    return rows
  }

  /// Deadline and common shocks together, then sessions given both.
  mutating func improveEffects(_ model: CampaignModel) {
    let rows = rows()
    let session = state.session.mean
    var effects = WeeklyEffects(state)
    for row in rows {
      let fixed = row.base + state.shock(row.bin) + state.pull(row.bin)
      let exposure = exp(min(3, fixed + session * row.bin.session))
      let hazard = -expm1(-exposure)
      let y = Double(row.bin.signers)
      effects.add(
        row.bin, score: row.weight * exposure * (y / hazard - row.outstanding),
        information: row.weight * row.outstanding * exposure * exposure * exp(-exposure) / hazard,
        growth: row.growth)
    }
    effects.solve(model, &state)
    let fixed = rows.map { $0.base + state.shock($0.bin) + state.pull($0.bin) }
    let found = Self.newton(rows, fixed: fixed, prior: model.sessionEffect, start: session) {
      $0.session
    }
    state.session = (found.mean, found.spread)
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
}
