// Risk: what each further session averts in one regency, and the placing of sessions by it.

internal import Forecasting
internal import GSL
internal import Records
internal import Statistics

/// Signers short of the target in one regency, all its levels together, by draw.
struct RegencyShortfall {
  let draws: [Int]

  /// All regencies whose every unit has draws.
  static func all(_ forecast: Forecast, share: Double) -> [RegencyCode: RegencyShortfall] {
    let last = forecast.dates.count - 1
    let target = Target(share: share, date: forecast.dates[last])
    let rows = Grouping(area: .regency, byLevel: false).rows(of: forecast)
    var all: [RegencyCode: RegencyShortfall] = [:]
    for (key, units) in rows {
      guard let regency = key.regency else { continue }
      all[regency] = RegencyShortfall(
        draws: (0..<forecast.draws).map { draw in
          let sums = units.reduce((signed: 0, required: 0)) { sum, unit in
            (
              sum.signed + forecast.signed(unit, date: last, draw: draw),
              sum.required + forecast.required(unit, draw: draw)
            )
          }
          return max(0, target.needed(of: sums.required) - sums.signed)
        })
    }
    return all
  }
}

/// Gains of the first, second … session of one regency.
struct GainLadder {
  /// Groups into which the draws are split: one for each draw of the hyper-parameters.
  static let groups = 40

  let regency: RegencyCode
  let cost: Double
  /// Expected shortfall without further sessions, persons.
  let shortfall: Double
  /// Gains of each session more, persons, `>= 0`, never rising.
  let gains: [Double]
  /// The same in each group of draws.
  let groupGains: [[Double]]
  /// Probability of a shortfall with 0, 1, 2 … sessions.
  let misses: [Double]

  init?(
    _ regency: RegencyCode, _ shortfalls: [[RegencyCode: RegencyShortfall]],
    _ request: SessionPlan.Request
  ) {
    let own = shortfalls.compactMap { $0[regency]?.draws }
    guard own.count == shortfalls.count, let draws = own.first?.count, draws > 0 else { return nil }
    self.regency = regency
    cost = request.costs[regency] ?? request.usualCost
    func mean(_ values: [Int], _ places: some Sequence<Int>) -> Double {
      var (sum, count) = (0, 0)
      for place in places {
        sum += values[place]
        count += 1
      }
      return Double(sum) / Double(max(count, 1))
    }
    func ladder(_ places: some Sequence<Int>) -> [Double] {
      let means = own.map { mean($0, places) }
      return Self.falling(zip(means, means.dropFirst()).map { $0 - $1 })
    }
    shortfall = mean(own[0], 0..<draws)
    gains = ladder(0..<draws)
    // Draws d, d + 40, d + 80 … share their hyper-parameters.
    let groups = min(Self.groups, draws)
    groupGains = (0..<groups).map { ladder(stride(from: $0, to: draws, by: groups)) }
    misses = own.map { values in Double(values.count { $0 > 0 }) / Double(draws) }
  }

  /// The nearest sequence that never rises and is never negative: pool adjacent violators.
  private static func falling(_ values: [Double]) -> [Double] {
    var blocks: [(sum: Double, count: Int)] = []
    for value in values {
      blocks.append((value, 1))
      while blocks.count > 1 {
        let (left, right) = (blocks[blocks.count - 2], blocks[blocks.count - 1])
        guard left.sum / Double(left.count) < right.sum / Double(right.count) else { break }
        blocks.removeLast(2)
        blocks.append((left.sum + right.sum, left.count + right.count))
      }
    }
    return blocks.flatMap { block in
      Array(repeating: max(0, block.sum / Double(block.count)), count: block.count)
    }
  }
}

/// Sessions placed so far.
struct Placing {
  private let provinces: [ProvinceCode]
  private let costs: [Double]
  private let request: SessionPlan.Request
  private(set) var counts: [Int]
  private(set) var choices: [PlanRow.Choice]
  private var placed = 0
  private var spent = 0.0

