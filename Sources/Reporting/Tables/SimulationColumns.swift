// Reporting: a simulated campaign as the tables of a data package, with its truth beside them.

public import Forecasting
public import Records

extension Table {
  /// `recaps.csv` of a simulated campaign.
  ///
  /// - Parameters:
  ///   - recaps: Recaps in order.
  ///   - election: The election.
  public init(recaps: [SimulatedRecap], election: ElectionID) {
    self.init(
      name: "recaps",
      columns: [
        Column("regency_code", .string, "ministry code, NN.NN"),
        Column("level", .string, "job level"),
        Column("election_id", .string, "election"),
        Column("as_of", .date, "the recap counts up to this day"),
        Column("required", .integer, "officials who must sign, persons"),
        Column("signed", .integer, "officials who have signed, persons"),
        Column("recorded_on", .date, "the day on which the recap became known"),
        Column("source", .string, "who says so"),
      ],
      rows: recaps.map { recap in
        [
          .text(recap.regency.description), .text(recap.level.rawValue),
          .text(election.description), .date(recap.asOf), .integer(recap.required),
          .integer(recap.signed), .date(recap.recordedOn), .text("simulation"),
        ]
      })
  }

  /// `sessions.csv` of a simulated campaign.
  ///
  /// - Parameters:
  ///   - sessions: Sessions in order.
  ///   - election: The election.
  public init(sessions: [SimulatedSession], election: ElectionID) {
    self.init(
      name: "sessions",
      columns: [
        Column("session_id", .string, "name of the session"),
        Column("regency_code", .string, "ministry code, NN.NN"),
        Column("election_id", .string, "election"),
        Column("held_on", .date, "day of the session"),
        Column("tier", .string, "regency, opd, district or village"),
        Column("audience_levels", .string, "levels addressed, joined by ;"),
        Column("attendees", .integer, "persons"),
        Column("source", .string, "who says so"),
      ],
      rows: sessions.map { session in
        [
          .text(session.id), .text(session.regency.description), .text(election.description),
          .date(session.heldOn), .text(session.tier.rawValue),
          .text(session.audience.map(\.rawValue).joined(separator: ";")),
          .integer(session.attendees), .text("simulation"),
        ]
      })
  }

  /// `truth.csv` of a simulated campaign: what an analyst does not see.
  ///
  /// - Parameters:
  ///   - truth: Units in order.
  ///   - election: The election.
  public init(truth: [SimulatedTruth], election: ElectionID) {
    self.init(
      name: "truth",
      columns: [
        Column("regency_code", .string, "ministry code, NN.NN"),
        Column("level", .string, "job level"),
        Column("election_id", .string, "election"),
        Column("required", .integer, "officials who must sign, persons"),
        Column("launched_on", .date, "day of the first ceremony; empty where there was none"),
        Column("ever_sign_share", .number, "share that would ever sign, 0 to 1"),
        Column("signed_on_voting_day", .integer, "officials who have signed by then, persons"),
        Column("reported", .string, "yes where the regency reports at all"),
      ],
      rows: truth.map { unit in
        [
          .text(unit.regency.description), .text(unit.level.rawValue),
          .text(election.description), .integer(unit.required), .date(unit.launchedOn),
          .real(unit.everSignShare, decimals: 4), .integer(unit.signed),
          .text(unit.isReported ? "yes" : "no"),
        ]
      })
  }

  /// `register.csv` of simulated officials; their names are numbers.
  ///
  /// - Parameters:
  ///   - officials: Officials in order.
  ///   - election: The election.
  public init(officials: [SimulatedOfficial], election: ElectionID) {
    self.init(
      name: "register",
      columns: [
        Column("record_id", .string, "name of the row"),
        Column("regency_code", .string, "ministry code, NN.NN"),
        Column("level", .string, "job level"),
        Column("election_id", .string, "election"),
        Column("required_on", .date, "the day from which the official must sign"),
        Column("signed_on", .date, "day of the signature; empty where there is none"),
        Column("mode", .string, "in_person, represented or online"),
        Column("recorded_on", .date, "the day on which the signature became known"),
        Column("source", .string, "who says so"),
      ],
      rows: officials.map { official in
        let name = "\(official.regency)-\(official.level.rawValue)-\(official.number)"
        return [
          .text(name), .text(official.regency.description), .text(official.level.rawValue),
          .text(election.description), .date(official.requiredOn), .date(official.signedOn),
          .text(official.mode.rawValue), .date(official.recordedOn), .text("simulation"),
        ]
      })
  }
}
