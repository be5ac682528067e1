// Tests of Ingest: reference tables, reports and folders that several test files share.

import Records

@testable import Ingest

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

enum Fixtures {
  /// Folder of the shipped reference tables.
  static let referenceFolder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "datasets/reference").path

  /// Folder of the real records.
  static let realFolder = URL(filePath: referenceFolder).deletingLastPathComponent()
    .appending(path: "real").path

  static let election = Election(
    id: ElectionID("pilkada-2024"), name: "Pilkada 2024",
    votingDay: CalendarDate(iso: "2024-11-27"), isLocal: true)

  static func regency(_ code: String) -> RegencyCode {
    guard let code = RegencyCode(code) else { preconditionFailure("code \(code)") }
    return code
  }

  static func province(_ code: String) -> ProvinceCode {
    guard let code = ProvinceCode(code) else { preconditionFailure("code \(code)") }
    return code
  }

  static func day(_ text: String) -> CalendarDate {
    guard let day = CalendarDate(iso: text) else { preconditionFailure("day \(text)") }
    return day
  }

  static func mentions(_ text: String) -> [LevelMention] {
    guard let mentions = LevelField.parseList(text).value else {
      preconditionFailure("levels \(text)")
    }
    return mentions
  }

  /// A report of an event in Mukomuko with everything that a test does not name left unknown.
  static func report(
    _ id: String = "W1", kinds: Set<EventKind> = [.signing], date: String = "2024-10-01",
    signers: Count = .unknown, required: Count = .unknown, outstanding: Count = .unknown,
    levels: String = "", outstandingLevels: String = "", attendees: String = "",
    bound: String = "", mode: SigningMode = .inPerson, outlet: String = "A",
    region: Region = .regency(regency("17.06")), jointTag: String = "", published: String = "",
    note: String = "", attendance: Count = .unknown
  ) -> EventReport {
    EventReport(
      eventID: id, kinds: kinds, region: region, date: DateField.parse(date).value ?? .unknown,
      elections: [election.id], signers: signers, required: required, outstanding: outstanding,
      signerLevels: levels.isEmpty ? [] : mentions(levels),
      outstandingLevels: outstandingLevels.isEmpty ? [] : mentions(outstandingLevels),
      attendees: attendance,
      attendeeLevels: attendees.isEmpty ? [] : mentions(attendees), mode: mode,
      boundLevels: bound.isEmpty ? [] : mentions(bound), jointTag: jointTag,
      source: Source(publisher: outlet),
      publishedOn: DateField.parse(published).value ?? .unknown, note: note)
  }
}

/// A folder of files that goes when it is no longer used.
final class TemporaryFolder {
  let path: String

  init(_ files: [String: String]) throws {
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "netralitas-ingest-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)")) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func read() throws -> IngestResult {
    try EvidenceReader.read([path], referenceFolder: Fixtures.referenceFolder)
  }
}
