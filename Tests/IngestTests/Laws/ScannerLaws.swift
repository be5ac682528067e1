// Laws of Ingest: slabs scanned by blocks of 64 bytes and records scanned byte by byte are the same,
// whatever bytes a file has.

@testable import Ingest

/// Laws of finding records and cells.
enum ScannerLaws {
  /// A record, without white space around its cells.
  private struct Record: Equatable {
    var line: Int
    var cells: [String]

    /// The record with the cells that `ScannedRow` keeps: empty ones in place of those beyond the
    /// header.
    func kept(_ width: Int) -> Record {
      let beyond = Array(repeating: "", count: max(0, cells.count - width))
      return Record(line: line, cells: cells.prefix(width) + beyond)
    }
  }

  /// The laws that a file breaks, in words.
  static func broken(path: String, slabSize: Int) -> [String] {
    // A file without a header is refused by this reader alone.
    guard let (records, failure) = byteByByte(path, chunkSize: slabSize) else { return [] }
    let width = records[0].cells.count
    let (blocks, other) = byBlocks(path, slabSize: slabSize, width: width)
    guard failure == other else {
      return ["byte by byte \(failure ?? "no failure"), by blocks \(other ?? "no failure")"]
    }
    let careful = records.map { $0.kept(width) }
    if careful == blocks { return [] }
    let place = zip(careful, blocks).prefix { $0 == $1 }.count
    let (left, right) = (careful.dropFirst(place).first, blocks.dropFirst(place).first)
    return ["record \(place) byte by byte \(left as Any), by blocks \(right as Any)"]
  }

  /// Records up to the end or a fault; nil where the header cannot be read.
  private static func byteByByte(_ path: String, chunkSize: Int) -> ([Record], String?)? {
    var records: [Record] = []
    do throws(IngestError) {
      var reader = try CSVReader(path: path, name: "f", chunkSize: chunkSize)
      records.append(record(reader))
      while try reader.next() { records.append(record(reader)) }
    } catch {
      return records.isEmpty ? nil : (records, words(error))
    }
    return (records, nil)
  }

  /// A failure without the name of its column, which only the reader of the header knows.
  private static func words(_ error: IngestError) -> String {
    guard case .unreadable(let fault) = error else { return "\(error)" }
    return "line \(fault.line): \(fault.rule)"
  }

  private static func record(_ reader: borrowing CSVReader) -> Record {
    Record(
      line: reader.line, cells: (0..<reader.fieldCount).map { reader.text($0).trimmed })
  }

  private static func byBlocks(
    _ path: String, slabSize: Int, width: Int
  ) -> ([Record], String?) {
    var records: [Record] = []
    do throws(IngestError) {
      var slabs = try SlabReader(path: path, name: "f", slabSize: slabSize)
      var slab = Slab(capacity: slabSize)
      while try slabs.next(into: &slab) {
        guard slab.isCanonical else {
          var odd: [Record] = []
          scan(slab, delimiter: slabs.delimiter, into: &odd)
          records += odd.map { $0.kept(width) }
          continue
        }
        var scanner = BlockScanner(slab)
        var rows = RowBatch(width: width, of: slab)
        while !scanner.isAtEnd {
          let odd = scanner.fill(&rows)
          for place in 0..<rows.count where !rows[place].isBlank {
            records.append(Record(line: rows.line(place), cells: rows[place].cells))
          }
          rows.removeAll()
          guard let odd, !odd.isBlank else { continue }
          records.append(Record(line: scanner.line, cells: odd.cells))
        }
      }
    } catch {
      return (records, words(error))
    }
    return (records, nil)
  }

  private static func scan(
    _ slab: borrowing Slab, delimiter: UInt8, into records: inout [Record]
  ) {
    let scanner = RecordScanner(delimiter: delimiter)
    var fields: [FieldBounds] = []
    var (position, line) = (slab.start, slab.firstLine)
    while true {
      let start = slab.base + position
      switch scanner.scan(start, count: slab.count - position, isLast: true, into: &fields) {
      case .record(let record):
        let cells = fields.map { field in
          let end =
            field.hasDoubledQuotes ? RecordScanner.resolveQuotes(field, in: start) : field.end
          let bytes = UnsafeBufferPointer(start: start + field.start, count: end - field.start)
          return String(decoding: bytes, as: UTF8.self).trimmed
        }
        records.append(Record(line: line, cells: cells))
        position += record.length
        line += record.lineCount
      case .blank(let length, _):
        position += length
        line += 1
      case .end, .incomplete, .fault: return
      }
    }
  }
}
