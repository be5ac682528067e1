// Statistics: how many officials must sign, where no record says so. What the office defines is
// exact; the rest is a range that is an assumption and is printed as one.

public import Records

/// Denominators from outside the records.
public enum Denominators {
  /// The number that the office itself defines: one regent, deputy and secretary, one camat for
  /// each kecamatan, one lurah for each kelurahan, one head for each desa. Nil for other levels and
  /// where the reference tables have no units.
  ///
  /// - Parameters:
  ///   - level: The job level.
  ///   - regency: The regency with its reference facts; nil gives only the single offices.
  /// - Returns: Persons, `>= 0`, or nil.
  public static func reference(_ level: Level, of regency: Regency?) -> Int? {
    switch level {
    case .bupati, .wakilBupati, .sekda: 1
    case .camat: regency?.units?.kecamatan
    case .lurah: regency?.units?.kelurahan
    case .kepalaDesa: regency?.units?.desa
    case .asisten, .stafAhli, .kepalaOPD, .administrator, .pengawas, .staff: nil
    }
  }

  /// Probability that the range printed for a roster that `RosterModel` estimates holds it.
  public static let rangeConfidence = 0.95

  /// Whether neither the office nor the law says how many officials the level has, so that the
  /// rosters of other regencies are the best guide.
  ///
  /// - Parameter level: The job level.
  /// - Returns: True for heads of agencies, administrators, supervisors and staff.
  public static func isOpen(_ level: Level) -> Bool {
    switch level {
    case .kepalaOPD, .administrator, .pengawas, .staff: true
    case .bupati, .wakilBupati, .sekda, .asisten, .stafAhli, .camat, .lurah, .kepalaDesa: false
    }
  }

  /// A range that can be defended for levels without a defined number; nil where none can. Where
  /// enough records of other regencies state a roster, `RosterModel` replaces it.
  ///
  /// Asisten and staf ahli are at most 3 each (PP 18/2016). Heads of agencies: 30 were counted in
  /// Mukomuko (ANTARA Bengkulu, 2023-12-21) and Purwakarta has 46 units with districts and
  /// secretariat offices included (Bisnis.com, 2021-05-21), so 20 to 46 is taken.
  ///
  /// - Parameter level: The job level.
  /// - Returns: Least and greatest number of persons, or nil.
  public static func estimated(_ level: Level) -> ClosedRange<Int>? {
    switch level {
    case .asisten, .stafAhli: 1...3
    case .kepalaOPD: 20...46
    default: nil
    }
  }
}
