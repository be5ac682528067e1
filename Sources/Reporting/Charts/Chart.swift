// Reporting: a chart with its words, in two widths. The files of a report and its page both start
// from here.

internal import Records

/// A chart: what it says in words, and how it is drawn.
public struct Chart: Sendable {
  /// Where it is read.
  public enum Size: Int, CaseIterable, Sendable {
    /// On a page or on paper, pixels.
    case wide = 720
    /// On a phone, pixels.
    case narrow = 330

    // Room for letters as wide as those of DejaVu Sans, the widest of the usual system fonts: what
    // the renderer measures with its font must not be cut off in a browser with another.

    /// Letters that fit a line of the title.
    var titleColumns: Int { self == .wide ? 72 : 36 }
    /// Letters that fit a line of small text.
    var smallColumns: Int { self == .wide ? 100 : 46 }
    /// Size of the title's letters, pixels.
    var titleFontSize: Int { self == .wide ? 16 : 14 }
  }

  /// Name, also of its files.
  public let name: String
  /// What follows from it, with the number.
  public let title: String
  /// The same in words for those who do not see it.
  public let altText: String
  /// How to read it.
  public let caption: String

  private let wide: VegaLite
  private let narrow: VegaLite

  /// A chart whose view is drawn for each size.
  init(
    name: String, title: String, subtitle: String, altText: String, caption: String,
    view: (Size) -> (height: Int, layers: [ChartLayer])
  ) {
    self.name = name
    self.title = title
    self.altText = altText
    self.caption = caption
    func spec(_ size: Size) -> VegaLite {
      let (height, layers) = view(size)
      let titleLines = Self.lines(title, columns: size.titleColumns)
      let subtitleLines = Self.lines(subtitle, columns: size.smallColumns)
      return VegaLite(
        description: altText, width: size.rawValue,
        height: height + 20 * titleLines.count + 16 * subtitleLines.count,
        title: ChartTitle(
          text: titleLines, subtitle: subtitleLines, fontSize: size.titleFontSize),
        layer: layers, config: ChartConfig())
    }
    wide = spec(.wide)
    narrow = spec(.narrow)
  }

  /// The specification of one width.
  public func spec(_ size: Size) -> VegaLite { size == .wide ? wide : narrow }

  /// Words in lines of at most so many letters; a longer word has a line of its own.
  static func lines(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= columns {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// Pixels that a line of small text needs at most.
  static func width(_ text: String) -> Int { text.count * 7 }

  /// Row labels in which a repeated one carries its place, so that no two rows fall together.
  static func distinct(_ labels: [String]) -> [String] {
    var seen: [String: Int] = [:]
    return labels.map { label in
      seen[label, default: 0] += 1
      let place = seen[label] ?? 1
      return place == 1 ? label : "\(label) [\(place)]"
    }
  }
}

extension ReferenceTables {
  /// Name of a regency for a narrow place: "Mukomuko", "Kota Bengkulu".
  func shortName(_ code: RegencyCode?) -> String {
    guard let code else { return "Indonesia" }
    guard let name = regencies[code]?.name else { return code.description }
    let prefix = "Kabupaten "
    return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
  }
}
