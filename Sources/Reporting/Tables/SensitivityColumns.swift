// Reporting: the sensitivity of the ranks of the index as columns that other programs may rely on.

internal import Records
public import Risk
internal import Statistics

extension Table {
  /// `sensitivity.csv`: effects of the choices on the ranks, who is in the top whatever is chosen,
  /// and the ranks without each part.
  public init(_ sensitivity: RiskSensitivity) {
    self.init(
      name: "sensitivity",
      columns: [
        Column("election_id", .string, "election"),
        Column("as_of", .date, "records known by this day count"),
        Column(
          "output", .string,
          "rank_change: mean absolute change of rank; top_k: place among the \(sensitivity.top) with "
            + "the highest index; removal: ranks without a part of the recipe", shown: true),
        Cells.regencyCode, Cells.regency,
        Column("level", .string, "job level; all for the levels in scope together"),
        Column(
          "input", .string,
          "choice that varies; for top_k the one that matters most; for removal the part; all for "
            + "the mean over the variants", shown: true),
        Column(
          "value", .number,
          "mean absolute change of rank; for top_k the share of variants in it", shown: true),
        Column("first", .number, "first-order Sobol index", shown: true),
        Column("first_low", .number, "5 % of bootstrap samples"),
        Column("first_high", .number, "95 % of bootstrap samples"),
        Column("total", .number, "total Sobol index", shown: true),
        Column("total_low", .number, "5 % of bootstrap samples"),
        Column("total_high", .number, "95 % of bootstrap samples"),
        Column("leaving_top_k", .integer, "rows that leave the top without the part"),
      ],
      rows: Self.effects(sensitivity) + Self.removals(sensitivity) + Self.members(sensitivity))
  }

  /// A row with its empty cells.
  private static func row(
    _ sensitivity: RiskSensitivity, _ output: String, unit: [Cell] = [.none, .none, .none],
    input: Cell, value: Cell, indices: [Cell] = [.none, .none, .none, .none, .none, .none],
    leaving: Cell = .none
  ) -> [Cell] {
    let book = sensitivity.book
    return [.text(book.election.id.description), .date(book.asOf), .text(output)] + unit
      + [input, value] + indices + [leaving]
  }

  private static func effects(_ sensitivity: RiskSensitivity) -> [[Cell]] {
    let change = sensitivity.ranks.rankChange
    var rows = [
      row(
        sensitivity, "rank_change", input: .text("all"), value: .real(change.mean, decimals: 3))
    ]
    for (place, input) in sensitivity.ranks.inputs.enumerated() {
      guard let effect = change.effects?[place] else { continue }
      rows.append(
        row(
          sensitivity, "rank_change", input: .text(input), value: .none,
          indices: [effect.first, effect.total].flatMap { range -> [Cell] in
            [
              .real(range.value, decimals: 4), .real(range.low, decimals: 4),
              .real(range.high, decimals: 4),
            ]
          }))
    }
    return rows
  }

  private static func removals(_ sensitivity: RiskSensitivity) -> [[Cell]] {
    sensitivity.ranks.removals.map { removal in
      row(
        sensitivity, "removal", input: .text(removal.name),
        value: .real(removal.rankChange, decimals: 3), leaving: .integer(removal.leavingTop))
    }
  }

  private static func members(_ sensitivity: RiskSensitivity) -> [[Cell]] {
    let ranks = sensitivity.ranks
    return sensitivity.keys.indices.sorted { left, right in
      ranks.topProbabilities[left] != ranks.topProbabilities[right]
        ? ranks.topProbabilities[left] > ranks.topProbabilities[right] : left < right
    }.map { place in
      let unit = Cells.unit(sensitivity.keys[place], book: sensitivity.book, scoped: true)
      let totals = ranks.topEffects[place] ?? []
      let most = totals.indices.max { totals[$0] < totals[$1] }
      return row(
        sensitivity, "top_k", unit: Array(unit.suffix(3)),
        input: most.map { .text(ranks.inputs[$0]) } ?? .none,
        value: .real(max(0, min(1, ranks.topProbabilities[place])), decimals: 3),
        indices: [.none, .none, .none] + [
          most.map { .real(totals[$0], decimals: 4) } ?? .none, .none, .none,
        ])
    }
  }
}
