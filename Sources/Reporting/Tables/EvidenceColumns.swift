// Reporting: events with their sources, conflicts and how they were settled.

public import Records
internal import Statistics

extension Table {
  /// `evidence.csv`: one row for each event as settled.
  ///
  /// - Parameters:
  ///   - occasions: Events in order.
  ///   - sessions: Sessions, which show that a cascade has begun.
  ///   - reference: Names of regions.
  public init(occasions: [Occasion], sessions: [Session], reference: ReferenceTables) {
    let monitored = occasions.filter { $0.settled.kinds.contains(.monitoring) }
    self.init(
      name: "evidence",
      columns: [
        Column("event_id", .string, "name of the event", shown: true),
        Column("event_date", .string, "settled date, as precise as the sources", shown: true),
        Column("date_precision", .string, "day, month, year or empty"),
        Column("province", .string, "name of the province"),
        Column("region_code", .string, "ministry code of the regency or province", shown: true),
        Column("region", .string, "official name", shown: true),
        Column("elections", .string, "elections that the event serves, separated by ;"),
        Column(
          "kind", .string, "signing, pledge, sosialisasi, monitoring; separated by ;", shown: true),
        Column("mode", .string, "in_person, represented or online", shown: true),
        Column("signers", .string, "signers as settled; empty where unknown", shown: true),
        Column("required", .string, "officials who must sign as stated; empty where unknown"),
        Column("not_yet_signed", .string, "officials who had not signed; empty where unknown"),
        Column("signer_levels", .string, "levels that signed, with counts where stated"),
        Column("attendees", .string, "attendance; empty where unknown"),
        Column("attendee_levels", .string, "levels that attended"),
        Column("witnesses", .string, "offices that witnessed"),
        Column("legal_basis", .string, "circulars, laws and decrees named"),
        Column("joint_event", .string, "tag of an event over several regions, counted once"),
        Column("open_duties", .string, "announced and open: cascade, cascade_begun, monitoring"),
        Column("conflicts", .integer, "contradictions among its sources", shown: true),
        Column("sources", .string, "publisher and address, separated by ;"),
      ],
      rows: occasions.map { occasion in
        let event = occasion.settled
        let isMonitored = monitored.contains { other in
          other.settled.region == event.region
            && (other.countsFrom ?? event.date.latest) ?? .distantPast
              > (occasion.countsFrom ?? .distantPast)
        }
        let isPassedOn = sessions.contains { session in
          session.region == event.region && session.tier != .regency
            && (session.heldOn ?? .distantPast) >= (occasion.countsFrom ?? .distantPast)
        }
        let open = event.followUps.sorted().compactMap { duty -> String? in
          switch duty {
          case .monitoring: isMonitored ? nil : "monitoring"
          case .cascade: isPassedOn ? "cascade_begun" : "cascade"
          }
        }
        return [
          .text(event.eventID), .words(event.date.description), .words(event.date.precision),
          .words(reference.provinces[event.region.province] ?? ""),
          .text(event.region.description), .text(reference.name(of: event.region)),
          .text(event.elections.map(\.description).joined(separator: ";")),
          .text(event.kinds.sorted().map(\.rawValue).joined(separator: ";")),
          event.kinds.contains(.signing) ? .text(event.mode.rawValue) : .none,
          event.kinds.contains(.signing) ? Cells.evidence(event.signers) : .none,
          .words(event.required.description), .words(event.outstanding.description),
          .words(Cells.mentions(event.signerLevels)), .words(event.attendees.description),
          .words(Cells.mentions(event.attendeeLevels)), .words(event.witnesses),
          .words(event.legalBasis), .words(event.jointTag),
          .words(open.joined(separator: ";")),
          .integer(occasion.conflicts.count),
          .text(occasion.sources.map { "\($0.publisher) \($0.address)" }.joined(separator: "; ")),
        ]
      })
  }

  /// `conflicts.csv`: contradictions and how they were settled.
  ///
  /// - Parameters:
  ///   - conflicts: Contradictions in order.
  ///   - reference: Names of regions.
  public init(conflicts: [Conflict], reference: ReferenceTables) {
    self.init(
      name: "conflicts",
      columns: [
        Column("region_code", .string, "ministry code of the regency or province", shown: true),
        Column("region", .string, "official name", shown: true),
        Column("subject", .string, "event, file or level", shown: true),
        Column("field", .string, "the quantity in doubt", shown: true),
        Column("claims", .string, "statements with their sources, separated by ;"),
        Column("settled_as", .string, "what the toolkit goes on with", shown: true),
        Column("rule", .string, "why", shown: true),
      ],
      rows: conflicts.map { conflict in
        [
          .text(conflict.region.description), .text(reference.name(of: conflict.region)),
          .text(conflict.subject), .text(conflict.field),
          .text(
            conflict.claims.map { "\($0.value) (\($0.source.publisher))" }.joined(separator: "; ")),
          .words(conflict.settledAs), .text(conflict.rule.rawValue),
        ]
      })
  }
}

extension Cells {
  /// A count of evidence as words: `53`, `>=53`, `50-60`; unknown where nothing is known.
  static func evidence(_ count: Count) -> Cell {
    count.isUnknown ? .unknown : .text(count.description)
  }

  /// Levels with their extents in the form of the column `signer_levels`.
  static func mentions(_ mentions: [LevelMention]) -> String {
    mentions.map { mention in
      let extent = mention.extent.description
      return extent.isEmpty ? mention.word : "\(mention.word)=\(extent)"
    }.joined(separator: ";")
  }
}

extension ReferenceTables {
  /// Official name of a region, or its code.
  public func name(of region: Region) -> String {
    switch region {
    case .regency(let code): regencies[code]?.name ?? code.description
    case .province(let code): provinces[code].map { "Provinsi \($0)" } ?? code.description
    }
  }
}

extension CalendarDate {
  /// Before every date in a file; only for comparisons.
  fileprivate static let distantPast = CalendarDate(dayNumber: -1_000_000)
}
