// Tests of the architecture: which module may import which, and how imports are read and checked.
// ARCHITECTURE.md prints the same table for people; a test holds the two together.

/// One rule broken by one line of a file.
struct Violation: Hashable, CustomStringConvertible {
  let path: String
  let line: Int
  let rule: String

  var description: String { "\(path):\(line): \(rule)" }
}

enum ImportTable {
  /// Modules in the order in which data flows, each with the modules of ours that it may import.
  static let rows: [(module: String, imports: Set<String>)] = [
    ("CGSL", []),
    ("GSL", ["CGSL"]),
    ("Records", []),
    ("CZlib", []),
    ("CByteMasks", []),
    ("Ingest", ["CZlib", "CByteMasks", "Records"]),
    ("Statistics", ["Records", "GSL"]),
    ("Forecasting", ["Records", "GSL", "Statistics"]),
    ("Risk", ["Records", "GSL", "Statistics", "Forecasting"]),
    ("Reporting", ["Records", "Ingest", "Statistics", "Forecasting", "Risk"]),
    (
      "netralitas",
      ["GSL", "Records", "Ingest", "Statistics", "Forecasting", "Risk", "Reporting"]
    ),
  ]

  static let byModule = Dictionary(uniqueKeysWithValues: rows.map { ($0.module, $0.imports) })

  /// Modules of others that every module may import. The whole of Foundation is not among them: it
  /// costs start-up time and size, see decisions/0006-foundation-essentials-only.md.
  static let systemModules: Set<String> = ["Glibc", "Musl", "Darwin", "FoundationEssentials"]

  /// Modules of others that only the command may import: its options, and the programs that it runs
  /// and waits for.
  static let commandModules: Set<String> = [
    "ArgumentParser", "Dispatch", "Subprocess", "Synchronization", "System", "SystemPackage",
  ]

  /// Modules of the toolchain that one more module may import: `Ingest` reads on several threads.
  static let threadModules: Set<String> = ["Dispatch", "Synchronization"]

  /// Every import of a text: line number and module, without attributes, access level, kind and
  /// submodule.
  static func imports(of text: String) -> [(line: Int, module: String)] {
    let pattern =
      /^\s*(@\w+(\([^)]*\))?\s+)*((public|package|internal|fileprivate|private)\s+)?import\s+((typealias|struct|class|enum|protocol|let|var|func)\s+)?(?<module>\w+)/
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .compactMap { index, line in
        line.firstMatch(of: pattern).map { (index + 1, String($0.output.module)) }
      }
  }

  /// Imports of a file that the table does not allow.
  static func violations(in file: SourceFile) -> [Violation] {
    guard let module = file.module, let allowed = byModule[module] else {
      return [Violation(path: file.path, line: 1, rule: "its module is not in the import table")]
    }
    let outside = systemModules.union(
      module == "netralitas" ? commandModules : module == "Ingest" ? threadModules : [])
    return imports(of: file.text)
      .filter { !allowed.contains($0.module) && !outside.contains($0.module) }
      .filter { !($0.module == "Foundation" && isFallback($0.line, in: file)) }
      .map {
        Violation(path: file.path, line: $0.line, rule: "\(module) may not import \($0.module)")
      }
  }

  /// Whether a line is the `#else` of `#if canImport(FoundationEssentials)`: where there is no
  /// FoundationEssentials, as on macOS, Foundation is part of the system and costs nothing extra.
  private static func isFallback(_ line: Int, in file: SourceFile) -> Bool {
    let above = file.lines.prefix(line - 1).suffix(3).map { $0.filter { !$0.isWhitespace } }
    return above.first == "#ifcanImport(FoundationEssentials)" && above.last == "#else"
  }

  /// The rows of the Markdown table with the header `| module | imports |`; nil without one.
  ///
  /// Names stand in backticks, separated by commas; `nothing` is an empty list.
  static func parse(markdown: String) -> [String: Set<String>]? {
    var lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard let header = lines.firstIndex(where: { cells(of: $0) == ["module", "imports"] }) else {
      return nil
    }
    lines = lines[header...].dropFirst(2)
    var table: [String: Set<String>] = [:]
    for line in lines {
      let row = cells(of: line)
      guard row.count == 2, let module = names(in: row[0]).first else { break }
      table[module] = Set(names(in: row[1]))
    }
    return table
  }

  private static func cells(of line: Substring) -> [String] {
    guard line.hasPrefix("|") else { return [] }
    return line.split(separator: "|").map { cell in
      String(cell.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }.filter { !$0.isEmpty }
  }

  private static func names(in cell: String) -> [String] {
    cell.matches(of: /`(\w+)`/).map { String($0.output.1) }
  }
}
