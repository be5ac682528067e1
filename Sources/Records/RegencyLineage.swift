// Records: codes that regencies had before. A new province gives its regencies new codes; files of
// earlier years keep the old ones.

/// The change of a regency's code when a province was divided.
public struct RegencyLineage: Hashable, Sendable {
  /// Code before the change; no regency has it today.
  public let oldCode: RegencyCode
  /// Code of the same regency since then.
  public let newCode: RegencyCode
  /// Day of the law.
  public let changedOn: CalendarDate
  /// The law.
  public let legalBasis: String

  /// A change of code with its day and its law.
  public init(
    oldCode: RegencyCode, newCode: RegencyCode, changedOn: CalendarDate, legalBasis: String
  ) {
    self.oldCode = oldCode
    self.newCode = newCode
    self.changedOn = changedOn
    self.legalBasis = legalBasis
  }
}
