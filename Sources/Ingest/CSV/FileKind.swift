// Ingest: files that are something else than CSV, known by their first bytes, so that a message can
// name what they are. `ByteSource` asks once; spreadsheets of today, which are zip archives, are
// `SlabReader`'s to name.

/// What a file is where it is no CSV.
enum FileKind: CaseIterable {
  case oldSpreadsheet
  case webPage
  case pdf
  case json
  case bzip2
  case xz
  case zstd
  case sevenZip
  case rar
  case parquet
  case sqlite

  /// Bytes that are looked at.
  static let longest = 512

  /// The kind that bytes at the beginning of a file show; nil where they may be text.
  init?(_ beginning: [UInt8]) {
    guard let kind = Self.allCases.first(where: { $0.isShown(by: beginning) }) else { return nil }
    self = kind
  }

  /// Bytes by which the kind begins; none where text does.
  private var sign: [UInt8] {
    switch self {
    case .oldSpreadsheet: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    case .pdf: Array("%PDF-".utf8)
    case .bzip2: Array("BZh".utf8)
    case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]
    case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
    case .sevenZip: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]
    case .rar: Array("Rar!".utf8) + [0x1A, 0x07]
    case .parquet: Array("PAR1".utf8)
    case .sqlite: Array("SQLite format 3".utf8) + [0]
    case .webPage, .json: []
    }
  }

  private func isShown(by beginning: [UInt8]) -> Bool {
    switch self {
    case .webPage, .json:
      // Text, behind a byte order mark and white space.
      let bytes = beginning.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
      let text = String(decoding: bytes.prefix(64), as: UTF8.self).lowercased()
      guard self == .json else {
        return ["<!doctype", "<html", "<table", "<?xml", "<meta", "<head", "<style", "<div"]
          .contains(where: text.hasPrefix)
      }
      guard let first = text.first, first == "{" || first == "[" else { return false }
      let next = text.dropFirst().first { !$0.isWhitespace }
      return next.map { "{[\"]}".contains($0) } ?? false
    case .bzip2:
      // The size of a block follows, and a fixed number.
      return beginning.starts(with: sign)
        && beginning.dropFirst(4).starts(with: [0x31, 0x41, 0x59])
    default: return beginning.starts(with: sign)
    }
  }

  /// What is wrong with it.
  var rule: String {
    switch self {
    case .oldSpreadsheet: "the file is an old spreadsheet (.xls) and not CSV"
    case .webPage: "the file is a web page (HTML or XML) and not CSV, whatever its name"
    case .pdf: "the file is a PDF and not CSV"
    case .json: "the file is JSON and not CSV"
    case .parquet: "the file is Parquet and not CSV"
    case .sqlite: "the file is an SQLite database and not CSV"
    case .bzip2: "the file is packed by bzip2, which is not read"
    case .xz: "the file is packed by xz, which is not read"
    case .zstd: "the file is packed by zstd, which is not read"
    case .sevenZip: "the file is packed by 7-Zip, which is not read"
    case .rar: "the file is packed by RAR, which is not read"
    }
  }

  /// What to do about it.
  var repair: String {
    switch self {
    case .oldSpreadsheet, .webPage: "open it in a spreadsheet and save the sheet as \"CSV UTF-8\""
    case .pdf: "ask for the table itself: a spreadsheet or CSV"
    case .json: "ask for the table as CSV, or convert it"
    case .parquet: "give it its ending .parquet, or convert it to CSV"
    case .sqlite: "export the table as CSV"
    case .bzip2, .xz, .zstd, .sevenZip, .rar: "unpack it, or pack it by gzip (.csv.gz)"
    }
  }
}
