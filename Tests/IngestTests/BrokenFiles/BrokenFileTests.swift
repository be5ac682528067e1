// Tests of the way from files to evidence: every broken file of `Corpus` is read as its section of
// `expected.txt` says, whatever the number of threads, and every message tells where and what to do.

import Testing

@testable import Ingest

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Broken files")
struct BrokenFileTests {
  /// What reading gave, without what hangs on the place of the file.
  private enum Outcome: Equatable {
    case account(FileAccount?, [Fault], [Fault], [Conversion: Int])
    case unreadable(Fault)
    case missing(String)

    var messages: [String] {
      switch self {
      case .account(_, let refused, let repeats, let told):
        (refused + repeats).map(\.description) + told.keys.map { "\($0.column) \($0.rule)" }
      case .unreadable(let fault): [fault.description]
      case .missing(let text): [text]
      }
    }
  }

  /// Reads single rows by the shipped tables; made once, since that takes longer than a file does.
  private static let context = Result { () throws(IngestError) in
    RowContext(try ReferenceReader.read(folder: Fixtures.referenceFolder))
  }

  private func report(
    _ input: String, isReference: Bool, _ options: ReadingOptions
  ) throws(IngestError) -> IngestReport {
    guard !isReference else {
      return try EvidenceReader.read(
        [input], referenceFolder: Fixtures.referenceFolder, options: options
      ).report
    }
    let context = try Self.context.get()
    let tables = InputTables([try PackageFiles(input: input)], reference: context.reference)
    return try EvidenceReader.read(tables, context, options: options).report
  }

  private func read(_ input: String, isReference: Bool, threads: Int) throws -> Outcome {
    var options = ReadingOptions()
    options.threads = threads
    do throws(IngestError) {
      let report = try report(input, isReference: isReference, options)
      return .account(
        report.files.first, report.rejections, report.duplicates, report.conversions)
    } catch {
      switch error {
      case .unreadable(let fault): return .unreadable(fault)
      case .missing(let text): return .missing(text)
      case .tooManyRejections: throw error
      }
    }
  }

  @Test("A broken file is read as it should be", arguments: Corpus.all)
  func reads(_ file: BrokenFile) throws {
    guard let defect = file.expected.defect else { return try check(file) }
    withKnownIssue(Comment(rawValue: defect)) { try check(file) }
  }

  private func check(_ file: BrokenFile) throws {
    let (folder, input) = try file.place()
    defer { withExtendedLifetime(folder) {} }
    let outcome = try read(input, isReference: file.isReference, threads: 1)
    #expect(try read(input, isReference: file.isReference, threads: 3) == outcome)
    let expected = file.expected
    for text in expected.hidden {
      for message in outcome.messages { #expect(!message.contains(text), "\(message)") }
    }
    for message in outcome.messages { #expect(!message.contains("\n")) }
    switch outcome {
    case .missing(let text):
      let part = try #require(expected.missing, "\(text)")
      #expect(text.contains(part))
    case .unreadable(let fault):
      let place = try #require(expected.whole, "\(fault)")
      #expect(fault.file.hasPrefix(folder.path))
      #expect(place.differences(from: fault) == [], "\(fault)")
    case .account(let account, let refused, let repeats, let told):
      #expect(expected.whole == nil && expected.missing == nil, "it was read")
      let account = try #require(account)
      check(account, refused, repeats, told, expected)
    }
  }

  private func check(
    _ account: FileAccount, _ refused: [Fault], _ repeats: [Fault], _ told: [Conversion: Int],
    _ expected: Expectation
  ) {
    #expect(account.rowsRead == account.accepted + account.rejected)
    #expect(account.rejected == refused.count)
    #expect(account.duplicates == repeats.count)
    let counts =
      "\(account.rowsRead) read, \(account.accepted) accepted, \(account.rejected) refused, "
      + "\(account.duplicates) repeats"
    #expect(counts == expected.counts)
    #expect(refused.count == expected.refused.count, "\(refused)")
    for (fault, place) in zip(refused, expected.refused) {
      #expect(place.differences(from: fault) == [], "\(fault)")
      #expect(!fault.repair.isEmpty)
    }
    #expect(repeats.map(\.line) == expected.repeats)
    for (count, column, rule) in expected.told {
      let found = told.first { conversion, _ in
        conversion.column == column && rule.allSatisfy(conversion.rule.contains)
      }
      #expect(found?.value == count, "\(column) \(rule): \(told.map { "\($0.key) \($0.value)" })")
    }
    #expect(account.ignoredColumns == expected.ignored)
  }

  /// Records of a file by the reader, then the fault that ends them.
  private func records(_ path: String, chunkSize: Int) -> (records: [[String]], fault: String) {
    var records: [[String]] = []
    do throws(IngestError) {
      var reader = try CSVReader(path: path, name: "f.csv", chunkSize: chunkSize)
      records.append(reader.header)
      while try reader.next() {
        records.append(["\(reader.line)"] + (0..<reader.fieldCount).map { reader.text($0) })
      }
      return (records, "")
    } catch {
      return (records, "\(error)")
    }
  }

  @Test("Records and faults do not depend on where the bytes are cut")
  func cuts() {
    for path in Corpus.all.filter({ $0.expected.defect == nil }).compactMap(\.committed) {
      let whole = records(path, chunkSize: 1 << 18)
      for chunkSize in [1, 5, 64, 100] {
        let cut = records(path, chunkSize: chunkSize)
        #expect(cut.fault == whole.fault, "\(path)")
        // What comes before a fault in the same portion may be given or not.
        if whole.fault.isEmpty { #expect(cut.records == whole.records, "\(path)") }
      }
    }
  }

  @Test("Every file has its section, and every section its file or its recipe")
  func sections() throws {
    #expect(Corpus.all.count >= 200)
    #expect(Corpus.folders.count >= 10)
    for folder in Corpus.folders {
      let sections = try Corpus.expectations(of: folder)
      let names = sections.map(\.file)
      #expect(Set(names).count == names.count, "\(folder)")
      #expect(Set(Corpus.files(of: folder)).subtracting(names).isEmpty, "\(folder)")
      for section in sections {
        #expect(!section.why.isEmpty, "\(folder)/\(section.file)")
        let outcomes = [section.counts.isEmpty, section.whole == nil, section.missing == nil]
        #expect(outcomes.count { !$0 } == 1, "\(folder)/\(section.file)")
        let file = BrokenFile(folder: folder, expected: section)
        #expect((file.committed == nil) == (Recipe.all[file.testDescription] != nil))
      }
    }
  }

  @Test("The tests of a place find what is wrong with it")
  func differences() throws {
    let section = try #require(
      try Expectation.sections(
        of: "# a comment\na.csv\n  why: it is\n  refused: 3 | as_of | no & day | check\n"
      ).first)
    let fault = Fault(file: "a.csv", line: 4, column: "date", rule: "no month", repair: "write it")
    #expect(section.refused[0].differences(from: fault).count == 4)
    #expect(throws: Expectation.Misread.self) { try Expectation.sections(of: "a\n  refuse: 3\n") }
    #expect(throws: Expectation.Misread.self) { try Expectation.sections(of: "a\n  refused: 3\n") }
  }
}
