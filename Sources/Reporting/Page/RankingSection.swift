// Reporting: risk and ranks, with what a rank can and cannot say.

internal import Records
internal import Risk
internal import Statistics

extension ReportPage {
  /// Risk by regency.
  var rankingSection: Section {
    let table = content.risk
    // A regency without data is named only where its rank says something.
    let named = table.rows.filter { $0.rollUp.grade < .e || table.isDistinguishable($0) }
    let first = named.prefix(25)
    let keys = Set(first.map(\.key))
    let others = named.filter { !keys.contains($0.key) }
    var body: [HTML] = [
      .paragraph(
        say(
          "Sasaran: \(say.share(table.target.share)) pejabat sudah menandatangani pada "
            + "\(say.day(table.target.date)). Jabatan yang dibandingkan sama di semua daerah: "
            + "\(say.scope(table.book.scope)).",
          "Target: \(say.share(table.target.share)) of the officials have signed by "
            + "\(say.day(table.target.date)). The levels compared are the same everywhere: "
            + "\(say.scope(table.book.scope)).")),
      .tag("div", ["class": "note"], [.paragraph(verdict(table)), .paragraph(paperwork)]),
      figure("ranks"),
    ]
    let silent = table.rows.filter { row in !named.contains { $0.key == row.key } }
    let highest = riskTable(
      Array(first),
      say(
        "\(first.count) daerah berdata dengan risiko tertinggi. Data sampai \(asOf)",
        "The \(first.count) regencies with data and the highest risk. Data up to \(asOf)"))
    if let example = silent.first {
      body.append(
        .paragraph(
          say(
            "\(silent.count) daerah tanpa laporan untuk jabatan ini tidak didaftar: peringkatnya dapat "
              + "berada di mana saja, misalnya \(say.rankRange(example.rank)), dan urutan di antara "
              + "mereka adalah hasil acak simulasi. Semuanya ada di risk.csv.",
            "\(silent.count) regencies without a report for these levels are not listed: their rank can "
              + "be anywhere, for example \(say.rankRange(example.rank)), and their order among each "
              + "other is chance of the simulation. All are in risk.csv.")))
    }
    body += [
      highest.folded(isOpen: true, whenEmpty: say("tidak ada", "none")),
      riskTable(
        others,
        say(
          "Daerah lain yang punya data (kelas A–D): \(others.count). Data sampai \(asOf)",
          "Other regencies with data (grades A–D): \(others.count). Data up to \(asOf)")
      ).folded(
        isOpen: others.count <= 15 || svgs["ranks"] == nil, whenEmpty: say("tidak ada", "none")),
    ]
    if !table.unavailable.isEmpty {
      body.append(
        .paragraph(
          say(
            "\(table.unavailable.count) daerah tidak dapat dihitung karena jumlah pejabatnya tidak "
              + "diketahui.",
            "\(table.unavailable.count) regencies cannot be computed because the number of their "
              + "officials is not known.")))
    }
    body.append(legend)
    return Section(
      id: "risiko", short: say("Risiko dan peringkat", "Risk and ranks"),
      heading: say(
        "Risiko sasaran tidak tercapai", "Risk that the target is not reached"),
      body: body)
  }

  /// What the ranks allow to be said.
  private func verdict(_ table: RiskTable) -> String {
    let widest = table.rows.first { !table.isDistinguishable($0) }
    let example = widest.map { row in
      let name = content.reference.shortName(row.key.regency)
      let range = say.rankRange(row.rank)
      return say(
        " Contoh: \(name) berperingkat \(range) dari \(table.rows.count), maka tidak dapat disebut "
          + "terburuk.",
        " For example, \(name) ranks \(range) of \(table.rows.count) and so cannot be called the "
          + "worst.")
    }
    return say.distinguishable(table) + "." + (example ?? "")
  }

  private var paperwork: String {
    say(
      "Indeks dan peringkat mengukur dokumen penandatanganan, bukan netralitas. Daerah yang rapi "
        + "dokumennya dapat saja melanggar; daerah tanpa laporan dapat saja patuh.",
      "Index and ranks measure documents of signing, not neutrality. A regency with tidy documents may "
        + "break the rules; one without a report may comply.")
  }

