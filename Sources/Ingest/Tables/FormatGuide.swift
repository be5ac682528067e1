// Ingest: `datasets/FORMATS.md`, made from the declarations of the tables.

/// The guide to the formats that the command reads.
public enum FormatGuide {
  /// The guide as Markdown.
  public static var markdown: String {
    rules + "\n## Tables of records\n\n"
      + TableSchema.records.map(section).joined(separator: "\n")
      + "\n## Reference tables\n\nThe command ships with them. A folder of records may hold its own "
      + "copy, which then takes the place of the shipped one.\n\n"
      + TableSchema.reference.map(section).joined(separator: "\n")
  }

  private static func section(_ table: TableSchema) -> String {
    var text = "### \(table.name).csv\n\n\(table.meaning) Needed: \(code(table.needs))."
    if !table.primaryKey.isEmpty {
      text += " Together these occur once: \(code(table.primaryKey.map { [$0] }))."
    }
    if table.isPersonal { text += " No message ever shows a cell of this table." }
    text += "\n\n| column | a cell holds | must be filled | meaning | example | also read |\n"
    text += "|---|---|---|---|---|---|\n"
    for column in table.columns {
      let filled = column.need == .filled ? "yes" : "no"
      let example = column.example.isEmpty ? "" : "`\(column.example)`"
      let others = (column.otherNames + column.lastNames).joined(separator: ", ")
      text += "| `\(column.name)` | \(column.type.words) | \(filled) | \(column.meaning) "
      text += "| \(example) | \(others) |\n"
    }
    return text
  }

  private static func code(_ groups: [[String]]) -> String {
    groups.map { $0.map { "`\($0)`" }.joined(separator: " or ") }.joined(separator: ", ")
  }

  private static var rules: String {
    """
    # Formats

    What `netralitas` reads, table by table. This page is made from the declarations in
    `Sources/Ingest/Tables/Schemas`; `RENEW_FORMATS=1 swift test --filter FormatGuide` makes it again.
    `formats.json` has the same tables as Frictionless Table Schemas, in the strict form in which the
    command writes them.

    ## Rules for all tables

    - **File.** CSV with a header. The separator is `,`, `;` or a tab. Text is UTF-8; Windows-1252 is
      read too. Lines end with LF or CR LF. A record has at most \(SlabReader.greatestRecord >> 20) MiB, a header \(CSVReader.mostColumns) columns.
    - **Packed.** A file may be packed by gzip (`.csv.gz`). It is refused where
      \(UnpackLimit.window >> 20) MiB in a row come out of less than 1/\(UnpackLimit.greatestRatio) of their size: registers pack 5 to
      60 times, files made to fill a disk 1000 times. Who trusts such a file unpacks it (`gunzip`)
      and gives the `.csv`, for which there is no limit.
    - **Which table.** The file's name tells it (`recaps.csv`), else the header does. A header that
      fits several tables is refused.
    - **Header.** Case, spaces, `_`, `.`, `-` and `/` do not matter. The names under "also read" are
      read as the column. Two headers for one column are refused. Columns that a table does not know
      are ignored and named.
    - **Titles.** Up to \(OpenTable.mostTitleLines) lines above the header are passed over. Rows of empty cells
      are passed over. A row of totals ("Jumlah", "Total") is refused.
    - **Days.** `2024-10-01`. `1/10/2024`, `01-10-2024` and `1 Oktober 2024` are read too, the day
      first, and `2024/10/1`. Where a month or a year will do: `2024-10`, `Oktober 2024`, `2024`.
    - **Numbers of persons.** `53`, `>=100` at least, `~40` about, `100-120` a range. `1.234` is 1234.
    - **Levels.** `camat` alone, or with numbers: `sekda=1;camat=15;kepala_opd=all`.
    - **Unknown.** An empty cell is unknown. It is never 0.
    - **Persons.** Columns such as \(TableSchema.personalNames.prefix(3).map { "`\($0)`" }.joined(separator: ", ")) are never read.
    - **Account.** Whatever is read as something else is counted and told. A row that breaks a rule is
      refused with its line, its column and what to do.

    """
  }
}
