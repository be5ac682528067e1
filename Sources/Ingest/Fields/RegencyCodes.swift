// Ingest: the codes of a cell to a region: the ministry's list, its former codes, and what a
// spreadsheet or another list makes of them.

import Records

extension RegencyResolver {
  /// Finds the region of a text without letters.
  func resolve(code text: String) -> FieldReading<Region> {
    if let code = RegencyCode(text) { return resolve(code) }
    if let code = ProvinceCode(text) {
      if tables.provinces[code] != nil { return .success(.province(code), conversion: nil) }
      return .failure(
        rule: "no province has the code \(code)", repair: "look the code up in regencies.csv")
    }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard parts.allSatisfy(\.isDigits) else { return notACode(text) }
    if parts.count == 2, parts[0].count == 2, parts[1].count == 1 {
      return droppedZero(parts[0], parts[1])
    }
    if parts.count > 2, let code = RegencyCode("\(parts[0]).\(parts[1])") {
      return tooDeep(text, code)
    }
    return text.count == 4 ? withoutPoint(text) : notACode(text)
  }

  private func resolve(_ code: RegencyCode) -> FieldReading<Region> {
    let former = tables.lineage.first { $0.oldCode == code }
    guard tables.regencies[code] != nil else {
      guard let former, tables.regencies[former.newCode] != nil else {
        return .failure(
          rule: "no regency has the code \(code)",
          repair: "look the code up in regencies.csv; codes of before a split have changed")
      }
      return .success(.regency(former.newCode), conversion: formerRule(former))
    }
    guard let former else { return .success(.regency(code), conversion: nil) }
    return .failure(
      rule: "the code \(code) is that of \(list([.regency(code)])), and before "
        + "\(former.changedOn) it was that of \(list([.regency(former.newCode)]))",
      repair: "write the name of the region")
  }

  private func formerRule(_ former: RegencyLineage) -> String {
    "code \(former.oldCode) of before \(former.changedOn) read as "
      + "\(list([.regency(former.newCode)])), \(former.legalBasis)"
  }

  // MARK: Other forms

  private func droppedZero(_ first: Substring, _ second: Substring) -> FieldReading<Region> {
    let possible = ["\(first).\(second)0", "\(first).0\(second)"]
      .compactMap { RegencyCode($0) }.filter { tables.regencies[$0] != nil }.map(Region.regency)
    let names = possible.isEmpty ? "" : "; it may have been " + list(possible)
    return .failure(
      rule: "a code has two digits on each side: a spreadsheet dropped a zero" + names,
      repair: "write the whole code and keep the column as text")
  }

  private func tooDeep(_ text: String, _ code: RegencyCode) -> FieldReading<Region> {
    guard tables.regencies[code] != nil else { return notACode(text) }
    return .failure(
      rule: "this is not a code of a regency but of a part of \(list([.regency(code)]))",
      repair: "write \(code) if the regency is meant")
  }

  private func withoutPoint(_ text: String) -> FieldReading<Region> {
    let pointed = "\(text.prefix(2)).\(text.suffix(2))"
    let ours = RegencyCode(pointed).flatMap { tables.regencies[$0] }
    let theirs = tables.regencies.values.first { $0.bpsCode == text }
    func name(_ regency: Regency?) -> String {
      regency.map { list([.regency($0.code)]) } ?? "none"
    }
    return .failure(
      rule: "this is not a code of the form NN.NN of the ministry of home affairs; without the "
        + "point it can mean \(name(ours)), and in the list of the statistics office (BPS) it "
        + "means \(name(theirs))",
      repair: ours == nil
        ? "write the code of the ministry with its point"
        : "write \(pointed) if the ministry's code is meant")
  }

  private func notACode(_ text: String) -> FieldReading<Region> {
    .failure(
      rule: "this is not a code of the form NN.NN of the ministry of home affairs",
      repair: "write a code such as 17.06")
  }
}