  private func riskTable(_ rows: [RiskRow], _ caption: String) -> DataTable {
    let table = content.risk
    return DataTable(
      caption: caption,
      columns: [
        .words(say("Daerah", "Regency")),
        .number(say("Rentang peringkat 90 %", "90 % rank range")),
        .number(say("Peluang tidak tercapai", "Chance of missing")),
        .number(say("Perkiraan kurang (orang)", "Expected shortfall (persons)")),
        .words(say("Golongan", "Class")), .words(say("Alasan", "Reasons")),
        .words(say("Kelas data", "Data grade")),
      ],
      rows: rows.map { row in
        let rank = HTML.group([
          .text(say.rankRange(row.rank)),
          .tag(
            "span", ["class": "sub"],
            table.isDistinguishable(row)
              ? say("dari \(table.rows.count)", "of \(table.rows.count)")
              : say("tidak dapat dibedakan", "cannot be told apart")),
        ])
        return [
          .text(content.reference.name(of: row.key.regency.map { .regency($0) })),
          rank, .text(say.probability(row.missProbability)),
          .text(say.number(row.expectedShortfall, decimals: 0)), .text(className(row)),
          .text(row.drivers.isEmpty ? "–" : row.drivers.map(say.driver).joined(separator: "; ")),
          .text(row.rollUp.grade.rawValue),
        ]
      }
    )
  }

  private func className(_ row: RiskRow) -> String {
    guard row.isClassCertain else { return say("belum pasti", "uncertain") }
    switch row.riskClass {
    case .high: return say("tinggi", "high")
    case .medium: return say("sedang", "medium")
    case .low: return say("rendah", "low")
    }
  }

  private var legend: HTML {
    let words = [
      say(
        "Peluang tidak tercapai 70 % (60–75) berarti: dari 100 kemungkinan dengan pola seperti ini, "
          + "sekitar 70 berakhir di bawah sasaran; 60 sampai 75 bila dasar modelnya sedikit lain. "
          + "Angkanya dibulatkan ke 5.",
        "A chance of missing of 70 % (60–75) means: of 100 possible outcomes with a pattern like this "
          + "one, about 70 end below the target; 60 to 75 if the basis of the model is a little "
          + "different. Numbers are rounded to 5."),
      say(
        "Golongan: tinggi bila peluangnya paling sedikit 50 %, rendah bila paling banyak 10 %, selain "
          + "itu sedang. “Belum pasti”: modelnya sendiri tidak sepakat tentang golongan itu.",
        "Class: high from 50 %, low up to 10 %, medium in between. “Uncertain”: the model itself does "
          + "not agree on the class."),
      say(
        "Urutan: peringkat 1 adalah perkiraan bagian penanda tangan yang terendah pada tanggal "
          + "sasaran, rata-rata dari semua kemungkinan. Daerah yang hampir lengkap dapat berperingkat "
          + "rendah risikonya, tetapi tetap berpeluang besar tidak mencapai sasaran.",
        "Order: rank 1 is the lowest expected share of signers on the target date, on average over "
          + "all outcomes. A regency that is almost complete can rank far from the top and still be "
          + "likely to miss the target."),
      say(
        "Rentang peringkat: di antara kedua angka itulah peringkat daerah berada dengan kemungkinan "
          + "90 %. “Tidak dapat dibedakan”: rentangnya lebih lebar dari separuh tabel.",
        "Rank range: the regency's rank lies between these two numbers with a chance of 90 %. “Cannot "
          + "be told apart”: the range is wider than half of the table."),
      say(
        "Kelas data: A = jumlah wajib diketahui dan penanda tangan dihitung pada empat tanggal atau "
          + "lebih; B = dua atau tiga tanggal; C = satu tanggal; D = penandatanganan tercatat, "
          + "jumlahnya tidak lengkap; E = belum ada laporan. Kelas data tidak menilai kepatuhan.",
        "Data grade: A = roster known and signers counted on four dates or more; B = on two or three; "
          + "C = on one; D = a signing is documented, its numbers are incomplete; E = no report. The "
          + "grade does not judge compliance."),
    ]
    return .group([
      .tag("h3", say("Cara membaca tabel risiko", "How to read the risk tables")),
      .tag("ul", words.map { .tag("li", $0) }),
    ])
  }
}

extension ReferenceTables {
  /// Official name of a region; the nation where there is none.
  fileprivate func name(of region: Region?) -> String {
    region.map { name(of: $0) } ?? "Indonesia"
  }
}
