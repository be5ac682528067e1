// Statistics: the day up to which an input speaks.

public import Records

extension Evidence {
  /// The last day on which anything about an election became known; nil without a dated record.
  ///
  /// - Parameter election: The election.
  /// - Returns: The day, the default of "as of".
  public func lastRecord(of election: ElectionID) -> CalendarDate? {
    var days = occasions.filter { $0.settled.elections.contains(election) }.compactMap(\.recordedOn)
    days += sessions.filter { $0.elections.contains(election) }.compactMap {
      $0.recordedOn ?? $0.heldOn
    }
    for ledger in ledgers where ledger.key.election == election {
      days += ledger.signings.compactMap { $0.recordedOn ?? $0.upTo }
    }
    return days.max()
  }
}
