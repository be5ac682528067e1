// Forecasting: one unit's way in one draw, from its last count to the last target date.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Steps a unit through the weeks to come; S never falls and never passes K.
struct UnitWalk {
  let unit: CampaignUnit
  let laws: IncrementLaws
  /// Variance of the unit's lasting weekly shocks on the log hazard.
  let unitShock: Double
  /// Mean trace of sessions in each step; empty without sessions.
  let traces: [Double]
  let steps: CampaignSteps

  /// Correlation of a unit's shock with that of the week before.
  static let persistence = 0.6
  /// Below this many outstanding, chance of single officials drowns the shocks.
  private static let fewest = 8

  /// Walks one draw; `put` takes the signers at the end of each target date's step.
  mutating func run(
    _ person: UnitDraw, launch: Int, draw: Int, repeatRate: Double, launchPull: Double,
    stream: RandomStream, put: (_ target: Int, _ signers: Int) -> Void
  ) {
    var signed = unit.lastSigned
    var left = person.left
    let hasCounts = !unit.bins.isEmpty
    let begin = hasCounts ? unit.lastDay ?? launch : launch
    var needsCeremony = !hasCounts
    let session = steps.sessionEffects[draw]
    let spread = unitShock.squareRoot()
    var shock = unitShock > 0 ? spread * stream.normal() : 0
    let renewal = spread * (1 - Self.persistence * Self.persistence).squareRoot()
    let rate = exp(min(5, person.logHazard + steps.levels[draw]))
    var ahead = 0
    for step in 0..<steps.count {
      let end = steps.bounds[step + 1]
      if end > begin || (needsCeremony && end >= launch), left > 0 {
        if needsCeremony {
          let share = stream.betaBinomial(
            left, laws.first.mean * laws.first.precision,
            (1 - laws.first.mean) * laws.first.precision)
          signed += share
          left -= share
          needsCeremony = false
        }
        var exposure = rate * steps.exposures[draw * steps.count + step]
        if steps.bounds[step] < begin { exposure *= steps.part(of: step, after: begin) }
        if !traces.isEmpty { exposure *= exp(session * traces[step]) }
        if left >= Self.fewest {
          if unitShock > 0 {
            shock = Self.persistence * shock + renewal * stream.normal()
          }
          exposure *= exp(shock + noise(exposure, stream) - unitShock / 2)
        }
        let more = CoupledBinomial.draw(
          left, -expm1(-min(50, exposure)), chance: stream.normal())
        signed += more
        left -= more
        let forced = isForced(through: end, after: max(begin, steps.bounds[step]), &ahead)
        let chance = repeatRate * exp(launchPull * steps.pulls[step])
        if left > 0, forced || stream.uniform() < chance {
          let share = stream.betaBinomial(
            left, laws.again.mean * laws.again.precision,
            (1 - laws.again.mean) * laws.again.precision)
          signed += share
          left -= share
        }
      }
      let target = steps.targetOf[step]
      if target >= 0 { put(target, signed) }
    }
  }

  /// Log of a mean-one factor with the variance that ρ gives to a bin and lasting shocks do not.
  private func noise(_ exposure: Double, _ stream: RandomStream) -> Double {
    guard exposure > 0 else { return 0 }
    let stay = exp(-exposure)
    let hazard = max(1e-6, 1 - stay)
    let variance = log1p(laws.correlation * stay / hazard) - unitShock
    guard variance > 0 else { return 0 }
    return min(variance, 1).squareRoot() * stream.normal() - min(variance, 1) / 2
  }

  /// Whether a known or announced ceremony other than the first lies in a step.
  private func isForced(through end: Int, after begin: Int, _ ahead: inout Int) -> Bool {
    var isForced = false
    while ahead < unit.ceremoniesAhead.count, unit.ceremoniesAhead[ahead] <= end {
      if unit.ceremoniesAhead[ahead] > begin { isForced = true }
      ahead += 1
    }
    return isForced
  }
}
