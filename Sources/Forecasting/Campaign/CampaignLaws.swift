// Forecasting: the laws of increments: ceremonies, over-dispersion of stragglers, lasting shocks of
// a unit and repeat ceremonies, all at the units' means.

internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension CampaignEstimation {
  /// Renews the laws of all levels.
  mutating func improveLaws(_ model: CampaignModel) {
    var again: [CeremonyRow] = []
    for level in state.panel.levels {
      var first: [CeremonyRow] = []
      for (unit, own) in zip(state.panel.units, state.units) where unit.level == level {
        let offsets = state.offsets(unit)
        for (bin, offset) in zip(unit.bins, offsets) where bin.isCeremony {
          let row = CeremonyRow(
            signers: Double(bin.signers),
            outstanding: max(Double(bin.signers), own.everSign - Double(bin.before)),
            stay: exp(-min(20, exp(own.moments.hazard + offset))))
          if bin.isFirst { first.append(row) } else { again.append(row) }
        }
      }
      state.laws[level]?.first = CeremonyRow.fit(
        first, mean: model.ceremonyShare, precision: model.ceremonyPrecision)
    }
    let repeats = CeremonyRow.fit(
      again, mean: model.repeatShare, precision: model.ceremonyPrecision)
    for level in state.panel.levels { state.laws[level]?.again = repeats }
    var weeks = 0.0
    for unit in state.panel.units { weeks += unit.bins.reduce(0) { $0 + $1.time } }
    let events = Double(again.count)
    let shape = model.repeatRate * model.repeatWeeks + events
    state.repeats = (shape / (model.repeatWeeks + weeks), shape, model.repeatWeeks + weeks)
    improveDispersion()
  }

  /// ρ by level and the variance of a unit's lasting shocks.
  private mutating func improveDispersion() {
    var lagged = (sum: 0.0, weight: 0.0)
    for level in state.panel.levels {
      var squares: [(excess: Double, weight: Double)] = []
      for (unit, own) in zip(state.panel.units, state.units) where unit.level == level {
        let offsets = state.offsets(unit)
        var logs: [Double?] = []
        let bins = unit.bins.count { !$0.isCeremony }
        // Two parameters of the unit are fitted to its bins, pooled: about one and a half are used.
        let freedom = Double(bins) / max(0.5, Double(bins) - 1.5)
        for (bin, offset) in zip(unit.bins, offsets) where !bin.isCeremony {
          let n = max(Double(bin.signers), own.everSign - Double(bin.before))
          let hazard = -expm1(-min(20, exp(own.moments.hazard + offset)))
          let expected = n * hazard
          logs.append(
            expected >= 5 ? log((Double(bin.signers) + 0.5) / (expected + 0.5)) : nil)
          guard n >= 4, bins >= 2, expected >= 0.2, expected * (1 - hazard) > 0 else { continue }
          let difference = Double(bin.signers) - expected
          let square = freedom * difference * difference / (expected * (1 - hazard))
          squares.append(((square - 1) / (n - 1), min(n, 50)))
        }
        guard bins >= 4 else { continue }
        for (a, b) in zip(logs, logs.dropFirst()) {
          guard let a, let b else { continue }
          lagged.sum += a * b
          lagged.weight += 1
        }
      }
      // The prior is worth 20 bins; the greatest hundredth counts as the one below it.
      squares.sort { $0.excess < $1.excess }
      var sum = 20 * 25 * 0.005
      var weight = 20.0 * 25
      let cap =
        squares.isEmpty ? 0 : squares[min(squares.count - 1, squares.count * 99 / 100)].excess
      for (excess, own) in squares {
        sum += own * min(excess, cap)
        weight += own
      }
      state.laws[level]?.correlation = min(0.3, max(5e-4, sum / weight))
    }
    // Removing each unit's mean pulls the correlation down by about one bin's share.
    let covariance = (lagged.sum + 50 * 0.01) / (lagged.weight + 50)
    state.unitShock = min(0.5, max(0, covariance / 0.6))
  }
}

/// A ceremony's signers among those who will ever sign, at the unit's means.
struct CeremonyRow {
  let signers: Double
  let outstanding: Double
  /// Probability of a straggler not to have signed in the rest of the bin.
  let stay: Double

  /// Mean and precision of the share by the posterior's mode: logit mean N(logit `mean`, 0.7²), log
  /// precision N(ln `precision`, 0.7²).
  static func fit(
    _ rows: [CeremonyRow], mean: Double, precision: Double
  ) -> (mean: Double, precision: Double) {
    let centre = (log(mean / (1 - mean)), log(precision))
    func likelihood(_ x: Double, _ y: Double) -> Double {
      let (m, s) = (1 / (1 + exp(-x)), exp(y))
      var sum = -0.5 * ((x - centre.0) * (x - centre.0) + (y - centre.1) * (y - centre.1)) / 0.49
      for row in rows {
        let total = 1 - (1 - m) * row.stay
        let variance = row.stay * row.stay * m * (1 - m) / (s + 1)
        let c = max(0.05, total * (1 - total) / max(1e-12, variance) - 1)
        let (a, b) = (max(1e-9, total * c), max(1e-9, (1 - total) * c))
        sum +=
          FastLogGamma.value(row.signers + a) - FastLogGamma.value(a)
          + FastLogGamma.value(row.outstanding - row.signers + b) - FastLogGamma.value(b)
          + FastLogGamma.value(a + b) - FastLogGamma.value(row.outstanding + a + b)
      }
      return sum
    }
    var point = centre
    var best = likelihood(point.0, point.1)
    var step = 0.5
    while step > 0.01 {
      let tries = [(step, 0.0), (-step, 0), (0, step), (0, -step)]
      var moved = false
      for (dx, dy) in tries {
        let next = (max(-5, min(5, point.0 + dx)), max(-1, min(6, point.1 + dy)))
        let value = likelihood(next.0, next.1)
        if value > best { (point, best, moved) = (next, value, true) }
      }
      if !moved { step /= 2 }
    }
    return (1 / (1 + exp(-point.0)), exp(point.1))
  }
}
