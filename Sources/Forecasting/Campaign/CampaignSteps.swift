// Forecasting: the weeks to come, and what all units share in them within one draw.

internal import GSL
internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Steps of at most a week, none of which crosses a target date or the end of a week, and the
/// exposure of each step in each draw.
struct CampaignSteps {
  /// Day numbers: step s goes from the end of `bounds[s]` to the end of `bounds[s + 1]`.
  let bounds: [Int]
  /// For each step the target that ends it; -1 where none does.
  let targetOf: [Int]
  let time: WorkingTime
  /// exp(β D + c) × working time of the whole step, at `draw * count + step`.
  private(set) var exposures: [Double] = []
  /// Deadline effect β of each draw.
  private(set) var deadlineEffects: [Double] = []
  /// Level α of each draw, which all log hazards of the units share.
  private(set) var levels: [Double] = []
  /// Session effect γ of each draw.
  private(set) var sessionEffects: [Double] = []
  /// D of each step, averaged over τ by weight, for launches and repeats.
  private(set) var pulls: [Double] = []

  var count: Int { bounds.count - 1 }

  init(_ state: CampaignState, dates: [CalendarDate], draws: Int, seed: UInt64) {
    let panel = state.panel
    let targets = dates.map { Int($0.dayNumber) }
    let last = max(targets.last ?? panel.asOf, panel.asOf)
    var first = panel.asOf
    for unit in panel.units {
      if let from = unit.lastDay ?? unit.launchDay { first = min(first, from) }
    }
    first = max(min(first, panel.start - 1), panel.asOf - CampaignPanel.longest)
    let deadline = Int(panel.deadline.dayNumber)
    time = WorkingTime(
      from: CalendarDate(dayNumber: first - 7), through: CalendarDate(dayNumber: last),
      deadline: panel.deadline, holidays: panel.holidays, pulls: state.panel.time.pulls)
    var ends = Set(targets.filter { $0 > first } + [last])
    // The first end of a week after `first`.
    var end = first + 1 + ((deadline - first - 1) % 7 + 7) % 7
    while end < last {
      ends.insert(end)
      end += 7
    }
    bounds = [first] + ends.filter { $0 > first }.sorted()
    let places = Dictionary(targets.enumerated().map { ($1, $0) }) { a, _ in a }
    targetOf = bounds.dropFirst().map { places[$0] ?? -1 }
    draw(state, draws: draws, seed: seed)
  }

  private mutating func draw(_ state: CampaignState, draws: Int, seed: UInt64) {
    let stream = RandomStream(seed: seed)
    let steps = bounds.count - 1
    let lengths = (0..<steps).map { time.weeks(after: bounds[$0], through: bounds[$0 + 1]) }
    let weeks = (0..<steps).map { time.week(bounds[$0 + 1]) }
    let pullTable = time.pulls.indices.map { index in
      (0..<steps).map { time.pull(index, after: bounds[$0], through: bounds[$0 + 1]) }
    }
    pulls = (0..<steps).map { step in
      state.pulls.indices.reduce(0) { $0 + state.pulls[$1].weight * pullTable[$1][step] }
    }
    let now = time.week(state.panel.asOf)
    let weekPulls = time.pulls.indices.map { index in
      weeks.map { week in
        let end = state.panel.deadline.advanced(by: -7 * week)
        return time.pull(
          index, after: Int(end.dayNumber) - 7, through: Int(end.dayNumber))
      }
    }
    var known = state.shocks.filter { $0.key >= now }
    for (step, week) in weeks.enumerated() {
      guard let shock = state.shocks[week], week >= now else { continue }
      known[week] = state.pulls.enumerated().reduce(shock) {
        $0 + $1.element.weight * $1.element.mean * weekPulls[$1.offset][step]
      }
    }
    let persistence = state.persistence
    exposures = [Double](repeating: 0, count: draws * steps)
    for draw in 0..<draws {
      stream.reseed(RandomStream.derivedSeed(seed, UInt64(draw)))
      let effect = Self.pick(state.effects, stream.uniform())
      let chosen = effect.pull
      let normal = stream.normal()
      let pull = effect.mean + effect.spread * normal
      let rest = (1 - effect.correlation * effect.correlation).squareRoot()
      let level =
        effect.level + effect.levelSpread * (effect.correlation * normal + rest * stream.normal())
      levels.append(level)
      deadlineEffects.append(pull)
      sessionEffects.append(state.session.mean + state.session.spread * stream.normal())
      let spread = effect.shockSpread
      var shock = 0.0
      var week = Int.max
      for step in 0..<steps {
        if weeks[step] != week {
          if let total = known[weeks[step]] {
            // What the counts fix is the sum of level, pull and shock.
            shock = total - level - (pullTable.isEmpty ? 0 : pull * weekPulls[chosen][step])
          } else {
            let lag = week == Int.max ? 0 : persistence
            shock = lag * shock + spread * (1 - lag * lag).squareRoot() * stream.normal()
          }
          week = weeks[step]
        }
        let effect = pullTable.isEmpty ? 0 : pull * pullTable[chosen][step]
        exposures[draw * steps + step] = lengths[step] * exp(min(5, effect + shock))
      }
    }
  }

  private static func pick(_ effects: [EffectCase], _ uniform: Double) -> EffectCase {
    var rest = uniform
    for effect in effects {
      rest -= effect.weight
      if rest < 0 { return effect }
    }
    return effects.last ?? EffectCase(weight: 1, pull: 0, mean: 0, spread: 0, shockSpread: 0)
  }

  /// The step in which a day lies; the last one for later days.
  func step(of day: Int) -> Int {
    var (low, high) = (0, count - 1)
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle + 1] >= day { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The part of a step's working time that lies after a day.
  func part(of step: Int, after day: Int) -> Double {
    guard day > bounds[step] else { return 1 }
    let whole = time.weeks(after: bounds[step], through: bounds[step + 1])
    return whole > 0 ? time.weeks(after: day, through: bounds[step + 1]) / whole : 0
  }
}
