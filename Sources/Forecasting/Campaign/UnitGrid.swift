// Forecasting: the posterior of one unit on a grid. A grid never fails to converge, takes the
// one-sided likelihood of those who will ever sign, and gives exact draws.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The laws of the increments at the present round of the fit.
struct IncrementLaws: Sendable {
  /// Over-dispersion ρ of stragglers.
  var correlation: Double
  /// Mean and precision of the share at a first ceremony.
  var first: (mean: Double, precision: Double)
  /// Mean and precision of the share at a repeat.
  var again: (mean: Double, precision: Double)
}

/// A grid of 33 values of the share q of those outstanding who will ever sign (on the logit scale)
/// by 11 of the log hazard u, with the log likelihood of a unit's bins.
///
/// K = S + q (N − S) with S the last count, and z = logit((S + q (N + ½ − S)) / (N + ½)): the half
/// person keeps z finite where everybody has signed.
struct UnitGrid: Sendable {
  static let shares = 33
  static let hazards = 11
  static let cells = shares * hazards

  /// Roster that the grid is for.
  let required: Int
  /// First value and step of logit q.
  private(set) var shareRange: (first: Double, step: Double) = (-7, 14.0 / 32)
  /// First value and step of u.
  private(set) var hazardRange: (first: Double, step: Double)
  /// z at each value of q, and ln(dz / d logit q · step).
  private(set) var logits: [Double] = []
  private(set) var logSlopes: [Double] = []
  /// Log likelihood at `share * hazards + hazard`, less its greatest value.
  private(set) var likelihood: [Double] = []
  /// The greatest log likelihood.
  private(set) var peak = 0.0
  private let signed: Int

  init(required: Int, signed: Int, hazardMean: Double, hazardSpread: Double) {
    self.required = max(required, signed)
    self.signed = signed
    hazardRange = (hazardMean - 3 * hazardSpread, 6 * hazardSpread / Double(Self.hazards - 1))
    place()
  }

  /// q at a value of logit q.
  static func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  /// z and the slope dz / d logit q at a value of logit q.
  func logit(_ x: Double) -> (value: Double, slope: Double) {
    let q = Self.logistic(x)
    let roster = Double(required) + 0.5
    let left = roster - Double(signed)
    let high = Double(signed) + q * left
    let low = (1 - q) * left
    return (log(high / low), left * q * (1 - q) * roster / (high * low))
  }

  private mutating func place() {
    logits = []
    logSlopes = []
    for index in 0..<Self.shares {
      let (value, slope) = logit(shareRange.first + Double(index) * shareRange.step)
      logits.append(value)
      logSlopes.append(log(slope * shareRange.step))
    }
  }

  /// Moves the grid to where the posterior lies.
  mutating func refocus(
    share: (mean: Double, spread: Double), hazard: (mean: Double, spread: Double)
  ) {
    let wide = max(3.5 * share.spread, 2.0 * shareRange.step)
    let low = max(-9, share.mean - wide)
    let high = max(low + 0.5, min(9, share.mean + wide))
    shareRange = (low, (high - low) / Double(Self.shares - 1))
    let broad = max(3.2 * hazard.spread, 1.2 * hazardRange.step)
    hazardRange = (hazard.mean - broad, 2 * broad / Double(Self.hazards - 1))
    place()
  }

  /// The log likelihood of bins; `offsets` holds ln of each bin's working time with pull, shocks and
  /// sessions.
  mutating func evaluate(_ bins: [CampaignBin], offsets: [Double], laws: IncrementLaws) {
    var table = [Double](repeating: 0, count: Self.cells)
    var outstanding = [Double](repeating: 0, count: Self.shares)
    let left = Double(required - signed)
    let counts = (0..<Self.shares).map { index in
      Double(signed) + left * Self.logistic(shareRange.first + Double(index) * shareRange.step)
    }
    for (bin, offset) in zip(bins, offsets) {
      let y = Double(bin.signers)
      var constant = [Double](repeating: 0, count: Self.shares)
      for index in outstanding.indices {
        let n = max(y, counts[index] - Double(bin.before))
        outstanding[index] = n
        constant[index] = FastLogGamma.value(n + 1) - FastLogGamma.value(n - y + 1)
      }
      for hazard in 0..<Self.hazards {
        let (mean, precision) = Self.law(
          bin, exposure: exp(hazardRange.first + Double(hazard) * hazardRange.step + offset), laws)
        let a = max(1e-9, mean * precision)
        let b = max(1e-9, (1 - mean) * precision)
        let column =
          FastLogGamma.value(y + a) - FastLogGamma.value(a) - FastLogGamma.value(b)
          + FastLogGamma.value(a + b)
        for index in outstanding.indices {
          let n = outstanding[index]
          table[index * Self.hazards + hazard] +=
            constant[index] + column + FastLogGamma.value(n - y + b)
            - FastLogGamma.value(n + a + b)
        }
      }
    }
    peak = table.max() ?? 0
    for index in table.indices { table[index] -= peak }
    likelihood = table
  }

  /// Mean and precision of the share of those outstanding who sign in a bin.
  static func law(
    _ bin: CampaignBin, exposure: Double, _ laws: IncrementLaws
  ) -> (mean: Double, precision: Double) {
    let hazard = -expm1(-exposure)
    let correlation = laws.correlation
    guard bin.isCeremony else { return (max(1e-12, hazard), 1 / correlation - 1) }
    // Stragglers take their share of those whom the ceremony leaves.
    let ceremony = bin.isFirst ? laws.first : laws.again
    let stay = 1 - hazard
    let mean = 1 - (1 - ceremony.mean) * stay
    let spread = stay * stay * ceremony.mean * (1 - ceremony.mean) / (ceremony.precision + 1)
    let noise = (1 - ceremony.mean) * (1 - ceremony.mean) * hazard * stay * correlation
    let variance = max(1e-12, spread + noise)
    return (mean, max(0.05, mean * (1 - mean) / variance - 1))
  }
}
