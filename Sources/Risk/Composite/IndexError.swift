// Risk: what can be wrong with a recipe of a composite index, or with the table that it is given.

/// A recipe that cannot be followed, or a table that does not fit it.
public enum IndexError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The weights inside a dimension do not sum to 1.
  case weightsDoNotSum(dimension: String, sum: Double)
  /// A weight is negative or not finite.
  case badWeight(name: String, weight: Double)
  /// Some parts of a dimension have a weight and others do not.
  case weightsIncomplete(dimension: String)
  /// A dimension has no parts.
  case empty(dimension: String)
  /// Two indicators or dimensions have one name.
  case duplicateName(String)
  /// The table has no column for an indicator; the names that it has follow.
  case unknownIndicator(String, known: [String])
  /// An indicator has no goalposts, and they are the normalisation.
  case goalpostsMissing(indicator: String)
  /// Goalposts that do not rise, are not finite, or not above 0 on a log scale.
  case badGoalposts(indicator: String, low: Double, high: Double)
  /// The ends of the scale do not rise or are not finite.
  case badScale(low: Double, high: Double)
  /// A geometric mean needs a floor above 0 and below the top of the scale.
  case badFloor(dimension: String, floor: Double)
  /// Standard scores are negative for half of the rows and have no geometric mean.
  case geometricOfStandardScores(dimension: String)
  /// A geometric mean needs a scale that does not go below 0.
  case geometricOfNegativeScale(dimension: String)
  /// A value of the table is not finite.
  case notFinite(indicator: String, row: Int)
  /// A value on a log scale is not above 0, and no goalpost bounds it.
  case notPositive(indicator: String, row: Int)
  /// More inputs than a design of points can have.
  case tooManyInputs(count: Int, most: Int)
  /// No indicator of a row is known.
  case unknownIndex(row: Int)
  /// A key of a recipe in JSON that means nothing.
  case unknownKey(String, known: [String])
  /// A word of a recipe in JSON that means nothing.
  case unknownWord(String, key: String, known: [String])

  /// What is wrong, and how it is put right.
  public var description: String {
    switch self {
    case .weightsDoNotSum(let dimension, let sum):
      "the weights inside \(dimension) sum to \(sum) and not to 1; leave all of them out for equal "
        + "weights"
    case .badWeight(let name, let weight): "the weight of \(name) is \(weight): give 0 to 1"
    case .weightsIncomplete(let dimension):
      "inside \(dimension) some parts have a weight and others do not: give all or none"
    case .empty(let dimension): "\(dimension) has no parts"
    case .duplicateName(let name): "two parts are named \(name)"
    case .unknownIndicator(let name, let known):
      "there is no indicator \(name); there are: \(known.joined(separator: ", "))"
    case .goalpostsMissing(let indicator):
      "\(indicator) has no goalposts; give \"goalposts\": [low, high] or another normalisation"
    case .badGoalposts(let indicator, let low, let high):
      "the goalposts of \(indicator), \(low) and \(high), must rise, and be above 0 on a log scale"
    case .badScale(let low, let high): "the scale from \(low) to \(high) does not rise"
    case .badFloor(let dimension, let floor):
      "the floor \(floor) of \(dimension) must be above 0 and below the top of the scale"
    case .geometricOfStandardScores(let dimension):
      "\(dimension) takes a geometric mean of standard scores, which are negative for many rows"
    case .geometricOfNegativeScale(let dimension):
      "\(dimension) takes a geometric mean on a scale that goes below 0"
    case .notFinite(let indicator, let row): "\(indicator) is not finite in row \(row + 1)"
    case .notPositive(let indicator, let row):
      "\(indicator) is not above 0 in row \(row + 1) and stands on a log scale"
    case .tooManyInputs(let count, let most):
      "\(count) weights and rules at the top of the recipe; sensitivity takes at most \(most)"
    case .unknownIndex(let row):
      "no indicator of the recipe is known in row \(row + 1); say what a \"missing\" one counts as"
    case .unknownKey(let key, let known):
      "a recipe has no \"\(key)\"; there are: \(known.joined(separator: ", "))"
    case .unknownWord(let word, let key, let known):
      "\"\(key)\" cannot be \"\(word)\"; it can be: \(known.joined(separator: ", "))"
    }
  }
}
