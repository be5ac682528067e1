// Reporting: the risk table as columns that other programs may rely on.

internal import Records
public import Risk
internal import Statistics

extension Table {
  /// `risk.csv`: rows by falling risk; rank sets where the table has them.
  public init(_ table: RiskTable) {
    let sets = table.rankSets
    self.init(
      name: "risk",
      columns: Self.riskColumns(table) + (sets == nil ? [] : Self.rankSetColumns(table)),
      rows: table.rows.enumerated().map { position, row in
        var cells = Self.cells(row, position, table)
        if let sets {
          cells += [.integer(sets.low[position]), .integer(sets.high[position])]
        }
        return cells
      })
  }

  private static func riskColumns(_ table: RiskTable) -> [Column] {
    [
      Column(
        "rank", .integer, "place by the mean rank over the draws, 1 most at risk", shown: true),
      Column("election_id", .string, "election"),
      Column("as_of", .date, "records known by this day count"),
      Column("scope", .string, "levels in scope"),
      Column("target", .number, "share that must have signed"),
      Column("target_date", .date, "by this day"),
      Column("days_left", .integer, "days from as_of to target_date, at least 0"),
      Cells.provinceCode, Cells.province, Cells.regencyCode, Cells.regency,
      Column("level", .string, "job level; all for the levels in scope together", shown: true),
      Column("rate", .number, "signed ÷ required as of the date", shown: true),
      Column("forecast_median", .number, "median rate on the target date", shown: true),
      Column("forecast_low", .number, "lower end of the forecast interval"),
      Column("forecast_high", .number, "upper end of the forecast interval"),
      Column("p_miss", .number, "probability to miss the target", shown: true),
      Column("p_miss_low", .number, "5 % over the parameter draws", shown: true),
      Column("p_miss_high", .number, "95 % over the parameter draws", shown: true),
      Column("expected_shortfall", .number, "signers short of the target, persons", shown: true),
      Column("index", .number, "index of compliance risk, 1 to 100 by default", shown: true),
      Column("index_low", .number, "5 % over the parameter draws"),
      Column("index_high", .number, "95 % over the parameter draws"),
      Column("class", .string, "tinggi, sedang or rendah", shown: true),
      Column("p_class", .number, "share of the parameter draws that agree", shown: true),
      Column("rank_median", .number, "median rank over the draws"),
      Column("rank_low", .number, "5 % of the rank", shown: true),
      Column("rank_high", .number, "95 % of the rank", shown: true),
      Column("p_top_k", .number, "probability to be among the \(table.top) lowest rates"),
      Column("drivers", .string, "reasons, separated by ;"),
      Column("grade", .string, "data behind the row, A most to E none", shown: true),
      Column("index_arithmetic", .number, "the index with arithmetic means throughout"),
    ]
  }

  private static func rankSetColumns(_ table: RiskTable) -> [Column] {
    let confidence =
      "\(FixedPoint.text(100 * table.confidence, decimals: 1)) % for all rows at once"
    return [
      Column(
        "rank_set_low", .integer, "lowest rank not ruled out, \(confidence)", shown: true),
      Column(
        "rank_set_high", .integer, "highest rank not ruled out, \(confidence)", shown: true),
    ]
  }

  private static func cells(_ row: RiskRow, _ position: Int, _ table: RiskTable) -> [Cell] {
    let book = table.book
    let unit = Cells.unit(row.key, book: book, scoped: true)
    let aim: [Cell] = [
      .real(table.target.share, decimals: 2), .date(table.target.date),
      .integer(max(0, book.asOf.days(to: table.target.date))),
    ]
    let miss: [Cell] = [
      .real(row.rate, decimals: 4), .real(row.forecast.value, decimals: 4),
      .real(row.forecast.low, decimals: 4), .real(row.forecast.high, decimals: 4),
      .real(row.missProbability.value, decimals: 3), .real(row.missProbability.low, decimals: 3),
      .real(row.missProbability.high, decimals: 3), .real(row.expectedShortfall, decimals: 1),
    ]
    let index: [Cell] = [
      .real(row.index.value, decimals: 1), .real(row.index.low, decimals: 1),
      .real(row.index.high, decimals: 1), .text(row.riskClass.rawValue),
      .real(row.classProbability, decimals: 2),
    ]
    let ranks: [Cell] = [
      .real(row.rank.value, decimals: 1), .real(row.rank.low, decimals: 1),
      .real(row.rank.high, decimals: 1), .real(row.topProbability, decimals: 3),
      .words(row.drivers.map(\.description).joined(separator: "; ")),
      .text(row.rollUp.grade.rawValue), .real(row.arithmeticIndex, decimals: 1),
    ]
    return [.integer(position + 1)] + unit[0..<3] + aim + unit[3...] + miss + index + ranks
  }
}