  init(_ regencies: [(province: ProvinceCode, cost: Double)], _ request: SessionPlan.Request) {
    provinces = regencies.map(\.province)
    costs = regencies.map(\.cost)
    self.request = request
    counts = Array(repeating: 0, count: regencies.count)
    choices = Array(repeating: .gain, count: regencies.count)
  }

  /// Gain of the sessions of a plan, persons.
  static func total(_ counts: [Int], _ gains: [[Double]]) -> Double {
    zip(counts, gains).reduce(0) { $0 + $1.1[..<$1.0].reduce(0, +) }
  }

  private var lotSessions: Int {
    request.sessions.map { Int(Double($0) * request.lotShare) } ?? 0
  }

  private func fits(_ place: Int, keeping reserve: Int) -> Bool {
    (request.sessions.map { placed < $0 - reserve } ?? true)
      && (request.budget.map { spent + costs[place] <= $0 + 1e-9 } ?? true)
  }

  private mutating func put(_ place: Int, _ choice: PlanRow.Choice) {
    if counts[place] == 0 { choices[place] = choice }
    counts[place] += 1
    placed += 1
    spent += costs[place]
  }

  /// The regency whose next session has the greatest gain for its cost among those that may have one.
  private func next(_ gains: [[Double]], among places: [Int], keeping reserve: Int) -> Int? {
    var best: (place: Int, value: Double)?
    for place in places where counts[place] < request.most && fits(place, keeping: reserve) {
      let value = gains[place][counts[place]] / costs[place]
      if value > best?.value ?? -1 { best = (place, value) }
    }
    return best?.place
  }

  /// Gives each province its floor, where it helps most.
  mutating func fillFloors(_ gains: [[Double]]) {
    guard request.floor > 0 else { return }
    for province in Set(provinces).sorted() {
      let own = provinces.indices.filter { provinces[$0] == province }
      for _ in 0..<request.floor {
        guard let place = next(gains, among: own, keeping: 0) else { break }
        put(place, .floor)
      }
    }
  }

  /// Places sessions by gain until a limit is met; those of the lot are kept back unless `all`.
  mutating func fillByGain(_ gains: [[Double]], all: Bool = false) {
    let places = Array(counts.indices)
    while let place = next(gains, among: places, keeping: all ? 0 : lotSessions),
      gains[place][counts[place]] > 0
    {
      put(place, .gain)
    }
  }

  /// Places the rest by lot among regencies without a session that come next by gain for cost: twice
  /// as many as the lot has sessions, so that half of them can be compared with the other half.
  mutating func draw(_ gains: [[Double]], seed: UInt64) {
    guard let sessions = request.sessions, placed < sessions else { return }
    let open = counts.indices.filter { counts[$0] == 0 && gains[$0][0] > 0 }.sorted {
      let (left, right) = (gains[$0][0] / costs[$0], gains[$1][0] / costs[$1])
      return left != right ? left > right : $0 < $1
    }
    var eligible = Array(open.prefix(2 * (sessions - placed)))
    let stream = RandomStream(seed: RandomStream.derivedSeed(seed, "lot"))
    while !eligible.isEmpty {
      let place = eligible.remove(at: stream.uniformInt(below: eligible.count))
      guard fits(place, keeping: 0) else { continue }
      put(place, .lot)
    }
  }

  /// No plan within the limits has a greater gain: sessions by gain for cost until the limit, the last
  /// one in part.
  func bound(_ gains: [[Double]]) -> Double {
    let steps = gains.indices.flatMap { place in
      gains[place].map { (gain: $0, cost: costs[place]) }
    }
    let byNumber = request.sessions.map { sessions in
      steps.map(\.gain).sorted(by: >).prefix(sessions).reduce(0, +)
    }
    let byBudget = request.budget.map { budget in
      var left = budget
      var sum = 0.0
      for step in steps.sorted(by: { $0.gain / $0.cost > $1.gain / $1.cost }) where left > 0 {
        let part = min(1, left / step.cost)
        sum += part * step.gain
        left -= part * step.cost
      }
      return sum
    }
    return min(byNumber ?? .infinity, byBudget ?? .infinity)
  }
}
