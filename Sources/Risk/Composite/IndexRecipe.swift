// Risk: how a composite index is made, as a value: indicators, goalposts, weights and means. The
// engine in CompositeIndex.swift follows it; nothing of an index is written down anywhere else.

/// The recipe of a composite index: a tree of dimensions with indicators as its leaves.
///
/// Indicators are treated for outliers, brought to one scale, and averaged from the leaves to the
/// top with the weights and the mean of each dimension.
///
/// - SeeAlso: OECD and JRC (2008), Handbook on Constructing Composite Indicators, steps 3 to 7.
public struct IndexRecipe: Hashable, Sendable {
  /// How values of different units come onto one scale.
  public enum Normalisation: String, CaseIterable, Hashable, Sendable {
    /// Linear between two fixed values, and cut off beyond them: scores of different days compare.
    case goalposts
    /// Linear between the smallest and the largest value of the table.
    case minMax = "min-max"
    /// Distance from the mean in standard deviations (n − 1); the scale has no ends.
    case zScore = "z-score"
    /// Place among the rows, ties in the middle, spread over the scale.
    case rank
  }

  /// What is done about outliers before values are normalised.
  public enum OutlierRule: String, CaseIterable, Hashable, Sendable {
    /// Nothing.
    case none
    /// While |skewness| ≥ 2 and kurtosis ≥ 3.5: up to five extreme values take the next value's
    /// place; where that is not enough, the logarithm of the untreated values.
    case winsoriseThenLog = "winsorise-then-log"
  }

  /// The mean of a dimension.
  public enum Aggregation: Hashable, Sendable {
    /// Σ w s.
    case arithmetic
    /// Π max(s, floor)^w: one good part does not cancel the others.
    case geometric(floor: Double)
  }

  /// Which way an indicator moves the index.
  public enum Direction: String, CaseIterable, Hashable, Sendable {
    /// More of it raises the index.
    case raises
    /// More of it lowers the index.
    case lowers
  }

  /// What an unknown value counts as.
  public enum Missing: String, CaseIterable, Hashable, Sendable {
    /// Nothing: the other parts of the dimension share its weight.
    case omit
    /// The highest score that the indicator can have.
    case highest
    /// The lowest score that the indicator can have.
    case lowest
  }

  /// The unit in which an indicator is read.
  public enum Transform: String, CaseIterable, Hashable, Sendable {
    /// As it is.
    case linear
    /// Its natural logarithm.
    case log
  }

  /// Two fixed values, in the unit of the table.
  public struct Goalposts: Hashable, Sendable {
    /// The lower one.
    public let low: Double
    /// The upper one.
    public let high: Double

    /// Two goalposts.
    public init(_ low: Double, _ high: Double) {
      self.low = low
      self.high = high
    }
  }

  /// A leaf: a column of the table.
  public struct Indicator: Hashable, Sendable {
    /// Name of the column.
    public let name: String
    /// Which way it moves the index.
    public let direction: Direction
    /// Fixed values for the ends of the scale.
    public let goalposts: Goalposts?
    /// The unit in which it is read.
    public let transform: Transform
    /// What an unknown value counts as.
    public let missing: Missing

    /// An indicator.
    public init(
      _ name: String, _ direction: Direction, goalposts: Goalposts? = nil,
      transform: Transform = .linear, missing: Missing = .omit
    ) {
      self.name = name
      self.direction = direction
      self.goalposts = goalposts
      self.transform = transform
      self.missing = missing
    }
  }

  /// A dimension: its parts and their mean.
  public struct Dimension: Hashable, Sendable {
    /// Name, unique in the recipe.
    public let name: String
    /// The mean of the parts.
    public let aggregation: Aggregation
    /// The parts.
    public let parts: [Part]

    /// A dimension.
    public init(_ name: String, _ aggregation: Aggregation, _ parts: [Part]) {
      self.name = name
      self.aggregation = aggregation
      self.parts = parts
    }
  }

  /// An indicator or a dimension with its weight.
  public struct Part: Hashable, Sendable {
    /// What a part is.
    public enum Content: Hashable, Sendable {
      /// A leaf.
      case indicator(Indicator)
      /// A dimension of its own.
      case dimension(Dimension)
    }

    /// Weight among its siblings, `0...1`; nil for all of them means equal weights.
    public let weight: Double?
    /// What it is.
    public let content: Content

    /// A part.
    public init(weight: Double? = nil, _ content: Content) {
      self.weight = weight
      self.content = content
    }

