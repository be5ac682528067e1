// Forecasting: staff rosters of a simulated nation whose register must have a wanted number of rows.

import GSL
import Records

/// Rosters as they are drawn, and staff rosters scaled to a wanted size of the register.
///
/// With T rows wanted, L officials outside staff and n staffs in the regencies that report, and
/// c(i) the sum of the drawn staff rosters up to the i-th: roster(i) =
/// 1 + ⌊c(i) (T − L − n) / c(n)⌋ − ⌊c(i−1) (T − L − n) / c(n)⌋, so that the sum is exactly T − L.
struct StaffRosters {
  private var drawn: [(regency: RegencyCode, roster: Int, isReported: Bool)] = []
  private var others = 0

  /// Draws the rosters of a specification with ordered regencies and levels.
  init(_ specification: CampaignSpecification) {
    for regency in specification.regencies {
      let draws = RegencyDraws(regency, specification)
      for level in specification.levels {
        let roster = UnitPath.roster(level, of: regency, stream: draws.stream(level))
        if level == .staff {
          drawn.append((regency.code, roster, draws.isReported))
        } else if draws.isReported {
          others += roster
        }
      }
    }
  }

  /// The least number of rows, one staff in each regency that reports; nil where none has staff.
  var least: Int? {
    let count = drawn.count { $0.isReported }
    return count > 0 ? others + count : nil
  }

  /// Staff of each regency in a register of `rows` rows, `>= least`. Regencies that do not report
  /// are scaled by the same ratio, at least 1.
  func scaled(toRows rows: Int) -> [RegencyCode: Int] {
    let sum = drawn.reduce(0) { $0 + ($1.isReported ? $1.roster : 0) }
    guard let least, sum > 0 else { return [:] }
    let free = rows - least
    var rosters: [RegencyCode: Int] = [:]
    var before = 0
    for (regency, roster, isReported) in drawn {
      let start = isReported ? before : 0
      rosters[regency] = 1 + (start + roster) * free / sum - start * free / sum
      if isReported { before += roster }
    }
    return rosters
  }
}
