// Reporting: daily counts as CSV. A nation has half a million rows of it, so that they are written as
// bytes and never held as a `Table`.

public import Ingest
public import Records
public import Statistics

/// `counts.csv`: signatures of a day, in the form that the command reads again.
public enum CountsCSV {
  /// The table without its rows, for a descriptor.
  public static let table = Table(
    name: TableSchema.counts.name,
    columns: TableSchema.counts.columns(
      "regency_code", "level", "employment", "election_id", "date", "signed", "required"),
    rows: [])

  /// The header.
  public static let header = table.columns.map(\.name).joined(separator: ",") + "\n"

  private static let portion = 1 << 16

  /// Gives the rows in portions.
  ///
  /// - Parameters:
  ///   - counts: Persons by ledger and day.
  ///   - undated: The day for ledgers of an election without any date.
  ///   - put: Takes some bytes of text; called with the header first.
  /// - Throws: What `put` throws.
  public static func write(
    _ counts: DailyCounts, undated: (ElectionID) -> CalendarDate?,
    to put: (borrowing [UInt8]) throws -> Void
  ) throws {
    var bytes = Array(header.utf8)
    bytes.reserveCapacity(portion + 256)
    var (key, prefix): (Int, [UInt8]) = (-1, [])
    var dates: [CalendarDate: [UInt8]] = [:]
    for day in counts.days { dates[day] = Array("\(day),".utf8) }
    try counts.forEachRow(undated: undated) { place, day, signed, required in
      if place != key {
        key = place
        prefix = Array(Self.prefix(counts.keys[place]).utf8)
      }
      bytes += prefix
      if let date = dates[day] { bytes += date } else { bytes += Array("\(day),".utf8) }
      append(signed, to: &bytes)
      bytes.append(UInt8(ascii: ","))
      append(required, to: &bytes)
      bytes.append(UInt8(ascii: "\n"))
      if bytes.count > portion {
        try put(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    if !bytes.isEmpty { try put(bytes) }
  }

  private static func prefix(_ key: LedgerKey) -> String {
    let employment = key.employment == .unknown ? "" : key.employment.rawValue
    return "\(key.regency),\(key.level?.rawValue ?? "all"),\(employment),\(key.election),"
  }

  /// Appends the digits of a number `>= 0`.
  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}

extension Table {
  /// `counts.csv` of records that are not all registers, with a column `after`: signatures that came
  /// after one day and up to another.
  ///
  /// - Parameter books: One for each election, in order.
  public init(newSignersOf books: [TallyBook]) {
    self.init(
      name: TableSchema.counts.name,
      columns: TableSchema.counts.columns(
        "regency_code", "level", "election_id", "after", "date", "signed", "required"),
      rows: books.flatMap { book in
        book.newSigners().map { new in
          [
            .text(new.regency.description), .text(new.level?.rawValue ?? "all"),
            .text(book.election.id.description), .date(new.after), .date(new.upTo),
            .integer(new.signed), .integer(new.required),
          ]
        }
      })
  }
}
