// Statistics: how much more the new signers vary than independent persons would.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The dispersion φ of the new signers around a curve: an estimate, and how likely other values are.
///
/// Officials sign together, office by office. With correlation ρ the variance of a count among N is
/// `1 + (N − 1) ρ` times the binomial one, so that before any data ln φ is taken half-normal with
/// scale `ln(1 + 0.01 (N − 1))`, at least 0.4: about 1.5 times for 53 leaders, 5 times for 400 staff.
/// The data speak by the deviance of intervals merged until each expects 5 signers; empty weeks have
/// hardly any deviance, and as cells of their own they would make the rest look calm.
///
/// - SeeAlso: McCullagh and Nelder (1989), Generalized Linear Models, 4.5.
struct CurveDispersion {
  /// Deviance per degree of freedom of the best family, at least 1.
  let estimate: Double
  /// Values of φ with their probabilities given the data.
  let values: [(factor: Double, probability: Double)]

  private static let leastExpected = 5.0
  private static let typicalCorrelation = 0.01
  private static let gridSize = 25

  init(_ families: [CurveFamily], _ counts: GroupedCounts) {
    var best: (ratio: Double, deviance: Double, freedom: Int)?
    for family in families {
      let shape = CurveShape(family, counts)
      let objective = CurveObjective(
        counts: counts, shape: shape, penalties: shape.penalties(counts))
      guard let end = objective.scan(shape.starts(counts), dispersion: 1) else { continue }
      var cells = objective.emptyCells()
      objective.fill(end.parameters, into: &cells)
      let merged = Self.merged(cells)
      let freedom = merged.count - 1 - shape.freeParameters()
      let deviance = merged.reduce(0) { sum, cell in
        let root = cell.root.value
        return sum + root * root
      }
      guard deviance.isFinite else { continue }
      // A family that fits without freedom left must not leave the verdict to one that misfits.
      let ratio = deviance / Double(max(1, freedom))
      if ratio < best?.ratio ?? .infinity { best = (ratio, deviance, freedom) }
    }
    estimate = max(1, best?.ratio ?? 1)
    let scale = max(0.4, log1p((counts.required - 1) * Self.typicalCorrelation))
    let logs = (0..<Self.gridSize).map { place -> (log: Double, weight: Double) in
      let step = 3.5 * Double(place) / Double(Self.gridSize - 1)
      let prior = -step * step / 2 + log(place == 0 ? 0.5 : 1)
      guard let best, best.freedom >= 1 else { return (step * scale, prior) }
      let factor = exp(step * scale)
      return (
        step * scale,
        prior - Double(best.freedom) / 2 * step * scale - best.deviance / (2 * factor)
      )
    }
    let top = logs.map(\.weight).max() ?? 0
    let sum = logs.reduce(0) { $0 + exp($1.weight - top) }
    values = logs.map { (exp($0.log), exp($0.weight - top) / sum) }
  }

  /// Log of the likelihood of a rise of the deviance above its minimum, over all values of φ:
  /// `Σ p φ^(−k/2) exp(−rise / 2φ)`, each part a normal law of k parameters.
  func logLikelihood(rise: Double, parameters: Int) -> Double {
    guard rise.isFinite else { return -.infinity }
    let sum = values.reduce(0) {
      $0 + $1.probability * pow($1.factor, -Double(parameters) / 2) * exp(-rise / (2 * $1.factor))
    }
    return sum > 0 ? log(sum) : -.infinity
  }

  /// Neighbouring intervals together until each expects enough; a rest joins the last. The unsigned
  /// stay a cell of their own.
  private static func merged(_ cells: [CurveCell]) -> [CurveCell] {
    var merged: [CurveCell] = []
    var open = CurveCell(observed: 0, expected: 0)
    for cell in cells.dropLast() {
      open.observed += cell.observed
      open.expected += cell.expected
      if open.expected >= leastExpected {
        merged.append(open)
        open = CurveCell(observed: 0, expected: 0)
      }
    }
    if open.expected > 0 {
      if merged.isEmpty {
        merged.append(open)
      } else {
        merged[merged.count - 1].observed += open.observed
        merged[merged.count - 1].expected += open.expected
      }
    }
    return merged + cells.suffix(1)
  }
}
