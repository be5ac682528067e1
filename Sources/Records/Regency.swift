// Records: the regencies and what the reference tables say of each.

/// One kabupaten or kota.
public struct Regency: Hashable, Sendable {
  /// Its ministry code.
  public let code: RegencyCode
  /// Its code in the list of the statistics office (BPS), `NNNN`; nil where the table has none.
  public let bpsCode: String?
  /// Official name, with "Kabupaten" or "Kota".
  public let name: String
  /// Whether it is a kota.
  public let isCity: Bool
  /// Name of its province.
  public let provinceName: String
  /// Name of its island group.
  public let islandGroup: String
  /// Whether it elects a regent or mayor (the six administrative units of Jakarta do not).
  public let electsHead: Bool
  /// Numbers of subdivisions; nil where the table has none.
  public let units: RegencyUnits?

  /// A regency with its reference facts.
  public init(
    code: RegencyCode, bpsCode: String? = nil, name: String, isCity: Bool, provinceName: String,
    islandGroup: String, electsHead: Bool, units: RegencyUnits?
  ) {
    self.code = code
    self.bpsCode = bpsCode
    self.name = name
    self.isCity = isCity
    self.provinceName = provinceName
    self.islandGroup = islandGroup
    self.electsHead = electsHead
    self.units = units
  }
}

/// Numbers of districts, urban villages and villages of a regency.
public struct RegencyUnits: Hashable, Sendable {
  /// Districts, each with one camat.
  public let kecamatan: Int
  /// Urban villages, each with one lurah.
  public let kelurahan: Int
  /// Villages, each with one kepala desa.
  public let desa: Int

  /// The three numbers, each `>= 0`.
  public init(kecamatan: Int, kelurahan: Int, desa: Int) {
    self.kecamatan = kecamatan
    self.kelurahan = kelurahan
    self.desa = desa
  }
}

/// The reference tables: regencies, names, elections, stages.
public struct ReferenceTables: Sendable {
  /// All regencies by code.
  public let regencies: [RegencyCode: Regency]
  /// Names of provinces by code.
  public let provinces: [ProvinceCode: String]
  /// Island groups by province, where the tables name them.
  public let islandGroups: [ProvinceCode: String]
  /// Other names that point to exactly one regency.
  public let aliases: [String: RegencyCode]
  /// Names that fit several regencies, with the choices.
  public let ambiguousNames: [String: [RegencyCode]]
  /// Former codes of regencies.
  public let lineage: [RegencyLineage]
  /// Elections in order of their voting day, those without one last.
  public let elections: [Election]
  /// Stages of all elections.
  public let stages: [ElectionStage]
  /// Public holidays.
  public let holidays: Set<CalendarDate>

  /// Tables from their rows; later rows of the same key win.
  public init(
    regencies: [Regency], aliases: [String: RegencyCode] = [:],
    ambiguousNames: [String: [RegencyCode]] = [:], lineage: [RegencyLineage] = [],
    elections: [Election], stages: [ElectionStage] = [], holidays: Set<CalendarDate> = []
  ) {
    self.holidays = holidays
    self.regencies = Dictionary(regencies.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
    provinces = Dictionary(
      regencies.map { ($0.code.province, $0.provinceName) }, uniquingKeysWith: { $1 })
    islandGroups = Dictionary(
      regencies.filter { !$0.islandGroup.isEmpty }.map { ($0.code.province, $0.islandGroup) },
      uniquingKeysWith: { $1 })
    self.aliases = aliases
    self.ambiguousNames = ambiguousNames
    self.lineage = lineage
    self.elections = elections.sorted { left, right in
      switch (left.votingDay, right.votingDay) {
      case (let first?, let second?): first < second
      case (_?, nil): true
      case (nil, _?): false
      case (nil, nil): left.id < right.id
      }
    }
    self.stages = stages
  }

  /// The election of this name, or nil.
  public func election(_ id: ElectionID) -> Election? { elections.first { $0.id == id } }

  /// Regencies that take part in an election, in order of code: all of them in a national one,
  /// those that elect a head in a local one; nil where fewer take part and the tables do not say
  /// which.
  public func participants(in election: Election) -> [Regency]? {
    let eligible = regencies.values.filter { !election.isLocal || $0.electsHead }
    if let count = election.participantCount, count < eligible.count { return nil }
    return eligible.sorted { $0.code < $1.code }
  }

  /// How many regencies take part in an election.
  public func participantCount(in election: Election) -> Int {
    participants(in: election)?.count ?? election.participantCount ?? 0
  }
}
