// Reporting: the compliance table as columns that other programs may rely on.

internal import Records
public import Statistics

extension Table {
  /// `compliance.csv`: one row for each unit.
  public init(_ table: ComplianceTable) {
    let book = table.book
    self.init(
      name: "compliance",
      columns: [
        Column("election_id", .string, "election", shown: false),
        Column("as_of", .date, "records known by this day count"),
        Column("scope", .string, "levels in scope"),
        Cells.provinceCode, Cells.province, Cells.regencyCode, Cells.regency, Cells.level,
        Column("required", .integer, "officials who must sign, persons", shown: true),
        Column("required_basis", .string, "where required comes from", shown: true),
        Column(
          "signed", .integer, "officials who signed, persons; the least number for at_least",
          shown: true),
        Column("signed_kind", .string, "how signed is known", shown: true),
        Column("outstanding", .integer, "officials who have not signed, persons", shown: true),
        Column("rate", .number, "signed ÷ required, 0 to 1", shown: true),
        Column("rate_low", .number, "lower end of the interval", shown: true),
        Column("rate_high", .number, "upper end of the interval", shown: true),
        Column(
          "interval", .string,
          "method: roster is about the unreported rest, all others about the propensity"),
        Column("confidence", .number, "level of the intervals, 0 to 1"),
        Column("pooled_rate", .number, "rate with strength borrowed from the level"),
        Column("pooled_low", .number, "lower end of the pooled interval"),
        Column("pooled_high", .number, "upper end of the pooled interval"),
        Column("sessions", .integer, "documented sessions; joint ones once", shown: true),
        Column("session_reach", .integer, "officials addressed, persons"),
        Column("last_signed_on", .date, "latest documented signature"),
        Column("grade", .string, "data behind the row, A most to E none", shown: true),
        Column("sources", .string, "where the numbers can be checked, separated by ;"),
        Column(
          "required_low", .integer, "least number of officials that evidence or assumption allow"),
        Column("required_high", .integer, "greatest number that they allow"),
        Column("signed_low", .integer, "least number of signers that the evidence allows"),
        Column("signed_high", .integer, "greatest number that the evidence allows"),
        Column("cascade_owed", .integer, "agencies and districts that owe a session, at least"),
        Column("cascade_documented", .integer, "sessions documented at those tiers"),
        Column("employment", .string, "kind of employment; all where not split"),
        Column("cascade_depth", .string, "deepest rung with a session: regency to village"),
        Column("cascade_launched", .integer, "regencies with a documented signing"),
        Column("cascade_begun", .integer, "of these, with a later session below the leaders"),
        Column(
          "cascade_median_days", .number, "days from the first known signer until half have begun"),
        Column("regencies", .integer, "regencies that the row stands for, silent ones included"),
        Column("regencies_without_data", .integer, "of these, without any number of signers"),
        Column(
          "share_without_data", .number, "mean share of their levels without a number, 0 to 1"),
        Column(
          "counted_units", .integer, "units counted by a record that could show who is missing"),
        Column("counted_signed", .integer, "signers of the counted units, persons"),
        Column("counted_required", .integer, "officials who must sign in them, persons"),
        Column("pooled_own_share", .number, "share of the pooled rate learnt from the own count"),
        Column("standardised_rate", .number, "rate with the country's mix of levels, 0 to 1"),
        Column("standardised_low", .number, "lower end of its interval"),
        Column("standardised_high", .number, "upper end of its interval"),
        Column("standardised_share", .number, "share of that mix in which the row is counted"),
        Column("funnel", .string, "place among the rows of its level: inside, alert or alarm"),
      ],
      rows: table.rows.map { row in
        let rollUp = row.rollUp
        let count = { (count: Count, whenKnown: Int?) -> Cell in
          count.isUnknown ? .unknown : .integer(whenKnown)
        }
        return Cells.unit(row.key, book: book, scoped: true) + [
          .figure(rollUp.required), .text(rollUp.requiredBasis.rawValue),
          .count(rollUp.signed),
          .text(rollUp.signedKind.rawValue), .integer(rollUp.outstanding.exactValue),
          .real(row.estimate.rate, decimals: 4), .real(row.estimate.low, decimals: 4),
          .real(row.estimate.high, decimals: 4), .words(row.estimate.method?.rawValue ?? ""),
          .real(table.confidence, decimals: 2), .real(row.pooled?.rate, decimals: 4),
          .real(row.pooled?.low, decimals: 4), .real(row.pooled?.high, decimals: 4),
          .integer(row.coverage.sessions), .integer(row.coverage.reach.exactValue),
          .date(rollUp.lastSignedOn), .text(rollUp.grade.rawValue),
          .words(rollUp.sources.map(\.description).joined(separator: "; ")),
          count(rollUp.required, rollUp.required.lower),
          count(rollUp.required, rollUp.required.upper),
          count(rollUp.signed, rollUp.signed.lower), count(rollUp.signed, rollUp.signed.upper),
          .integer(row.coverage.cascadeOwed.isUnknown ? nil : row.coverage.cascadeOwed.lower),
          .integer(row.coverage.cascadeDocumented), .text(row.key.employment?.rawValue ?? "all"),
          .words(row.cascade.depth?.rawValue ?? ""), .integer(row.cascade.launched),
          .integer(row.cascade.begun), .real(row.cascade.medianDays, decimals: 1),
          .integer(row.completeness?.regencies), .integer(row.completeness?.withoutData),
          .real(row.completeness?.shareWithoutData, decimals: 4),
          .integer(row.completeness?.counted), .integer(row.completeness?.countedSigned),
          .integer(row.completeness?.countedRequired),
          .real(row.pooled?.ownShare, decimals: 4), .real(row.standardised?.rate, decimals: 4),
          .real(row.standardised?.low, decimals: 4), .real(row.standardised?.high, decimals: 4),
          .real(row.standardised?.coveredShare, decimals: 4),
          .words(row.funnel?.rawValue ?? ""),
        ]
      })
  }
}

