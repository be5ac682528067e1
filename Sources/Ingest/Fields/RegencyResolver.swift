// Ingest: the text of a cell to a regency or a province. Every table that names a region uses it;
// the names come from the reference tables.

import Records

/// Finds the region that a code or a name means, or says why it is not certain.
///
/// A name that fits several regions is never guessed. Refusing an unknown name searches all names
/// for near ones, about a millisecond: keep the answers where the same text comes often.
struct RegencyResolver: Sendable {
  /// Conversion told when a name is not the official one.
  static let otherNameRule = "other name of a region read as the official one"

  private let tables: ReferenceTables
  /// Official names, always certain.
  private let official: [String: Region]
  /// All other names, with everything that each may mean, in order of code.
  private let others: [String: [Region]]
  /// Names that stand for one region but could mean more than the tables list.
  private let uncertain: Set<String>
  private let provinceKeys: [String: ProvinceCode]

  /// A resolver for the names of these tables.
  init(_ tables: ReferenceTables) {
    self.tables = tables
    provinceKeys = Self.provinceKeys(tables)
    official = Self.officialNames(tables, provinceKeys)
    let aliases = Dictionary(
      tables.aliases.map { (RegencyName($0.key).key, $0.value) }, uniquingKeysWith: { $1 })

    var others: [String: Set<Region>] = [:]
    for (key, code) in aliases { others[key] = [.regency(code)] }
    for regency in tables.regencies.values {
      let name = RegencyName(regency.name)
      guard name.kind != .bare, aliases[name.stem] == nil else { continue }
      others[name.stem, default: []].insert(.regency(regency.code))
    }
    var uncertain: Set<String> = []
    for (name, codes) in tables.ambiguousNames {
      let key = RegencyName(name).key
      // A short or common word that is also an alias is certain as a whole cell.
      if codes.count == 1, aliases[key] == codes.first { continue }
      others[key, default: []].formUnion(codes.map(Region.regency))
      if codes.count == 1 { uncertain.insert(key) }
    }
    for (key, code) in provinceKeys { others[key]?.insert(.province(code)) }
    self.others = others.mapValues { $0.sorted() }
    self.uncertain = uncertain
  }

  /// Finds the region that a cell means.
  ///
  /// - Parameters:
  ///   - text: a code `NN.NN` or `NN`, an official name, a name with `Kab.`, `Kota Adm.`, `Prov.`
  ///     and the like, or another name of the tables.
  ///   - province: name or code of the province as another cell gives it; it decides only where
  ///     exactly one of several choices lies in it.
  /// - Returns: the region, or why it is unknown or uncertain, with the choices.
  func resolve(_ text: some StringProtocol, province: String? = nil) -> FieldReading<Region> {
    let trimmed = text.trimmed
    guard !trimmed.isEmpty else {
      return .failure(
        rule: "a region is required", repair: "write a code such as 17.06 or an official name")
    }
    // Letters make it a name: there is a "50 Kota".
    if !trimmed.contains(where: \.isLetter) { return resolve(code: trimmed) }
    let name = RegencyName(trimmed)
    if let region = official[name.key] {
      return .success(region, conversion: nil)
    }
    if name.kind == .provinsi { return unknown(trimmed, name) }
    guard let choices = others[name.key] else { return unknown(trimmed, name) }
    if choices.count == 1, !uncertain.contains(name.key) {
      return .success(choices[0], conversion: Self.otherNameRule)
    }
    if choices.count > 1, let code = provinceCode(province) {
      let inside = choices.filter { $0.province == code }
      if inside.count == 1 { return .success(inside[0], conversion: Self.otherNameRule) }
    }
    return .failure(
      rule: "the name can mean more than one region: " + list(choices),
      repair: "write the code or the official name")
  }

  private func provinceCode(_ text: String?) -> ProvinceCode? {
    guard let text else { return nil }
    return ProvinceCode(text.trimmed) ?? provinceKeys[RegencyName(text).stem]
  }

  // MARK: Codes

  private func resolve(code text: String) -> FieldReading<Region> {
    if let code = RegencyCode(text) {
      if tables.regencies[code] != nil { return .success(.regency(code), conversion: nil) }
      return .failure(
        rule: "no regency has the code \(code)",
        repair: "look the code up in regencies.csv; codes of before a split have changed")
    }
    if let code = ProvinceCode(text) {
      if tables.provinces[code] != nil { return .success(.province(code), conversion: nil) }
      return .failure(
        rule: "no province has the code \(code)", repair: "look the code up in regencies.csv")
    }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    if parts.count == 2, parts.allSatisfy(\.isDigits), parts[0].count == 2, parts[1].count == 1 {
      let possible = ["\(parts[0]).\(parts[1])0", "\(parts[0]).0\(parts[1])"]
        .compactMap { RegencyCode($0) }.filter { tables.regencies[$0] != nil }
        .map(Region.regency)
      let names = possible.isEmpty ? "" : "; it may have been " + list(possible)
      return .failure(
        rule: "a code has two digits on each side: a spreadsheet dropped a zero" + names,
        repair: "write the whole code and keep the column as text")
    }
    let digits = text.filter(\.isNumber)
    let example = digits.count == 4 ? "\(digits.prefix(2)).\(digits.suffix(2))" : "17.06"
    return .failure(
      rule: "this is not a code of the form NN.NN of the ministry of home affairs",
      repair: digits.count == 4
        ? "write \(example) if that is meant; codes of the statistics office differ"
        : "write a code such as \(example)")
  }

  // MARK: Unknown names

  private func unknown(_ text: String, _ name: RegencyName) -> FieldReading<Region> {
    if name.kind == .bare, let code = provinceKeys[name.stem] {
      return .failure(
        rule: "the name is that of a province",
        repair: "write \(list([.province(code)])) if the province itself is meant")
    }
    var nearby: [Region] = []
    let names = NearbyNames.find(name.key, among: official.keys)
    for key in names + NearbyNames.find(name.stem, among: others.keys) {
      for region in official[key].map({ [$0] }) ?? others[key] ?? []
      where !nearby.contains(region) && nearby.count < 3 {
        nearby.append(region)
      }
    }
    return .failure(
      rule: "no region of this name is known",
      repair: nearby.isEmpty
        ? "write the code, or add the name to aliases.csv" : "did you mean \(list(nearby))?")
  }

  /// Names with codes, for messages.
  private func list(_ regions: [Region]) -> String {
    regions.map { region in
      let name =
        switch region {
        case .regency(let code): tables.regencies[code]?.name ?? "?"
        case .province(let code): "Provinsi \(tables.provinces[code] ?? "?")"
        }
      return "\(name) (\(region))"
    }.joined(separator: ", ")
  }
}

// MARK: Index

extension RegencyResolver {
  private static func provinceKeys(_ tables: ReferenceTables) -> [String: ProvinceCode] {
    var keys: [String: ProvinceCode] = [:]
    for (code, name) in tables.provinces {
      for name in [name] + (RegencyName.otherProvinceNames[code.description] ?? []) {
        keys[RegencyName(name).stem] = code
      }
    }
    return keys
  }

  private static func officialNames(
    _ tables: ReferenceTables, _ provinceKeys: [String: ProvinceCode]
  ) -> [String: Region] {
    var names: [String: Region] = [:]
    for regency in tables.regencies.values {
      names[RegencyName(regency.name).key] = .regency(regency.code)
    }
    for (stem, code) in provinceKeys {
      names[RegencyName.Kind.provinsi.rawValue + stem] = .province(code)
    }
    return names
  }
}
