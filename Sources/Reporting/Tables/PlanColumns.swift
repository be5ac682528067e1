// Reporting: the plan of sessions as columns that other programs may rely on.

internal import Records
public import Risk
public import Statistics

extension Table {
  /// `plan.csv`: the regencies that get sessions, by falling gain.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - book: The evidence behind it.
  public init(_ plan: SessionPlan, book: TallyBook) {
    self.init(
      name: "plan",
      columns: [
        Column("priority", .integer, "place by gain, 1 the greatest", shown: true),
        Cells.regencyCode, Cells.regency, Cells.level,
        Column("sessions", .integer, "further sessions", shown: true),
        Column(
          "gain_signers", .number, "expected signers short of the target that they avert, persons",
          shown: true),
        Column("gain_low", .number, "5 % over the parameter draws", shown: true),
        Column("gain_high", .number, "95 % over the parameter draws", shown: true),
        Column("p_miss_before", .number, "probability to miss the target without", shown: true),
        Column("p_miss_after", .number, "probability to miss the target with them", shown: true),
        Column(
          "p_in_best_set", .number, "share of parameter draws whose best plan has it", shown: true),
        Column("choice", .string, "gain, floor of its province, or lot", shown: true),
        Column("cost", .number, "cost of its sessions"),
      ],
      rows: plan.rows.enumerated().map { place, row in
        let unit = Cells.unit(
          UnitKey(.regency(row.regency), level: nil), book: book, scoped: false,
          province: .none)
        return [.integer(place + 1)] + unit[1...] + [
          .integer(row.sessions), .real(row.gain.value, decimals: 2),
          .real(row.gain.low, decimals: 2), .real(row.gain.high, decimals: 2),
          .real(row.missBefore, decimals: 3), .real(row.missAfter, decimals: 3),
          .real(row.bestShare, decimals: 2), .text(row.choice.rawValue),
          .real(row.cost, decimals: 2),
        ]
      })
  }
}
