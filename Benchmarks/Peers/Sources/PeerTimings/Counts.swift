// Speed against peers: the tables of counts that compare.py writes. Reading is not measured.

import Foundation

/// Columns `signed` and `required` of NAME.csv.
func counts(_ folder: URL, _ name: String) throws -> [(signed: Int, required: Int)] {
  try rows(folder, name, columns: 2).map { ($0[0], $0[1]) }
}

/// Columns `level`, `signed` and `required` of pools.csv, as one list of units for each level.
func pools(_ folder: URL) throws -> [[(signed: Int, required: Int)]] {
  let table = try rows(folder, "pools", columns: 3)
  return Dictionary(grouping: table, by: \.[0]).sorted { $0.key < $1.key }
    .map { $0.value.map { ($0[1], $0[2]) } }
}

/// Whole numbers below a line of column names.
private func rows(_ folder: URL, _ name: String, columns: Int) throws -> [[Int]] {
  let text = try String(contentsOf: folder.appending(path: "\(name).csv"), encoding: .utf8)
  return try text.utf8.split(separator: UInt8(ascii: "\n")).dropFirst().map { line in
    let cells = line.split(separator: UInt8(ascii: ",")).compactMap { Int(Substring($0)) }
    guard cells.count == columns else { throw Misuse(text: "\(name).csv: \(Substring(line))") }
    return cells
  }
}
