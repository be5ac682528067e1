// Tests of the architecture: the rules for single files on the files of the repository, and proof
// that each rule can be broken.

import Testing

@Suite("Files follow the rules")
struct SourceRulesTests {
  @Test("Every Swift file says what it is for, and is short enough to read")
  func swiftFiles() throws {
    let files = try SourceTree.files(
      below: ["Sources", "Tests", "Benchmarks", "Package.swift"], endings: ["swift"])
    #expect(files.count > 9)
    #expect(files.flatMap(SourceRules.header(of:)) == [])
    #expect(files.flatMap(SourceRules.length(of:)) == [])
  }

  @Test("No source ends the process without a reason")
  func words() throws {
    #expect(try SourceTree.sources().flatMap(SourceRules.words(of:)) == [])
  }

  @Test("No source, document, script or table holds a path of somebody's machine")
  func machinePaths() throws {
    let files = try SourceTree.files(
      below: [
        "Sources", "datasets", "decisions", "notebooks-md", "scripts", "Benchmarks",
        "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "README.md", "README.id.md",
        "Makefile", "Package.swift", ".ci/run",
      ], endings: ["swift", "h", "modulemap", "md", "csv", "json", "txt", "py", "sh"])
    #expect(files.count > 9)
    #expect(files.flatMap(SourceRules.machinePaths(of:)) == [])
  }
}

@Suite("The rules can be broken")
struct RuleCheckTests {
  private func file(_ text: String) -> SourceFile {
    SourceFile(path: "Sources/Risk/File.swift", text: text)
  }

  @Test("A file without a header comment", arguments: ["", "\n// Late.", "import Risk\n", "//\n"])
  func header(_ text: String) {
    #expect(SourceRules.header(of: file(text)).count == 1)
  }

  @Test("A file with a header comment")
  func goodHeader() {
    #expect(SourceRules.header(of: file("// Risk: regencies in order of risk.\n")) == [])
  }

  @Test("A file of 300 lines and one of 301")
  func length() {
    let full = String(repeating: "\n", count: 300)
    #expect(SourceRules.length(of: file(full)) == [])
    #expect(SourceRules.length(of: file(full + "\n")).map(\.line) == [301])
    #expect(SourceRules.length(of: file(full + "}")).map(\.line) == [301])
  }

  @Test(
    "A forbidden word",
    arguments: [
      "let a = try! read()", "let b = a as! String", "fatalError(\"no\")",
      "nonisolated(unsafe) var c = 1",
    ])
  func words(_ line: String) {
    #expect(SourceRules.words(of: file("// Risk.\n  \(line)\n")).map(\.line) == [2])
    #expect(SourceRules.words(of: file("// \(line)\n")) == [])
  }

  @Test(
    "A path of somebody's machine",
    arguments: [
      "/home/siti/data.csv", "open(\"/Users/budi/x\")", "see /root/main", "a,/tmp/x.csv,b",
      "`/root/x`", "file:///home/siti", "OUT=/tmp/out", "cd /work",
    ])
  func machinePath(_ line: String) {
    #expect(SourceRules.machinePaths(of: file("first\n\(line)\n")).map(\.line) == [2])
  }

  @Test(
    "A path that is none of a machine",
    arguments: [
      "https://example.org/home/news", "https://example.org/work", "datasets/real",
      "/workshop", "and/or", "#!/usr/bin/env bash", "2>/dev/null", "docs/home/x",
    ])
  func noMachinePath(_ line: String) {
    #expect(SourceRules.machinePaths(of: file(line)) == [])
  }
}
