// The command: from the options to evidence, elections and dates.

import ArgumentParser
import Ingest
import Records
import Statistics

/// Evidence with the elections and dates that the options ask for.
struct Loading {
  let result: IngestResult
  let options: InputOptions

  /// Reads the inputs, tells what was rejected and ends the command where it must.
  init(_ options: InputOptions) throws {
    self.options = options
    result = try options.read { folder, reading throws(IngestError) in
      try EvidenceReader.read(options.inputs, referenceFolder: folder, options: reading)
    } report: {
      $0.report
    }
    if let id = options.election, result.reference.election(ElectionID(id)) == nil {
      let known = result.reference.elections.map(\.id.description).joined(separator: ", ")
      throw Talk.failure(.usage, "--election \(id): no such election; use one of: \(known)")
    }
  }

  /// Says on standard error which rows were rejected; the verb `validate` shows all.
  func tellRejections() { options.tellRejections(result.report) }

  /// Elections with evidence in order of voting day, or the one asked for.
  var elections: [Election] {
    if let id = options.election {
      return result.reference.election(ElectionID(id)).map { [$0] } ?? []
    }
    let present = Set(
      result.evidence.ledgers.map(\.key.election)
        + result.evidence.occasions.flatMap(\.settled.elections)
        + result.evidence.sessions.flatMap(\.elections))
    return result.reference.elections.filter { present.contains($0.id) }
  }

  /// The election asked for, or the last one with evidence and a voting day.
  func oneElection() throws -> Election {
    guard let election = elections.last(where: { $0.votingDay != nil }) ?? elections.last else {
      throw Talk.failure(.badData, "no record belongs to an election; see netralitas validate")
    }
    return election
  }

  /// The day asked for, or that of the last record of the election.
  func asOf(_ election: Election) throws -> CalendarDate {
    if let day = options.asOf { return day }
    guard let day = result.evidence.lastRecord(of: election.id) else {
      throw Talk.failure(
        .badData, "no record of \(election.id) has a date; give --as-of or see netralitas validate")
    }
    return day
  }

  /// The tally book of an election.
  func book(
    _ election: Election, scope: Scope, asOf day: CalendarDate? = nil
  ) throws -> TallyBook {
    TallyBook(
      evidence: result.evidence, reference: result.reference, election: election,
      asOf: try day ?? asOf(election), scope: scope)
  }

  /// Contradictions that show only when claims are weighed, over all elections with evidence, each
  /// once.
  func weighedConflicts() throws -> [Conflict] {
    var seen: Set<Conflict> = []
    return try elections.filter { result.evidence.lastRecord(of: $0.id) != nil }.flatMap {
      election in
      let book = try book(election, scope: .named)
      return book.regencies.flatMap { book.tallies(of: $0) }.flatMap(\.conflicts)
    }.filter { seen.insert($0).inserted }
  }
}
