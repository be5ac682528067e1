// Ingest: names of regions brought to one form, so that "Kab. Muko-Muko" and "KABUPATEN MUKOMUKO"
// are the same key. `RegencyResolver` compares these keys only.

/// A name of a region in the form in which names are compared.
struct RegencyName: Hashable {
  /// What the first words say about the region.
  enum Kind: String {
    case kabupaten, kota, provinsi
    case bare = ""
  }

  /// What the region is said to be.
  let kind: Kind
  /// The rest of the name: lower case letters and digits only.
  let stem: String

  /// The kind and the stem as one text.
  var key: String { kind.rawValue + stem }

  /// Takes a name apart: `Kab.`, `Pemkab`, `Kota Adm.`, `Pemprov` and the like become the kind;
  /// `Kep.` is written out; spaces, hyphens and capitals do not count.
  init(_ text: some StringProtocol) {
    var words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let kind = words.first.flatMap { Self.kinds[$0] }
    if let kind, words.count > 1 {
      self.kind = kind
      words.removeFirst()
      if words.count > 1, Self.administrative.contains(words[0]) { words.removeFirst() }
    } else {
      self.kind = .bare
    }
    stem = words.map { $0 == "kep" ? "kepulauan" : $0 }.joined()
  }

  private static let administrative: Set<String> = ["adm", "administrasi", "administratif"]

  private static let kinds: [String: Kind] = [
    "kab": .kabupaten, "kabupaten": .kabupaten, "pemkab": .kabupaten, "kota": .kota,
    "pemkot": .kota, "prov": .provinsi, "prop": .provinsi, "provinsi": .provinsi,
    "propinsi": .provinsi, "pemprov": .provinsi,
  ]

  /// Usual names of provinces beside the official one, by code of the province.
  static let otherProvinceNames: [String: [String]] = [
    "19": ["Bangka Belitung", "Babel"], "21": ["Kepri"],
    "31": ["DKI Jakarta", "Daerah Khusus Jakarta", "Jakarta"],
    "34": ["DI Yogyakarta", "D.I. Yogyakarta", "DIY", "Yogyakarta"], "52": ["NTB"],
    "53": ["NTT"],
  ]
}
