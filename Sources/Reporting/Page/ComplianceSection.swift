// Reporting: compliance by level: what is known of each level in the whole country, and each unit
// with a known rate.

internal import Records
internal import Statistics

extension ReportPage {
  /// Compliance by level.
  var complianceSection: Section {
    Section(
      id: "kepatuhan", short: say("Kepatuhan", "Compliance"),
      heading: say("Kepatuhan menurut jabatan", "Compliance by level"),
      body: [
        .paragraph(
          say(
            "Satu unit adalah satu jabatan di satu daerah. “Hitungan penuh” berarti jumlah yang "
              + "wajib dan jumlah yang sudah menandatangani sama-sama diketahui.",
            "A unit is one level in one regency. “Full count” means that both the number who must "
              + "sign and the number who have signed are known.")),
        overviewTable, figure("compliance"), unitTable,
        .paragraph(
          say(
            "Rentang: kecenderungan menandatangani di balik hitungan (metode Wilson); hitungannya "
              + "sendiri penuh, bukan sampel. Bila laporan tidak lengkap, rentang adalah batas yang "
              + "masih mungkin. Angka gabungan meminjam kekuatan dari unit lain pada jabatan yang "
              + "sama, supaya unit kecil tidak tampak terbaik atau terburuk karena kebetulan.",
            "Interval: the propensity to sign behind the count (Wilson's method); the count itself is "
              + "complete, not a sample. Where a report is incomplete, the interval holds what is "
              + "still possible. The pooled rate borrows strength from other units of the same level, "
              + "so that small units do not look best or worst by chance.")),
      ])
  }

  private var overviewTable: HTML {
    let participants = content.participants
    return DataTable(
      caption: say(
        "Yang diketahui dari tiap jabatan, dalam jumlah daerah (\(participants) seluruhnya)",
        "What is known of each level, in regencies (\(participants) in all)"),
      columns: [
        .words(say("Jabatan", "Level")), .number(say("Hitungan penuh", "Full count")),
        .number(say("Sudah dari wajib (orang)", "Signed of required (persons)")),
        .number(say("“Semua” menurut sumber", "“All” by the source")),
        .number(say("Jumlah tidak lengkap", "Number incomplete")),
        .number(say("Belum ada laporan", "No report yet")),
      ],
      rows: LevelOverview.all(content.compliance).map { one in
        [
          .text(levelName(one.level)), .text(say.whole(one.counted)),
          one.required > 0
            ? .text(
              say(
                "\(say.whole(one.signed)) dari \(say.whole(one.required))",
                "\(say.whole(one.signed)) of \(say.whole(one.required))"))
            : unknown,
          .text(say.whole(one.all)), .text(say.whole(one.incomplete)),
          .text(say.whole(one.silent(of: participants))),
        ]
      }
    ).html(whenEmpty: say.noReport)
  }

  private var unitTable: HTML {
    let participants = content.compliance.participants
    let known = content.compliance.rows.filter { $0.estimate.rate != nil }.sorted { left, right in
      let (first, second) = (left.key.level?.order ?? .max, right.key.level?.order ?? .max)
      return first != second ? first < second : left.key < right.key
    }
    return DataTable(
      caption: say(
        "Unit dengan angka yang diketahui: \(known.count). Data sampai \(asOf)",
        "Units with a known rate: \(known.count). Data up to \(asOf)"),
      columns: [
        .words(say("Daerah", "Regency")), .words(say("Jabatan", "Level")),
        .number(say("Sudah / wajib", "Signed / required")), .number(say("Angka", "Rate")),
        .number(say("Rentang", "Interval")), .number(say("Gabungan", "Pooled")),
        .words(say("Kelas data", "Data grade")), .words(say("Sumber", "Source")),
      ],
      rows: known.map { row in
        [
          regencyName(row.key.regency, participants),
          .text(levelName(row.key.level)),
          .text(counts(row.rollUp)),
          .text(say.share(row.estimate.rate, decimals: 1)), interval(row.estimate),
          row.pooled.map { .text(say.share($0.rate, decimals: 1)) } ?? .text("–"),
          .text(row.rollUp.grade.rawValue), sources(row.rollUp.sources),
        ]
      }
    ).folded(isOpen: known.count <= 15 || svgs["compliance"] == nil, whenEmpty: say.noReport)
  }

  /// Official name, with a remark where the regency does not take part.
  private func regencyName(_ code: RegencyCode?, _ participants: Set<RegencyCode>) -> HTML {
    guard let code else { return .text("Indonesia") }
    let name = HTML.text(content.reference.name(of: .regency(code)))
    guard !participants.contains(code) else { return name }
    return .group([
      name,
      .tag(
        "span", ["class": "sub"],
        say("bukan peserta, tidak masuk jumlah", "does not take part, not in the totals")),
    ])
  }

  /// "48 / 53", "semua / belum ada laporan".
  private func counts(_ rollUp: RollUp) -> String {
    let signed =
      rollUp.signedKind == .all && rollUp.signed.exactValue == nil
      ? say("semua", "all") : say.count(rollUp.signed)
    return "\(signed) / \(say.count(rollUp.required))"
  }

  private func interval(_ estimate: RateEstimate) -> HTML {
    guard let low = estimate.low, let high = estimate.high else { return unknown }
    let ends = "\(say.number(low * 100, decimals: 1))–\(say.share(high, decimals: 1))"
    guard estimate.method == .roster else { return .text(ends) }
    return .group([
      .text(ends), .tag("span", ["class": "sub"], say("batas yang mungkin", "possible bounds")),
    ])
  }

  /// A level, or the words for a total that no source breaks down.
  func levelName(_ level: Level?) -> String {
    level == nil ? say("Jumlah tanpa rincian jabatan", "Total not broken down") : say.level(level)
  }

  /// Sources as links, each name once, the first three.
  func sources(_ sources: [Source]) -> HTML {
    guard !sources.isEmpty else { return .text("–") }
    let shown = sources.prefix(3).map { HTML.link($0.publisher, $0.address) }
    let more =
      sources.count > 3
      ? [HTML.text(say("dan \(sources.count - 3) lagi", "and \(sources.count - 3) more"))] : []
    return .joined(shown + more, by: "; ")
  }

  /// The words for unknown.
  var unknown: HTML { .tag("span", ["class": "unknown"], say.noReport) }
}
