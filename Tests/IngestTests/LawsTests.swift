// Tests of the laws that the fuzzer tries: the seeds and everything that it has found obey them, and
// each law can be broken.

import Records
import Testing

@testable import Ingest

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Inputs of the fuzzer that are kept.
private enum FuzzedInputs {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fuzz")

  /// The seeds and the findings of a target, by their place below `Tests/Fuzz`.
  static func paths(of target: String) -> [String] {
    ["Seeds", "Findings"].flatMap { kind -> [String] in
      let place = "\(kind)/\(target)"
      let names = try? FileManager.default.contentsOfDirectory(
        atPath: folder.appending(path: place).path)
      return (names ?? []).filter { !$0.hasPrefix(".") }.sorted().map { "\(place)/\($0)" }
    }
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: path)))
  }
}

@Suite("Laws of reading on kept inputs")
struct LawsTests {
  private static let tables = Result { try LawReference.read(near: #filePath) }
  private let reference: ReferenceTables

  init() throws { reference = try Self.tables.get() }

  @Test("a register", arguments: FuzzedInputs.paths(of: "reader"))
  func reader(path: String) throws {
    let bytes = ReaderLaws.file(of: try FuzzedInputs.bytes(path))
    let file = try TemporaryFile(bytes)
    let context = RowContext(reference)
    let broken = ReaderLaws.broken(path: file.path, size: bytes.count, context: context)
    #expect(broken == [])
    // Slabs of other sizes as well: their size comes from the number of bytes.
    for size in 0..<97 where size % 8 == bytes.count % 8 {
      #expect(ReaderLaws.broken(path: file.path, size: size, context: context) == [])
    }
  }

  @Test("a cell", arguments: FuzzedInputs.paths(of: "fields"))
  func cell(path: String) throws {
    #expect(FieldLaws(reference).broken(try FuzzedInputs.bytes(path)) == [])
  }

  @Test("there are inputs of both kinds")
  func inputs() {
    #expect(FuzzedInputs.paths(of: "reader").count > 10)
    #expect(FuzzedInputs.paths(of: "fields").count > 10)
  }
}

@Suite("Laws can be broken")
struct BrokenLawsTests {
  private let outcome: ReaderOutcome

  init() throws {
    let path = try #require(FuzzedInputs.paths(of: "reader").first { $0.contains("repeats") })
    let file = try TemporaryFile(FuzzedInputs.bytes(path))
    outcome = ReaderOutcome.register(
      PackageFile(schema: TableSchema.named("register"), path: file.path),
      RowContext(try LawReference.read(near: #filePath)), threads: 1, slabSize: 50)
    withExtendedLifetime(file) {}
  }

  @Test("laws of one outcome")
  func one() {
    #expect(outcome.account.duplicates > 0)
    #expect(ReaderLaws.broken(outcome) == [])
    func isBroken(_ change: (inout ReaderOutcome) -> Void) -> Bool {
      var changed = outcome
      change(&changed)
      return !ReaderLaws.broken(changed).isEmpty
    }
    #expect(isBroken { $0.account.rowsRead += 1 })
    #expect(isBroken { $0.account.rejected += 1 })
    #expect(isBroken { $0.duplicates.removeLast() })
    #expect(isBroken { $0.officials += 1 })
    #expect(isBroken { $0.duplicates[0] = Fault(file: "f", line: 3, rule: "", repair: "mend") })
    #expect(isBroken { $0.duplicates[0] = Fault(file: "f", rule: "no line", repair: "mend") })
    #expect(isBroken { $0.conversions[Conversion(file: "f", rule: "r")] = 0 })
    #expect(isBroken { $0.failure = "" })
    #expect(isBroken { $0.failure = "two\nlines" })
  }

  @Test("laws of two outcomes")
  func two() {
    func differs(_ change: (inout ReaderOutcome) -> Void) -> Bool {
      var changed = outcome
      change(&changed)
      return !ReaderLaws.differences(outcome, changed, "", tellsSameFailure: true).isEmpty
    }
    #expect(!differs { _ in })
    #expect(differs { $0.account.accepted += 1 })
    #expect(differs { $0.daily.removeLast() })
    #expect(differs { $0.conversions[Conversion(file: "f", rule: "r")] = 1 })
    #expect(differs { $0.failure = "none of this" })
  }

  @Test("laws of a cell")
  func cell() {
    func isBroken(
      _ reading: FieldReading<Int>, written: String
    ) -> Bool {
      let broken = FieldLaws.readsBack("number", "5", reading, { _ in written }) {
        IntegerField.parse($0)
      }
      return !broken.isEmpty
    }
    #expect(!isBroken(.success(5, conversion: nil), written: "5"))
    #expect(isBroken(.success(5, conversion: nil), written: "6"))
    #expect(isBroken(.success(5, conversion: nil), written: "5 orang"))
    #expect(isBroken(.failure(rule: "", repair: "mend"), written: "5"))
    #expect(isBroken(.failure(rule: "wrong", repair: ""), written: "5"))
    #expect(isBroken(.success(5, conversion: ""), written: "5"))
  }
}
