// Tests of Risk: targets, rows and their laws.

import Forecasting
import GSL
import Records
import Risk
import Statistics
import TestSupport
import Testing

@Suite("Targets")
struct TargetTests {
  @Test("the least whole number not below the share")
  func needed() {
    let voting = day("2024-11-27")
    func needed(_ share: Double, _ required: Int) -> Int {
      Target(share: share, date: voting).needed(of: required)
    }
    #expect(needed(0.9, 50) == 45 && needed(0.95, 53) == 51 && needed(0.95, 20) == 19)
    #expect(needed(1, 53) == 53 && needed(0.95, 0) == 0 && needed(0.01, 1) == 1)
  }

  @Test("whole percentages ask for what whole numbers say")
  func exact() {
    for percent in 1...100 {
      let target = Target(share: Double(percent) / 100, date: day("2024-11-27"))
      for required in [1, 7, 20, 50, 53, 100, 514, 4_000, 99_999] {
        #expect(target.needed(of: required) == (percent * required + 99) / 100)
      }
    }
  }
}

@Suite("Risk table")
struct RiskTableTests {
  static let target = Target(share: 0.95, date: day("2024-11-27"))

  static func table(
    _ ledgers: [Ledger], regencies: Int,
    by grouping: Grouping = Grouping(area: .regency, byLevel: false),
    scope: Scope = .leadership, top: Int = 3, target: Target = target, parameterDraws: Int = 20,
    drawsEach: Int = 10, recipe: IndexRecipe = .complianceRisk,
    classes: RiskClassRule = .decision, hasRankSets: Bool = false
  ) throws -> RiskTable {
    let book = CampaignWorld.book(ledgers, regencies: regencies, asOf: "2024-09-01", scope: scope)
    return try RiskTable(
      book: book,
      forecast: CampaignWorld.forecast(
        book, on: ["2024-09-01", "2024-11-27"], parameterDraws: parameterDraws,
        drawsEach: drawsEach), target: target, grouping: grouping, top: top, recipe: recipe,
      classes: classes, hasRankSets: hasRankSets)
  }

  static func simulated(_ regencies: Int) -> [Ledger] {
    var specification = CampaignSpecification(
      election: CampaignWorld.election, regencies: CampaignWorld.regencies(regencies))
    specification.levels = Level.leadership
    return CampaignWorld.ledgers(of: CampaignSimulator(specification).campaign())
  }