    /// Name of the indicator or dimension.
    public var name: String {
      switch content {
      case .indicator(let indicator): indicator.name
      case .dimension(let dimension): dimension.name
      }
    }
  }

  /// The ends of the scale of all scores.
  public let scale: Goalposts
  /// How values come onto the scale.
  public let normalisation: Normalisation
  /// What is done about outliers.
  public let outliers: OutlierRule
  /// The index itself, the topmost dimension.
  public let top: Dimension

  /// A recipe that can be followed.
  ///
  /// - Parameters:
  ///   - scale: ends of the scale, finite and rising.
  ///   - normalisation: how values come onto the scale.
  ///   - outliers: what is done about outliers.
  ///   - top: the index; its name is the name of the index.
  /// - Throws: `IndexError` for weights that do not sum to 1 (within 1e-9), names that occur twice,
  ///   goalposts, scales or floors out of order, empty dimensions.
  public init(
    scale: Goalposts = Goalposts(0, 100), normalisation: Normalisation,
    outliers: OutlierRule = .none, top: Dimension
  ) throws(IndexError) {
    self.init(checked: top, scale: scale, normalisation: normalisation, outliers: outliers)
    try validate()
  }

  /// A recipe of this module, which a test holds to `validate`.
  init(
    checked top: Dimension, scale: Goalposts, normalisation: Normalisation, outliers: OutlierRule
  ) {
    self.scale = scale
    self.normalisation = normalisation
    self.outliers = outliers
    self.top = top
  }

  /// Indicators in the order of the tree.
  public var indicators: [Indicator] { top.indicators }

  /// The recipe with other rules for all indicators, as for a check of how much they matter.
  ///
  /// - Parameters:
  ///   - normalisation: how values come onto the scale.
  ///   - outliers: what is done about outliers.
  /// - Returns: the recipe with the same tree.
  /// - Throws: `IndexError` where the tree does not fit, as goalposts that are missing.
  public func with(
    normalisation: Normalisation, outliers: OutlierRule
  ) throws(IndexError) -> IndexRecipe {
    try IndexRecipe(scale: scale, normalisation: normalisation, outliers: outliers, top: top)
  }

  /// The recipe with arithmetic means throughout.
  public var withArithmeticMeans: IndexRecipe {
    IndexRecipe(
      checked: top.withArithmeticMeans, scale: scale, normalisation: normalisation,
      outliers: outliers)
  }

  /// The recipe without one indicator or dimension; its siblings share its weight.
  ///
  /// - Parameter name: name of an indicator or dimension.
  /// - Returns: the recipe; nil where the name is unknown or nothing would be left.
  public func removing(_ name: String) -> IndexRecipe? {
    guard let left = top.removing(name), left != top else { return nil }
    return IndexRecipe(
      checked: left, scale: scale, normalisation: normalisation, outliers: outliers)
  }
}

extension IndexRecipe.Dimension {
  var indicators: [IndexRecipe.Indicator] {
    parts.flatMap { part in
      switch part.content {
      case .indicator(let indicator): [indicator]
      case .dimension(let dimension): dimension.indicators
      }
    }
  }

  /// Weights of the parts, equal ones where none is given.
  var weights: [Double] { parts.map { $0.weight ?? 1 / Double(parts.count) } }

  fileprivate var withArithmeticMeans: Self {
    Self(
      name, .arithmetic,
      parts.map { part in
        guard case .dimension(let inner) = part.content else { return part }
        return IndexRecipe.Part(weight: part.weight, .dimension(inner.withArithmeticMeans))
      })
  }

  /// The dimension without a part at any depth; nil where nothing is left.
  fileprivate func removing(_ name: String) -> Self? {
    var left: [(weight: Double, content: IndexRecipe.Part.Content)] = []
    for (part, weight) in zip(parts, weights) where part.name != name {
      switch part.content {
      case .indicator: left.append((weight, part.content))
      case .dimension(let dimension):
        if let rest = dimension.removing(name) { left.append((weight, .dimension(rest))) }
      }
    }
    let sum = left.reduce(0) { $0 + $1.weight }
    guard sum > 0 else { return nil }
    let isWhole = left.count == parts.count
    return Self(
      self.name, aggregation,
      zip(left.indices, left).map { place, part in
        IndexRecipe.Part(
          weight: isWhole ? parts[place].weight : part.weight / sum, part.content)
      })
  }
}
