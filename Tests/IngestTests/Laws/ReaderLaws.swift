// Laws of Ingest: what must hold whatever bytes a file has. The fuzzer in Tests/Fuzz tries them on
// bytes that it makes up, the tests on seeds and on whatever the fuzzer has found.

import Records

@testable import Ingest

/// Laws of reading a register.
enum ReaderLaws {
  /// A text that stands for a name of a person: where it occurs in personal cells only, no message
  /// may hold it.
  static let personalText = "Rahasia77"

  /// Headers that stand for the digits 1 and 2.
  private static let headers = [
    "record_id,regency_code,unit,level,election_id,required_on,signed_on,recorded_on,mode\n",
    "record_id;regency;province;nama;level;employment;election_id;signed_on;source\n",
  ]

  /// The file of an input of the fuzzer: its bytes, where a first byte `1` or `2` stands for a
  /// header, so that more inputs get as far as their rows.
  static func file(of input: some Collection<UInt8>) -> [UInt8] {
    guard let first = input.first, let one = "1".utf8.first, first >= one,
      headers.indices.contains(Int(first - one))
    else { return Array(input) }
    return Array(headers[Int(first - one)].utf8) + input.dropFirst()
  }

  /// The laws that a file breaks.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - size: its bytes; sizes of slabs come from it, so that a case repeats exactly.
  ///   - context: reads single rows.
  /// - Returns: the laws in words; none where all hold.
  static func broken(path: String, size: Int, context: RowContext) -> [String] {
    let file = PackageFile(schema: TableSchema.named("register"), path: path)
    let slabSize = 1 + (size &* 31) % 97
    let whole = ReaderOutcome.register(file, context, threads: 1, slabSize: size + 1)
    let pieces = ReaderOutcome.register(file, context, threads: 2, slabSize: slabSize)
    let plain = ReaderOutcome.register(
      file, context, threads: 1, slabSize: slabSize * 2, findsDuplicates: false)
    let rows = ReaderOutcome.rowByRow(file, context, chunkSize: slabSize * 2)
    return [whole, pieces, plain, rows].flatMap(broken)
      + differences(
        whole, pieces, "one thread and whole file, two threads and slabs", tellsSameFailure: false)
      + differences(
        plain, rows, "slabs without duplicates, row by row", tellsSameFailure: true)
      + ScannerLaws.broken(path: path, slabSize: slabSize)
      + personal(file, [whole, rows])
  }

  /// Laws of one outcome.
  static func broken(_ outcome: ReaderOutcome) -> [String] {
    var broken: [String] = []
    func check(_ holds: Bool, _ law: String) {
      if !holds { broken.append(law) }
    }
    if let failure = outcome.failure {
      check(!failure.isEmpty && isOneLine(failure), "a failure is told on one line: \(failure)")
      return broken
    }
    let account = outcome.account
    check(
      account.rowsRead == account.accepted + account.rejected,
      "rows read \(account.rowsRead) = accepted \(account.accepted) + rejected \(account.rejected)")
    check(account.duplicates <= account.accepted, "duplicates are accepted rows")
    check(
      outcome.rejections.count == min(account.rejected, IngestReport.mostNamed),
      "each of \(account.rejected) rejected rows is named: \(outcome.rejections.count)")
    check(
      outcome.duplicates.count == min(account.duplicates, IngestReport.mostNamed),
      "each of \(account.duplicates) duplicates is named: \(outcome.duplicates.count)")
    check(
      outcome.officials == account.accepted - account.duplicates,
      "officials \(outcome.officials) = accepted \(account.accepted) - \(account.duplicates)")
    for fault in outcome.rejections + outcome.duplicates {
      check(
        fault.line > 1 && !fault.rule.isEmpty && !fault.repair.isEmpty && isOneLine("\(fault)"),
        "a fault has line, rule and repair on one line: \(fault)")
      check(fault.value.isEmpty, "no cell of a register is shown: \(fault)")
    }
    for (conversion, count) in outcome.conversions {
      check(
        count > 0 && !conversion.rule.isEmpty && isOneLine(conversion.rule),
        "a conversion is told on one line: \(conversion) \(count)")
    }
    return broken
  }

  /// In what two ways of reading differ; both must tell the same failure where their slabs are of
  /// the same size.
  static func differences(
    _ first: ReaderOutcome, _ second: ReaderOutcome, _ ways: String, tellsSameFailure: Bool
  ) -> [String] {
    guard first != second else { return [] }
    // Of several failures the one in the first slab is told, and the header is read first.
    if first.failure != nil, second.failure != nil, !tellsSameFailure { return [] }
    var found: [String] = []
    func compare<Value: Equatable>(_ name: String, _ value: (ReaderOutcome) -> Value) {
      let (left, right) = (value(first), value(second))
      if left != right { found.append("\(ways): \(name) \(left) and \(right)") }
    }
    compare("failure") { $0.failure ?? "none" }
    compare("account") { $0.account }
    compare("rejections") { $0.rejections }
    compare("duplicates") { $0.duplicates }
    compare("conversions") { $0.conversions }
    compare("daily counts") { $0.daily }
    return found
  }

  /// Whether a message has no control character and so stays on its line.
  static func isOneLine(_ text: String) -> Bool {
    !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  // MARK: Persons

  private static func personal(_ file: PackageFile, _ outcomes: [ReaderOutcome]) -> [String] {
    var texts: [String] = []
    for outcome in outcomes {
      texts.append(outcome.failure ?? "")
      texts += (outcome.rejections + outcome.duplicates).map(\.description)
      texts += outcome.conversions.keys.map { "\($0.column) \($0.rule)" }
    }
    guard texts.contains(where: { $0.contains(personalText) }), isPersonalOnly(file) else {
      return []
    }
    return ["no message holds a personal cell: \(texts)"]
  }

  /// Whether the file can be read, and the text for persons stands in personal cells alone.
  private static func isPersonalOnly(_ file: PackageFile) -> Bool {
    do throws(IngestError) {
      var table = try OpenTable.open(path: file.path, name: file.name, schema: file.schema)
      let header = table.reader.header
      let match = HeaderMatch(header, table.schema)
      guard !header.contains(where: { $0.contains(personalText) }) else { return false }
      while try table.reader.next() {
        let width = table.reader.fieldCount
        for column in 0..<width where table.reader.text(column).contains(personalText) {
          guard width == header.count,
            match.places["record_id"] == column || match.personal.contains(header[column])
          else { return false }
        }
      }
      return true
    } catch {
      return false
    }
  }
}
