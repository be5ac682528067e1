// Tests of Ingest: broken files that are too large to be kept, made where they are needed.

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Files by recipe.
enum Recipe {
  /// Makes a file, or a folder, at a path.
  typealias Make = @Sendable (_ path: String) throws -> Void

  private static let header = "regency_code,level,election_id,as_of,required,signed\n"
  private static let row = "17.06,camat,pilkada-2024,2024-10-01,15,10\n"
  private static let registerHeader = "record_id,regency_code,level,election_id,source\n"

  /// Recipes by folder and name of the file.
  static let all: [String: Make] = [
    "recaps/field-of-10-mb.csv": text { header + row + "17.06," + letters(10 << 20) + "\n" + row },
    "recaps/quoted-field-of-10-mb.csv": text {
      header + row + "17.06,\"" + letters(10 << 20) + "\",pilkada-2024,2024-10-01,15,10\n" + row
    },
    "recaps/open-quote-before-10-mb.csv": text {
      header + "17.06,\"camat,pilkada-2024,2024-10-01,15,10\n" + repeated(row, 250_000)
    },
    "recaps/header-of-10-mb.csv": text { letters(10 << 20) },
    "recaps/100000-columns.csv": text { repeated("a,", 100_000) + "a\n" + row },
    "recaps/100000-cells.csv": text { header + row + repeated("a,", 99_999) + "a\n" },
    "recaps/bomb.csv.gz": members("recaps-header", then: "megabyte-line", count: 80),
    "recaps/bomb-in-quotes.csv.gz": members("recaps-quote", then: "megabyte-line", count: 2000),
    "register/field-of-10-mb.csv": text {
      registerHeader + "1,17.06," + letters(10 << 20) + ",pilkada-2024,\n"
    },
    "register/open-quote-before-10-mb.csv": text {
      registerHeader + "1,17.06,staff,pilkada-2024,\"Dinas\n"
        + repeated("2,17.06,staff,pilkada-2024,\n", 300_000)
    },
    "register/100000-cells.csv": text { registerHeader + repeated("a,", 99_999) + "a\n" },
    "register/bomb.csv.gz": members("register-header", then: "megabyte-line", count: 80),
    "any/folder.csv": { path in
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    },
    "any/folder-in-a-folder": { path in
      try FileManager.default.createDirectory(
        atPath: "\(path)/recaps.csv", withIntermediateDirectories: true)
    },
    "any/not-there.csv": { _ in },
  ]

  private static func text(_ make: @escaping @Sendable () -> String) -> Make {
    { path in try Data(make().utf8).write(to: URL(filePath: path)) }
  }

  /// A packed file of a first member and another one again and again.
  private static func members(_ first: String, then next: String, count: Int) -> Make {
    { path in
      var data = try part(first)
      let more = try part(next)
      for _ in 0..<count { data += more }
      try data.write(to: URL(filePath: path))
    }
  }

  /// A packed member of the corpus.
  static func part(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: "\(Corpus.folder)/members.gz/\(name).gz"))
  }

  private static func letters(_ count: Int) -> String { String(repeating: "x", count: count) }

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }
}
