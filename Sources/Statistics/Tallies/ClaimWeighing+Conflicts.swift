// Statistics: what the weighing of claims overrules or cannot settle, named as conflicts so that
// none is lost in silence.

internal import Records

extension ClaimWeighing {
  /// More signers than officials who must sign.
  func tooMany(
    _ claims: ClaimSweep, signed: Count, required: Count, basis: EvidenceBasis, key: LedgerKey
  ) -> [Conflict] {
    guard basis < .estimated, let most = required.upper, signed.lower > most else { return [] }
    let signing = claims.parts.lazy.compactMap { part in
      part.signed.min { $0.key < $1.key }?.value.claims.first?.sources[0]
    }.first
    let roster = claims.parts.lazy.compactMap { $0.required[basis]?.claims.first?.sources[0] }.first
    let reference = Source(publisher: "datasets/reference")
    return [
      Conflict(
        region: .regency(key.regency), subject: key.level?.rawValue ?? "all", field: "signed",
        claims: [
          Claim(value: "\(signed) signed", source: signing ?? reference),
          Claim(value: "\(required) required", source: roster ?? reference),
        ], settledAs: "outstanding unknown", rule: .keptAsBounds)
    ]
  }

  /// Rosters that events state differently.
  func differing(_ parts: [CountedClaims<DenominatorClaim>], key: LedgerKey) -> [Conflict] {
    parts.filter { Set($0.counts).count > 1 }.map { part in
      Conflict(
        region: .regency(key.regency), subject: key.level?.rawValue ?? "all", field: "required",
        claims: part.claims.map { Claim(value: $0.count.description, source: $0.sources[0]) },
        settledAs: Count.covering(part.counts).description, rule: .keptAsBounds)
    }
  }

  /// Records that a better one overruled although they say something else.
  ///
  /// - Complexity: O(bases), and O(claims) of a basis that has one to name.
  func overruled(
    _ claims: ClaimSweep, signed: Count, required: Count, basis: EvidenceBasis, key: LedgerKey
  ) -> [Conflict] {
    func conflict(_ field: String, _ claims: [Claim], _ settled: Count) -> Conflict {
      Conflict(
        region: .regency(key.regency), subject: key.level?.rawValue ?? "all", field: field,
        claims: claims, settledAs: settled.description, rule: .betterRecord)
    }
    var conflicts: [Conflict] = []
    if let most = signed.upper, let best = claims.signedBasis {
      let others = claims.parts.flatMap { part in
        part.signed.filter { $0.key > best && $0.value.greatestLower > most }
          .sorted { $0.key < $1.key }.flatMap(\.value.claims)
      }.filter { $0.count.lower > most }
      let named = others.map {
        Claim(value: "\($0.count) (\($0.basis.rawValue))", source: $0.sources[0])
      }
      if !named.isEmpty { conflicts.append(conflict("signed", named, signed)) }
    }
    let rosters = claims.parts.flatMap { part in
      part.required.filter { $0.key > basis }.sorted { $0.key < $1.key }.flatMap(\.value.claims)
    }.filter { claim in claim.count.exactValue.map { $0 != required.exactValue } ?? false }
    let named = rosters.map {
      Claim(value: "\($0.count) (\($0.basis.rawValue))", source: $0.sources[0])
    }
    if !named.isEmpty { conflicts.append(conflict("required", named, required)) }
    return conflicts
  }
}
