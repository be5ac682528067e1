// Ingest: rows of `events.csv` and `violations.csv`: what letters, releases and articles report.

import Records

extension RowContext {
  /// A row of `events.csv`.
  mutating func eventReport(_ row: inout Row) throws(Fault) -> EventReport {
    let id = try row.required("event_id")
    let kinds: Set<EventKind> = try row.words("kind")
    guard !kinds.isEmpty else {
      throw row.fault("kind", "", "the cell is empty", "say what happened, for example signing")
    }
    let region = try region(&row, columns: ["regency_code", "regency_name"])
    let elections = try elections(row, column: "election")
    let date = try row.date("event_date")
    let signers = try row.count("signers")
    let required = try row.count("required")
    try checkSigned(signers, atMost: required, in: row, column: "signers")
    let outstanding = try row.count("not_yet_signed")
    try checkSigned(outstanding, atMost: required, in: row, column: "not_yet_signed")
    let signerLevels = localized(try row.levels("signer_levels"), in: region)
    let note = row.text("note")
    let attendeeLevels = localized(try row.levels("attendee_levels"), in: region)
    return EventReport(
      eventID: id, kinds: kinds, region: region, date: date, elections: elections,
      signers: signers, required: required, outstanding: outstanding, signerLevels: signerLevels,
      outstandingLevels: localized(try row.levels("not_yet_signed_levels"), in: region),
      attendees: try row.count("attendees"),
      attendeeLevels: attendeeLevels,
      mode: try mode(row, kinds: kinds, signers: signers, levels: signerLevels),
      witnesses: row.text("witnesses"), legalBasis: row.text("legal_basis"),
      boundLevels: localized(try row.levels("bound_levels"), in: region),
      tier: try row.word(
        "tier",
        default: TierWords.tier(
          host: row.text("organizer"), lead: row.text("lead_official_role"),
          venue: row.text("venue"), audience: attendeeLevels)),
      followUps: try row.words("follow_up"),
      jointTag: !row.isEmpty("joint_event")
        ? row.text("joint_event") : Self.jointTag(note),
      source: Source(
        publisher: row.text("source_publisher").isEmpty
          ? "events" : row.text("source_publisher"), address: row.text("source_url")),
      publishedOn: try row.date("published_date"), note: note)
  }

  /// In the kabupaten of Yogyakarta a lurah heads a kalurahan, which is a desa elsewhere.
  private func localized(
    _ mentions: [LevelMention], in region: Region
  ) -> [LevelMention] {
    guard let code = region.regency, code.province == ProvinceCode("34"),
      reference.regencies[code]?.isCity == false
    else { return mentions }
    return mentions.map { mention in
      guard mention.word == "lurah" else { return mention }
      return LevelMention(
        word: mention.word, levels: [.kepalaDesa], employment: mention.employment,
        extent: mention.extent)
    }
  }

  /// A row of `violations.csv`.
  func violation(_ row: inout Row) throws(Fault) -> ViolationReport {
    let region = row.text("regency_code").isEmpty ? row.text("region") : row.text("regency_code")
    guard !region.isEmpty else {
      throw row.fault("region", "", "the cell is empty", "name the region")
    }
    let publisher =
      row.text("source_publisher").isEmpty ? row.text("source") : row.text("source_publisher")
    return ViolationReport(
      region: region, reports: try row.count("reports"), violations: try row.count("violations"),
      source: Source(
        publisher: publisher.isEmpty ? "violations" : publisher, address: row.text("source_url")))
  }

  /// The mode as stated; where the row does not state it, signatures by representatives are known
  /// from `represented_by` beside a handful of named signers or a word for a symbolic signing.
  private func mode(
    _ row: Row, kinds: Set<EventKind>, signers: Count, levels: [LevelMention]
  ) throws(Fault) -> SigningMode {
    if let stated = try row.mode("mode") { return stated }
    let text = row.text("represented_by").lowercased()
    guard kinds.contains(.signing), !text.isEmpty, signers.isUnknown else { return .inPerson }
    // A guest who sends a deputy says nothing of the signers; ASN by representatives does.
    let symbolic = ["symbolic", "simbolis"].contains(where: text.contains)
    let byDeputies = ["represent", "perwakilan"].contains(where: text.contains)
    if symbolic || (byDeputies && text.contains("asn")) { return .represented }
    let counts = levels.map { mention -> Int? in
      guard case .counted(let count) = mention.extent else { return nil }
      return count.exactValue
    }
    let total = counts.compactMap { $0 }.reduce(0, +)
    let areAllNamed = !counts.isEmpty && counts.allSatisfy { $0 != nil }
    return areAllNamed && total <= Self.mostRepresentatives ? .represented : .inPerson
  }

  /// As many people as one event is known to have had sign for everybody.
  private static let mostRepresentatives = 7

  /// The tag behind "JOINT event" in a note, for rows without a column for it.
  private static func jointTag(_ note: String) -> String {
    let words = note.split { $0 == " " || $0 == ":" || $0 == ";" || $0 == "." || $0 == "," }
    guard let place = words.firstIndex(of: "JOINT"), place + 2 < words.count,
      words[place + 1] == "event"
    else { return "" }
    return String(words[place + 2])
  }
}
