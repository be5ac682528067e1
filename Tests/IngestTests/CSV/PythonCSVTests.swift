// Tests of both readers of CSV against Python's: 1,000 random files give the same cells. Where the
// readers are stricter than Python, tests say how.

import Testing

@testable import Ingest

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Cells as Python reads them")
struct PythonCSVTests {
  private static let delimiters = [("comma", ","), ("semicolon", ";"), ("tab", "\t")]

  /// The text of a random file: any cells, quoted where they must be and often where they need not
  /// be, blank lines, any line ends, none at the end.
  private static func text(_ random: inout SeededGenerator, delimiter: String) -> String {
    let pieces = [
      "a", "Kab. Mukomuko", "1.234", "17.06", "", " ", "  x ", "é", "😀", "“q”", "\u{FEFF}", "'",
      "0", "\\", "=1+1", "#", "x\u{B}y", "\u{2028}", String(repeating: "long ", count: 40),
    ]
    let odd = ["\"", "\"\"", "\n", "\r\n", "\r", delimiter, ",", ";", "\t", "\n\n", "\"\n\""]
    func cell(_ random: inout SeededGenerator) -> String {
      var text = ""
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let isOdd = Int.random(in: 0..<5, using: &random) == 0
        text += (isOdd ? odd : pieces).randomElement(using: &random) ?? ""
      }
      return text
    }
    func written(_ text: String, _ random: inout SeededGenerator, isAlone: Bool) -> String {
      let scalars = text.unicodeScalars
      // A quote that is not the first sign of a plain cell is a sign like others.
      let isPlain =
        scalars.first != "\"" && !scalars.contains { $0 == "\n" || $0 == "\r" }
        && !text.contains(delimiter) && !(isAlone && text.isEmpty)
      if isPlain, Int.random(in: 0..<4, using: &random) > 0 { return text }
      var quoted = "\""
      for scalar in scalars {
        quoted.unicodeScalars.append(scalar)
        if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
      }
      return quoted + "\""
    }
    let width = Int.random(in: 3...7, using: &random)
    let isMixed = Int.random(in: 0..<5, using: &random) == 0
    let usual = Bool.random(using: &random) ? "\n" : "\r\n"
    var text = Int.random(in: 0..<4, using: &random) == 0 ? "\u{FEFF}" : ""
    text += (0..<width).map { "column \($0)" }.joined(separator: delimiter) + usual
    let rows = Int.random(in: 0...25, using: &random)
    for row in 0..<rows {
      let isOdd = Int.random(in: 0..<10, using: &random) == 0
      let count = isOdd ? Int.random(in: 1...9, using: &random) : width
      text += (0..<count).map { _ in
        let cell = cell(&random)
        return written(cell, &random, isAlone: count == 1)
      }.joined(separator: delimiter)
      let end = isMixed ? (Bool.random(using: &random) ? "\n" : "\r\n") : usual
      if row + 1 < rows || Bool.random(using: &random) { text += end }
      while row + 1 < rows, Int.random(in: 0..<15, using: &random) == 0 { text += end }
    }
    return text
  }

  /// The records of each file by Python.
  private static func byPython(_ folder: String) throws -> [[[String]]] {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "cells-by-python.py").path
    let pipe = try #require(popen("python3 '\(script)' '\(folder)'", "r"))
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    try #require(pclose(pipe) == 0, "python3 is needed for this test")
    return bytes.split(separator: 0x1D, omittingEmptySubsequences: false).dropLast().map { file in
      file.split(separator: 0x1E, omittingEmptySubsequences: false).dropLast().map { record in
        record.split(separator: 0x1F, omittingEmptySubsequences: false).dropLast()
          .map { String(decoding: $0, as: UTF8.self) }
      }
    }
  }

  /// The records of a file behind its header, one after the other.
  private static func bySequence(_ path: String, chunkSize: Int) throws -> [[String]] {
    var reader = try CSVReader(path: path, name: "f.csv", chunkSize: chunkSize)
    var records = [reader.header]
    while try reader.next() { records.append((0..<reader.fieldCount).map { reader.text($0) }) }
    return records
  }

  /// The same by slabs, as registers are read: cells without white space around them; of a record
  /// with more cells than the header has, those beyond are empty.
  private static func bySlabs(_ path: String, slabSize: Int) throws -> [[String]] {
    var slabs = try SlabReader(path: path, name: "f.csv", slabSize: slabSize)
    let width = slabs.header.count
    var slab = Slab(capacity: slabSize)
    var records: [[String]] = []
    func take(_ row: ScannedRow) {
      if row.isBlank { return }
      let cells = row.cells
      records.append(cells)
      // What is known of a cell of a whole row at once is what a closer look finds.
      guard row.fields == width else { return }
      for column in 0..<width {
        guard let bounds = row.bounds(column) else { continue }
        let bytes = UnsafeBufferPointer(start: bounds.start, count: bounds.length)
        #expect(String(decoding: bytes, as: UTF8.self) == cells[column])
      }
    }
    while try slabs.next(into: &slab) {
      guard slab.isCanonical else {
        records += carefully(slab, delimiter: slabs.delimiter)
        continue
      }
      var scanner = BlockScanner(slab)
      var rows = RowBatch(width: width, of: slab)
      while !scanner.isAtEnd {
        let odd = scanner.fill(&rows)
        for place in 0..<rows.count { take(rows[place]) }
        rows.removeAll()
        if let odd { take(odd) }
      }
    }
    return records.map { asRegister($0, width: width) }
  }

  private static func asRegister(_ cells: [String], width: Int) -> [String] {
    cells.prefix(width).map(\.trimmed) + Array(repeating: "", count: max(0, cells.count - width))
  }

  private static func carefully(_ slab: borrowing Slab, delimiter: UInt8) -> [[String]] {
    var records: [[String]] = []
    var fields: [FieldBounds] = []
    var position = slab.start
    while true {
      let start = slab.base + position
      switch RecordScanner(delimiter: delimiter).scan(
        start, count: slab.count - position, isLast: true, into: &fields)
      {
      case .record(let record):
        records.append(
          fields.map { field in
            let end =
              field.hasDoubledQuotes ? RecordScanner.resolveQuotes(field, in: start) : field.end
            let bytes = UnsafeBufferPointer(start: start + field.start, count: end - field.start)
            return String(decoding: bytes, as: UTF8.self).trimmed
          })
        position += record.length
      case .blank(let length, _): position += length
      case .end, .incomplete, .fault: return records
      }
    }
  }

  @Test("1,000 random files")
  func random() throws {
    var random = SeededGenerator(seed: 20_241_127)
    let folder = try TemporaryFolder([:])
    defer { withExtendedLifetime(folder) {} }
    var paths: [String] = []
    for number in 0..<1000 {
      let (name, delimiter) = Self.delimiters[number % 3]
      paths.append("\(folder.path)/\(number).\(name).csv")
      let text = Self.text(&random, delimiter: delimiter)
      try Data(text.utf8).write(to: URL(filePath: paths[number]))
    }
    let expected = try Self.byPython(folder.path)
    try #require(expected.count == 1000)
    // The files hold what they are meant to hold.
    let cells = expected.flatMap { $0.flatMap(\.self) }
    for part in ["\"", "\n", "\r\n", ",", ";", "\t", "😀"] {
      #expect(cells.count { $0.utf8.count > part.utf8.count && $0.contains(part) } > 50)
    }
    for (number, path) in paths.enumerated() {
      let chunkSize = [1, 7, 64, 300, 1 << 18][number % 5]
      #expect(
        try Self.bySequence(path, chunkSize: chunkSize) == expected[number], "file \(number)")
      #expect(
        try Self.bySlabs(path, slabSize: chunkSize)
          == expected[number].map { Self.asRegister($0, width: expected[number][0].count) },
        "file \(number)")
    }
  }

  /// What Python reads with a guess is refused, since a guess may be wrong: text, and the rule told.
  static let stricter: [(text: String, python: [[String]], rule: String)] = [
    ("id,no\n\"a\"b,2\n", [["id", "no"], ["ab", "2"]], "text follows a closing quote"),
    ("id,no\n\"a\" ,2\n", [["id", "no"], ["a ", "2"]], "text follows a closing quote"),
    ("id,no\n1,\"2\n3,4\n", [["id", "no"], ["1", "2\n3,4\n"]], "never closed"),
    ("id,no\n1,2\r3,4\n", [["id", "no"], ["1", "2"], ["3", "4"]], "a lone CR"),
  ]

  @Test("What Python guesses is refused", arguments: stricter.indices)
  func refuses(_ index: Int) throws {
    let (text, python, rule) = Self.stricter[index]
    let folder = try TemporaryFolder(["0.comma.csv": text])
    defer { withExtendedLifetime(folder) {} }
    #expect(try Self.byPython(folder.path) == [python])
    let path = "\(folder.path)/0.comma.csv"
    for read in [Self.bySequence(_:chunkSize:), Self.bySlabs(_:slabSize:)] {
      do throws(IngestError) {
        _ = try Self.typed { try read(path, 64) }
        Issue.record("it was read")
      } catch {
        guard case .unreadable(let fault) = error else { throw error }
        #expect(fault.rule.contains(rule))
      }
    }
  }

  private static func typed<Value>(_ body: () throws -> Value) throws(IngestError) -> Value {
    do {
      return try body()
    } catch let error as IngestError {
      throw error
    } catch {
      throw .missing("\(error)")
    }
  }
}
