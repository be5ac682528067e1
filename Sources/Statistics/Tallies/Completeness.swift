// Statistics: how much of what a row speaks of is without data, so that no total passes for more
// than the units behind it.

internal import Records

/// The regencies that a row stands for, and how much of them is without data.
public struct Completeness: Hashable, Sendable {
  /// Regencies in the row, `>= 1`: those with a level in scope, and those that take part in the
  /// election without any record.
  public let regencies: Int
  /// Regencies of which no number of signers is known, `0...regencies`. A signing without a number
  /// counts as such; "all of them" does not.
  public let withoutData: Int
  /// Mean over the regencies of the share of their levels in scope of which no number is known,
  /// `0...1`; a regency without any record counts as 1, whatever its levels are.
  public let shareWithoutData: Double
  /// Units whose signers and roster are both counted by a record that could also have shown who is
  /// missing, `>= 0`. A printed total that holds its levels counts once, for all.
  public let counted: Int
  /// Signers of the counted units, persons, `0...countedRequired`. Over the parts of a place these
  /// add up exactly to the place, as do the rosters.
  public let countedSigned: Int
  /// Officials who must sign in the counted units, persons.
  public let countedRequired: Int
}

extension TallyBook {
  /// How much of a row is without data.
  ///
  /// - Parameters:
  ///   - key: The row.
  ///   - parts: Its tallies, at least one.
  /// - Returns: The regencies and counts; nil where fewer regencies take part in the election than the tables have
  ///   and it is not known which of them lie in the row.
  public func completeness(of key: UnitKey, parts: [Tally]) -> Completeness? {
    precondition(!parts.isEmpty, "a row needs a tally")
    let byRegency = Dictionary(grouping: parts, by: \.regency).sorted { $0.key < $1.key }
    let silence = byRegency.map { _, own in
      Double(own.count { $0.signed.isUnknown && $0.signedKind != .all }) / Double(own.count)
    }
    let reporting = Set(byRegency.map(\.key))
    let absent: Int
    if scope.fixedLevels != nil || key.regency != nil {
      absent = 0
    } else if let all = reference.participants(in: election) {
      absent = all.count {
        key.place.contains(.regency($0.code), in: reference) && !reporting.contains($0.code)
      }
    } else if key.place == .nation {
      absent = max(0, reference.participantCount(in: election) - reporting.count)
    } else {
      return nil
    }
    let pairs = byRegency.flatMap { Self.countedPairs($0.value) }
    let regencies = byRegency.count + absent
    return Completeness(
      regencies: regencies, withoutData: silence.count { $0 == 1 } + absent,
      shareWithoutData: (silence.reduce(0, +) + Double(absent)) / Double(regencies),
      counted: pairs.count,
      countedSigned: pairs.reduce(0) { $0 + $1.signed },
      countedRequired: pairs.reduce(0) { $0 + $1.required })
  }

  /// What is counted in the tallies of one regency. A printed total over levels speaks of the same
  /// persons as the levels: it stands for them where it holds them all, else they stand alone.
  private static func countedPairs(_ tallies: [Tally]) -> [(signed: Int, required: Int)] {
    let counted = tallies.filter(\.couldShowMissing)
    let levels = counted.filter { $0.level != nil }.compactMap(\.exactPair)
    guard let total = counted.first(where: { $0.level == nil })?.exactPair,
      total.signed >= levels.reduce(0, { $0 + $1.signed }),
      total.required >= levels.reduce(0, { $0 + $1.required })
    else { return levels }
    return [total]
  }
}
