// The command: a scenario as a JSON file: what is planned before voting day.

import Forecasting
import Records

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads scenarios.
///
///     {
///       "voting_day": "2024-12-04",
///       "ceremonies": [{"regency_code": "17.06", "levels": ["staff"], "date": "2024-11-01"}],
///       "sessions": [
///         {"regency_code": "17.06", "levels": ["staff"], "date": "2024-11-08", "attendees": 200}]
///     }
///
/// Every part may be left out.
enum ScenarioFile {
  private struct File: Decodable {
    let voting_day: String?
    let ceremonies: [Entry]?
    let sessions: [Entry]?
  }

  private struct Entry: Decodable {
    let regency_code: String
    let levels: [String]
    let date: String
    let attendees: Int?
  }

  /// The scenario of a file, for a day and a nation.
  static func read(_ path: String, asOf: CalendarDate, in tables: ReferenceTables) throws
    -> Scenario
  {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Talk.failure(.missingInput, "\(path): no such file")
    }
    let file: File
    do {
      file = try JSONDecoder().decode(File.self, from: data)
    } catch {
      throw Talk.failure(
        .badData,
        "\(path): not a scenario: \(Self.words(error)); see netralitas help forecast for its form")
    }
    var scenario = Scenario()
    if let text = file.voting_day { scenario.votingDay = try day(text, path, asOf) }
    for entry in file.ceremonies ?? [] {
      scenario.ceremonies.append(
        Scenario.Ceremony(
          regency: try regency(entry, path, tables), levels: try levels(entry, path),
          date: try day(entry.date, path, asOf)))
    }
    for entry in file.sessions ?? [] {
      guard let attendees = entry.attendees, attendees >= 0 else {
        throw Talk.failure(
          .badData,
          "\(path): a session of \(entry.regency_code) without attendees; give how many come")
      }
      scenario.sessions.append(
        Scenario.PlannedSession(
          regency: try regency(entry, path, tables), levels: try levels(entry, path),
          date: try day(entry.date, path, asOf), attendees: attendees))
    }
    return scenario
  }

  private static func day(
    _ text: String, _ path: String, _ asOf: CalendarDate
  ) throws -> CalendarDate {
    guard let day = CalendarDate(argument: text) else {
      throw Talk.failure(.badData, "\(path): \"\(text)\" is not a day; write it as YYYY-MM-DD")
    }
    guard day > asOf else {
      throw Talk.failure(
        .badData,
        "\(path): \(day) is not after \(asOf), the day of the forecast; plan for later days")
    }
    return day
  }

  private static func regency(
    _ entry: Entry, _ path: String, _ tables: ReferenceTables
  ) throws -> RegencyCode {
    guard let code = RegencyCode(entry.regency_code), tables.regencies[code] != nil else {
      throw Talk.failure(
        .badData, "\(path): \"\(entry.regency_code)\" is no regency; write its code as NN.NN")
    }
    return code
  }

  private static func levels(_ entry: Entry, _ path: String) throws -> Set<Level> {
    let levels = entry.levels.map { (text: $0, level: Level(rawValue: $0)) }
    if let wrong = levels.first(where: { $0.level == nil }) {
      let known = Level.allCases.map(\.rawValue).joined(separator: ", ")
      throw Talk.failure(.badData, "\(path): \"\(wrong.text)\" is no level; use one of: \(known)")
    }
    return Set(levels.compactMap(\.level))
  }

  private static func words(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, _): "\(key.stringValue) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(context.codingPath.map(\.stringValue).joined(separator: ".")) has another type"
    default: "no JSON"
    }
  }
}
