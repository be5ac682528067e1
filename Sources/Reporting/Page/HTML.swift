// Reporting: a page as a tree of nodes. Text is escaped where it is written, so that no name and no
// address of a source can become markup.

/// One node of a page.
indirect enum HTML: Sendable {
  /// An element with attributes in order.
  case element(String, [(String, String)], [HTML])
  /// Words.
  case text(String)
  /// Nodes in a row.
  case group([HTML])
  /// Markup that is not written from records: the style sheet and checked pictures.
  case trusted(String)

  /// An element around nodes.
  static func tag(_ name: String, _ children: [HTML]) -> HTML { .element(name, [], children) }

  /// An element around words.
  static func tag(_ name: String, _ words: String) -> HTML { .element(name, [], [.text(words)]) }

  /// An element with attributes around nodes.
  static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String>, _ children: [HTML]
  ) -> HTML {
    .element(name, attributes.map { ($0.key, $0.value) }, children)
  }

  /// An element with attributes around words.
  static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String>, _ words: String
  ) -> HTML {
    tag(name, attributes, [.text(words)])
  }

  /// A paragraph.
  static func paragraph(_ words: String) -> HTML { tag("p", words) }

  /// A link where the address is one of the web, plain words otherwise.
  static func link(_ words: String, _ address: String) -> HTML {
    guard isWeb(address) else {
      return .text(address.isEmpty || address == words ? words : "\(words) (\(address))")
    }
    return tag("a", ["href": address, "rel": "noopener noreferrer"], words)
  }

  /// Nodes with words between them.
  static func joined(_ nodes: [HTML], by separator: String) -> HTML {
    .group(
      nodes.enumerated().flatMap { place, node in
        place == 0 ? [node] : [.text(separator), node]
      })
  }

  /// The node as markup.
  var markup: String {
    var output = ""
    write(to: &output)
    return output
  }

  /// Elements that have no end tag.
  private static let void: Set<String> = ["meta", "br", "hr"]

  private func write(to output: inout String) {
    switch self {
    case .text(let words): output += Self.escaped(words)
    case .trusted(let markup): output += markup
    case .group(let nodes): for node in nodes { node.write(to: &output) }
    case .element(let name, let attributes, let children):
      output += "<\(name)"
      for (key, value) in attributes { output += " \(key)=\"\(Self.escaped(value))\"" }
      output += ">"
      guard !Self.void.contains(name) else { return }
      for child in children { child.write(to: &output) }
      output += "</\(name)>"
      // A new line after a block keeps the file readable.
      if ["p", "tr", "section", "div", "li", "h1", "h2", "h3", "table", "caption"].contains(name) {
        output += "\n"
      }
    }
  }

  /// Words as they may stand in an element or between double quotes.
  static func escaped(_ words: String) -> String {
    var result = ""
    result.reserveCapacity(words.utf8.count)
    for scalar in words.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "%" where result.last == " ":
        // A percent sign stays on the line of its number.
        result.removeLast()
        result += "\u{A0}%"
      default:
        // Control characters are no characters of HTML.
        if scalar.value < 0x20, scalar != "\n", scalar != "\t" {
          result += " "
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  private static func isWeb(_ address: String) -> Bool {
    let start = address.prefix(8).lowercased()
    return (start.hasPrefix("http://") || start == "https://")
      && address.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
  }
}
