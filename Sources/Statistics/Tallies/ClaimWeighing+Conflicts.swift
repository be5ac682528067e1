// Statistics: records that a better one overruled, named as conflicts so that none is lost in silence.

internal import Records

extension ClaimWeighing {
  /// Records that a better one overruled although they say something else.
  func overruled(
    _ signings: [SigningClaim], _ denominators: [DenominatorClaim], signed: Count,
    required: Count, basis: EvidenceBasis, key: LedgerKey
  ) -> [Conflict] {
    func conflict(_ field: String, _ claims: [Claim], _ settled: Count) -> Conflict {
      Conflict(
        region: .regency(key.regency), subject: key.level?.rawValue ?? "all", field: field,
        claims: claims, settledAs: settled.description, rule: .betterRecord)
    }
    var conflicts: [Conflict] = []
    let best = signings.map(\.basis).min() ?? .unknown
    if let most = signed.upper {
      let others = signings.filter { $0.basis > best && $0.count.lower > most }
      let claims = others.map {
        Claim(value: "\($0.count) (\($0.basis.rawValue))", source: $0.sources[0])
      }
      if !claims.isEmpty { conflicts.append(conflict("signed", claims, signed)) }
    }
    let rosters = denominators.filter {
      guard $0.basis > basis, let value = $0.count.exactValue else { return false }
      return value != required.exactValue
    }
    let claims = rosters.map {
      Claim(value: "\($0.count) (\($0.basis.rawValue))", source: $0.sources[0])
    }
    if !claims.isEmpty { conflicts.append(conflict("required", claims, required)) }
    return conflicts
  }
}
