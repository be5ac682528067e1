// Statistics: what a row of a table stands for, and how an analyst asks for rows: `--by`.

public import Records

/// The part of the country that a row stands for.
public enum Place: Hashable, Sendable {
  /// The whole country.
  case nation
  /// A group of islands, such as Sumatera or Sulawesi, by its name in the reference tables.
  case islandGroup(String)
  /// A province with all its regencies.
  case province(ProvinceCode)
  /// One kabupaten or kota.
  case regency(RegencyCode)

  /// Whether a region lies in this place. A province's own events lie in no regency.
  ///
  /// - Parameters:
  ///   - region: A regency, or a province as a whole.
  ///   - reference: The tables that say to which island group a province belongs.
  /// - Returns: Whether it lies there.
  public func contains(_ region: Region, in reference: ReferenceTables) -> Bool {
    switch self {
    case .nation: true
    case .islandGroup(let name): reference.islandGroups[region.province] == name
    case .province(let code): region.province == code
    case .regency(let code): region == .regency(code)
    }
  }
}

/// What a table row stands for; nil in a part means "all of them".
public struct UnitKey: Hashable, Comparable, Sendable {
  /// The part of the country.
  public let place: Place
  /// Level; nil for all levels in scope together.
  public let level: Level?
  /// Kind of employment; nil for all.
  public let employment: Employment?

  /// A key from its parts.
  public init(_ place: Place, level: Level? = nil, employment: Employment? = nil) {
    self.place = place
    self.level = level
    self.employment = employment
  }

  /// The regency; nil for a roll-up.
  public var regency: RegencyCode? {
    guard case .regency(let code) = place else { return nil }
    return code
  }

  /// The province, also of a regency; nil for the nation and for island groups.
  public var province: ProvinceCode? {
    switch place {
    case .regency(let code): code.province
    case .province(let code): code
    case .nation, .islandGroup: nil
    }
  }

  /// Orders the nation first, then island groups by name, provinces and regencies by code; inside
  /// them by level (all levels last) and employment.
  public static func < (left: Self, right: Self) -> Bool {
    func rank(_ key: Self) -> (Int, Int, String, Int, Int) {
      let group = if case .islandGroup(let name) = key.place { name } else { "" }
      return (
        Int(key.province?.number ?? 0), Int(key.regency?.number ?? 0), group,
        key.level?.order ?? Int.max,
        key.employment.flatMap { Employment.allCases.firstIndex(of: $0) } ?? -1
      )
    }
    return rank(left) < rank(right)
  }
}

/// By what the rows of a table are split: the option `--by`.
public struct Grouping: Hashable, Sendable {
  /// Rows for regencies, provinces, island groups or the nation.
  public enum Area: String, CaseIterable, Sendable {
    /// One row for each kabupaten and kota.
    case regency
    /// One row for each province.
    case province
    /// One row for each group of islands.
    case island
    /// One row for the whole country.
    case nation
  }

  /// The area of a row.
  public let area: Area
  /// Whether levels have rows of their own.
  public let byLevel: Bool
  /// Whether kinds of employment have rows of their own.
  public let byEmployment: Bool

  /// A grouping from its parts.
  public init(area: Area, byLevel: Bool, byEmployment: Bool = false) {
    self.area = area
    self.byLevel = byLevel
    self.byEmployment = byEmployment
  }

  /// Reads a list of `regency`, `province`, `island`, `nation`, `level`, `employment`; nil for other
  /// words and for two areas at once. Without an area the nation is meant.
  public init?(_ text: String) {
    var area: Area?
    var byLevel = false
    var byEmployment = false
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      switch word {
      case "level": byLevel = true
      case "employment": byEmployment = true
      default:
        guard area == nil, let named = Area(rawValue: String(word)) else { return nil }
        area = named
      }
    }
    self.init(area: area ?? .nation, byLevel: byLevel, byEmployment: byEmployment)
  }

  /// The row that a regency, level and kind of employment belong to.
  ///
  /// - Parameters:
  ///   - regency: The regency.
  ///   - level: Its level; nil for a total over levels.
  ///   - employment: The kind of employment; nil for all.
  ///   - reference: The tables that say to which island group the regency belongs.
  /// - Returns: The key of the row.
  public func key(
    _ regency: RegencyCode, _ level: Level?, _ employment: Employment? = nil,
    in reference: ReferenceTables
  ) -> UnitKey {
    let place: Place =
      switch area {
      case .regency: .regency(regency)
      case .province: .province(regency.province)
      case .island: .islandGroup(reference.islandGroups[regency.province] ?? "")
      case .nation: .nation
      }
    return UnitKey(
      place, level: byLevel ? level : nil, employment: byEmployment ? employment : nil)
  }
}
