// Risk: recipes in JSON. A key or word that means nothing is an error: a weight that is misspelt must
// not turn into an equal one.

/// A key of a recipe.
private struct Key: CodingKey, Hashable {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { nil }
}

/// The keys and values of one object of a recipe.
private struct Fields {
  let container: KeyedDecodingContainer<Key>

  /// Opens an object that may have these keys only.
  init(_ decoder: any Decoder, known: [String]) throws {
    container = try decoder.container(keyedBy: Key.self)
    for key in container.allKeys where !known.contains(key.stringValue) {
      throw IndexError.unknownKey(key.stringValue, known: known)
    }
  }

  func value<T: Decodable>(_ key: String, as type: T.Type = T.self) throws -> T {
    try container.decode(type, forKey: Key(key))
  }

  func valueIfPresent<T: Decodable>(_ key: String, as type: T.Type = T.self) throws -> T? {
    try container.decodeIfPresent(type, forKey: Key(key))
  }

  func has(_ key: String) -> Bool { container.contains(Key(key)) }

  /// A word of a closed list.
  func word<T: RawRepresentable & CaseIterable>(
    _ key: String, or fallback: T?
  ) throws -> T where T.RawValue == String {
    if let fallback, !has(key) { return fallback }
    let text: String = try value(key)
    guard let word = T(rawValue: text) else {
      throw IndexError.unknownWord(text, key: key, known: T.allCases.map(\.rawValue))
    }
    return word
  }

  /// The mean of a dimension: `aggregation`, and `floor` for the geometric one.
  func aggregation() throws -> IndexRecipe.Aggregation {
    switch try valueIfPresent("aggregation", as: String.self) ?? "arithmetic" {
    case "arithmetic": return .arithmetic
    case "geometric": return .geometric(floor: try value("floor"))
    case let word:
      throw IndexError.unknownWord(
        word, key: "aggregation", known: ["arithmetic", "geometric"])
    }
  }
}

extension IndexRecipe.Goalposts: Codable {
  /// Reads `[low, high]`.
  public init(from decoder: any Decoder) throws {
    let pair = try [Double](from: decoder)
    guard pair.count == 2 else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "two numbers are wanted: \(pair)"))
    }
    self.init(pair[0], pair[1])
  }

  /// Writes `[low, high]`.
  public func encode(to encoder: any Encoder) throws { try [low, high].encode(to: encoder) }
}

extension IndexRecipe.Part: Codable {
  private static let indicatorKeys = [
    "indicator", "weight", "direction", "goalposts", "transform", "missing",
  ]
  private static let dimensionKeys = ["dimension", "weight", "aggregation", "floor", "parts"]

  /// Reads an object that names an `indicator` or a `dimension`.
  public init(from decoder: any Decoder) throws {
    let names = try decoder.container(keyedBy: Key.self)
    if names.contains(Key("dimension")) {
      let fields = try Fields(decoder, known: Self.dimensionKeys)
      self.init(
        weight: try fields.valueIfPresent("weight"),
        .dimension(
          IndexRecipe.Dimension(
            try fields.value("dimension"), try fields.aggregation(), try fields.value("parts"))))
      return
    }
    let fields = try Fields(decoder, known: Self.indicatorKeys)
    self.init(
      weight: try fields.valueIfPresent("weight"),
      .indicator(
        IndexRecipe.Indicator(
          try fields.value("indicator"), try fields.word("direction", or: nil),
          goalposts: try fields.valueIfPresent("goalposts"),
          transform: try fields.word("transform", or: .linear),
          missing: try fields.word("missing", or: .omit))))
  }

  /// Writes the object that `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(weight, forKey: Key("weight"))
    switch content {
    case .indicator(let indicator):
      try container.encode(indicator.name, forKey: Key("indicator"))
      try container.encode(indicator.direction.rawValue, forKey: Key("direction"))
      try container.encodeIfPresent(indicator.goalposts, forKey: Key("goalposts"))
      try container.encode(indicator.transform.rawValue, forKey: Key("transform"))
      try container.encode(indicator.missing.rawValue, forKey: Key("missing"))
    case .dimension(let dimension):
      try container.encode(dimension.name, forKey: Key("dimension"))
      try dimension.encodeBody(to: &container)
    }
  }
}

extension IndexRecipe.Dimension {
  fileprivate func encodeBody(to container: inout KeyedEncodingContainer<Key>) throws {
    switch aggregation {
    case .arithmetic: try container.encode("arithmetic", forKey: Key("aggregation"))
    case .geometric(let floor):
      try container.encode("geometric", forKey: Key("aggregation"))
      try container.encode(floor, forKey: Key("floor"))
    }
    try container.encode(parts, forKey: Key("parts"))
  }
}

extension IndexRecipe: Codable {
  private static let keys = [
    "index", "scale", "normalisation", "outliers", "aggregation", "floor", "parts",
  ]

  /// Reads a recipe and checks it.
  public init(from decoder: any Decoder) throws {
    let fields = try Fields(decoder, known: Self.keys)
    try self.init(
      scale: try fields.valueIfPresent("scale") ?? Goalposts(0, 100),
      normalisation: try fields.word("normalisation", or: nil),
      outliers: try fields.word("outliers", or: OutlierRule.none),
      top: Dimension(
        try fields.value("index"), try fields.aggregation(), try fields.value("parts")))
  }

  /// Writes the object that `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(top.name, forKey: Key("index"))
    try container.encode(scale, forKey: Key("scale"))
    try container.encode(normalisation.rawValue, forKey: Key("normalisation"))
    try container.encode(outliers.rawValue, forKey: Key("outliers"))
    try top.encodeBody(to: &container)
  }
}
