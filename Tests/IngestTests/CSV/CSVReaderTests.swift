// Tests of CSVReader: cases by hand, faults with their place, and what any writer wrote read back.

import Testing

@testable import Ingest

/// All records of a file, with the line of each.
private func readAll(_ file: TemporaryFile, chunkSize: Int = 1 << 18) throws -> (
  header: [String], rows: [[String]], lines: [Int], conversions: [String]
) {
  var reader = try CSVReader(path: file.path, name: "f.csv", chunkSize: chunkSize)
  var rows: [[String]] = []
  var lines: [Int] = []
  while try reader.next() {
    rows.append((0..<reader.fieldCount).map { reader.text($0) })
    lines.append(reader.line)
  }
  return (reader.header, rows, lines, reader.conversions.map(\.rule))
}

/// The fault that reading a file ends with, or nil.
private func fault(_ bytes: [UInt8], chunkSize: Int = 3) throws -> Fault? {
  do {
    _ = try readAll(TemporaryFile(bytes), chunkSize: chunkSize)
    return nil
  } catch IngestError.unreadable(let fault) {
    return fault
  }
}

@Suite("CSVReader: records")
struct CSVReaderRecordTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let rows: [[String]]
    let lines: [Int]
    let conversions: [String]
    var testDescription: String { name }

    init(
      _ name: String, _ text: String, _ rows: [[String]], lines: [Int], told: [String] = []
    ) {
      (self.name, self.text, self.rows, self.lines) = (name, text, rows, lines)
      conversions = told
    }
  }

  static let crlf = "line ends CR LF read as LF"
  static let cases = [
    Case("plain", "a,b\n1,2\n3,4\n", [["1", "2"], ["3", "4"]], lines: [2, 3]),
    Case("no last line end", "a,b\n1,2", [["1", "2"]], lines: [2]),
    Case("empty last field at the end", "a,b\n1,", [["1", ""]], lines: [2]),
    Case("only a header", "a,b\n", [], lines: []),
    Case("only a header, no line end", "a,b", [], lines: []),
    Case("CRLF", "a,b\r\n1,2\r\n", [["1", "2"]], lines: [2], told: [crlf]),
    Case("CRLF after the header only", "a,b\n1,2\r\n", [["1", "2"]], lines: [2], told: [crlf]),
    Case(
      "byte order mark", "\u{FEFF}a,b\n1,2\n", [["1", "2"]], lines: [2],
      told: ["byte order mark left out"]),
    Case(
      "semicolons", "a;b\n1,5;2\n", [["1,5", "2"]], lines: [2],
      told: ["separator \";\" read as \",\""]),
    Case(
      "tabs", "a\tb\n1\t\n", [["1", ""]], lines: [2], told: ["separator tab read as \",\""]),
    Case(
      "separators in quotes do not count", "\"a;b;\"\"c;\",b\n1;2,3\n", [["1;2", "3"]],
      lines: [2]),
    Case("blank lines", "\n\na,b\n\n1,2\n\n\n3,4\n\n", [["1", "2"], ["3", "4"]], lines: [5, 8]),
    Case("blank CRLF lines", "a,b\r\n\r\n1,2\r\n", [["1", "2"]], lines: [3], told: [crlf]),
    Case("quotes", "a,b\n\"x,\"\"y\"\"\",\"\"\n", [["x,\"y\"", ""]], lines: [2]),
    Case("only doubled quotes", "a,b\n\"\"\"\",\"\"\"\"\"\"\n", [["\"", "\"\""]], lines: [2]),
    Case(
      "lines in quotes", "a,b\n\"x\ny\r\nz\",2\n3,4\n", [["x\ny\r\nz", "2"], ["3", "4"]],
      lines: [2, 5]),
    Case("quote at the end of the file", "a,b\n1,\"2\"", [["1", "2"]], lines: [2]),
    Case("bare quotes", "a,b\n5\" x,y\"\"z\n", [["5\" x", "y\"\"z"]], lines: [2]),
    Case("another number of fields", "a,b\n1\n1,2,3\n", [["1"], ["1", "2", "3"]], lines: [2, 3]),
    Case("spaces are kept", "a,b\n 1 , \n", [[" 1 ", " "]], lines: [2]),
    Case("one column", "a\n1\n\"\"\n2\n", [["1"], [""], ["2"]], lines: [2, 3, 4]),
    Case("Unicode", "a,b\nMuko–Muko,😀é\n", [["Muko–Muko", "😀é"]], lines: [2]),
  ]

  @Test(arguments: cases)
  func reads(_ example: Case) throws {
    let file = try TemporaryFile(example.text)
    for chunkSize in [1, 2, 3, 5, 7, 64, 1 << 18] {
      let result = try readAll(file, chunkSize: chunkSize)
      #expect(result.rows == example.rows)
      #expect(result.lines == example.lines)
      #expect(result.conversions == example.conversions)
    }
  }

  @Test("the header is trimmed and its quotes are resolved")
  func header() throws {
    let result = try readAll(TemporaryFile(" a ,\"b \"\"c\"\" \",\n1,2,3\n"))
    #expect(result.header == ["a", "b \"c\"", ""])
  }

  @Test("bytes are those of the text")
  func bytes() throws {
    let file = try TemporaryFile("a,b\n1,\"x\"\"é\"\n")
    defer { withExtendedLifetime(file) {} }
    var reader = try CSVReader(path: file.path, name: "f.csv")
    #expect(reader.header == ["a", "b"])
    #expect(try reader.next())
    let sum = reader.withBytes(1) { span in
      span.indices.reduce(0) { $0 + Int(span[$1]) }
    }
    #expect(sum == "x\"é".utf8.reduce(0) { $0 + Int($1) })
    #expect(reader.withBytes(0) { $0.count } == 1)
  }
}

