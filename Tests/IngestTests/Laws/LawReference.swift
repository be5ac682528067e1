// Laws of Ingest: the reference tables that laws are tried with: the shipped ones, cut to few regions,
// because a search for names near an unknown one looks at all of them.

import Records

@testable import Ingest

/// A part of the shipped reference tables.
enum LawReference {
  /// Provinces that stay: Bengkulu, Banten with a kota of a kabupaten's name, and the part of Papua
  /// whose regencies had other codes before its division.
  private static let provinces: Set<String> = ["17", "36", "96"]

  /// Reads the part of the tables of the project that a source file below its folder `Tests` belongs
  /// to.
  static func read(near file: String) throws(IngestError) -> ReferenceTables {
    let folders = file.split(separator: "/", omittingEmptySubsequences: false)
    let root = folders[..<(folders.lastIndex(of: "Tests") ?? 0)]
    let whole = try ReferenceReader.read(
      folder: root.joined(separator: "/") + "/datasets/reference")
    func stays(_ code: RegencyCode) -> Bool { provinces.contains(code.province.description) }
    let regencies = whole.regencies.values.filter { stays($0.code) }.sorted { $0.code < $1.code }
    return ReferenceTables(
      regencies: regencies, aliases: whole.aliases.filter { stays($0.value) },
      ambiguousNames: whole.ambiguousNames.filter { $0.value.allSatisfy(stays) },
      lineage: whole.lineage.filter { stays($0.newCode) }, elections: whole.elections,
      stages: whole.stages)
  }
}
