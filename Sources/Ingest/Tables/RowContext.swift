// Ingest: what the rows of every table share: regions by code or name, elections, employment.

import Records

/// Looks up the keys of a row in the reference tables, remembering answers by text.
struct RowContext {
  let reference: ReferenceTables
  private let resolver: RegencyResolver
  private var regions: [String: FieldReading<Region>] = [:]

  init(_ reference: ReferenceTables) {
    self.reference = reference
    resolver = RegencyResolver(reference)
  }

  /// The region of a row: the first of the columns that has text.
  mutating func region(_ row: inout Row, columns: [String]) throws(Fault) -> Region {
    let column = columns.first { !row.text($0).isEmpty } ?? columns[0]
    _ = try row.required(column)
    let province = row.text("province")
    let resolver = resolver
    var regions = regions
    defer { self.regions = regions }
    return try row.read(column) { text in
      let key = "\(text)\u{0}\(province)"
      if let known = regions[key] { return known }
      let reading = resolver.resolve(text, province: province.isEmpty ? nil : province)
      regions[key] = reading
      return reading
    }
  }

  /// The regency of a row; provinces are refused.
  mutating func regency(_ row: inout Row) throws(Fault) -> RegencyCode {
    let columns = ["regency_code", "regency", "regency_name"]
    let region = try region(&row, columns: columns)
    guard let regency = region.regency else {
      let column = columns.first { !row.text($0).isEmpty } ?? columns[0]
      throw row.fault(
        column, row.text(column), "a province stands where a regency must",
        "give the code of a kabupaten or kota, NN.NN")
    }
    return regency
  }

  /// The elections that a row serves: `both-2024` stands for two.
  func elections(_ row: Row, column: String) throws(Fault) -> [ElectionID] {
    let text = try row.required(column)
    let names = text == "both-2024" ? ["pemilu-2024", "pilkada-2024"] : [text]
    let ids = names.map { ElectionID($0) }
    guard ids.allSatisfy({ reference.election($0) != nil }) else {
      let known = reference.elections.map(\.id.description).joined(separator: ", ")
      throw row.fault(
        column, text, "not an election of the reference tables", "use one of: \(known), both-2024")
    }
    return ids
  }

  /// The one election of a row of counts.
  func election(_ row: Row) throws(Fault) -> ElectionID {
    let ids = try elections(row, column: "election_id")
    guard ids.count == 1 else {
      throw row.fault(
        "election_id", row.text("election_id"), "a count belongs to one election",
        "give a row for each election")
    }
    return ids[0]
  }

  /// The ledger of a row of counts; level `all` is a total that is not broken down.
  mutating func key(_ row: inout Row) throws(Fault) -> LedgerKey {
    let regency = try regency(&row)
    let election = try election(row)
    var level: Level?
    var employment = Employment.unknown
    if row.text("level") != "all" {
      let mention = try row.read("level") { LevelField.parseSingle($0) }
      level = mention.singleLevel
      employment = mention.employment
    }
    if !row.text("employment").isEmpty {
      employment = try row.word("employment", default: nil)
    }
    return LedgerKey(
      election: election, regency: regency, level: level, employment: employment)
  }

  /// The source of a row of counts: its column, else the name of its table.
  func source(_ row: Row, of table: String) -> Source {
    Source(cell: row.text("source"), table: table)
  }
}

extension Source {
  /// The source that a cell names: an address, a publisher, or where it is empty the table. The file
  /// is no source: a table that is split over two files, or copied, says the same as before.
  init(cell text: String, table: String) {
    if text.isEmpty {
      self.init(publisher: table)
    } else if text.hasPrefix("http") {
      self.init(publisher: table, address: text)
    } else {
      self.init(publisher: text)
    }
  }
}