@Suite("CSVReader: faults")
struct CSVReaderFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let line: Int
    let column: String
    let part: String
    var testDescription: String { name }

    init(_ name: String, _ text: String, line: Int, column: String = "", _ part: String) {
      self.init(name, bytes: Array(text.utf8), line: line, column: column, part)
    }

    init(_ name: String, bytes: [UInt8], line: Int, column: String = "", _ part: String) {
      (self.name, self.bytes, self.line, self.column) = (name, bytes, line, column)
      self.part = part
    }
  }

  static let cases = [
    Case("empty", "", line: 0, "the file is empty"),
    Case("only blank lines", "\n\r\n", line: 0, "the file is empty"),
    Case("only a byte order mark", "\u{FEFF}", line: 0, "the file is empty"),
    Case(
      "open quote", "id,no\n1,2\n\"x\ny\",\"3\n4\n5", line: 4, column: "no",
      "opens at character 4 is never closed: the file looks cut off"),
    Case("open quote in the header", "a,\"b\nc", line: 1, "opens at character 3"),
    Case(
      "text after a quote", "id,no\n1,\"2\"x\n", line: 2, column: "no",
      "follows a closing quote at character 6"),
    Case(
      "space after a quote", "id,no\n\"1\" ,2\n", line: 2, column: "id",
      "closing quote at character 4"),
    Case("lone CR", "a,b\r1,2\r", line: 1, "lone CR at character 4"),
    Case("lone CR at the end", "id,no\n1,2\r", line: 2, column: "no", "lone CR at character 4"),
    Case(
      "lone CR after a quote", "id,no\n\"1\"\r2\n", line: 2, column: "id",
      "lone CR at character 4"),
    Case("NUL", "id,no\n1,x\u{0}\n", line: 2, column: "no", "NUL byte at character 4"),
    Case(
      "NUL in quotes", "id,no\n1,\"\n\u{0}\"\n", line: 3, column: "no", "NUL byte at character 1"),
    Case(
      "Latin-1", bytes: Array("id,no\né,".utf8) + [0xE9, 0x0A], line: 2, column: "no",
      "byte 0xE9 at character 3"),
    Case(
      "surrogate", bytes: Array("id,no\n\"é\n".utf8) + [0xED, 0xA0, 0x80] + Array("\",1\n".utf8),
      line: 3, column: "id", "byte 0xED at character 1"),
    Case(
      "cut sequence", bytes: Array("id,no\n1,".utf8) + [0xE2, 0x82], line: 2, column: "no",
      "byte 0xE2 at character 3"),
    Case("UTF-16", bytes: [0xFF, 0xFE, 0x61, 0], line: 1, "UTF-16"),
  ]

  @Test(arguments: cases)
  func refuses(_ example: Case) throws {
    for chunkSize in [1, 4, 1 << 18] {
      let found = try #require(try fault(example.bytes, chunkSize: chunkSize))
      #expect(found.file == "f.csv")
      #expect(found.line == example.line)
      #expect(found.column == example.column)
      #expect(found.rule.contains(example.part), "\(found)")
      #expect(!found.repair.isEmpty)
    }
  }

  @Test("a missing file and a folder")
  func missing() throws {
    #expect(throws: IngestError.missing("x.csv: no such file")) {
      _ = try CSVReader(path: "/tmp/netralitas-no-such-file", name: "x.csv").header
    }
    let found = #expect(throws: IngestError.self) {
      _ = try CSVReader(path: "/tmp", name: "tmp").header
    }
    #expect(found?.description.contains("name a file, not a folder") == true)
  }

  @Test("a record of 1 MiB is read, one byte more is refused")
  func longRecord() throws {
    let allowed = "a,b\n" + String(repeating: "x", count: SlabReader.greatestRecord - 3) + ",y\n"
    #expect(try fault(Array(allowed.utf8), chunkSize: 1 << 16) == nil)
    let longer = "a,b\n" + String(repeating: "x", count: SlabReader.greatestRecord - 2) + ",y\n"
    for chunkSize in [1 << 16, 1 << 18, 1 << 21] {
      let found = try #require(try fault(Array(longer.utf8), chunkSize: chunkSize))
      #expect(found.line == 2)
      #expect(found.rule == "a record is longer than 1 MiB")
    }
    let open = "a,b\n1,2\n3,\"" + String(repeating: "x\n", count: 1 << 20)
    let found = try #require(try fault(Array(open.utf8), chunkSize: 1 << 16))
    #expect(found.line == 3)
    #expect(found.rule.contains("the quote that opens at character 3 may not be closed"))
  }

  @Test("a fault is thrown again and again")
  func staysFailed() throws {
    let file = try TemporaryFile("a,b\n\"1\"x,2\n3,4\n")
    defer { withExtendedLifetime(file) {} }
    var reader = try CSVReader(path: file.path, name: "f.csv")
    for _ in 0..<3 {
      var threw = false
      do { _ = try reader.next() } catch { threw = true }
      #expect(threw)
    }
  }
}

