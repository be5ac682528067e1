// Reporting: a simulated campaign as the tables of a data package, with its truth beside them.

public import Forecasting
internal import Ingest
public import Records

extension Table {
  /// `recaps.csv` of a simulated campaign.
  ///
  /// - Parameters:
  ///   - recaps: Recaps in order.
  ///   - election: The election.
  public init(recaps: [SimulatedRecap], election: ElectionID) {
    self.init(
      name: TableSchema.recaps.name,
      columns: TableSchema.recaps.columns(
        "regency_code", "level", "election_id", "as_of", "required", "signed", "recorded_on",
        "source"),
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
      name: TableSchema.sessions.name,
      columns: TableSchema.sessions.columns(
        "session_id", "regency_code", "election_id", "held_on", "tier", "audience_levels",
        "attendees", "source"),
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
      name: TableSchema.register.name,
      columns: TableSchema.register.columns(
        "record_id", "regency_code", "level", "unit", "employment", "election_id", "required_on",
        "signed_on", "mode", "recorded_on"),
      rows: officials.map { official in
        let name = "\(official.regency)-\(official.level.rawValue)-\(official.number)"
        return [
          .text(name), .text(official.regency.description), .text(official.level.rawValue),
          .text(Workplaces.names[official.unit]), .text(official.employment.rawValue),
          .text(election.description), .date(official.requiredOn), .date(official.signedOn),
          official.signedOn == nil ? .none : .text(official.mode.rawValue),
          .date(official.recordedOn),
        ]
      })
  }
}

/// Rows of `register.csv` as bytes: those of `Table(officials:election:)`, without a cell or a
/// string for each field, because a national register has millions of rows.
public struct RegisterRows: Sendable {
  /// The bytes so far.
  public private(set) var bytes: [UInt8] = []

  private let election: [UInt8]
  /// Cells with their quotation marks.
  private let units: [[UInt8]]
  /// What the rows of one regency and level share.
  private var regency: RegencyCode?
  private var level: Level?
  private var name: [UInt8] = []
  private var place: [UInt8] = []

  /// No rows yet.
  ///
  /// - Parameter election: The election.
  public init(election: ElectionID) {
    self.election = Self.cell(election.description)
    units = Workplaces.names.map(Self.cell)
  }

  /// Adds the row of an official.
  ///
  /// - Parameter official: An official of `CampaignSimulator.forEachOfficial(_:)`.
  public mutating func append(_ official: SimulatedOfficial) {
    if official.regency != regency || official.level != level {
      regency = official.regency
      level = official.level
      let code = official.regency.description
      name = Array("\(code)-\(official.level.rawValue)-".utf8)
      place = Array(",\(code),\(official.level.rawValue),".utf8)
    }
    let comma = UInt8(ascii: ",")
    bytes += name
    append(number: official.number)
    bytes += place
    bytes += units[official.unit]
    bytes.append(comma)
    bytes += official.employment.rawValue.utf8
    bytes.append(comma)
    bytes += election
    bytes.append(comma)
    append(official.requiredOn)
    bytes.append(comma)
    if let date = official.signedOn {
      append(date)
      bytes.append(comma)
      bytes += official.mode.rawValue.utf8
    } else {
      bytes.append(comma)
    }
    bytes.append(comma)
    if let date = official.recordedOn { append(date) }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Forgets the bytes and keeps their memory.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// `YYYY-MM-DD`; the years of elections have four digits.
  private mutating func append(_ date: CalendarDate) {
    let (year, month, day) = date.parts
    append(pair: year / 100)
    append(pair: year % 100)
    bytes.append(UInt8(ascii: "-"))
    append(pair: month)
    bytes.append(UInt8(ascii: "-"))
    append(pair: day)
  }

  private mutating func append(pair number: Int) {
    bytes.append(UInt8(ascii: "0") + UInt8(number / 10))
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  private mutating func append(number: Int) {
    var scale = 1
    while number / scale >= 10 { scale *= 10 }
    while scale > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / scale % 10))
      scale /= 10
    }
  }

  /// A cell as every table writes it.
  private static func cell(_ words: String) -> [UInt8] {
    let table = Table(
      name: "cell", columns: [Column("cell", .string, "")], rows: [[.text(words)]])
    return Array(table.csvRows.utf8.dropLast())
  }
}
