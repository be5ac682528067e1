// Statistics: how many regencies have a documented signing and a documented session by each date.
// "Documented" is all that public records can say; a regency without a record may have signed.

public import Records

/// What can be documented of a regency.
public enum Documented: String, CaseIterable, Hashable, Sendable {
  /// A signing of the pact.
  case signing
  /// A session about neutrality.
  case session
}

/// Regencies with a document by date, and the curve through them.
public struct DocumentedRegencies: Sendable {
  /// One week.
  public struct Point: Sendable {
    /// Last day of the week (Sunday) or `asOf`.
    public let date: CalendarDate
    /// Regencies first documented in the week.
    public let new: Int
    /// Regencies documented up to the day.
    public let total: Int
  }

  /// What is documented.
  public let subject: Documented
  /// Regencies that take part in the election.
  public let participants: Int
  /// Weeks in order.
  public let points: [Point]
  /// Share of the participants of which nothing is documented yet, in days since `origin`: the
  /// nonparametric estimate from what is known of each date, a day, a month or only "before". A
  /// participant without a document is censored on the day of the book.
  public let waiting: Turnbull
  /// The curve, or why there is none.
  public let curve: Result<SaturatingCurve, TrendFailure>
  /// The day on which the curve's time starts.
  public let origin: CalendarDate
  /// Between which days each documented regency was.
  let dates: [DatedBetween]

  /// Share of the participants that the curve expects on a day, with its interval; nil without a
  /// curve or before its origin.
  ///
  /// - Parameters:
  ///   - day: Any day.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  /// - Returns: Share and interval, each in (0, 1).
  public func expected(
    on day: CalendarDate, confidence: Double
  ) -> (share: Double, low: Double, high: Double)? {
    guard case .success(let curve) = curve, day >= origin else { return nil }
    return curve.share(at: Double(origin.days(to: day)) / 7, confidence: confidence)
  }

  /// Turnbull's estimate of the share of participants not yet documented at the end of a day.
  ///
  /// - Parameter day: A day up to that of the book.
  /// - Returns: `0...1`, a range inside an innermost interval, where any value is equally likely; nil
  ///   without participants.
  public func waitingShare(on day: CalendarDate) -> ClosedRange<Double>? {
    waiting.survival(at: Double(origin.days(to: day)))
  }

  /// Participants of which nothing had happened yet at the end of a day, as far as imprecise dates
  /// let it be told: at most those not documented by then, at least those of which all known dates
  /// lie later. A first recap that counts signers says only "before", so `waiting`, which has to
  /// choose, may put them all on the first day.
  ///
  /// - Parameter day: A day up to that of the book.
  /// - Returns: Least and greatest number, `0...participants`; nil without participants.
  public func undocumented(on day: CalendarDate) -> ClosedRange<Int>? {
    guard participants > 0 else { return nil }
    let sure = dates.count { $0.upTo <= day }
    let possible = dates.count { $0.upTo <= day || ($0.after.map { $0 < day } ?? true) }
    return max(0, participants - possible)...max(0, participants - sure)
  }
}

/// Between which days something happened.
struct DatedBetween: Hashable, Sendable {
  /// Last day on which it had not happened; nil where nothing says so.
  let after: CalendarDate?
  /// Day by which it had.
  let upTo: CalendarDate

  /// When the first of two things happened.
  func earlier(_ other: DatedBetween) -> DatedBetween {
    var start: CalendarDate?
    if let after, let second = other.after { start = min(after, second) }
    return DatedBetween(after: start, upTo: min(upTo, other.upTo))
  }
}

extension TallyBook {
  /// First day on which each participating regency is documented up to `asOf`.
  ///
  /// A signing is documented by an event with a signature or by a register or recap with a signer.
  ///
  /// - Parameter subject: What is documented.
  /// - Returns: Days by regency.
  public func firstDocumented(_ subject: Documented) -> [RegencyCode: CalendarDate] {
    datesDocumented(subject).mapValues(\.upTo)
  }

  /// Between which days each participating regency was first documented.
  private func datesDocumented(_ subject: Documented) -> [RegencyCode: DatedBetween] {
    var first: [RegencyCode: DatedBetween] = [:]
    func note(_ regency: RegencyCode, _ dates: DatedBetween) {
      first[regency] = first[regency].map { $0.earlier(dates) } ?? dates
    }
    let participants = Set(
      reference.participants(in: election)?.map(\.code) ?? Array(reference.regencies.keys))
    switch subject {
    case .session:
      for session in sessions {
        guard let regency = session.region.regency, let day = session.heldOn,
          participants.contains(regency)
        else { continue }
        note(regency, DatedBetween(after: day.advanced(by: -1), upTo: day))
      }
    case .signing:
      for occasion in occasions where occasion.settled.kinds.contains(.signing) {
        guard let regency = occasion.settled.region.regency, participants.contains(regency),
          let day = occasion.countsFrom ?? election.votingDay
        else { continue }
        let earliest = occasion.settled.date.earliest?.advanced(by: -1)
        note(regency, DatedBetween(after: earliest.map { min($0, day) }, upTo: day))
      }
      for regency in participants.sorted() {
        if let dates = firstSigned(of: regency) { note(regency, dates) }
      }
    }
    return first
  }

  /// Documented regencies by week, with the saturating curve through them.
  ///
  /// - Parameter subject: What is documented.
  /// - Returns: Weeks and curve.
  public func documentedRegencies(_ subject: Documented) -> DocumentedRegencies {
    let dates = datesDocumented(subject)
    let first = dates.values.map(\.upTo).sorted()
    let participants = reference.participantCount(in: election)
    let start = first.first ?? asOf
    var day = start.advanced(by: 7 - start.weekday)
    var points: [DocumentedRegencies.Point] = []
    var done = 0
    func add(_ date: CalendarDate) {
      let total = first.prefix { $0 <= date }.count
      points.append(.init(date: date, new: total - done, total: total))
      done = total
    }
    while day < asOf, !first.isEmpty {
      add(day)
      day = day.advanced(by: 7)
    }
    if !first.isEmpty { add(asOf) }
    let origin = start.advanced(by: -start.weekday)
    let curve: Result<SaturatingCurve, TrendFailure>
    if points.count < Trend.leastDates || Set(first).count < Trend.leastDates {
      curve = .failure(.tooFewDates(Set(first).count))
    } else if first.count > participants {
      curve = .failure(.notCounted)
    } else {
      do throws(TrendFailure) {
        curve = .success(
          try SaturatingCurve(
            points.map {
              Increment(end: Double(origin.days(to: $0.date)) / 7, count: Double($0.new))
            },
            required: Double(participants)))
      } catch {
        curve = .failure(error)
      }
    }
    return DocumentedRegencies(
      subject: subject, participants: participants, points: points,
      waiting: waiting(dates, participants: participants, since: origin), curve: curve,
      origin: origin, dates: Array(dates.values))
  }

  /// The estimate from dates that are known as intervals; days are counted since `origin`.
  private func waiting(
    _ dates: [RegencyCode: DatedBetween], participants: Int, since origin: CalendarDate
  ) -> Turnbull {
    var records = dates.sorted { $0.key < $1.key }.map { _, known in
      CensoredInterval(
        after: known.after.map { Double(origin.days(to: $0)) } ?? -.infinity,
        upTo: Double(origin.days(to: known.upTo)))
    }
    if participants > records.count {
      records.append(
        CensoredInterval(
          after: Double(origin.days(to: asOf)), upTo: .infinity,
          weight: Double(participants - records.count)))
    }
    return Turnbull(records)
  }
}
