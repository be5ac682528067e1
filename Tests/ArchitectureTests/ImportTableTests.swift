// Tests of the architecture: the imports of the sources against the table, the table against
// ARCHITECTURE.md, and proof that each check can fail.

import Testing

@Suite("Imports follow the table")
struct ImportTableTests {
  @Test("Every import of the sources is in the table")
  func importsOfTheSources() throws {
    let files = try SourceTree.sources()
    #expect(!files.isEmpty)
    #expect(files.flatMap(ImportTable.violations(in:)) == [])
  }

  @Test("The table has a row for each module and no other")
  func modules() throws {
    let files = try SourceTree.files(below: ["Sources"], endings: ["swift", "modulemap", "c"])
    #expect(Set(files.compactMap(\.module)) == Set(ImportTable.byModule.keys))
  }

  @Test("Imports run one way: each row names only modules above it")
  func order() {
    var above: Set<String> = []
    for row in ImportTable.rows {
      #expect(row.imports.isSubset(of: above), "\(row.module)")
      above.insert(row.module)
    }
  }

  @Test("Only GSL imports the C library")
  func numerics() {
    #expect(ImportTable.rows.filter { $0.imports.contains("CGSL") }.map(\.module) == ["GSL"])
  }

  @Test("ARCHITECTURE.md prints the same table")
  func architecture() throws {
    let text = try SourceTree.text(of: "ARCHITECTURE.md")
    let printed = try #require(ImportTable.parse(markdown: text), "no import table")
    #expect(printed == ImportTable.byModule)
  }
}

@Suite("The import check can fail")
struct ImportCheckTests {
  @Test(
    "Every way to write an import is read",
    arguments: [
      "import Risk", "  import Risk", "internal import Risk", "public import Risk",
      "@testable import Risk", "@preconcurrency public import Risk", "import struct Risk.Rank",
      "@_spi(Draws) package import Risk", "private import Risk.Ranks", "import  Risk // why",
    ])
  func forms(_ line: String) {
    #expect(ImportTable.imports(of: "// A file.\n\(line)\n").map(\.module) == ["Risk"])
    #expect(ImportTable.imports(of: "// A file.\n\(line)\n").map(\.line) == [2])
  }

  @Test("What only looks like an import is not one")
  func lookalikes() {
    let text = """
      // import Risk
      let important = Risk()
      /// They import Risk.
      func importRisk() {}
      """
    #expect(ImportTable.imports(of: text).isEmpty)
  }

  @Test(
    "An import against the table is told",
    arguments: [
      ("Records", "Ingest"), ("Records", "GSL"), ("Ingest", "Statistics"), ("Ingest", "GSL"),
      ("Statistics", "Ingest"), ("Statistics", "CGSL"), ("Forecasting", "Risk"),
      ("Risk", "Reporting"), ("Reporting", "GSL"), ("netralitas", "CGSL"),
      ("GSL", "Records"), ("Records", "Foundation"), ("netralitas", "Foundation"),
      ("Reporting", "Subprocess"), ("Ingest", "ArgumentParser"), ("Risk", "SystemPackage"),
      ("Forecasting", "Dispatch"),
    ])
  func against(module: String, imported: String) {
    let file = SourceFile(
      path: "Sources/\(module)/File.swift", text: "// \(module): a file.\n\nimport \(imported)\n")
    #expect(
      ImportTable.violations(in: file) == [
        Violation(path: file.path, line: 3, rule: "\(module) may not import \(imported)")
      ])
  }

  @Test("An import that the table allows is not told")
  func allowed() {
    let text = "// netralitas: a file.\npublic import Risk\nimport Subprocess\nimport Glibc\n"
    let file = SourceFile(path: "Sources/netralitas/Verbs/File.swift", text: text)
    #expect(ImportTable.violations(in: file) == [])
  }

  @Test("Foundation is allowed only where there is no FoundationEssentials")
  func foundationAsFallback() {
    func told(_ condition: String) -> Int {
      let text = """
        // Ingest: a file.
        #if \(condition)
          internal import FoundationEssentials
        #else
          internal import Foundation
        #endif
        """
      return ImportTable.violations(in: SourceFile(path: "Sources/Ingest/File.swift", text: text))
        .count
    }
    #expect(told("canImport(FoundationEssentials)") == 0)
    #expect(told("os(Windows)") == 1)
  }

  @Test("A module without a row is told")
  func unknownModule() {
    let file = SourceFile(path: "Sources/Extras/File.swift", text: "// Extras: a file.\n")
    #expect(ImportTable.violations(in: file).count == 1)
  }

  @Test("A Markdown table is read")
  func markdown() throws {
    let text = """
      # Title

      | other | table |
      |---|---|
      | `A` | `B` |

      | module | imports |
      |---|---|
      | `GSL` | `CGSL` |
      | `Records` | nothing |
      | `Risk` | `Records`, `GSL` |

      After it.
      | `X` | `Y` |
      """
    let table = try #require(ImportTable.parse(markdown: text))
    #expect(table == ["GSL": ["CGSL"], "Records": [], "Risk": ["Records", "GSL"]])
    #expect(ImportTable.parse(markdown: "# Title\n\nNo table.\n") == nil)
  }
}
