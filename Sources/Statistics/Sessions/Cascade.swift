// Statistics: how far the message went down from the regency: which rung its sessions reached, and
// how long after the signing the first session below the leaders was held.

public import Records

/// The way of the message from the leaders of a place down to agencies, districts and villages.
public struct Cascade: Sendable {
  /// Deepest rung with a documented session, in the order regency, agency, district, village; nil
  /// where no session is documented.
  public let depth: SessionTier?
  /// Regencies with a documented signing.
  public let launched: Int
  /// Of these, regencies with a session below the rung of the regency on the day of their first
  /// signing or later, `0...launched`.
  public let begun: Int
  /// Kaplan–Meier curve of "no session below the leaders yet", in days since the first signing.
  /// Regencies without such a session are censored on the day of the book. Nil without a signing.
  public let waiting: KaplanMeier?

  /// Days after which half of the launched regencies have begun; nil where fewer have.
  public var medianDays: Double? { waiting?.quantile(0.5) }
}

/// Since when a regency is launched, and what followed.
public struct CascadeStart: Hashable, Sendable {
  /// The regency.
  public let regency: RegencyCode
  /// First documented signing; nil where there is none.
  public let signedOn: CalendarDate?
  /// First session below the rung of the regency on that day or later; nil where there is none.
  public let firstSessionOn: CalendarDate?
  /// Deepest rung with a session; nil where there is none.
  public let depth: SessionTier?
}

extension TallyBook {
  /// What is documented of the cascade of each regency that has a signing or a session, in order.
  ///
  /// - Returns: One entry for each such regency.
  /// - Complexity: O(sessions + regencies); make it once for a table.
  public func cascadeStarts() -> [CascadeStart] {
    let signed = firstDocumented(.signing)
    let held = Dictionary(
      grouping: sessions.filter { $0.region.regency != nil }, by: { $0.region.regency })
    let regencies = Set(signed.keys).union(held.keys.compactMap { $0 })
    return regencies.sorted().map { regency in
      let own = held[regency] ?? []
      let day = signed[regency]
      return CascadeStart(
        regency: regency, signedOn: day,
        firstSessionOn: day.flatMap { start in
          own.filter { $0.tier != .regency }.compactMap(\.heldOn).filter { $0 >= start }.min()
        },
        depth: own.map(\.tier).max())
    }
  }

  /// The cascade of a place.
  ///
  /// - Parameters:
  ///   - place: The place; a row of a level is judged by its place.
  ///   - starts: What `cascadeStarts()` gave.
  /// - Returns: Depth and times.
  public func cascade(in place: Place, _ starts: [CascadeStart]) -> Cascade {
    let own = starts.filter { place.contains(.regency($0.regency), in: reference) }
    let times = own.compactMap { start -> SurvivalObservation? in
      guard let day = start.signedOn else { return nil }
      let end = start.firstSessionOn ?? asOf
      return SurvivalObservation(
        time: Double(day.days(to: end)), isEvent: start.firstSessionOn != nil)
    }
    return Cascade(
      depth: own.compactMap(\.depth).max(), launched: times.count,
      begun: times.count { $0.isEvent }, waiting: times.isEmpty ? nil : KaplanMeier(times))
  }
}
