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
        Column(
          "province_code", .string, "ministry code of the province; empty for the nation",
          shown: true),
        Column("province", .string, "name of the province"),
        Column("regency_code", .string, "ministry code, NN.NN; all in a roll-up", shown: true),
        Column("regency", .string, "official name; all in a roll-up", shown: true),
        Column("level", .string, "job level; all for the levels in scope together", shown: true),
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
        Column("interval", .string, "wilson: propensity behind the count; roster: bounds"),
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
        ]
      })
  }
}

/// Cells that several tables begin with.
enum Cells {
  /// election_id, as_of and scope (where `scoped`), province_code and province (where `province`),
  /// regency_code, regency, level.
  static func unit(
    _ key: UnitKey, book: TallyBook, scoped: Bool, province: Bool = true
  ) -> [Cell] {
    var cells: [Cell] = [.text(book.election.id.description)]
    if scoped { cells += [.date(book.asOf), .text(book.scope.description)] }
    if province {
      cells += [
        .words(key.province?.description ?? ""),
        .words(key.province.flatMap { book.reference.provinces[$0] } ?? ""),
      ]
    }
    cells += [
      .text(key.regency?.description ?? "all"),
      .text(key.regency.flatMap { book.reference.regencies[$0]?.name } ?? "all"),
      .text(key.level?.rawValue ?? "all"),
    ]
    return cells
  }
}