@Suite("CSVReader: what was written is read")
struct CSVReaderPropertyTests {
  static let pieces = [
    "", "a", "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", " ", "é", "–", "😀", "Muko", "1.234",
    "\u{301}", "\u{7F}", "=", "'",
  ]

  @Test(arguments: 0..<300)
  func roundTrip(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let style = CSVStyle(
      delimiter: [",", ";", "\t"][seed % 3], lineEnd: seed % 2 == 0 ? "\n" : "\r\n",
      endsWithLineEnd: Bool.random(using: &random), hasByteOrderMark: seed % 5 == 0)
    let columns = Int.random(in: 2...6, using: &random)
    let header = (0..<columns).map { "column \($0)" }
    var lines: [[String]?] = [header]
    for _ in 0..<Int.random(in: 0...20, using: &random) {
      if Int.random(in: 0..<8, using: &random) == 0 { lines.append(nil) }
      // Some records have another number of fields than the header.
      let count =
        Int.random(in: 0..<6, using: &random) == 0
        ? Int.random(in: 1...8, using: &random) : columns
      lines.append(
        (0..<count).map { _ in
          (0..<Int.random(in: 0...4, using: &random))
            .map { _ in Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)] }
            .joined()
        })
    }
    let bytes = style.write(lines) { Int.random(in: 0..<4, using: &random) == 0 }
    let file = try TemporaryFile(bytes)
    let expected = lines.dropFirst().compactMap { $0 }
    for chunkSize in [seed % 7 + 1, Int.random(in: 8...200, using: &random), 1 << 18] {
      let result = try readAll(file, chunkSize: chunkSize)
      #expect(result.header == header)
      // Bytes: equality of Swift strings would let another normalisation pass.
      #expect(
        result.rows.map { $0.map { Array($0.utf8) } } == expected.map { $0.map { Array($0.utf8) } })
    }
  }
}

@Suite("UTF-8 check")
struct UTF8CheckTests {
  /// Agrees with the standard library on every sequence of interesting bytes.
  @Test func agreesWithStandardLibrary() {
    let bytes: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED,
      0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF,
    ]
    for number in 0..<(bytes.count * bytes.count * bytes.count * bytes.count) {
      var rest = number
      var sequence: [UInt8] = []
      for _ in 0..<4 {
        sequence.append(bytes[rest % bytes.count])
        rest /= bytes.count
      }
      let isValid = sequence.withUnsafeBufferPointer { firstInvalidUTF8(in: $0) == nil }
      let standard = String(validating: sequence, as: UTF8.self) != nil
      guard isValid != standard else { continue }
      Issue.record("\(sequence)")
    }
  }
}
