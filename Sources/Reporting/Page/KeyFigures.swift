// Reporting: the key figures of the page and the sentence above them, counted from the tables so
// that no number on the page has a second origin.

internal import Records
internal import Statistics

/// Counts over the participants' rows of the compliance table.
struct KeyFigures: Sendable {
  /// Regencies with a full count of at least one level or of all.
  let countedRegencies: Int
  /// Officials who signed in those counts, persons.
  let signed: Int
  /// Officials who must sign in those counts, persons.
  let required: Int

  init(_ table: ComplianceTable) {
    let participants = table.participants
    var byRegency: [RegencyCode: [ComplianceRow]] = [:]
    for row in table.rows {
      // "All" by the word of a source is no count, even where the roster is known.
      guard let regency = row.key.regency, participants.contains(regency),
        row.rollUp.signedKind != .all, let pair = row.rollUp.exactPair, pair.required > 0
      else { continue }
      byRegency[regency, default: []].append(row)
    }
    countedRegencies = byRegency.count
    // A total over levels speaks of the same persons as the levels, so it stands alone.
    let counted = byRegency.values.flatMap { rows in
      let total = rows.first { $0.key.level == nil }
      return total.map { [$0] } ?? rows
    }
    let pairs = counted.compactMap(\.rollUp.exactPair)
    signed = pairs.reduce(0) { $0 + $1.signed }
    required = pairs.reduce(0) { $0 + $1.required }
  }
}

extension ComplianceTable {
  /// Regencies that take part in the election; records of others stay in the table but count nowhere.
  var participants: Set<RegencyCode> {
    Set(
      book.reference.participants(in: book.election)?.map(\.code)
        ?? Array(book.reference.regencies.keys))
  }
}

/// What is known of one level over all participants; the five counts add up to them.
struct LevelOverview: Sendable {
  let level: Level?
  /// Regencies with a full count.
  var counted = 0
  /// Officials who signed in those.
  var signed = 0
  /// Officials who must sign in those.
  var required = 0
  /// Regencies where the source says "all" without a full count.
  var all = 0
  /// Regencies with a signing whose number is not, or not fully, known.
  var incomplete = 0

  /// Regencies without a report of a signing.
  func silent(of participants: Int) -> Int { participants - counted - all - incomplete }

  /// One overview for each level of a table by regency and level, in order.
  static func all(_ table: ComplianceTable) -> [LevelOverview] {
    var overviews: [Level?: LevelOverview] = [:]
    let participants = table.participants
    for row in table.rows {
      guard let regency = row.key.regency, participants.contains(regency) else { continue }
      var one = overviews[row.key.level] ?? LevelOverview(level: row.key.level)
      if row.rollUp.signedKind == .all {
        one.all += 1
      } else if let pair = row.rollUp.exactPair {
        one.counted += 1
        one.signed += pair.signed
        one.required += pair.required
      } else if row.rollUp.parts.contains(where: \.isLaunched) {
        one.incomplete += 1
      }
      overviews[row.key.level] = one
    }
    return overviews.values.sorted { ($0.level?.order ?? .max) < ($1.level?.order ?? .max) }
  }
}

extension ReportPage {
  private var figures: KeyFigures { KeyFigures(content.compliance) }

  /// The report in one sentence.
  var bottomLine: String {
    let all = content.participants
    let figures = figures
    guard let signing = content.total(.signing), signing > 0 else {
      return say(
        "Sampai \(asOf) belum ada laporan penandatanganan dari \(all) daerah; itu bukan nol.",
        "Up to \(asOf) there is no report of a signing from the \(all) regencies; that is not zero."
      )
    }
    let share = say.share(Double(signing) / Double(max(1, all)))
    let counted =
      figures.required > 0
      ? say(
        "jumlah wajib dan jumlah penanda tangan sama-sama diketahui dari "
          + "\(figures.countedRegencies) daerah, kebanyakan hanya untuk satu atau dua jabatan",
        "both the number required and the number of signers are known from "
          + "\(figures.countedRegencies) regencies, mostly for one or two levels only")
      : say("hitungan penuh belum ada", "there is no full count yet")
    return say(
      "Sampai \(asOf), penandatanganan tercatat di \(signing) dari \(all) daerah (\(share)); "
        + "\(counted). Dari \(all - signing) daerah lainnya belum ada laporan, dan itu bukan nol.",
      "Up to \(asOf), a signing is documented in \(signing) of \(all) regencies (\(share)); "
        + "\(counted). From the other \(all - signing) there is no report yet, and that is not zero."
    )
  }

  /// The cards.
  var figuresSection: Section {
    let all = content.participants
    let of = say("dari \(all)", "of \(all)")
    let signing = content.total(.signing)
    let figures = figures
    let cards = [
      card(
        signing, of,
        say("daerah dengan penandatanganan tercatat", "regencies with a documented signing"),
        say(
          "Ada berita, rilis, rekapitulasi, atau daftar yang menyebut penandatanganan.",
          "An article, release, recap or register tells of a signing.")),
      card(
        content.total(.session), of,
        say("daerah dengan sosialisasi tercatat", "regencies with a documented session"),
        say(
          "Paling sedikit satu sosialisasi netralitas tercatat.",
          "At least one session on neutrality is documented.")),
      card(
        figures.countedRegencies, of,
        say("daerah dengan hitungan penuh", "regencies with a full count"),
        say(
          "Untuk paling sedikit satu jabatan diketahui berapa yang wajib dan berapa yang sudah.",
          "For at least one level it is known how many must sign and how many have.")),
      card(
        figures.required > 0 ? figures.signed : nil,
        say("dari \(say.whole(figures.required))", "of \(say.whole(figures.required))"),
        say("pejabat sudah menandatangani", "officials have signed"),
        say(
          "Hanya pejabat dalam hitungan penuh itu; bukan gambaran seluruh Indonesia.",
          "Only officials in those full counts; not a picture of all Indonesia.")),
      card(
        signing.map { all - $0 }, of,
        say("daerah: belum ada laporan", "regencies: no report yet"),
        say(
          "Mungkin sudah, mungkin belum menandatangani. Tidak diketahui bukan nol.",
          "They may or may not have signed. Unknown is not zero.")),
    ]
    return Section(
      id: "ringkasan", short: say("Ringkasan", "Summary"),
      heading: say("Angka pokok", "Key figures"),
      body: [.tag("ul", ["class": "cards"], cards)])
  }

  private func card(_ value: Int?, _ of: String, _ name: String, _ meaning: String) -> HTML {
    let figure: [HTML] =
      value.map { [.text(say.whole($0)), .text(" "), .tag("span", ["class": "of"], of)] }
      ?? [.text(say.noReport)]
    return .tag(
      "li",
      [
        .tag("span", ["class": "figure"], figure), .tag("span", ["class": "name"], name),
        .tag("span", ["class": "means"], meaning),
      ])
  }
}
