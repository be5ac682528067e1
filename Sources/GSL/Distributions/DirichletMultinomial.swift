// GSL: safe Swift over the C library; everything else computes through it.
// This file is the Dirichlet-multinomial law: counts in several cells whose rates vary.

internal import CGSL

/// Counts of n trials over cells when the rates of the cells are drawn once from a Dirichlet law:
/// P(k₁, ..., k_m) = n! Γ(A) / Γ(n + A) ∏ Γ(k_i + α_i) / (k_i! Γ(α_i)) with A = Σ α_i.
///
/// - SeeAlso: Mosimann (1962), Biometrika 49:65–82; Johnson, Kotz and Balakrishnan (1997), Discrete
///   Multivariate Distributions, 35.13.
public struct DirichletMultinomial: Hashable, Sendable {
  /// Shapes α_i of the cells, dimensionless, each `> 0`.
  public let shapes: [Double]

  /// A Dirichlet-multinomial distribution.
  ///
  /// - Parameter shapes: α_i, one for each cell and at least one, dimensionless, `> 0`, at
  ///   most 1e300.
  public init(shapes: [Double]) {
    precondition(!shapes.isEmpty, "a Dirichlet law has at least one cell")
    for shape in shapes {
      precondition(isShape(shape), "a shape is above 0 and at most 1e300, not \(shape)")
    }
    self.shapes = shapes
  }

  /// Natural logarithm of the probability of exactly these counts, given their sum.
  ///
  /// - Parameter counts: k_i, one for each cell, each `>= 0`.
  /// - Returns: the logarithm, at most 0, relative 1e-12 against mpmath, or absolute 1e-12 near 0.
  /// - Complexity: O(m) in the number of cells.
  public func logProbability(_ counts: [Int]) -> Double {
    precondition(
      counts.count == shapes.count, "\(counts.count) counts for \(shapes.count) cells")
    let weight = shapes.reduce(0, +)
    let total = counts.reduce(0, +)
    var sum = 0.0
    for (count, shape) in zip(counts, shapes) {
      sum += Self.cell(count, shape, of: total, weight)
    }
    return min(sum - Self.cell(total, weight, of: total, weight), 0)
  }

  /// The probability is a product of negative binomial ones over another, all with the same rate
  /// x = A / (A + n), which cancels; written so, nothing else does.
  static func cell(_ count: Int, _ shape: Double, of total: Int, _ weight: Double) -> Double {
    precondition(count >= 0, "a count is not negative: \(count)")
    guard total > 0 else { return 0 }
    let size = Double(total)
    return BetaKernel.logNegativeBinomial(
      count, shape: shape, UnitPoint(odds: weight / size),
      excess: BetaKernel.difference(Double(count), weight, shape, size) / (weight + size))
  }
}
