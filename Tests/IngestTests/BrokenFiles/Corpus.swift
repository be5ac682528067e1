// Tests of Ingest: the broken files of `Corpus` with what is right for each, and their way into a
// folder of their own under the name by which the command would know them.

import Testing

@testable import Ingest

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One file of the corpus.
struct BrokenFile: Sendable, CustomTestStringConvertible {
  /// The folder: the table that the file is named as, or `any` where it keeps its own name.
  let folder: String
  let expected: Expectation

  var testDescription: String { "\(folder)/\(expected.file)" }

  /// Where the committed file is; nil where a recipe makes it.
  var committed: String? {
    let path = "\(Corpus.folder)/\(folder)/\(expected.file)"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// Whether it stands for a reference table, which is read together with records.
  var isReference: Bool { TableSchema.reference.contains { $0.name == folder } }

  /// Puts the file into a folder of its own.
  ///
  /// - Returns: the folder, and the input that the command is given.
  func place() throws -> (folder: TemporaryFolder, input: String) {
    let folder = try TemporaryFolder(
      isReference ? ["recaps.csv": Corpus.goodRecaps] : [:])
    let ending = expected.file.hasSuffix(".gz") ? ".csv.gz" : ".csv"
    let name = self.folder == "any" ? expected.file : self.folder + ending
    let path = "\(folder.path)/\(name)"
    if let committed {
      try FileManager.default.copyItem(atPath: committed, toPath: path)
    } else {
      let recipe = try #require(Recipe.all[testDescription], "no file and no recipe")
      try recipe(path)
    }
    return (folder, isReference ? folder.path : path)
  }
}

enum Corpus {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Corpus").path

  static let goodRecaps = """
    regency_code,level,election_id,as_of,required,signed
    17.06,camat,pilkada-2024,2024-10-01,15,10

    """

  /// Folders of the corpus, in order.
  static var folders: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.contains(".") }.sorted()
  }

  /// Committed files of a folder, in order.
  static func files(of name: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")) ?? []
    return names.filter { $0 != "expected.txt" }.sorted()
  }

  static func expectations(of name: String) throws -> [Expectation] {
    let data = try Data(contentsOf: URL(filePath: "\(folder)/\(name)/expected.txt"))
    return try Expectation.sections(of: String(decoding: data, as: UTF8.self))
  }

  /// All files with what is right for each.
  static let all: [BrokenFile] = folders.flatMap { folder in
    ((try? expectations(of: folder)) ?? []).map { BrokenFile(folder: folder, expected: $0) }
  }
}
