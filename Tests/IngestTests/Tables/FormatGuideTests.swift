// Tests of Ingest: the guide to the formats is what the declarations say.

import Testing

@testable import Ingest

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Format guide")
struct FormatGuideTests {
  @Test("datasets/FORMATS.md is made from the declarations; RENEW_FORMATS=1 makes it again")
  func guide() throws {
    let file = URL(filePath: "\(Fixtures.referenceFolder)/../FORMATS.md").standardized
    if ProcessInfo.processInfo.environment["RENEW_FORMATS"] != nil {
      try Data(FormatGuide.markdown.utf8).write(to: file)
    }
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(
      text == FormatGuide.markdown, "renew it: RENEW_FORMATS=1 swift test --filter FormatGuide")
  }

  @Test("Every column of every table is in the guide with its meaning")
  func whole() {
    for table in TableSchema.records + TableSchema.reference {
      #expect(FormatGuide.markdown.contains("### \(table.name).csv"))
      for column in table.columns {
        #expect(FormatGuide.markdown.contains("| `\(column.name)` | \(column.type.words) "))
        #expect(!column.meaning.isEmpty)
      }
    }
  }
}
