// Records: the ministry's code of a regency, a province, and "one or the other".
// Codes are text on paper ("11.10" is not 11.1); here they are small integers that print as that text.

/// Code of a province (provinsi) in the ministry's list, `NN`, for example `17` for Bengkulu.
public struct ProvinceCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The two digits as a number, `11...99`.
  public let number: UInt8

  /// Reads exactly two digits, `11` or above; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 2, let number = twoDigits(bytes[0], bytes[1]), number >= 11 else {
      return nil
    }
    self.number = UInt8(number)
  }

  fileprivate init(number: UInt8) { self.number = number }

  /// The code as the ministry prints it, `NN`.
  public var description: String { String(number) }

  /// Orders by code.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// Code of a regency (kabupaten or kota) in the ministry's list, `NN.NN`, for example `17.06`.
///
/// The second pair is 01–69 for a kabupaten and 71–99 for a kota.
public struct RegencyCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The four digits as a number: 1706 for `17.06`.
  public let number: UInt16

  /// Reads exactly `NN.NN`; nil for anything else, such as the number `11.1` that a spreadsheet
  /// makes of `11.10`.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: "."),
      let province = twoDigits(bytes[0], bytes[1]), let local = twoDigits(bytes[3], bytes[4]),
      province >= 11, local >= 1
    else { return nil }
    number = UInt16(province * 100 + local)
  }

  /// The province that the regency belongs to by its code.
  public var province: ProvinceCode { ProvinceCode(number: UInt8(number / 100)) }

  /// The code as the ministry prints it, `NN.NN`.
  public var description: String {
    let local = number % 100
    return "\(number / 100).\(local < 10 ? "0" : "")\(local)"
  }

  /// Orders by code.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// Where something happened: one regency, or a province as a whole.
///
/// A provincial total contains its regencies' totals, so the two are never added.
public enum Region: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// One kabupaten or kota.
  case regency(RegencyCode)
  /// A province's own event or total.
  case province(ProvinceCode)

  /// The regency, or nil for a province.
  public var regency: RegencyCode? {
    guard case .regency(let code) = self else { return nil }
    return code
  }

  /// The province, also of a regency.
  public var province: ProvinceCode {
    switch self {
    case .regency(let code): code.province
    case .province(let code): code
    }
  }

  /// The code as printed: `NN.NN` or `NN`.
  public var description: String {
    switch self {
    case .regency(let code): code.description
    case .province(let code): code.description
    }
  }

  /// Orders by province, the province itself before its regencies.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .regency(let code): Int(code.number)
    case .province(let code): Int(code.number) * 100
    }
  }
}

private func twoDigits(_ tens: UInt8, _ ones: UInt8) -> Int? {
  let zero = UInt8(ascii: "0")
  guard (zero...zero + 9).contains(tens), (zero...zero + 9).contains(ones) else { return nil }
  return Int(tens - zero) * 10 + Int(ones - zero)
}
