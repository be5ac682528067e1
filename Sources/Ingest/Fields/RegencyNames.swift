// Ingest: the index of all names of regions: official ones, other ones, and which are uncertain.

import Records

/// All names of the reference tables in the form in which they are compared.
struct RegencyNames: Sendable {
  /// Official names with their kind, always certain.
  let official: [String: Region]
  /// Names of provinces without their kind.
  let provinces: [String: ProvinceCode]
  /// All other names, with everything that each may mean, in order of code.
  private let others: [String: [Region]]
  /// Names that stand for one region but could mean more than the tables list.
  private let uncertain: Set<String>
  private let cities: Set<RegencyCode>

  /// The index of these tables.
  init(_ tables: ReferenceTables) {
    provinces = Self.provinceNames(tables)
    official = Self.officialNames(tables, provinces)
    cities = Set(tables.regencies.values.filter(\.isCity).map(\.code))
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
    for (key, code) in provinces { others[key]?.insert(.province(code)) }
    self.others = others.mapValues { $0.sorted() }
    self.uncertain = uncertain
  }

  /// What a name that is not official can mean, in order of code. A kind before a short name, as in
  /// "Kab. OKU", leaves only regions of that kind.
  func choices(_ name: RegencyName) -> [Region] {
    if name.kind == .provinsi { return [] }
    if let found = others[name.key] { return found }
    guard name.kind != .bare, let found = others[name.stem] else { return [] }
    return found.filter { region in
      region.regency.map { cities.contains($0) == (name.kind == .kota) } ?? false
    }
  }

  /// Whether a name could mean more than `choices` tells.
  func isUncertain(_ name: RegencyName) -> Bool {
    uncertain.contains(name.key) || (others[name.key] == nil && uncertain.contains(name.stem))
  }

  /// At most three regions with a name close to this one, nearest first.
  func near(_ name: RegencyName) -> [Region] {
    var nearby: [Region] = []
    let found = NearbyNames.find(name.key, among: official.keys)
    for key in found + NearbyNames.find(name.stem, among: others.keys) {
      for region in official[key].map({ [$0] }) ?? others[key] ?? []
      where !nearby.contains(region) && nearby.count < 3 {
        nearby.append(region)
      }
    }
    return nearby
  }

  private static func provinceNames(_ tables: ReferenceTables) -> [String: ProvinceCode] {
    var keys: [String: ProvinceCode] = [:]
    for (code, name) in tables.provinces {
      for name in [name] + (RegencyName.otherProvinceNames[code.description] ?? []) {
        keys[RegencyName(name).stem] = code
      }
    }
    return keys
  }

  private static func officialNames(
    _ tables: ReferenceTables, _ provinces: [String: ProvinceCode]
  ) -> [String: Region] {
    var names: [String: Region] = [:]
    for regency in tables.regencies.values {
      names[RegencyName(regency.name).key] = .regency(regency.code)
    }
    for (stem, code) in provinces {
      names[RegencyName.Kind.provinsi.rawValue + stem] = .province(code)
    }
    return names
  }
}
