// Records: who signs: job levels and kinds of employment.

/// Job level of an official, from the head of the regency down to staff.
///
/// The raw values are the words of every file and option.
public enum Level: String, CaseIterable, Hashable, Comparable, Sendable {
  /// Regent or mayor (bupati, wali kota): elected, one.
  case bupati
  /// Deputy regent or deputy mayor: elected, one.
  case wakilBupati = "wakil_bupati"
  /// Regional secretary: one.
  case sekda
  /// Assistants of the sekda.
  case asisten
  /// Expert staff of the head of the regency.
  case stafAhli = "staf_ahli"
  /// Heads of agencies (dinas, badan, inspectorate, council secretariat).
  case kepalaOPD = "kepala_opd"
  /// Eselon III posts other than camat.
  case administrator
  /// Eselon IV posts other than lurah.
  case pengawas
  /// Heads of districts (kecamatan).
  case camat
  /// Heads of urban villages (kelurahan).
  case lurah
  /// Elected heads of villages (desa), not civil servants.
  case kepalaDesa = "kepala_desa"
  /// Everybody else, civil servants or contract workers.
  case staff

  /// The levels that are compared over all regencies: `--scope leadership`.
  public static let leadership: [Level] = [
    .bupati, .wakilBupati, .sekda, .asisten, .stafAhli, .kepalaOPD, .camat,
  ]

  /// Levels whose head owes sessions to the own unit once the pact is signed: agencies, districts.
  public static let owesCascade: Set<Level> = [.kepalaOPD, .camat]

  /// Position in the order of declaration, 0 for bupati. A switch, because hot loops index by it.
  public var order: Int {
    switch self {
    case .bupati: 0
    case .wakilBupati: 1
    case .sekda: 2
    case .asisten: 3
    case .stafAhli: 4
    case .kepalaOPD: 5
    case .administrator: 6
    case .pengawas: 7
    case .camat: 8
    case .lurah: 9
    case .kepalaDesa: 10
    case .staff: 11
    }
  }

  /// Orders by rank of the post, bupati first.
  public static func < (left: Self, right: Self) -> Bool { left.order < right.order }
}

/// Kind of employment of the officials that a record counts.
public enum Employment: String, CaseIterable, Hashable, Comparable, Sendable {
  /// Permanent civil servants.
  case pns
  /// Civil servants on contract.
  case pppk
  /// Honorary and contract workers outside the civil service.
  case nonASN = "non_asn"
  /// Elected heads.
  case elected
  /// Village heads and village staff.
  case village
  /// Not said.
  case unknown

  /// Orders by declaration.
  public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
