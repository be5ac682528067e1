// Reporting: the part of the Vega-Lite grammar that the charts use, as values. Charts build these,
// the encoder writes them; no text template and no drawing code stands between.

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A layered Vega-Lite view, ready to be encoded.
public struct VegaLite: Encodable, Sendable {
  /// What the chart shows, for readers who do not see it.
  let description: String
  /// Outer width, pixels.
  let width: Int
  /// Outer height, pixels.
  let height: Int
  let title: ChartTitle
  let layer: [ChartLayer]
  let config: ChartConfig

  private enum Key: String, CodingKey {
    case schema = "$schema"
    case description, width, height, title, layer, config, autosize, background, padding
  }

  /// Writes the view with its schema; width and height are those of the whole picture.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("https://vega.github.io/schema/vega-lite/v6.json", forKey: .schema)
    try container.encode(description, forKey: .description)
    try container.encode(width, forKey: .width)
    try container.encode(height, forKey: .height)
    try container.encode(title, forKey: .title)
    try container.encode(layer, forKey: .layer)
    try container.encode(config, forKey: .config)
    try container.encode(["type": "fit", "contains": "padding"], forKey: .autosize)
    try container.encode("white", forKey: .background)
    try container.encode(6, forKey: .padding)
  }

  /// The specification as JSON with sorted keys: the same chart gives the same bytes.
  ///
  /// - Throws: `EncodingError`, which only a number that is not finite could cause.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}

/// Lines above a chart.
struct ChartTitle: Encodable, Sendable {
  let text: [String]
  let subtitle: [String]
  let fontSize: Int
  var anchor = "start"
  /// `bounds` starts the lines at the left edge, also where row labels stand left of the plot.
  var frame = "bounds"
  var offset = 12
}

/// One mark with its own data.
struct ChartLayer: Encodable, Sendable {
  let data: ChartData
  let mark: Mark
  let encoding: Encoding

  init(_ mark: Mark, _ values: [[String: Datum]], _ encoding: Encoding) {
    data = ChartData(values: values)
    self.mark = mark
    self.encoding = encoding
  }
}

/// Rows of a chart, inside its specification.
struct ChartData: Encodable, Sendable {
  let values: [[String: Datum]]
}

/// One value of a row.
enum Datum: Encodable, Hashable, Sendable {
  case text(String)
  case number(Double)

  /// A number with four decimals at most, so that the last bits of a sum change no file.
  static func rounded(_ value: Double) -> Datum {
    .number((value * 10_000).rounded() / 10_000)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    }
  }
}

/// How a layer is drawn.
struct Mark: Encodable, Sendable {
  enum Kind: String, Encodable, Sendable {
    case line, area, rule, point, text
  }

  let type: Kind
  var color: String?
  var opacity: Double?
  var strokeWidth: Double?
  var strokeDash: [Int]?
  var interpolate: String?
  var shape: String?
  var size: Int?
  var filled: Bool?
  var align: String?
  var baseline: String?
  var dx: Int?
  var dy: Int?
  var yOffset: Int?
  var fontSize: Int?
  var fontWeight: String?
  var limit: Int?

  init(_ type: Kind) { self.type = type }

  /// The mark with one property changed.
  func with<Value>(_ path: WritableKeyPath<Mark, Value>, _ value: Value) -> Mark {
    var copy = self
    copy[keyPath: path] = value
    return copy
  }
}

/// Which column goes where.
struct Encoding: Encodable, Sendable {
  var x: Channel?
  var x2: Channel?
  var y: Channel?
  var y2: Channel?
  var shape: Channel?
  var color: Channel?
  var text: Channel?
}

/// One channel: a column with its scale, or a fixed place.
struct Channel: Encodable, Sendable {
  enum Kind: String, Encodable, Sendable {
    case quantitative, temporal, nominal
  }

  var field: String?
  var type: Kind?
  /// A fixed place: pixels, or `height` for the lower edge.
  var value: Datum?
  var scale: Scale?
  var axis: Nullable<Axis>?
  var legend: Nullable<Legend>?
  /// Null keeps the order of the rows.
  var sort: Nullable<String>?
  var title: Nullable<String>?

  static func field(_ name: String) -> Channel { Channel(field: name) }

  /// The lower edge of the plot.
  static let toBottom = Channel(value: .text("height"))
}

/// A part that may be left out, given, or switched off by `null`.
enum Nullable<Value: Encodable & Sendable>: Encodable, Sendable {
  case null
  case value(Value)

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .value(let value): try container.encode(value)
    }
  }
}

/// A scale.
struct Scale: Encodable, Sendable {
  var type: String?
  var domain: [Datum]?
  var range: [String]?
  var nice: Bool?
  var zero: Bool?
}

/// An axis.
struct Axis: Encodable, Sendable {
  var title: Nullable<String>?
  var values: [Double]?
  var format: String?
  var labelExpr: String?
  var labelLimit: Int?
  var minExtent: Int?
  var labelFlush: Bool?
  var tickCount: Int?
  var tickMinStep: Int?
  var grid: Bool?
  var ticks: Bool?
  var domain: Bool?
  var orient: String?
}

/// A legend.
struct Legend: Encodable, Sendable {
  var title: Nullable<String>?
  var orient: String?
  var direction: String?
  var columns: Int?
}
