// Forecasting: the deadline's pull and the common shocks, found together from week to week. Found in
// turns, whichever comes first would take what belongs to the other.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Common moves of the log hazard by week.
///
/// With I(k) the information and s(k) the score of a common move in week k, t(k) = e(k) + s(k) / I(k)
/// is the move that the counts show, e(k) the one assumed so far. t ~ N(β₀ D, diag(1 / I) + σ² φ^|i−j|
/// + σα² + σα² G G′ + σβ² D D′): shocks, the level that the units' own hazards take up, the growth
/// G = d ln(K − S) / dz that their z take up, and the deadline. Without α and G the shocks would
/// explain a plateau that the never-signers make. The
/// evidence of each τ and each σ on a grid weighs them; β and the shocks are conditional means.
struct WeeklyEffects {
  private var score: [Int: Double] = [:]
  private var information: [Int: Double] = [:]
  /// Information × the rise of the log outstanding when all z rise by 1.
  private var growth: [Int: Double] = [:]
  private let time: WorkingTime
  private let deadline: Int

  /// Standard deviation of the level α: what the units' hazards have not taken up yet.
  private static let levelSpread = 0.5
  /// Standard deviation of the log of the shocks' spread under its prior.
  private static let logSpread = 0.7
  /// Steps of the grid of the shocks' spread, in those standard deviations.
  private static let nodes = [-2.0, -1.2, -0.4, 0.4, 1.2, 2]

  init(_ state: CampaignState) {
    time = state.panel.time
    deadline = Int(state.panel.deadline.dayNumber)
  }

  /// Adds what one bin says about its weeks.
  mutating func add(_ bin: CampaignBin, score: Double, information: Double, growth: Double) {
    for (place, share) in bin.weekShares.enumerated() where share > 0 {
      self.score[bin.firstWeek - place, default: 0] += score * share
      self.information[bin.firstWeek - place, default: 0] += information * share
      self.growth[bin.firstWeek - place, default: 0] += information * share * growth
    }
  }

  /// The possibilities before the data.
  static func prior(_ model: CampaignModel) -> [EffectCase] {
    let weights = nodes.map { exp(-0.5 * $0 * $0) }
    let total = weights.reduce(0, +) * Double(max(1, model.deadlineDays.count))
    return model.deadlineDays.indices.flatMap { pull in
      zip(nodes, weights).map { node, weight in
        EffectCase(
          weight: weight / total, pull: pull, mean: model.deadlineEffect.mean,
          spread: model.deadlineEffect.spread,
          shockSpread: model.commonShock * exp(logSpread * node))
      }
    }
  }

  /// Finds the possibilities after the data, and the shocks and pulls under them.
  func solve(_ model: CampaignModel, _ state: inout CampaignState) {
    let weeks = information.filter { $0.value > 0.05 }.keys.sorted().prefix(120)
    guard !weeks.isEmpty else { return }
    let pulls = time.pulls.indices.map { index in
      weeks.map { week in
        let end = deadline - 7 * week
        return time.pull(index, after: end - 7, through: end)
      }
    }
    let moves = weeks.indices.map { place in
      var move = state.shocks[weeks[place]] ?? 0
      for (index, effect) in state.pulls.enumerated() {
        move += effect.weight * effect.mean * pulls[index][place]
      }
      let step = (score[weeks[place]] ?? 0) / (information[weeks[place]] ?? 1)
      return move + max(-1, min(1, step))
    }
    var cases: [EffectCase] = []
    var logs: [Double] = []
    var shocks: [[Double]] = []
    for prior in Self.prior(model) {
      guard let found = condition(prior, Array(weeks), moves, pulls[prior.pull], model) else {
        continue
      }
      cases.append(found.effect)
      logs.append(log(prior.weight) + found.evidence)
      shocks.append(found.shocks)
    }
    guard let top = logs.max() else { return }
    let odds = logs.map { exp($0 - top) }
    let total = odds.reduce(0, +)
    for index in cases.indices { cases[index].weight = odds[index] / total }
    // The units' own hazards take up the mean level at their next round.
    let level = cases.reduce(0) { $0 + $1.weight * $1.level }
    for index in cases.indices { cases[index].level -= level }
    state.effects = cases
    for (place, week) in weeks.enumerated() {
      var mean = 0.0
      for (effect, own) in zip(cases, shocks) { mean += effect.weight * own[place] }
      state.shocks[week] = mean
    }
    for index in state.pulls.indices {
      let own = cases.filter { $0.pull == index }
      let weight = own.reduce(0) { $0 + $1.weight }
      guard weight > 0 else {
        state.pulls[index].weight = 0
        continue
      }
      let mean = own.reduce(0) { $0 + $1.weight * $1.mean } / weight
      let square = own.reduce(0) { $0 + $1.weight * ($1.mean * $1.mean + $1.spread * $1.spread) }
      state.pulls[index] = PullEffect(
        weight: weight, mean: mean, spread: max(0, square / weight - mean * mean).squareRoot())
    }
    let variance = cases.reduce(0) { $0 + $1.weight * $1.shockSpread * $1.shockSpread }
    state.shockSpread = variance.squareRoot()
  }

  private func condition(
    _ prior: EffectCase, _ weeks: [Int], _ moves: [Double], _ pull: [Double],
    _ model: CampaignModel
  ) -> (effect: EffectCase, evidence: Double, shocks: [Double])? {
    let count = weeks.count
    let shock = prior.shockSpread * prior.shockSpread
    let effect = prior.spread * prior.spread
    let level = Self.levelSpread * Self.levelSpread
    var kernel = [Double](repeating: 0, count: count * count)
    var covariance = kernel
    let growths = weeks.map { week in
      min(10, (growth[week] ?? 0) / (information[week] ?? 1))
    }
    for row in 0..<count {
      for column in 0..<count {
        let lag = Double(abs(weeks[row] - weeks[column]))
        kernel[row * count + column] = shock * pow(model.shockPersistence, lag)
        covariance[row * count + column] =
          kernel[row * count + column] + level * (1 + growths[row] * growths[column])
          + effect * pull[row] * pull[column]
      }
      covariance[row * count + row] += 1 / (information[weeks[row]] ?? 1)
    }
    guard let factors = try? ModifiedCholesky(covariance, order: count) else { return nil }
    let residual = moves.indices.map { moves[$0] - prior.mean * pull[$0] }
    let solved = factors.solve(residual)
    let pulled = factors.solve(pull)
    let levelled = factors.solve([Double](repeating: 1, count: count))
    var evidence = -0.5 * factors.logDeterminant
    var (shift, gain) = (0.0, 0.0)
    var (rise, rises, common) = (0.0, 0.0, 0.0)
    for row in 0..<count {
      evidence -= 0.5 * residual[row] * solved[row]
      shift += pull[row] * solved[row]
      gain += pull[row] * pulled[row]
      rise += solved[row]
      rises += levelled[row]
      common += pulled[row]
    }
    let shocks = (0..<count).map { row in
      (0..<count).reduce(0) { $0 + kernel[row * count + $1] * solved[$1] }
    }
    let spread = max(1e-9, effect - effect * effect * gain).squareRoot()
    let levelSpread = max(1e-9, level - level * level * rises).squareRoot()
    let correlation = -level * effect * common / (spread * levelSpread)
    let posterior = EffectCase(
      weight: 0, pull: prior.pull, mean: prior.mean + effect * shift, spread: spread,
      level: level * rise, levelSpread: levelSpread,
      correlation: max(-0.999, min(0.999, correlation)), shockSpread: prior.shockSpread)
    return (posterior, evidence, shocks)
  }
}
