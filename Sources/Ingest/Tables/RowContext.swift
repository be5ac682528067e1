// Ingest: what the rows of every table share: regions by code or name, elections, employment.

import Records

/// Looks up the keys of a row in the reference tables, remembering answers by text.
struct RowContext {
  let reference: ReferenceTables
  private let resolver: RegencyResolver
  private let electionField: ElectionField
  private var regions: [String: FieldReading<Region>] = [:]

  init(_ reference: ReferenceTables) {
    self.reference = reference
    resolver = RegencyResolver(reference)
    electionField = ElectionField(reference.elections)
  }

  /// The region of a row: the first of the columns that has text.
  mutating func region(_ row: inout Row, columns: [String]) throws(Fault) -> Region {
    guard let column = columns.first(where: { !row.isEmpty($0) }) else {
      if let total = totalWord(row) { throw totalRow(row, columns[0], total) }
      _ = try row.required(columns.first(where: row.has) ?? columns[0])
      preconditionFailure("an empty cell is refused")
    }
    let province = row.text("province")
    let resolver = resolver
    var regions = regions
    defer { self.regions = regions }
    do throws(Fault) {
      return try row.region(column) { text in
        let key = "\(text)\u{0}\(province)"
        if let known = regions[key] { return known }
        let reading = resolver.resolve(text, province: province.isEmpty ? nil : province)
        regions[key] = reading
        return reading
      }
    } catch {
      // No name of a region: the row may not be one of records at all.
      let text = row.text(column)
      if let total = Self.totalWord(text) ?? totalWord(row) { throw totalRow(row, column, total) }
      if row.repeatsHeader(column) {
        throw row.fault(column, text, "the row repeats the header", "remove the row")
      }
      guard LevelWords.meaning(of: LevelWords.normalized(text)) != nil else { throw error }
      throw row.fault(
        column, text, "a level stands where a region must", "check whether columns are swapped")
    }
  }

  /// The regency of a row; provinces are refused.
  mutating func regency(_ row: inout Row) throws(Fault) -> RegencyCode {
    let columns = TableSchema.regencyColumns
    let region = try region(&row, columns: columns)
    guard let regency = region.regency else {
      let column = columns.first { !row.isEmpty($0) } ?? columns[0]
      throw row.fault(
        column, row.text(column), "a province stands where a regency must",
        "give the code of a kabupaten or kota, NN.NN")
    }
    return regency
  }

  /// The elections that a row serves: `both-2024` stands for two.
  func elections(_ row: Row, column: String) throws(Fault) -> [ElectionID] {
    _ = try row.required(column)
    return try row.elections(column) { text, allowsBoth in
      guard case .success(let ids, _) = electionField.parse(text), ids.count > 1, !allowsBoth
      else { return electionField.parse(text) }
      return .failure(
        rule: "a count belongs to one election", repair: "give a row for each election")
    }
  }

  /// The ledger of a row of counts; level `all` is a total that is not broken down.
  mutating func key(_ row: inout Row) throws(Fault) -> LedgerKey {
    let row = row
    return try row.key { () throws(Fault) -> LedgerKey in
      var row = row
      let regency = try regency(&row)
      let election = try elections(row, column: "election_id")[0]
      let mention = try row.level("level")
      let stated = try row.employment("employment")
      return LedgerKey(
        election: election, regency: regency, level: mention?.singleLevel,
        employment: stated == .unknown ? mention?.employment ?? .unknown : stated)
    }
  }

  // MARK: Totals

  private static let totalWords: Set<String> = [
    "jumlah", "total", "grand total", "subtotal", "sub total", "jumlah total", "total jumlah",
    "jumlah seluruhnya", "jumlah keseluruhan", "total keseluruhan",
  ]

  /// The text where it heads a row of totals.
  private static func totalWord(_ text: String) -> String? {
    totalWords.contains(text.lowercased().prefix { $0 != ":" }.trimmed) ? text : nil
  }

  /// The word of a row without a region that says that it adds up others.
  private func totalWord(_ row: Row) -> String? {
    row.texts.first { !$0.isEmpty }.flatMap(Self.totalWord)
  }

  private func totalRow(_ row: Row, _ column: String, _ word: String) -> Fault {
    row.fault(
      column, word, "a row of totals has no regency", "remove the row; totals are computed")
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
