// Reporting: how to read the report and what it cannot say, once for officials and once for
// statisticians. The assumptions are those that the predictive model states.

extension ReportPage {
  /// Reading guide and limits.
  var methodSection: Section {
    Section(
      id: "cara", short: say("Cara membaca", "How to read it"),
      heading: say("Cara membaca dan batasnya", "How to read it, and its limits"),
      body: [
        .tag(
          "div", ["class": "columns"],
          [
            .tag("div", [.tag("h3", say("Untuk pejabat", "For officials")), list(forOfficials)]),
            .tag(
              "div",
              [.tag("h3", say("Untuk ahli statistik", "For statisticians")), list(forExperts)]),
          ])
      ])
  }

  private func list(_ words: [String]) -> HTML {
    .tag("ul", words.map { .tag("li", $0) })
  }

  private var forOfficials: [String] {
    [
      say(
        "“Belum ada laporan” bukan nol. Daerah itu mungkin sudah menandatangani tanpa diberitakan.",
        "“No report yet” is not zero. The regency may have signed without being reported."),
      say(
        "“Semua sudah menandatangani” tanpa angka ditulis “semua”, tidak diubah menjadi angka.",
        "“All have signed” without a number stays “all”; it is not turned into a number."),
      say(
        "Bila wakil menandatangani untuk yang lain, kegiatannya tercatat, tetapi jumlah penanda "
          + "tangan tetap belum diketahui.",
        "Where representatives sign for the others, the event is documented, but the number of signers "
          + "stays unknown."),
      say(
        "Ikrar yang hanya diucapkan bukan tanda tangan.",
        "A pledge that is only spoken is no signature."),
      say(
        "48 dari 53 adalah hitungan penuh, bukan sampel. Rentangnya tidak berarti hitungannya ragu.",
        "48 of 53 is a full count, not a sample. Its interval does not mean that the count is in "
          + "doubt."),
      say(
        "Menandatangani bukan jaminan netral. Laporan ini tidak menilai perilaku siapa pun.",
        "To sign is no guarantee of neutrality. This report judges nobody's conduct."),
      say(
        "Catatan yang kurang atau keliru dapat diperbaiki: kirimkan rekapitulasi atau daftar, lalu "
          + "laporan dibuat ulang.",
        "Missing or wrong records can be put right: hand in a recap or a register and the report is "
          + "made again."),
    ]
  }

  private var forExperts: [String] {
    let level = say.share(content.compliance.confidence)
    return [
      say(
        "Rentang \(level) Wilson adalah tentang kecenderungan di balik hitungan penuh; rentang "
          + "“batas yang mungkin” adalah batas identifikasi dari laporan tidak lengkap, tanpa "
          + "anggapan sebaran.",
        "The \(level) Wilson interval is about the propensity behind a full count; “possible bounds” are "
          + "identification bounds of incomplete reports, free of any distribution."),
      say(
        "Angka gabungan: beta-binomial per jabatan dengan efek provinsi, posterior bersama pada kisi. "
          + "Dasarnya hanya hitungan yang juga dapat menunjukkan siapa yang belum, jadi menggambarkan "
          + "daerah yang melapor.",
        "Pooled rate: beta-binomial by level with province effects, joint posterior on a grid. It rests "
          + "on counts that could also have shown somebody missing, and so describes regencies that "
          + "report."),
      say(
        "Model ramalan: hitungan pasti tetap; dari N − S yang belum, bagian c akan menandatangani dengan "
          + "laju mingguan λ; sisanya tidak pernah. “Semua” berarti S = N.",
        "Predictive model: an exact count stands; of the N − S outstanding a share c would ever sign, at "
          + "a weekly hazard λ; the others never. “All” means S = N."),
      say(
        "Penandatanganan tanpa angka: S dari beta-binomial jabatan itu, di dalam batas bukti. Tanpa "
          + "laporan: sudah mulai dengan peluang π, ditarik sekali untuk setiap daerah; jika tidak, "
          + "S = 0 dalam simulasi, bukan dalam tabel.",
        "A signing without a number: S from the level's beta-binomial, inside the bounds of the "
          + "evidence. Without a report: launched with probability π, drawn once for a regency; "
          + "otherwise S = 0 in the simulation, not in the tables."),
      say(
        "c dan π tidak dapat dipelajari dari data semacam ini dan tetap pada prior: Beta(2, 2) dan "
          + "Beta(1, 1); π tidak bergantung pada waktu. Prior λ: Gamma(2, 40) per minggu. Jumlah wajib yang tidak disebut "
          + "ditarik dari sebaran daerah yang menyebutnya, yang hanya berupa kisaran secara merata.",
        "c and π cannot be learnt from such records and keep their priors, Beta(2, 2) and Beta(1, 1); "
          + "π does not depend on the time left. Prior of λ: Gamma(2, 40) per week. A roster that nobody states "
          + "is drawn from the distribution of stated ones, one known only as a range uniformly."
      ),
      say(
        "Jumlah, peringkat, peluang, dan kekurangan dibaca dari satu himpunan tarikan bersama. Rentang "
          + "peringkat menjawab “di mana kira-kira”, bukan “apa yang dapat disangkal”.",
        "Totals, ranks, probabilities and shortfalls are read off one set of joint draws. Rank ranges "
          + "answer “where is it likely”, not “what can be ruled out”."),
      say(
        "Tidak dimodelkan: lonjakan menjelang tenggat, pengaruh sosialisasi, dan pemilihan berita oleh "
          + "media.",
        "Not modelled: a rush before the deadline, the effect of sessions, and what the press chooses to "
          + "report."),
    ]
  }
}
