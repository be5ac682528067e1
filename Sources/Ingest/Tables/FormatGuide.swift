// Ingest: `datasets/FORMATS.md`, made from the declarations of the tables.

/// The guide to the formats that the command reads.
public enum FormatGuide {
  /// The guide as Markdown.
  public static var markdown: String {
    rules + "\n" + otherFormats + "\n## Tables of records\n\n"
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

    - **File.** CSV with a header, or another format (below). The separator is `,`, `;` or a tab. Text
      is UTF-8; Windows-1252 is read too. Lines end with LF or CR LF. A record has at most \(SlabReader.greatestRecord >> 20) MiB, a header \(CSVReader.mostColumns) columns.
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

  private static var otherFormats: String {
    var text = """
      ## Other formats

      The same tables, rules and account hold for files that another program turns into CSV while it is
      read. No copy is written. The account says through what a file was read, for example
      `sheet "Rekap" read through openpyxl 3.1.5`. In a folder such a file counts where it is named as
      its table, for example `recaps.xlsx`.

      | ending | read through | to install | another command |
      |---|---|---|---|

      """
    for format in FileFormat.allCases {
      let converter = format.converter
      let program = format == .workbook ? "openpyxl (Python)" : converter.name
      text += "| \(format.endings.map { "`\($0)`" }.joined(separator: ", ")) | \(program) "
      text += "| `\(converter.installation.replacing(", or: ", with: "` or `"))` "
      text += "| `\(converter.variable)` |\n"
    }
    return text + """

      `make setup` installs all of them in a checkout. Else the programs are looked for in the folder
      that `\(Converter.toolsVariable)` names and in `PATH`.

      - **Lines.** A message names the line that the CSV would have, the header being the first. In a
        workbook that is the row that the spreadsheet shows.
      - **Values.** A number 53.0 is 53. A number 1.234 is not 1234 and is refused; the text `1.234` is
        1234 as in CSV. Days are days whatever their format on the screen. NULL, an empty text and an
        empty cell are all unknown. A list or an object in one cell is refused, and so is a moment with
        a time zone, which has no day of its own.
      - **Workbook.** The sheet named as the file (`recaps` of `recaps.xlsx`) is read, else the first
        visible one that is not empty; the account names the others. Formulas count as last computed.
      - **SQLite.** The table or view named as the file is read, else the only one that is named as a
        table below, else the only one.
      - **JSON.** A list of objects, or one object in each line.
      - **Failure.** Where the program fails, also after some rows, the file is refused with what the
        program said.

      """
  }
}
