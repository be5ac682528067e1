// Tests of RegisterReader: threads, slabs, order and splitting never change what is counted, and
// counts are those of a plain loop over the rows.

import Records
import Testing

@testable import Ingest

@Suite("Register reader")
struct RegisterReaderTests {
  /// A register with repeats, contradictions, bad rows, quoted cells and other spellings.
  static func register(seed: UInt64, rows: Int) -> [[String]] {
    var random = SeededGenerator(seed: seed)
    let regencies = ["17.06", "Kab. Mukomuko", "74.13", "36.02", "16.01"]
    let levels = ["staff", "kepala_opd", "camat", "sekda", "honorer", "kasubag"]
    var found: [[String]] = []
    for number in 0..<rows {
      let kind = Int.random(in: 0..<40, using: &random)
      if kind == 0, let earlier = found.randomElement(using: &random) {
        found.append(earlier)
        continue
      }
      let day = Int.random(in: 1...28, using: &random)
      let date = ["2024-06-\(day < 10 ? "0" : "")\(day)", "\(day)/06/2024", "\(day) Juni 2024", ""]
      var row = [
        kind == 1 && number > 0 ? "p\(number / 2)" : "p\(number)",
        regencies[Int.random(in: 0..<5, using: &random)],
        "Dinas \"A\", bagian \(number % 3)", levels[Int.random(in: 0..<6, using: &random)],
        "pilkada-2024", "2024-05-01", date[Int.random(in: 0..<4, using: &random)], "",
      ]
      switch kind {
      case 2: row[1] = "99.99"
      case 3: row[6] = "31 Februari 2024"
      case 4: row[3] = "tni"
      case 5: row[0] = ""
      case 6: row.removeLast()
      default: break
      }
      found.append(row)
    }
    return found
  }

  static let header = [
    "record_id", "regency_code", "unit", "level", "election_id", "required_on", "signed_on", "mode",
  ]

  private func file(_ rows: [[String]], lineEnd: String = "\n") throws -> TemporaryFile {
    let style = CSVStyle(
      delimiter: ",", lineEnd: lineEnd, endsWithLineEnd: true, hasByteOrderMark: false)
    return try TemporaryFile(style.write([Self.header] + rows) { false })
  }

  private struct Answer: Equatable {
    var persons: [LedgerKey: [RegisterPerson: Int]]
    var daily: [String]
    var rowsRead: Int
    var accepted: Int
    var rejected: Int
    var duplicates: Int
    var rejections: [String]
    var repeats: [String]
    var conversions: [String: Int]
  }

  /// Persons whatever file they come from.
  private static func withoutSource(_ persons: [RegisterPerson: Int]) -> [RegisterPerson: Int] {
    Dictionary(
      persons.map { person, count in
        var person = person
        person.source = Source(publisher: "")
        return (person, count)
      }, uniquingKeysWith: +)
  }

  /// A fault without the name of its file.
  private static func named(_ fault: Fault) -> String {
    "\(fault.line) \(fault.column) \(fault.rule)"
  }

  private func read(
    _ files: TemporaryFile..., threads: Int, slabSize: Int, duplicates: Bool = true
  ) throws -> Answer {
    var options = ReadingOptions()
    options.threads = threads
    options.slabSize = slabSize
    options.findsDuplicates = duplicates
    let context = RowContext(try ReferenceReader.read(folder: Fixtures.referenceFolder))
    var report = IngestReport()
    let files = files.map {
      PackageFile(schema: TableSchema.named("register"), path: $0.path)
    }
    var ledgers = RegisterIntake(context, options) { LedgerFold() }
    var dailies = RegisterIntake(context, options) { DailyFold(asOf: nil) }
    for file in files {
      try ledgers.read(try file.open(chunkSize: slabSize), of: file)
      try dailies.read(try file.open(chunkSize: slabSize), of: file)
    }
    let tally = try #require(try ledgers.finish(into: &report))
    var ignored = IngestReport()
    let counts = try #require(try dailies.finish(into: &ignored))
    var daily: [String] = []
    counts.forEachRow(undated: { _ in nil }) { key, day, signed, required in
      daily.append("\(counts.keys[key]) \(day) \(signed) \(required)")
    }
    return Answer(
      persons: tally.persons.mapValues(Self.withoutSource), daily: daily, rowsRead: report.rowsRead,
      accepted: report.accepted,
      rejected: report.rejected, duplicates: report.files.reduce(0) { $0 + $1.duplicates },
      rejections: report.rejections.map(Self.named), repeats: report.duplicates.map(Self.named),
      conversions: Dictionary(
        report.conversions.map { ("\($0.key.column) \($0.key.rule)", $0.value) },
        uniquingKeysWith: +))
  }

