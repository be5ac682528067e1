// Ingest: names of regions brought to one form, so that "Kab. Muko-Muko" and "KABUPATEN MUKOMUKO"
// are the same key. `RegencyResolver` compares these keys only.

/// A name of a region in the form in which names are compared.
struct RegencyName: Hashable {
  /// What the words around the name say about the region.
  enum Kind: String {
    case kabupaten, kota, provinsi
    case bare = ""
  }

  /// What the region is said to be.
  let kind: Kind
  /// The rest of the name: lower case letters and digits only.
  let stem: String
  /// Whether the kind was said in English.
  let isEnglish: Bool

  /// The kind and the stem as one text.
  var key: String { kind.rawValue + stem }

  /// Takes a name apart: `Kab.`, `Pemkab`, `Pemerintah Kabupaten`, `Kota Adm.`, `Pemprov`, `Regency`
  /// and the like become the kind; `Kep.` is written out; spaces, hyphens and capitals do not count.
  init(_ text: some StringProtocol) {
    var words = CellText.words(text)[...]
    var kind = Kind.bare
    var isEnglish = false
    Self.dropGovernment(&words)
    if let first = words.first, let said = Self.kinds[first], words.count > 1 {
      kind = said
      words.removeFirst()
      for phrase in Self.phrasesBehindKind where words.count > phrase.count {
        if words.starts(with: phrase) { words.removeFirst(phrase.count) }
      }
    } else if let said = Self.dropEnglish(&words) {
      kind = said
      isEnglish = true
    }
    self.kind = kind
    self.isEnglish = isEnglish
    stem = words.map { $0 == "kep" ? "kepulauan" : $0 }.joined()
  }

  /// The kind that a single word names, such as `Kab.`, or nil.
  static func kind(_ text: some StringProtocol) -> Kind? {
    let words = CellText.words(text)
    return words.count == 1 ? kinds[words[0]] : nil
  }

  /// Leaves out "Pemerintah", "Pemerintah Daerah" or "Pemda" where a name follows.
  private static func dropGovernment(_ words: inout ArraySlice<String>) {
    guard words.count > 1, let first = words.first, ["pemerintah", "pemda"].contains(first) else {
      return
    }
    words.removeFirst()
    if words.count > 2, words.first == "daerah", kinds[words[words.startIndex + 1]] != nil {
      words.removeFirst()
    }
  }

  /// Leaves out "Regency", "Regency of", "City" and the like, and gives what they mean.
  private static func dropEnglish(_ words: inout ArraySlice<String>) -> Kind? {
    guard words.count > 1, let first = words.first, let last = words.last else { return nil }
    if let kind = englishKinds[last] {
      words.removeLast()
      return kind
    }
    guard words.count > 2, words[words.startIndex + 1] == "of", let kind = englishKinds[first]
    else {
      return nil
    }
    words.removeFirst(2)
    return kind
  }

  private static let phrasesBehindKind = [
    ["madya"], ["daerah", "tingkat", "ii"], ["dati", "ii"], ["adm"], ["administrasi"],
    ["administratif"],
  ]

  private static let kinds: [String: Kind] = [
    "kab": .kabupaten, "kabupaten": .kabupaten, "pemkab": .kabupaten, "kota": .kota,
    "pemkot": .kota, "kotamadya": .kota, "kodya": .kota, "prov": .provinsi, "prop": .provinsi,
    "provinsi": .provinsi, "propinsi": .provinsi, "pemprov": .provinsi,
  ]

  private static let englishKinds: [String: Kind] = [
    "regency": .kabupaten, "city": .kota, "municipality": .kota, "province": .provinsi,
  ]

  /// Usual names of provinces beside the official one, by code of the province.
  static let otherProvinceNames: [String: [String]] = [
    "11": ["Nanggroe Aceh Darussalam", "NAD"], "12": ["Sumut"], "13": ["Sumbar"], "16": ["Sumsel"],
    "19": ["Bangka Belitung", "Babel"], "21": ["Kepri"],
    "31": ["DKI Jakarta", "Daerah Khusus Jakarta", "Jakarta", "DKI"], "32": ["Jabar"],
    "33": ["Jateng"], "34": ["DI Yogyakarta", "D.I. Yogyakarta", "DIY", "Yogyakarta"],
    "35": ["Jatim"], "52": ["NTB"], "53": ["NTT"], "61": ["Kalbar"], "62": ["Kalteng"],
    "63": ["Kalsel"], "64": ["Kaltim"], "65": ["Kaltara"], "71": ["Sulut"], "72": ["Sulteng"],
    "73": ["Sulsel"], "74": ["Sultra"], "76": ["Sulbar"], "82": ["Malut"],
  ]
}

/// What a cell says of a region: its name, and what stands behind the name.
struct RegionText {
  /// The name, with its kind in front where the cell has the kind behind the name.
  let name: String
  /// What stands in brackets, behind a comma or behind "Provinsi"; nil where nothing does.
  let qualifier: String?

  /// Takes apart `Lebak (Banten)`, `Lebak, Banten`, `Lebak Prov. Banten` and `Bandung (Kota)`.
  init(_ cell: String) {
    guard let (first, second) = Self.halves(cell) else {
      name = cell
      qualifier = nil
      return
    }
    let kind = RegencyName.kind(second)
    name = kind.map { "\($0.rawValue) \(first)" } ?? first.trimmed
    qualifier = kind == nil ? second.trimmed : nil
  }

  private static func halves(_ cell: String) -> (Substring, Substring)? {
    if cell.hasSuffix(")"), let open = cell.lastIndex(of: "("), open > cell.startIndex {
      return (cell[..<open], cell[cell.index(after: open)...].dropLast())
    }
    if let comma = cell.lastIndex(of: ","), comma > cell.startIndex {
      return (cell[..<comma], cell[cell.index(after: comma)...])
    }
    let words = cell.split(whereSeparator: \.isWhitespace)
    for word in words.dropFirst() where RegencyName.kind(word) == .provinsi {
      guard word.endIndex < cell.endIndex else { return nil }
      return (cell[..<word.startIndex], cell[word.endIndex...])
    }
    return nil
  }
}
