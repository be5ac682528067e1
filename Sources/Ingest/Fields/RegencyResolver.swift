// Ingest: the text of a cell to a regency or a province. Every table that names a region uses it;
// the names come from the reference tables.

import Records

/// Finds the region that a code or a name means, or says why it is not certain.
///
/// A name that fits several regions is never guessed, a misspelt one never corrected, and a province
/// that contradicts the region is never overlooked. Refusing an unknown name searches all names for
/// near ones, about a millisecond: keep the answers where the same text comes often.
struct RegencyResolver: Sendable {
  /// Conversion told when a name is not the official one.
  static let otherNameRule = "other name of a region read as the official one"
  /// Conversion told when a province is that of before its division.
  static let formerProvinceRule = "former province of a region read as the present one"

  let tables: ReferenceTables
  let names: RegencyNames

  /// A resolver for the names of these tables.
  init(_ tables: ReferenceTables) {
    self.tables = tables
    names = RegencyNames(tables)
  }

  /// Finds the region that a cell means.
  ///
  /// - Parameters:
  ///   - text: a code `NN.NN` or `NN`, an official name, a name with `Kab.`, `Kota Adm.`, `Prov.`
  ///     and the like, or another name of the tables; a province in brackets or behind a comma may
  ///     follow, and a code may stand before the name.
  ///   - province: name or code of the province as another cell gives it; it decides where exactly
  ///     one of several choices lies in it, and contradicts where none does.
  /// - Returns: the region, or why it is unknown or uncertain, with the choices.
  func resolve(_ text: some StringProtocol, province: String? = nil) -> FieldReading<Region> {
    CellText.read(text) { cell in
      guard !cell.isEmpty, !CellText.isUnknown(cell) else {
        return .failure(
          rule: "a region is required", repair: "write a code such as 17.06 or an official name")
      }
      return stated(province).flatMap { provinces in
        // Letters make it a name: there is a "50 Kota".
        guard cell.contains(where: \.isLetter) else {
          return resolve(code: cell).flatMap { agree($0, with: provinces) }
        }
        return resolve(cell: cell, provinces)
      }
    }
  }

  private func resolve(cell: String, _ provinces: [ProvinceCode]) -> FieldReading<Region> {
    // "17.06 Mukomuko" and "Mukomuko (17.06)": both must mean the same.
    let first = cell.prefix { !$0.isWhitespace }
    let place = RegionText(cell)
    if RegencyCode(first) != nil, first.endIndex < cell.endIndex {
      let name = cell[first.endIndex...].drop { !$0.isLetter }
      return resolve(code: String(first)).flatMap { region in
        same(region, name: String(name)).flatMap { agree($0, with: provinces) }
      }
    }
    guard let qualifier = place.qualifier else { return resolve(name: cell, provinces) }
    if RegencyCode(qualifier) != nil {
      return resolve(code: qualifier).flatMap { region in
        same(region, name: place.name).flatMap { agree($0, with: provinces) }
      }
    }
    return stated(qualifier).flatMap { resolve(name: place.name, provinces + $0) }
  }

  // MARK: Names

  private func resolve(name text: String, _ provinces: [ProvinceCode]) -> FieldReading<Region> {
    let place = RegionText(text)
    guard place.qualifier == nil else { return unknown(text, RegencyName(text)) }
    let name = RegencyName(place.name)
    if let region = names.official[name.key] {
      let reading = FieldReading.success(
        region, conversion: name.isEnglish ? Self.otherNameRule : nil)
      return reading.flatMap { agree($0, with: provinces) }
    }
    let choices = names.choices(name)
    guard !choices.isEmpty else { return unknown(text, name) }
    if choices.count == 1, !names.isUncertain(name) {
      return agree(choices[0], with: provinces).telling(Self.otherNameRule)
    }
    let inside = choices.filter { region in provinces.allSatisfy { lies(region, in: $0) } }
    if choices.count > 1, inside.count == 1, !provinces.isEmpty {
      return agree(inside[0], with: provinces).telling(Self.otherNameRule)
    }
    return .failure(
      rule: "the name can mean more than one region: " + list(choices),
      repair: "write the code or the official name")
  }

  /// The region of a code where the name beside it can mean the same one.
  private func same(_ region: Region, name text: String) -> FieldReading<Region> {
    let place = RegionText(text)
    let name = RegencyName(place.name)
    let choices = names.official[name.key].map { [$0] } ?? names.choices(name)
    guard !choices.isEmpty else { return unknown(text, name) }
    guard choices.contains(region) else {
      return .failure(
        rule: "the code is that of \(list([region])), the name that of \(list(choices))",
        repair: "correct one of the two")
    }
    let reading = FieldReading.success(region, conversion: Self.otherNameRule)
    return stated(place.qualifier).flatMap { provinces in
      reading.flatMap { agree($0, with: provinces) }
    }
  }

  private func unknown(_ text: String, _ name: RegencyName) -> FieldReading<Region> {
    if name.kind == .bare, let code = names.provinces[name.stem] {
      return .failure(
        rule: "the name is that of a province",
        repair: "write \(list([.province(code)])) if the province itself is meant")
    }
    let nearby = names.near(name)
    return .failure(
      rule: "no region of this name is known",
      repair: nearby.isEmpty
        ? "write the code, or add the name to aliases.csv" : "did you mean \(list(nearby))?")
  }

  // MARK: Provinces

  /// The province that a text names; none where it is empty.
  private func stated(_ text: String?) -> FieldReading<[ProvinceCode]> {
    let text = text?.trimmed ?? ""
    guard !text.isEmpty, !CellText.isUnknown(text) else { return .success([], conversion: nil) }
    if let code = ProvinceCode(text), tables.provinces[code] != nil {
      return .success([code], conversion: nil)
    }
    let name = RegencyName(text)
    if name.kind == .bare || name.kind == .provinsi, let code = names.provinces[name.stem] {
      return .success([code], conversion: nil)
    }
    let nearby = NearbyNames.find(name.stem, among: names.provinces.keys)
    var codes: [Region] = []
    for region in nearby.compactMap({ names.provinces[$0] }).map(Region.province)
    where !codes.contains(region) { codes.append(region) }
    return .failure(
      // The name is not repeated: it may be that of a person in the wrong column.
      rule: "the province that is stated is not known",
      repair: codes.isEmpty ? "write the official name" : "did you mean \(list(codes))?")
  }

  /// The region, unless it lies outside one of the provinces.
  private func agree(_ region: Region, with provinces: [ProvinceCode]) -> FieldReading<Region> {
    if let other = provinces.first(where: { !lies(region, in: $0) }) {
      return .failure(
        rule: "\(list([region])) lies in \(list([.province(region.province)])), "
          + "not in \(list([.province(other)]))",
        repair: "correct the region or the province")
    }
    let isFormer = provinces.contains { $0 != region.province }
    return .success(region, conversion: isFormer ? Self.formerProvinceRule : nil)
  }

  /// Whether a region lies in a province, or did before the province was divided.
  private func lies(_ region: Region, in province: ProvinceCode) -> Bool {
    if region.province == province { return true }
    guard let code = region.regency else { return false }
    return tables.lineage.contains { $0.newCode == code && $0.oldCode.province == province }
  }

  /// Names with codes, for messages.
  func list(_ regions: [Region]) -> String {
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
