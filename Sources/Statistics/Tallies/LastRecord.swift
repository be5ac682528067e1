// Statistics: the day up to which an input speaks.

public import Records

extension Evidence {
  /// The last day on which anything about an election became known; nil without a dated record.
  ///
  /// - Parameter election: The election.
  /// - Returns: The day, the default of "as of".
  public func lastRecord(of election: ElectionID) -> CalendarDate? {
    // A record may be entered before the day that it speaks of; by then it must count.
    var days: [CalendarDate?] = []
    for occasion in occasions where occasion.settled.elections.contains(election) {
      days += [occasion.recordedOn, occasion.countsFrom]
    }
    for session in sessions where session.elections.contains(election) {
      days += [session.recordedOn, session.heldOn]
    }
    for ledger in ledgers where ledger.key.election == election {
      for claim in ledger.signings { days += [claim.recordedOn, claim.upTo] }
      for claim in ledger.denominators { days += [claim.recordedOn, claim.asOf] }
    }
    return days.compactMap { $0 }.max()
  }
}
