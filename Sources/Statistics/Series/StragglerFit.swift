// Statistics: the law of stragglers, learnt from the intervals that hold no ceremony.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// An interval in which stragglers could be counted.
struct StragglerCell {
  let signers: Double
  let outstanding: Double
  let weeks: Double

  static func cells(of units: [UnitIncrements], without excluded: [[Bool]]) -> [StragglerCell] {
    zip(units, excluded).flatMap { unit, excluded in
      zip(zip(unit.bins, unit.outstanding), excluded).compactMap { item, isExcluded in
        let (bin, outstanding) = item
        guard !isExcluded, outstanding > 0, outstanding < unit.required, let weeks = bin.weeks
        else { return nil }
        return StragglerCell(
          signers: Double(bin.signers), outstanding: Double(outstanding), weeks: weeks)
      }
    }
  }
}

extension StragglerLaw {
  /// Weight of the prior rate: one signer in twenty official-weeks.
  private static let priorShape = 1.0
  private static let correlationRange = 0.003...0.3

  /// The law of a set of intervals: λ by the penalised likelihood of a complementary log-log
  /// binomial, each interval weighed by 1 / (1 + (n − 1) ρ), ρ by the moments of its residuals, the
  /// largest 1 % of them cut; no interval gives the prior.
  ///
  /// - SeeAlso: Williams (1982), Applied Statistics 31:144–148, for the weights and moments.
  init(fitting cells: [StragglerCell], from start: StragglerLaw) {
    guard !cells.isEmpty else {
      self = .prior
      return
    }
    var law = start
    // The rate hardly depends on the weights, so a few turns are enough.
    for _ in 0..<20 {
      let rate = Self.rate(cells, under: law)
      let next = StragglerLaw(
        weeklyRate: rate, correlation: Self.correlation(cells, weeklyRate: rate))
      let isSettled = abs(next.correlation - law.correlation) < 1e-9
      law = next
      if isSettled { break }
    }
    self = law
  }

  /// Root of the score in η = ln λ, which falls: Σ w Λ (y / h − n) + shape − λ shape / prior.
  private static func rate(_ cells: [StragglerCell], under law: StragglerLaw) -> Double {
    var (low, high) = (log(1e-9), log(1e3))
    var eta = log(law.weeklyRate)
    for _ in 0..<60 where high - low > 1e-12 {
      let rate = exp(eta)
      var score = priorShape * (1 - rate / prior.weeklyRate)
      var information = priorShape * rate / prior.weeklyRate
      for cell in cells {
        let weight = 1 / (1 + (cell.outstanding - 1) * law.correlation)
        let hazard = rate * cell.weeks
        let h = -expm1(-hazard)
        score += weight * hazard * (cell.signers / h - cell.outstanding)
        information += weight * cell.outstanding * hazard * hazard * exp(-hazard) / h
      }
      if score > 0 { low = eta } else { high = eta }
      let next = eta + score / information
      let step = next > low && next < high ? next : (low + high) / 2
      if abs(step - eta) < 1e-12 { break }
      eta = step
    }
    return exp(eta)
  }

  /// Σ c (r² − 1) / Σ c (n − 1), r the Pearson residuals: r² has the mean 1 + (n − 1) ρ. The weight
  /// c = min(n, 50) / n keeps a few large units from deciding alone, and units of two or three, whose
  /// residuals say next to nothing of ρ, enter by what they say.
  private static func correlation(_ cells: [StragglerCell], weeklyRate: Double) -> Double {
    let residuals = cells.filter { $0.outstanding > 1 }.map { cell in
      let h = min(max(-expm1(-weeklyRate * cell.weeks), 1e-12), 1 - 1e-12)
      let residual = cell.signers - cell.outstanding * h
      return (square: residual * residual / (cell.outstanding * h * (1 - h)), n: cell.outstanding)
    }
    guard !residuals.isEmpty else { return prior.correlation }
    let sorted = residuals.map(\.square).sorted()
    let most = sorted[SortedSample.inverseDistributionIndex(0.99, count: sorted.count)]
    var (sum, weights) = (0.0, 0.0)
    for residual in residuals {
      let weight = min(residual.n, 50) / residual.n
      sum += weight * (min(residual.square, most) - 1)
      weights += weight * (residual.n - 1)
    }
    return min(max(sum / weights, correlationRange.lowerBound), correlationRange.upperBound)
  }
}
