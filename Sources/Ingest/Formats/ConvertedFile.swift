// Ingest: one file that another program turns into CSV: the program's call, what the account says of
// it, and what users are told where it fails.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that is not CSV.
struct ConvertedFile {
  private let path: String
  private let name: String
  private let format: FileFormat
  private let program: String

  /// The file at a path; nil for CSV. `name` is what messages call it.
  ///
  /// - Throws: where the program that reads such files is missing.
  init?(path: String, name: String) throws(IngestError) {
    guard let format = FileFormat(path: path) else { return nil }
    guard let program = format.converter.path() else {
      let converter = format.converter
      throw .unreadable(
        Fault(
          file: name,
          rule: "\(format.name) is read through \(converter.name) (\(converter.command)), "
            + "which was not found",
          repair: converter.repair))
    }
    (self.path, self.name, self.format, self.program) = (path, name, format, program)
  }

  /// Starts the program on the file, which is open as `input`.
  /// What it prints is CSV.
  func start(input: Int32) throws(IngestError) -> ChildOutput {
    let arguments =
      switch format {
      case .parquet, .json: DuckDBConversion.arguments(format)
      case .workbook: WorkbookConversion.rows(stem: stem)
      case .database: try rowsOfTable()
      }
    do {
      return try ChildOutput(program, arguments, input: input)
    } catch {
      throw cannotRun(error)
    }
  }

  /// What the account says of how a file is read; nothing for CSV.
  static func told(path: String, name: String) throws(IngestError) -> [Conversion] {
    guard let file = try ConvertedFile(path: path, name: name) else { return [] }
    return try file.told()
  }

  private func told() throws(IngestError) -> [Conversion] {
    let converter = format.converter
    let rules: [String]
    switch format {
    case .parquet, .json:
      rules = ["read through \(converter.name) \(try version())"]
    case .database:
      let (table, tables) = try table()
      let others = tables.keys.filter { $0 != table }.sorted()
      rules =
        ["table \"\(table)\" read through \(converter.name) \(try version())"]
        + (others.isEmpty ? [] : ["other tables not read: \(others.joined(separator: ", "))"])
    case .workbook:
      let input = open(path, O_RDONLY | O_CLOEXEC)
      defer { close(input) }
      let text = try answer(WorkbookConversion.listing(stem: stem), input: input)
      guard let listing = WorkbookConversion.Listing(text) else {
        throw failure("its answer cannot be understood")
      }
      rules =
        ["sheet \"\(listing.sheet)\" read through openpyxl \(listing.version)"]
        + (listing.others.isEmpty
          ? [] : ["other sheets not read: \(listing.others.joined(separator: ", "))"])
    }
    return rules.map { Conversion(file: name, rule: $0) }
  }

  /// The failure of a program that has not ended with success; nil for success.
  func failure(_ ending: ChildOutput.Ending) -> IngestError? {
    switch ending {
    case .success: return nil
    case .broken(let reason): return failure(reason)
    case .failure(WorkbookConversion.missingPackage, _) where format == .workbook:
      return .unreadable(
        Fault(
          file: name,
          rule: "a workbook is read through Python's package openpyxl, which \(program) has not",
          repair: "install it (\(Converter.openpyxlInstallation)), or name another Python by "
            + "\(Converter.python.variable), or save the sheet as \"CSV UTF-8\""))
    case .failure(let code, let complaint):
      let line = Self.telling(complaint)
      return failure(
        line.isEmpty
          ? "exit code \(code)" : line.replacing("/dev/stdin", with: name))
    }
  }

  // MARK: Parts

  private var stem: String { FileFormat.stem(path) ?? "" }

  private func version() throws(IngestError) -> String {
    let option = format == .database ? "-version" : "--version"
    return Converter.version(in: try answer([option], input: nil)) ?? "of unknown version"
  }

  private func rowsOfTable() throws(IngestError) -> [String] {
    let (table, tables) = try table()
    return SQLiteConversion.rows(path, table: table, columns: tables[table] ?? [])
  }

  private func table() throws(IngestError) -> (String, all: [String: [String]]) {
    let tables = SQLiteConversion.tables(try answer(SQLiteConversion.listing(path), input: nil))
    let names = tables.keys.sorted()
    if let table = SQLiteConversion.table(of: stem, among: names) { return (table, tables) }
    throw .unreadable(
      Fault(
        file: name,
        rule: names.isEmpty
          ? "it holds no table" : "it holds several tables: \(names.joined(separator: ", "))",
        repair: "name the file as the table to read, for example recaps.sqlite for the table recaps"
      ))
  }

  /// What the program prints.
  private func answer(_ arguments: [String], input: Int32?) throws(IngestError) -> String {
    let answer: (text: String, ending: ChildOutput.Ending)
    do {
      answer = try ChildOutput.text(of: program, arguments, input: input)
    } catch {
      throw cannotRun(error)
    }
    if let failure = failure(answer.ending) { throw failure }
    return answer.text
  }

  private func failure(_ reason: String) -> IngestError {
    .unreadable(
      Fault(
        file: name, rule: "\(format.converter.name) could not read \(format.name): \(reason)",
        repair: "check the file, or save the table as CSV"))
  }

  private func cannotRun(_ failure: ChildOutput.StartFailure) -> IngestError {
    .unreadable(
      Fault(
        file: name,
        rule: "\(format.name) is read through \(format.converter.name), and \(program) cannot be "
          + "run (\(failure.reason))",
        repair: format.converter.repair))
  }

  /// The line of a complaint that says most, without control characters: the first, but of a Python
  /// traceback the last.
  private static func telling(_ complaint: String) -> String {
    let lines = complaint.split(whereSeparator: \.isNewline).map(\.trimmed)
      .filter { !$0.isEmpty }
    let line = lines.first?.hasPrefix("Traceback") == true ? lines.last : lines.first
    let shown = (line ?? "").unicodeScalars.prefix(300).map { scalar in
      scalar.properties.generalCategory == .control ? " " : Character(scalar)
    }
    return String(shown)
  }
}
