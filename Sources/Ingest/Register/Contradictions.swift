// Ingest: officials of whom the rows of registers say different things. All their rows are known
// here, so that what counts depends on what they say and not on their order.

import Records

/// What becomes of the rows of contradicted officials.
struct Contradictions {
  /// Rows that count.
  private(set) var counted: [SetAsideRow] = []
  /// Rows that add nothing, and rows that are refused, with the place of their file.
  private(set) var repeats: [(file: Int, fault: Fault)] = []
  private(set) var refused: [(file: Int, row: RejectedRow)] = []
  /// Rows that count, by file.
  private(set) var countedByFile: [Int: Int] = [:]

  /// Settles the rows: what became known last corrects what was known before; where no row is the
  /// last, none is believed.
  ///
  /// - Parameters:
  ///   - rows: all rows of these officials, with the places of their files.
  ///   - files: names of the files.
  init(_ rows: [(file: Int, row: SetAsideRow)], files: [String]) {
    let officials = Dictionary(grouping: rows) { $0.row.official }
    for key in officials.keys.sorted() {
      let rows = (officials[key] ?? []).sorted { ($0.file, $0.row.line) < ($1.file, $1.row.line) }
      let last = Self.last(rows.map(\.row))
      var hasCounted = false
      for (file, row) in rows {
        let name = files[file]
        if let last, row.content == last {
          guard hasCounted else {
            hasCounted = true
            counted.append(row)
            countedByFile[file, default: 0] += 1
            continue
          }
          repeats.append((file, Fault.repeatedRow(file: name, line: row.line)))
        } else if last != nil {
          repeats.append((file, Fault.correctedRow(file: name, line: row.line)))
        } else {
          refused.append(
            (
              file,
              RejectedRow(
                fault: Fault.contradictedOfficial(file: name, line: row.line), cells: row.cells)
            ))
        }
      }
    }
    repeats.sort { ($0.file, $0.fault.line) < ($1.file, $1.fault.line) }
    refused.sort { ($0.file, $0.row.fault.line) < ($1.file, $1.row.fault.line) }
  }

  /// The content that became known after all others; nil where there is none. A signature was known
  /// on its day at the earliest, so that it is later than an empty cell without a date; but two
  /// days of signature that were never dated themselves correct each other in no order.
  private static func last(_ rows: [SetAsideRow]) -> UInt32? {
    var known: [UInt32: Int32] = [:]
    for row in rows {
      let day = (row.person.recordedOn ?? row.person.signedOn)?.dayNumber ?? .min
      known[row.content] = max(known[row.content] ?? .min, day)
    }
    guard let latest = known.values.max() else { return nil }
    let last = known.filter { $0.value == latest }
    guard last.count == 1, let content = last.first?.key else { return nil }
    let undatedSignatures = Set(
      rows.filter { $0.person.recordedOn == nil && $0.person.signedOn != nil }.map(\.content))
    return undatedSignatures.contains(content) && undatedSignatures.count > 1 ? nil : content
  }
}
