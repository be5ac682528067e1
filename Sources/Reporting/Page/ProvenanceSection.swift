// Reporting: where the report comes from: version, options, inputs with their sums, the account of
// rows and the files beside the page.

internal import Records

extension ReportPage {
  /// Provenance.
  var provenanceSection: Section {
    let source = content.provenance
    let rows = source.rows
    var body: [HTML] = [
      .tag(
        "dl", ["class": "facts"],
        [
          fact(say("Perangkat", "Tool"), .text("netralitas \(source.toolVersion)")),
          fact(say("Pilihan", "Options"), .tag("code", source.options)),
          fact(say("Data sampai", "Data up to"), .text(asOf)),
        ]),
      .paragraph(
        say(
          "Baris dibaca: \(say.whole(rows.read)); diterima: \(say.whole(rows.accepted)), di antaranya "
            + "\(say.whole(rows.duplicates)) mengulang baris lain dan tidak dihitung lagi; ditolak: "
            + "\(say.whole(rows.rejected)).",
          "Rows read: \(say.whole(rows.read)); accepted: \(say.whole(rows.accepted)), of which "
            + "\(say.whole(rows.duplicates)) repeat another row and do not count again; rejected: "
            + "\(say.whole(rows.rejected)).")),
    ]
    if !source.notes.isEmpty {
      body.append(
        .tag(
          "details",
          [
            .tag(
              "summary",
              say(
                "Catatan tentang baris (\(source.notes.count))",
                "Notes on rows (\(source.notes.count))")),
            .tag("ul", source.notes.map { .tag("li", $0) }),
          ]))
    }
    body.append(
      DataTable(
        caption: say("Berkas masukan", "Input files"),
        columns: [.words(say("Berkas", "File")), .words("SHA-256")],
        rows: source.inputs.map { [.text($0.name), .tag("code", $0.sha256)] }
      ).html(whenEmpty: say("tidak disebut", "not stated")))
    if !source.files.isEmpty {
      body.append(
        DataTable(
          caption: say("Berkas dalam folder laporan", "Files in the folder of the report"),
          columns: [.words(say("Berkas", "File")), .words(say("Isi", "Meaning"))],
          rows: source.files.map { [.tag("code", $0.name), .text($0.meaning)] }
        ).html(whenEmpty: say("tidak ada", "none")))
    }
    return Section(
      id: "asal", short: say("Asal laporan", "Provenance"),
      heading: say("Asal laporan", "Where this report comes from"), body: body)
  }

  private func fact(_ name: String, _ value: HTML) -> HTML {
    .tag("div", [.tag("dt", name), .tag("dd", [value])])
  }
}
