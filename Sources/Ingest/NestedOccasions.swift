// Ingest: events that contain others: what a province holds contains what its regencies report of it
// on the same day, so that the two are never added together.

import Records

extension Occasion {
  /// Whether this event of a province contains another one's: they share the tag of a joint event,
  /// or the regency's one is of the same day and serves the same elections and, for sessions, which
  /// are frequent, tells of the same kinds of event.
  func contains(_ part: Occasion, withAllKinds: Bool = true) -> Bool {
    guard case .province(let province) = settled.region,
      part.settled.region.regency?.province == province
    else { return false }
    if !settled.jointTag.isEmpty, settled.jointTag == part.settled.jointTag { return true }
    guard case .day(let day) = settled.date else { return false }
    return part.settled.date == .day(day) && part.settled.elections == settled.elections
      && (part.settled.kinds == settled.kinds || !withAllKinds)
  }

  /// Whether the province prints a total, without which nothing says what it contains.
  var hasTotal: Bool { !settled.signers.isUnknown || !settled.attendees.isUnknown }

  /// Whether the version stands on a day; nil is before every day.
  func overlaps(_ day: CalendarDate?) -> Bool {
    guard let day else { return recordedOn == nil }
    return isKnown(on: day)
  }

  /// The days on which this version stands, cut where versions of other events begin or end.
  func segments(cutBy others: [Occasion]) -> [(from: CalendarDate?, until: CalendarDate?)] {
    let cuts = others.flatMap { [$0.recordedOn, $0.supersededOn] }.compactMap { $0 }.filter { day in
      (recordedOn.map { $0 < day } ?? true) && (supersededOn.map { day < $0 } ?? true)
    }
    let starts = [recordedOn] + Set(cuts).sorted()
    return starts.enumerated().map { position, start in
      (start, position + 1 < starts.count ? starts[position + 1] : supersededOn)
    }
  }
}

extension LedgerBuilder {
  /// The sessions that events tell of, each version for as long as it stands.
  func sessions(of occasions: [Occasion]) -> [Session] {
    let wholes = occasions.filter { $0.settled.region.regency == nil && $0.hasTotal }
    return occasions.filter { $0.settled.kinds.contains(.session) }.flatMap { occasion in
      let own = wholes.filter { $0.contains(occasion) }
      return occasion.segments(cutBy: own).map { start, end in
        session(
          occasion, countedAs: own.first { $0.overlaps(start) } ?? occasion, from: start, until: end
        )
      }
    }
  }
}
