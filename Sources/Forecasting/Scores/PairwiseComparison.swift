// Forecasting: models that forecast different cases, compared on those that they share.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Relative scores of models by comparison of pairs on common cases.
///
/// For models i and j the ratio is the sum of i's scores over the cases of both by that of j's. A
/// model's relative skill is the geometric mean of its ratios to all models, itself included; below
/// 1 is better than the others. Scaled, it is divided by that of the baseline.
///
/// - SeeAlso: Cramer et al. (2022), PNAS 119:e2113561119, supplement; Bosse et al. (2022),
///   arXiv:2205.07090, section 2.4.
public struct PairwiseComparison: Hashable, Sendable {
  /// What is found of one model.
  public struct Model: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Cases that it forecast.
    public let cases: Int
    /// Geometric mean of its ratios, `>= 0`; `nil` where it has no ratio.
    public let relative: Double?
    /// `relative` divided by that of the baseline; `nil` where either is missing or the latter 0.
    public let scaled: Double?
    /// Mean of its scores over its own cases; `nil` without cases.
    public let meanScore: Double?
  }

  /// The models in the order given.
  public let models: [Model]
  /// `ratios[i][j]`, the sum of i's scores by that of j's over common cases; 1 on the diagonal, `nil`
  /// without common cases or where j's sum is 0.
  public let ratios: [[Double?]]
  /// Name of the model that `scaled` refers to.
  public let baseline: String

  /// Compares models.
  ///
  /// - Parameters:
  ///   - names: Names of the models, all different.
  ///   - scores: For each model its score in each case, finite, `>= 0`, smaller is better; `nil` where
  ///     the model has no forecast. All rows are of the same length.
  ///   - baseline: One of the names.
  /// - Complexity: O(models² × cases).
  public init(_ names: [String], scores: [[Double?]], baseline: String) {
    precondition(Set(names).count == names.count, "names differ: \(names)")
    precondition(names.count == scores.count, "\(names.count) names and \(scores.count) rows")
    precondition(names.contains(baseline), "\(baseline) is not among \(names)")
    precondition(
      scores.allSatisfy { $0.count == scores[0].count }, "rows of scores are of one length")
    precondition(
      scores.allSatisfy { row in row.allSatisfy { $0.map { $0 >= 0 && $0.isFinite } ?? true } },
      "scores are finite and not negative")
    let ratios = scores.indices.map { own in
      scores.indices.map { other in
        own == other ? 1 : Self.ratio(scores[own], scores[other])
      }
    }
    let relative = ratios.indices.map { own -> Double? in
      // A model without cases is equal to nobody, not even to itself.
      guard scores[own].contains(where: { $0 != nil }) else { return nil }
      return Self.geometricMean(ratios[own].compactMap { $0 })
    }
    let reference = names.firstIndex(of: baseline).flatMap { relative[$0] }
    models = names.indices.map { own in
      let present = scores[own].compactMap { $0 }
      return Model(
        name: names[own], cases: present.count, relative: relative[own],
        scaled: Self.quotient(relative[own], reference),
        meanScore: present.isEmpty ? nil : present.reduce(0, +) / Double(present.count))
    }
    self.ratios = ratios
    self.baseline = baseline
  }

  /// What is found of a model.
  ///
  /// - Parameter name: Name of the model.
  /// - Returns: `nil` for a name that was not compared.
  public subscript(_ name: String) -> Model? { models.first { $0.name == name } }

  private static func ratio(_ own: [Double?], _ other: [Double?]) -> Double? {
    var (top, bottom) = (0.0, 0.0)
    for case (let first?, let second?) in zip(own, other) {
      top += first
      bottom += second
    }
    return quotient(top, bottom)
  }

  /// A quotient that is defined and finite.
  private static func quotient(_ top: Double?, _ bottom: Double?) -> Double? {
    guard let top, let bottom, bottom > 0, (top / bottom).isFinite else { return nil }
    return top / bottom
  }

  /// 0 where one of the values is.
  private static func geometricMean(_ values: [Double]) -> Double {
    exp(values.reduce(0) { $0 + log($1) } / Double(values.count))
  }
}