/// Cells that several tables begin with.
enum Cells {
  static let provinceCode = Column(
    "province_code", .string, "ministry code of the province; empty for wider places", shown: true)
  static let province = Column("province", .string, "name of the province")
  static let regencyCode = Column(
    "regency_code", .string, "ministry code, NN.NN; a roll-up's own code, all for the nation",
    shown: true)
  static let regency = Column(
    "regency", .string, "official name of the regency or roll-up", shown: true)
  static let level = Column(
    "level", .string, "job level; all for the levels in scope together", shown: true)

  /// How much a table says of the province of a row.
  enum ProvinceCells {
    case none
    case code
    case codeAndName
  }

  /// election_id, as_of and scope (where `scoped`), the province's cells, regency_code, regency,
  /// level.
  static func unit(
    _ key: UnitKey, book: TallyBook, scoped: Bool, province: ProvinceCells = .codeAndName
  ) -> [Cell] {
    var cells: [Cell] = [.text(book.election.id.description)]
    if scoped { cells += [.date(book.asOf), .text(book.scope.description)] }
    if province != .none { cells.append(.words(key.province?.description ?? "")) }
    if province == .codeAndName {
      cells.append(.words(key.province.flatMap { book.reference.provinces[$0] } ?? ""))
    }
    cells += [
      .text(code(key.place)), .text(name(key.place, book.reference)),
      .text(key.level?.rawValue ?? "all"),
    ]
    return cells
  }

  /// What stands under `regency_code`: a roll-up has a code of its own.
  private static func code(_ place: Place) -> String {
    switch place {
    case .regency(let code): code.description
    case .province(let code): code.description
    case .islandGroup(let name): name
    case .nation: "all"
    }
  }

  private static func name(_ place: Place, _ reference: ReferenceTables) -> String {
    switch place {
    case .regency(let code): reference.regencies[code]?.name ?? code.description
    case .province(let code): reference.provinces[code] ?? code.description
    case .islandGroup(let name): name
    case .nation: "all"
    }
  }
}
