// Benchmarks: the inputs. They are made by formulas, without randomness, so that every run measures
// the same work.

import Foundation
import Statistics

/// exp(x), named so that the benchmarks need no import of Foundation.
func exponential(_ x: Double) -> Double { exp(x) }

/// Files and numbers to measure on.
struct BenchmarkInputs {
  /// Weekly recaps of six levels in every regency, in a temporary folder.
  let recapsFile: String
  let recapRows: Int
  let referenceFolder: String
  let realEvents: String

  /// New signers of 12 weeks, of 400 who must sign.
  let increments: [Increment]
  /// 40 weeks and shares that rise to 0.8, with a ripple of 0.01.
  let times: [Double]
  let shares: [Double]
  /// Signed of required in 514 regencies.
  let counts: [(signed: Int, required: Int)]

  private static let levels = ["sekda", "asisten", "staf_ahli", "kepala_opd", "camat", "staff"]
  private static let required = [1, 3, 3, 30, 15, 4000]
  private static let weeks = 32

  init() {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    referenceFolder = root.appending(path: "datasets/reference").path(percentEncoded: false)
    realEvents = root.appending(path: "datasets/real").path(percentEncoded: false)
    let folder = FileManager.default.temporaryDirectory.appending(path: "netralitas-benchmarks")
    let file = folder.appending(path: "recaps.csv")
    recapsFile = file.path(percentEncoded: false)
    let table: [String]
    do {
      table = try Self.recaps(regencies: Self.regencies(in: referenceFolder))
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data((table.joined(separator: "\n") + "\n").utf8).write(to: file)
    } catch {
      preconditionFailure("the input of the benchmarks cannot be written: \(error)")
    }
    recapRows = table.count - 1

    increments = [12, 55, 88, 70, 45, 31, 20, 11, 9, 4, 2, 1].enumerated()
      .map { Increment(end: Double($0.offset + 1), count: $0.element) }
    times = (1...40).map(Double.init)
    shares = times.map { 0.8 * (1 - exp(-0.15 * $0)) + 0.01 * sin($0) }
    counts = (0..<514).map { index in
      let required = 40 + index % 37
      return (signed: required * (35 + index % 61) / 100, required: required)
    }
  }

  private static func regencies(in folder: String) throws -> [Substring] {
    try String(contentsOfFile: "\(folder)/regencies.csv", encoding: .utf8)
      .split(separator: "\n").dropFirst().compactMap { $0.split(separator: ",").first }
  }

  /// A header and a row for each regency, level and week; the share signed rises to 0.9.
  private static func recaps(regencies: [Substring]) -> [String] {
    var lines = ["regency_code,level,employment,election_id,as_of,required,signed,source"]
    for code in regencies {
      for (level, total) in zip(levels, required) {
        for week in 0..<weeks {
          let day = week % 4 * 7 + 1
          let date = "2024-\(twoDigits(1 + week / 4))-\(twoDigits(day))"
          let signed = total * 9 * (week + 1) / (10 * weeks)
          lines.append("\(code),\(level),pns,pilkada-2024,\(date),\(total),\(signed),BKPSDM")
        }
      }
    }
    return lines
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