  @Test("One thread and several, small slabs and large, give the same", arguments: 0..<6)
  func threads(seed: Int) throws {
    let rows = Self.register(seed: UInt64(seed), rows: 400)
    let file = try file(rows, lineEnd: seed % 2 == 0 ? "\n" : "\r\n")
    let one = try read(file, threads: 1, slabSize: 1 << 20)
    #expect(one.rowsRead == rows.count)
    #expect(one.rowsRead == one.accepted + one.rejected)
    #expect(one.rejected > 0)
    #expect(one.duplicates > 0)
    #expect(one.rejections.count == one.rejected)
    let persons = one.persons.values.reduce(0) { $0 + $1.values.reduce(0, +) }
    #expect(persons == one.accepted - one.duplicates)
    for (threads, slabSize) in [(1, 1), (1, 500), (2, 700), (3, 90), (2, 1 << 20)] {
      #expect(try read(file, threads: threads, slabSize: slabSize) == one)
    }
  }

  @Test("Daily counts are the sums of the ledgers")
  func daily() throws {
    let answer = try read(
      try file(Self.register(seed: 9, rows: 500)), threads: 2, slabSize: 2000)
    var signed = 0
    var required: [String: Int] = [:]
    for line in answer.daily {
      let words = line.split(separator: " ")
      signed += Int(words[words.count - 2]) ?? 0
      required[words.dropLast(3).joined(separator: " ")] = Int(words[words.count - 1]) ?? 0
    }
    let people = answer.persons.values.flatMap { $0 }
    #expect(signed == people.reduce(0) { $0 + ($1.key.signedOn == nil ? 0 : $1.value) })
    #expect(required.values.reduce(0, +) == people.reduce(0) { $0 + $1.value })
  }

  @Test("Rows of an odd quote are read one by one, with the same outcome")
  func oddQuotes() throws {
    var rows = Self.register(seed: 4, rows: 60)
    let plain = try read(try file(rows), threads: 1, slabSize: 1 << 20)
    // A bare quote inside a cell of no meaning makes the slab odd.
    let text = "record_id,regency_code,unit,level,election_id,required_on,signed_on,mode\n"
    rows = rows.filter { $0.count == 8 }
    let lines = rows.map { row in
      (row[0...1] + ["Dinas 5\" x"] + row[3...]).joined(separator: ",")
    }
    let odd = try read(
      try TemporaryFile(text + lines.joined(separator: "\n")), threads: 2, slabSize: 300)
    #expect(odd.persons == plain.persons)
    #expect(odd.daily == plain.daily)
  }

  @Test("Without the search for duplicates every accepted row counts")
  func withoutDuplicates() throws {
    let file = try file(Self.register(seed: 3, rows: 300))
    let answer = try read(file, threads: 2, slabSize: 1000, duplicates: false)
    #expect(answer.duplicates == 0)
    let persons = answer.persons.values.reduce(0) { $0 + $1.values.reduce(0, +) }
    #expect(persons == answer.accepted)
  }

  @Test(
    "The order of rows and the splitting into files do not change what counts", arguments: 0..<5)
  func order(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed + 50))
    let rows = Self.register(seed: UInt64(seed), rows: 300)
    let sorted = try read(try file(rows), threads: 1, slabSize: 1 << 20)
    let shuffled = rows.shuffled(using: &random)
    let cut = shuffled.count / 3
    let parts = try read(
      try file(Array(shuffled[..<cut])), try file(Array(shuffled[cut...])), threads: 2,
      slabSize: 900)
    #expect(parts.persons == sorted.persons)
    #expect(parts.daily == sorted.daily)
    #expect(parts.conversions == sorted.conversions)
    #expect(parts.rowsRead == sorted.rowsRead)
    #expect(parts.rejected == sorted.rejected)
    #expect(parts.duplicates == sorted.duplicates)
  }

  @Test("Of contradicting rows the one recorded last counts; without one, none does")
  func contradictions() throws {
    let header = "record_id,regency_code,level,election_id,signed_on,recorded_on\n"
    let rows = [
      "a,17.06,staff,pilkada-2024,2024-06-01,2024-06-02",
      "a,17.06,staff,pilkada-2024,,2024-05-02", "a,17.06,staff,pilkada-2024,,2024-05-02",
      "b,17.06,staff,pilkada-2024,2024-06-01,", "b,17.06,staff,pilkada-2024,2024-06-03,",
      "c,17.06,staff,pilkada-2024,2024-06-05,2024-06-05", "a,36.02,staff,pilkada-2024,2024-07-01,",
    ]
    for order in [rows, rows.reversed()] {
      let answer = try read(
        try TemporaryFile(header + order.joined(separator: "\n")), threads: 1, slabSize: 64)
      #expect(answer.rowsRead == 7)
      #expect(answer.accepted == 5)
      #expect(answer.rejected == 2)
      #expect(answer.duplicates == 2)
      #expect(
        Set(answer.persons.values.flatMap(\.keys).map { $0.signedOn?.description ?? "" })
          == ["2024-06-01", "2024-06-05", "2024-07-01"])
    }
  }
}
