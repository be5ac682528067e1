// Reporting: the evidence: every event with its source, and every contradiction with how it was
// settled.

internal import Records

extension ReportPage {
  /// Events by province, then contradictions.
  var evidenceSection: Section {
    let events = content.events
    let byProvince = Dictionary(grouping: events, by: \.settled.region.province)
    let names = content.reference.provinces
    let groups = byProvince.keys.sorted().map { province -> HTML in
      let own = (byProvince[province] ?? []).sorted(by: Self.isBefore)
      let name = names[province] ?? province.description
      return .tag(
        "details",
        [
          .tag("summary", "\(name) (\(own.count))"),
          eventTable(own, say("Kegiatan di \(name)", "Events in \(name)")),
        ])
    }
    var body: [HTML] = [
      .paragraph(
        say(
          "\(events.count) kegiatan tercatat sampai \(asOf), dikelompokkan menurut provinsi. "
            + "Setiap kegiatan dapat diperiksa pada sumbernya.",
          "\(events.count) events are documented up to \(asOf), grouped by province. Each can be "
            + "checked at its source."))
    ]
    body += groups
    body.append(.tag("h3", say("Keterangan yang bertentangan", "Contradictions")))
    body.append(
      .paragraph(
        say(
          "Bila sumber saling bertentangan, keterangan dipilih dengan aturan tertulis, bukan menurut "
            + "urutan berkas.",
          "Where sources contradict each other, a stated rule decides, never the order of files.")))
    body.append(conflictTable)
    return Section(
      id: "bukti", short: say("Bukti", "Evidence"),
      heading: say("Bukti dan sumbernya", "Evidence and its sources"), body: body)
  }

  /// By day, those without one last, then by region and name.
  private static func isBefore(_ left: Occasion, _ right: Occasion) -> Bool {
    switch (left.settled.date.earliest, right.settled.date.earliest) {
    case (let first?, let second?) where first != second: return first < second
    case (_?, nil): return true
    case (nil, _?): return false
    default: break
    }
    return (left.settled.region, left.settled.eventID)
      < (right.settled.region, right.settled.eventID)
  }

  private func eventTable(_ events: [Occasion], _ caption: String) -> HTML {
    DataTable(
      caption: caption,
      columns: [
        .words(say("Daerah", "Regency")), .words(say("Tanggal", "Date")),
        .words(say("Kegiatan", "Event")), .words(say("Jabatan", "Levels")),
        .words(say("Penanda tangan", "Signers")), .words(say("Sumber", "Source")),
      ],
      rows: events.map { occasion in
        let event = occasion.settled
        return [
          .text(content.reference.name(of: event.region)), .text(say.date(event.date)),
          kinds(event), levels(event), signers(event), sources(occasion.sources),
        ]
      }
    ).html(whenEmpty: say.noReport)
  }

  /// What happened, with what the event rests on and what it announced for later.
  private func kinds(_ event: EventReport) -> HTML {
    var notes: [String] = []
    if !event.legalBasis.isEmpty {
      notes.append(say("dasar: \(event.legalBasis)", "basis: \(event.legalBasis)"))
    }
    if !event.witnesses.isEmpty {
      notes.append(say("saksi: \(event.witnesses)", "witnesses: \(event.witnesses)"))
    }
    for duty in event.followUps.sorted() {
      notes.append(
        duty == .cascade
          ? say("diumumkan: sosialisasi lanjutan", "announced: follow-up sessions")
          : say("diumumkan: pemantauan", "announced: monitoring"))
    }
    let words = HTML.text(event.kinds.sorted().map { say.kind($0) }.joined(separator: ", "))
    return notes.isEmpty
      ? words
      : .group([words, .tag("span", ["class": "sub"], notes.joined(separator: "; "))])
  }

  private func levels(_ event: EventReport) -> HTML {
    let mentions = event.signerLevels.isEmpty ? event.attendeeLevels : event.signerLevels
    guard !mentions.isEmpty else { return .text(say("tidak disebut", "not stated")) }
    let words = HTML.text(mentions.map { say.mention($0) }.joined(separator: ", "))
    guard event.signerLevels.isEmpty, event.kinds.contains(.signing) else { return words }
    return .group([
      words, .tag("span", ["class": "sub"], say("yang hadir", "those who attended")),
    ])
  }

  /// Signers as settled, with how the number came about; a dash where nobody signed.
  private func signers(_ event: EventReport) -> HTML {
    guard event.kinds.contains(.signing) else { return .text("–") }
    var notes: [String] = []
    if event.mode == .represented {
      notes.append(say("wakil menandatangani untuk semua", "representatives signed for all"))
    }
    if event.mode == .online { notes.append(say("secara daring", "online")) }
    if !event.required.isUnknown, !(event.signers.isUnknown && event.outstanding.isUnknown) {
      notes.append(
        say(
          "dari \(say.count(event.required)) yang wajib", "of \(say.count(event.required)) required"
        ))
    }
    if !event.outstanding.isUnknown {
      notes.append(
        say("\(say.count(event.outstanding)) belum", "\(say.count(event.outstanding)) not yet"))
    }
    let hasLevelCounts = event.signerLevels.contains { mention in
      if case .counted = mention.extent { true } else { false }
    }
    let number: HTML
    if !event.signers.isUnknown {
      number = .text(say.count(event.signers))
    } else if hasLevelCounts, event.mode != .represented {
      number = .text(say("angka di kolom jabatan", "numbers in the column of levels"))
    } else {
      number = .tag(
        "span", ["class": "unknown"],
        say("jumlah: ", "number: ") + say.noReport)
    }
    return notes.isEmpty
      ? number
      : .group([number, .tag("span", ["class": "sub"], notes.joined(separator: "; "))])
  }

  private var conflictTable: HTML {
    DataTable(
      caption: say(
        "Pertentangan: \(content.conflicts.count)", "Contradictions: \(content.conflicts.count)"),
      columns: [
        .words(say("Daerah", "Regency")), .words(say("Mengenai", "About")),
        .words(say("Keterangan sumber", "Statements")), .words(say("Dipakai", "Settled as")),
        .words(say("Aturan", "Rule")),
      ],
      rows: content.conflicts.map { conflict in
        [
          .text(content.reference.name(of: conflict.region)),
          .group([
            .text(say.field(conflict.field)),
            .tag("span", ["class": "sub"], say.subject(conflict.subject)),
          ]),
          .joined(
            conflict.claims.map { claim in
              .group([
                .text("“\(say.statement(claim.value))” – "),
                .link(claim.source.publisher, claim.source.address),
              ])
            }, by: "; "),
          .text(say.statement(conflict.settledAs)),
          .text(say.rule(conflict.rule)),
        ]
      }
    ).html(whenEmpty: say("tidak ada", "none"))
  }
}
