// Reporting: regencies with a documented signing or session by week, with the curve through them.

internal import Records
public import Statistics

extension Table {
  /// `documented.csv`: one row for each week and subject, weeks after `asOf` as forecast rows up to
  /// voting day.
  ///
  /// - Parameters:
  ///   - documented: Weeks of each subject.
  ///   - book: The evidence behind them.
  ///   - confidence: Level of the curve's interval, in `(0, 1)`.
  public init(documented: [DocumentedRegencies], book: TallyBook, confidence: Double) {
    var rows: [[Cell]] = []
    for one in documented {
      func curve(_ point: (share: Double, low: Double, high: Double)?) -> [Cell] {
        let scale = Double(one.participants)
        return [
          .real(point.map { $0.share * scale }, decimals: 1),
          .real(point.map { $0.low * scale }, decimals: 1),
          .real(point.map { $0.high * scale }, decimals: 1),
        ]
      }
      func undocumented(on day: CalendarDate?) -> [Cell] {
        let count = day.flatMap(one.undocumented)
        let share = day.flatMap(one.waitingShare)
        return [
          .integer(count?.lowerBound), .integer(count?.upperBound),
          .real(share?.lowerBound, decimals: 4), .real(share?.upperBound, decimals: 4),
        ]
      }
      let start: [Cell] = [.text(book.election.id.description), .text(one.subject.rawValue)]
      for point in one.points {
        rows.append(
          start + [
            .date(point.date), .text("observed"), .integer(point.new), .integer(point.total),
            .integer(one.participants),
          ] + curve(one.expected(on: point.date, confidence: confidence))
            + undocumented(on: point.date))
      }
      guard let votingDay = book.election.votingDay, votingDay > book.asOf,
        !one.points.isEmpty
      else { continue }
      var day = book.asOf.advanced(by: 7)
      while day < votingDay.advanced(by: 7) {
        let date = min(day, votingDay)
        rows.append(
          start + [.date(date), .text("forecast"), .unknown, .unknown, .integer(one.participants)]
            + curve(one.expected(on: date, confidence: confidence)) + undocumented(on: nil))
        day = day.advanced(by: 7)
      }
    }
    self.init(
      name: "documented",
      columns: [
        Column("election_id", .string, "election"),
        Column("subject", .string, "signing or session", shown: true),
        Column("date", .date, "last day of the week", shown: true),
        Column("kind", .string, "observed or forecast", shown: true),
        Column("new_regencies", .integer, "regencies first documented in the week", shown: true),
        Column("regencies", .integer, "regencies documented up to the date", shown: true),
        Column("participants", .integer, "regencies that take part", shown: true),
        Column("fitted", .number, "regencies that the curve expects", shown: true),
        Column("fitted_low", .number, "lower end of its interval", shown: true),
        Column("fitted_high", .number, "upper end of its interval", shown: true),
        Column(
          "undocumented_low", .integer, "least regencies still without; dates may be vague"),
        Column("undocumented_high", .integer, "greatest number of them: participants − regencies"),
        Column(
          "waiting_low", .number, "share not yet documented, Turnbull's estimate, lower end"),
        Column("waiting_high", .number, "upper end; differs inside an innermost interval"),
      ], rows: rows)
  }
}
