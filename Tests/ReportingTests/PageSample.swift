// A small report with every kind of knowledge in it: a full count, "all", a signing without a number,
// silence, a hostile name and a contradiction.

import Forecasting
import Records
import Reporting
import Risk
import Statistics
import Testing

enum PageSample {
  static let hostileName = "Kabupaten <script>alert(\"x\")</script> & 'Anak'"
  /// Has records, but elects no head and so takes no part.
  static let outsiderName = "Kota Administrasi Contoh"
  static let hostileAddress = "javascript:alert(1)"

  static func day(_ text: String) throws -> CalendarDate {
    try #require(CalendarDate(iso: text))
  }

  static func code(_ text: String) throws -> RegencyCode { try #require(RegencyCode(text)) }

  /// Twelve regencies of two provinces, the last with a hostile name, and one that takes no part.
  static func reference() throws -> ReferenceTables {
    let names = [
      "Kabupaten Mukomuko", "Kabupaten Lebong", "Kabupaten Kaur", "Kabupaten Seluma",
      "Kabupaten Kepahiang", "Kota Bengkulu",
    ]
    let regencies = try (1...12).map { number -> Regency in
      let isFirst = number <= 6
      let place = (number - 1) % 6 + 1
      let name =
        number == 12 ? hostileName : isFirst ? names[place - 1] : "Kota Contoh \(number)"
      return Regency(
        code: try code("\(isFirst ? "17" : "36").0\(place)"), name: name, isCity: number == 6,
        provinceName: isFirst ? "Bengkulu" : "Banten", islandGroup: "Sumatera", electsHead: true,
        units: RegencyUnits(kecamatan: 10, kelurahan: 3, desa: 40))
    }
    let outsider = Regency(
      code: try code("31.71"), name: outsiderName, isCity: true, provinceName: "Jakarta",
      islandGroup: "Jawa", electsHead: false, units: nil)
    return ReferenceTables(
      regencies: regencies + [outsider],
      elections: [
        Election(
          id: ElectionID("pilkada-2024"), name: "Pilkada serentak 2024",
          votingDay: try day("2024-11-27"), isLocal: true)
      ])
  }

  private static func occasion(
    _ number: Int, _ region: String, _ date: String, _ kinds: Set<EventKind>, signers: Count,
    address: String
  ) throws -> Occasion {
    let source = Source(publisher: "Media \(number) <b>", address: address)
    let report = EventReport(
      eventID: "X\(number)", kinds: kinds, region: .regency(try code(region)),
      date: .day(try day(date)), elections: [ElectionID("pilkada-2024")], signers: signers,
      signerLevels: [
        LevelMention(
          word: "kepala_opd", levels: [.kepalaOPD], employment: .unknown, extent: .named)
      ], source: source)
    return Occasion(
      settled: report, sources: [source], countsFrom: try day(date), recordedOn: try day(date),
      conflicts: [])
  }

  static func occasions() throws -> [Occasion] {
    [
      try occasion(
        1, "17.01", "2024-03-05", [.signing], signers: .exact(25),
        address: "https://example.org/a?b=1&c=\"2\""),
      try occasion(
        2, "17.02", "2024-05-14", [.signing, .pledge], signers: .unknown,
        address: "http://example.org/b"),
      try occasion(
        3, "36.01", "2024-07-01", [.signing, .session], signers: .unknown, address: hostileAddress),
      try occasion(
        4, "36.02", "2024-08-20", [.signing], signers: .atLeast(40),
        address: "https://example.org/d"),
      try occasion(
        5, "36.06", "2024-09-02", [.session], signers: .unknown, address: ""),
    ]
  }

  private static func ledger(
    _ region: String, _ level: Level, required: Int?, signed: Extent, on date: String
  ) throws -> Ledger {
    let source = Source(publisher: "Rekap", address: "https://example.org/rekap")
    return Ledger(
      key: LedgerKey(
        election: ElectionID("pilkada-2024"), regency: try code(region), level: level),
      denominators: try required.map {
        [
          DenominatorClaim(
            count: .exact($0), basis: .recap, asOf: try day(date), recordedOn: nil, source: source)
        ]
      } ?? [],
      signings: [
        SigningClaim(
          extent: signed, measure: signed == .all ? .gathering : .cumulative,
          basis: signed == .all ? .stated : .recap, upTo: try day(date), recordedOn: nil,
          source: source)
      ])
  }

  static func evidence() throws -> Evidence {
    let occasions = try occasions()
    return Evidence(
      ledgers: [
        try ledger(
          "17.01", .kepalaOPD, required: 30, signed: .counted(.exact(25)), on: "2024-03-05"),
        try ledger("17.01", .camat, required: nil, signed: .all, on: "2024-03-05"),
        try ledger("17.02", .kepalaOPD, required: nil, signed: .named, on: "2024-05-14"),
        try ledger(
          "31.71", .kepalaOPD, required: 9, signed: .counted(.exact(8)), on: "2024-04-01"),
        try ledger(
          "36.01", .kepalaOPD, required: 28, signed: .counted(.exact(28)), on: "2024-07-01"),
        try ledger(
          "36.02", .camat, required: nil, signed: .counted(.exact(7)), on: "2024-08-20"),
      ],
      occasions: occasions,
      sessions: occasions.filter { $0.settled.kinds.contains(.session) }.map { occasion in
        Session(
          id: occasion.settled.eventID, region: occasion.settled.region,
          elections: occasion.settled.elections, heldOn: occasion.countsFrom,
          recordedOn: occasion.recordedOn, tier: .regency, audience: [], attendees: .unknown,
          countingName: occasion.settled.eventID, source: occasion.sources[0])
      }, violations: [],
      conflicts: [
        Conflict(
          region: .regency(try code("17.01")), subject: "X1", field: "signers",
          claims: [
            Claim(value: "30", source: Source(publisher: "Judul", address: hostileAddress)),
            Claim(value: "25", source: Source(publisher: "Isi", address: "https://example.org/x")),
          ], settledAs: "25", rule: .outstandingBeatsTotal)
      ])
  }

  /// The report in a language. The figures behind it are the same in all, so they are computed once;
  /// `fresh` computes them again.
  static func content(
    _ language: Language, empty: Bool = false, fresh: Bool = false
  ) throws -> ReportContent {
    let figures =
      fresh ? try SampleFigures(empty: empty) : try (empty ? emptyFigures : fullFigures).get()
    return ReportContent(
      language: language, compliance: figures.compliance, risk: figures.risk,
      documented: figures.documented, occasions: figures.evidence.occasions,
      conflicts: figures.evidence.conflicts,
      provenance: Provenance(
        toolVersion: "netralitas 1.2.3", options: "report <data> --lang \(language.rawValue)",
        inputs: [("events.csv", "abc123")], rows: (12, 11, 1, 2), notes: ["a < b"],
        files: [("risk.csv", "risk")], pictureNote: "pip install vl-convert-python"))
  }

  private static let fullFigures = Result { try SampleFigures(empty: false) }
  private static let emptyFigures = Result { try SampleFigures(empty: true) }
}

/// What the sample's evidence gives, before any words.
private struct SampleFigures: Sendable {
  let evidence: Evidence
  let compliance: ComplianceTable
  let risk: RiskTable
  let documented: [DocumentedRegencies]

  init(empty: Bool) throws {
    let reference = try PageSample.reference()
    let evidence =
      empty
      ? Evidence(ledgers: [], occasions: [], sessions: [], violations: [], conflicts: [])
      : try PageSample.evidence()
    let election = try #require(reference.election(ElectionID("pilkada-2024")))
    let asOf = try PageSample.day("2024-09-30")
    func book(_ scope: Scope) -> TallyBook {
      TallyBook(
        evidence: evidence, reference: reference, election: election, asOf: asOf, scope: scope)
    }
    let date = try #require(election.votingDay)
    let (named, leadership) = (book(.named), book(.leadership))
    let model = PredictiveModel(parameterDraws: 10, drawsEach: 10)
    self.evidence = evidence
    compliance = try ComplianceTable(
      book: named, grouping: Grouping(area: .regency, byLevel: true))
    risk = try RiskTable(
      book: leadership, forecast: Forecast(FittedPanel(model, to: leadership), on: [asOf, date]),
      target: Target(share: 0.95, date: date), grouping: Grouping(area: .regency, byLevel: false))
    documented = [named.documentedRegencies(.signing), named.documentedRegencies(.session)]
  }
}