  @Test("every row within its ranges; P(top k) sums to k")
  func ranges() throws {
    for grouping in [
      Grouping(area: .regency, byLevel: false), Grouping(area: .regency, byLevel: true),
      Grouping(area: .province, byLevel: false),
    ] {
      let table = try Self.table(Self.simulated(25), regencies: 25, by: grouping)
      let top = table.rows.reduce(0) { $0 + $1.topProbability }
      // A sum of thousands of shares.
      #expect(abs(top - Double(table.top)) < 1e-9)
      #expect(table.top == min(3, table.rows.count))
      for row in table.rows {
        #expect((0...1).contains(row.missProbability.value))
        #expect(row.missProbability.low <= row.missProbability.high)
        #expect((1...100.000_001).contains(row.index.value) && row.index.low <= row.index.high)
        #expect(row.forecast.low <= row.forecast.value && row.forecast.value <= row.forecast.high)
        #expect((0...1).contains(row.forecast.low) && (0...1).contains(row.forecast.high))
        #expect(
          row.expectedShortfall >= 0
            && (row.expectedShortfall > 0) == (row.missProbability.value > 0))
        #expect(row.rank.low <= row.rank.value && row.rank.value <= row.rank.high)
        #expect(row.rank.low >= 1 && row.rank.high <= Double(table.rows.count))
        #expect((0...1).contains(row.classProbability))
        #expect(row.riskClass == RiskClass(row.missProbability.value))
      }
    }
  }

  @Test("a full regency misses nothing; an unsigned register misses")
  func ends() throws {
    let full = try Level.leadership.map { level in
      try CampaignWorld.ledger(
        level, required: .exact(10), .recap, [("2024-08-01", CampaignWorld.counted(10))])
    }
    let empty = try Level.leadership.map { level in
      try CampaignWorld.ledger(
        level, of: "11.02", required: .exact(10), .recap, [("2024-08-01", CampaignWorld.counted(0))]
      )
    }
    let table = try Self.table(full + empty, regencies: 2)
    #expect(table.rows.map { $0.key.regency?.description } == ["11.02", "11.01"])
    #expect(table.rows[1].missProbability.value == 0 && table.rows[1].missProbability.high == 0)
    #expect(table.rows[1].expectedShortfall == 0 && table.rows[1].riskClass == .low)
    #expect(table.rows[0].missProbability.value > 0.9 && table.rows[0].riskClass == .high)
    let complete = try Self.table(
      full, regencies: 1, target: Target(share: 1, date: day("2024-11-27")))
    #expect(complete.rows[0].missProbability.value == 0)
  }

  @Test("the order of the evidence changes nothing")
  func permuted() throws {
    let ledgers = Self.simulated(12)
    let one = try Self.table(ledgers, regencies: 12)
    let two = try Self.table(ledgers.reversed(), regencies: 12)
    #expect(one.rows.map(\.key) == two.rows.map(\.key))
    for (left, right) in zip(one.rows, two.rows) {
      #expect(left.missProbability == right.missProbability && left.index == right.index)
      #expect(left.rank == right.rank && left.topProbability == right.topProbability)
      #expect(left.expectedShortfall == right.expectedShortfall && left.drivers == right.drivers)
    }
  }

  @Test("one more signer never raises P(miss) at the same seed")
  func oneMore() throws {
    var before = 1.0
    for signed in 0...30 {
      let table = try Self.table(
        [
          try CampaignWorld.ledger(
            .kepalaOPD, required: .exact(30), .recap,
            [("2024-08-01", CampaignWorld.counted(signed))])
        ], regencies: 1, by: Grouping(area: .regency, byLevel: true), scope: .named)
      let miss = table.rows[0].missProbability.value
      #expect(miss <= before, "\(signed) signers: \(miss) after \(before)")
      before = miss
    }
    #expect(before == 0)
  }

  @Test("a signer of one level changes no draw of another")
  func oneMoreBesides() throws {
    func miss(_ signed: Int) throws -> Double? {
      let table = try Self.table(
        [
          try CampaignWorld.ledger(
            .asisten, required: .exact(12), .recap, [("2024-08-01", CampaignWorld.counted(signed))]),
          try CampaignWorld.ledger(
            .kepalaOPD, required: .exact(30), .recap, [("2024-08-01", CampaignWorld.counted(22))]),
        ], regencies: 1, by: Grouping(area: .regency, byLevel: true), scope: .named,
        target: Target(share: 0.8, date: day("2024-11-27")))
      return table.rows.first { $0.key.level == .kepalaOPD }?.missProbability.value
    }
    let misses = try (0...12).map(miss)
    #expect(Set(misses).count == 1, "\(misses)")
  }

  @Test("one more signer never raises P(miss) where other levels are in the row")
  func oneMoreOfSeveral() throws {
    var before = 1.0
    for signed in 0...12 {
      let table = try Self.table(
        [
          try CampaignWorld.ledger(
            .asisten, required: .exact(12), .recap, [("2024-08-01", CampaignWorld.counted(signed))]),
          try CampaignWorld.ledger(
            .kepalaOPD, required: .exact(30), .recap, [("2024-08-01", CampaignWorld.counted(22))]),
        ], regencies: 1, scope: .named, target: Target(share: 0.8, date: day("2024-11-27")))
      #expect(table.rows[0].missProbability.value <= before, "\(signed)")
      before = table.rows[0].missProbability.value
    }
  }

  @Test(
    "one more signer never raises P(miss), and a full roster misses nothing, on random evidence")
  func randomSigners() throws {
    let stream = RandomStream(seed: 12)
    for _ in 0..<6 {
      let target = Target(share: 0.5 + 0.5 * stream.uniform(), date: day("2024-11-27"))
      let rosters = [2 + stream.uniformInt(below: 12), 2 + stream.uniformInt(below: 30)]
      var signed = rosters.map { stream.uniformInt(below: $0) }
      func table() throws -> RiskTable {
        try Self.table(
          try zip([Level.asisten, .kepalaOPD], zip(rosters, signed)).map { level, counts in
            try CampaignWorld.ledger(
              level, required: .exact(counts.0), .recap,
              [("2024-08-01", CampaignWorld.counted(counts.1))])
          }, regencies: 1, scope: .named, target: target)
      }
      var before = 1.0
      while true {
        let miss = try table().rows[0].missProbability.value
        #expect(miss <= before, "\(signed) of \(rosters): \(miss) after \(before)")
        before = miss
        let open = rosters.indices.filter { signed[$0] < rosters[$0] }
        guard !open.isEmpty else { break }
        signed[open[stream.uniformInt(below: open.count)]] += 1
      }
      #expect(before == 0 && signed == rosters)
      #expect(try table().misses.mean == 0)
    }
  }

  @Test("contributions add up to the index; the count of misses has the mean of P(miss)")
  func sums() throws {
    for recipe in [IndexRecipe.complianceRisk, IndexRecipe.complianceRisk.withArithmeticMeans] {
      let table = try Self.table(Self.simulated(20), regencies: 20, recipe: recipe)
      for row in table.rows {
        let sum = row.contributions.reduce(0) { $0 + $1.value }
        #expect(Tolerance.contributionSum.accepts(sum, row.index.value))
        #expect(row.contributions.map(\.indicator) == IndexRecipe.riskIndicators)
        // A geometric mean lies below the arithmetic one but for what its floor raises.
        #expect(row.index.value <= row.arithmeticIndex + 1)
      }
      let mean = table.rows.reduce(0) { $0 + $1.missProbability.value }
      // A sum of some thousand shares.
      #expect(abs(mean - table.misses.mean) < 1e-9 && table.misses.rows == table.rows.count)
    }
  }

  @Test("rank sets hold the median rank, and ranks of pairs agree with the order of rows")
  func rankSets() throws {
    let table = try Self.table(Self.simulated(15), regencies: 15, hasRankSets: true)
    let sets = try #require(table.rankSets)
    for (place, row) in table.rows.enumerated() {
      #expect(
        Double(sets.low[place]) <= row.rank.value && row.rank.value <= Double(sets.high[place]))
      #expect(table.ranks.range(of: place) == row.rank)
    }
    #expect(try Self.table(Self.simulated(15), regencies: 15).rankSets == nil)
  }

  @Test("relative classes leave every number but the class as it is")
  func relativeClasses() throws {
    let plain = try Self.table(Self.simulated(15), regencies: 15)
    let thirds = try Self.table(Self.simulated(15), regencies: 15, classes: .thirds)
    #expect(thirds.rows.count { $0.riskClass == .high } == 5)
    for (left, right) in zip(plain.rows, thirds.rows) {
      #expect(left.index == right.index && left.missProbability == right.missProbability)
      #expect((0...1).contains(right.classProbability))
    }
  }

  @Test("a recipe that a row has no indicator for is refused")
  func unknownIndex() throws {
    let recipe = try IndexRecipe(
      normalisation: .minMax,
      top: IndexRecipe.Dimension(
        "index", .arithmetic,
        [IndexRecipe.Part(.indicator(IndexRecipe.Indicator("cascade_missing", .raises)))]))
    #expect(throws: IndexError.self) {
      try Self.table(Self.simulated(3), regencies: 3, recipe: recipe)
    }
  }

  @Test("the sensitivity of the table's index: targets are an input, shares of the top sum to it")
  func sensitivity() throws {
    let book = CampaignWorld.book(Self.simulated(12), regencies: 12, asOf: "2024-09-01")
    let sensitivity = try RiskSensitivity(
      book: book, forecast: CampaignWorld.forecast(book, on: ["2024-09-01", "2024-11-27"]),
      target: Self.target, grouping: Grouping(area: .regency, byLevel: false), top: 4, points: 64)
    #expect(sensitivity.keys.count == 12 && sensitivity.ranks.inputs.last == "target")
    #expect(sensitivity.ranks.inputs.count == 17)
    #expect(abs(sensitivity.ranks.topProbabilities.reduce(0, +) - 4) < 1e-9)
  }

  @Test("drivers name what is missing, with its numbers")
  func drivers() throws {
    let table = try Self.table(
      [
        try CampaignWorld.ledger(
          .kepalaOPD, required: .exact(30), .recap, [("2024-05-01", CampaignWorld.counted(22))]),
        try CampaignWorld.ledger(.camat, of: "11.02", .stated, [("2024-08-01", .named)]),
      ], regencies: 3, scope: .levels([.kepalaOPD, .camat]))
    let rows = Dictionary(
      uniqueKeysWithValues: table.rows.map { ($0.key.regency?.description ?? "", $0) })
    let first = try #require(rows["11.01"]?.drivers.map(\.description))
    #expect(first.contains("outstanding kepala_opd 8/30") && first.contains("no_session"))
    let second = try #require(rows["11.02"]?.drivers)
    #expect(second.contains(.signersUnknown) && !second.contains(.noReport))
    #expect(rows["11.03"]?.drivers.contains(.noReport) == true)
  }

  @Test("a row whose levels have no draws is named with its reason")
  func unavailable() throws {
    let table = try Self.table(
      [try CampaignWorld.ledger(.staff, .stated, [("2024-08-01", CampaignWorld.counted(400))])],
      regencies: 1,
      by: Grouping(area: .regency, byLevel: true), scope: .named)
    #expect(table.rows.isEmpty && table.unavailable.map(\.key.level) == [.staff])
  }

  @Test("classes cut at one half and one tenth")
  func classes() {
    #expect(
      [0, 0.1, 0.11, 0.49, 0.5, 1].map(RiskClass.init) == [
        .low, .low, .medium, .medium, .high, .high,
      ])
  }
}
