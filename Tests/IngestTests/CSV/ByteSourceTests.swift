// Tests of ByteSource: how far packed bytes may unpack, what may follow them, and files that are
// something else.

import Testing

@testable import Ingest

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Bytes of an input")
struct ByteSourceTests {
  /// All bytes of an input, counted, or the fault that ends it.
  private func count(_ data: Data, buffer size: Int = 1 << 16) throws -> Result<Int, IngestError> {
    let file = try TemporaryFile(Array(data))
    defer { withExtendedLifetime(file) {} }
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    defer { buffer.deallocate() }
    do throws(IngestError) {
      var source = try ByteSource.open(path: file.path, name: "f.csv.gz")
      var sum = 0
      while true {
        let added = try source.read(into: buffer, count: size)
        guard added > 0 else { return .success(sum) }
        sum += added
      }
    } catch {
      return .failure(error)
    }
  }

  private func fault(_ outcome: Result<Int, IngestError>) throws -> Fault {
    guard case .failure(.unreadable(let fault)) = outcome else {
      Issue.record("\(outcome)")
      throw IngestError.missing("a fault")
    }
    return fault
  }

  private func repeated(_ member: Data, _ count: Int) -> Data {
    (0..<count).reduce(into: Data()) { data, _ in data += member }
  }

  @Test("A bomb is refused once a stretch of it packs too well, wherever that begins")
  func bomb() throws {
    let line = try Recipe.part("megabyte-line")
    let header = try Recipe.part("recaps-header")
    for data in [repeated(line, 80), header + repeated(line, 1000)] {
      let fault = try fault(count(data))
      #expect(fault.rule.contains("64 MiB"))
      #expect(fault.rule.contains("1/200"))
      #expect(fault.repair.contains("unpack it yourself"))
    }
  }

  @Test("What packs well, but is small, is unpacked")
  func small() throws {
    let line = try Recipe.part("megabyte-line")
    #expect(try count(repeated(line, 60)).get() == 60 << 20 - 60)
  }

  @Test("Stretches are judged one by one")
  func stretches() {
    let window = UnpackLimit.window
    var limit = UnpackLimit()
    // Ten stretches that pack 100 times do not pay for one that packs 1000 times.
    let good = (1...10).map { limit.allows(window, taken: $0 * window / 100) }
    let bad = limit.allows(window, taken: 10 * window / 100 + window / 1000)
    #expect(good == Array(repeating: true, count: 10))
    #expect(!bad)
    var other = UnpackLimit()
    let ends = [other.allows(window - 1, taken: 0), other.allows(1, taken: 0)]
    #expect(ends == [true, false])
    var exact = UnpackLimit()
    let taken = (window + UnpackLimit.greatestRatio - 1) / UnpackLimit.greatestRatio
    let isAllowed = exact.allows(window, taken: taken)
    #expect(isAllowed)
  }

  @Test("Members follow each other; other bytes behind them are told", arguments: [1, 3, 1 << 16])
  func members(buffer: Int) throws {
    let header = Array(try Recipe.part("recaps-header"))
    let size = try count(Data(header), buffer: buffer).get()
    #expect(try count(Data(header + header + header), buffer: buffer).get() == 3 * size)
    for rest: [UInt8] in [[10], [0], [0x1E, 0x8B], Array("<html>".utf8)] {
      let fault = try fault(count(Data(header + rest), buffer: buffer))
      #expect(fault.rule.contains("bytes follow the packed data"))
    }
    for rest: [UInt8] in [[0x1F], [0x1F, 0x8B], Array(header.dropLast())] {
      let fault = try fault(count(Data(header + rest), buffer: buffer))
      #expect(fault.rule.contains("ends too early"))
    }
  }

  @Test("A member that ends where a portion of the file ends is followed by the next")
  func memberAtPortion() throws {
    // Portions of 128 KiB; members of every length around one make their ends meet.
    let header = Array(try Recipe.part("recaps-header"))
    let size = try count(Data(header)).get()
    let number = (1 << 17) / header.count + 2
    let many = (0..<number).flatMap { _ in header }
    for first in 0..<header.count where first % 16 == 0 {
      // An extra field of a member makes it longer by `first` bytes.
      var long = Array(header)
      long[3] |= 4
      long.insert(
        contentsOf: [UInt8(first & 255), UInt8(first >> 8)] + Array(repeating: 7, count: first),
        at: 10)
      #expect(try count(Data(long + many)).get() == (number + 1) * size)
    }
  }

  @Test("Text is no other kind of file")
  func text() {
    for text in [
      "regency_code,level\n", "", "[a],b\n1,2\n", "{x};y\n", "<5,b\n", "PAR,1\n", "BZh,a\n",
      "Rar;x\n",
      "\u{FEFF}no,nama\n",
    ] { #expect(FileKind(Array(text.utf8)) == nil, "\(text)") }
    for kind in FileKind.allCases {
      #expect(!kind.rule.isEmpty)
      #expect(!kind.repair.isEmpty)
    }
    #expect(FileKind(Array("\u{FEFF}  <TABLE>".utf8)) == .webPage)
    #expect(FileKind(Array("\u{FEFF}[ {\"a\": 1}]".utf8)) == .json)
  }
}
