// Statistics: the sums over many units that the beta-binomial likelihood is made of. Units with equal
// counts share their terms, so a sum over 514 units costs about as much as over the distinct counts.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// F(p, γ) = Σᵢ Σ_{j < mᵢ} ln(p + jγ) over units with counts mᵢ, with its derivatives.
///
/// With γ = 1/κ this is ln of the rising factorials of p κ over those of κ; unlike the difference of
/// log-gammas it keeps its digits when κ grows without bound, where γ = 0 is the binomial law.
struct RisingSums: Sendable {
  /// Terms below this are added one by one; above it the Euler–Maclaurin series has 1e-16 left.
  static let headLength = 64

  /// How many units have a count above j, at j.
  private let head: [Double]
  /// Counts above the head, less its length, with the number of their units.
  private let tail: [(length: Double, units: Double)]

  /// - Parameter counts: counts of the units, each `>= 0`.
  init(_ counts: [Int]) {
    var head = [Double](repeating: 0, count: min(Self.headLength, counts.max() ?? 0))
    var long: [Int: Int] = [:]
    // First how many units have exactly the count, then the running sum from above.
    for count in counts where count > 0 {
      head[min(count, head.count) - 1] += 1
      if count > Self.headLength { long[count, default: 0] += 1 }
    }
    for j in head.indices.dropLast().reversed() { head[j] += head[j + 1] }
    self.head = head
    tail = long.sorted { $0.key < $1.key }.map {
      (length: Double($0.key - Self.headLength), units: Double($0.value))
    }
  }

  /// F itself, with absolute rounding of about 1e-16 times the number of factors.
  ///
  /// - Parameters:
  ///   - p: start of the factors, `> 0`.
  ///   - gamma: their step, `>= 0`.
  /// - Returns: a logarithm.
  func value(_ p: Double, _ gamma: Double) -> Double {
    var sum = 0.0
    var factor = p
    for units in head {
      sum += units * log(factor)
      factor += gamma
    }
    guard !tail.isEmpty else { return sum }
    let run = LogRun(p + Double(Self.headLength) * gamma, gamma)
    for part in tail { sum += part.units * run.sum(part.length) }
    return sum
  }

  /// F with its first and second derivatives.
  struct Jet {
    var value = 0.0
    var p = 0.0
    var gamma = 0.0
    var pp = 0.0
    var pGamma = 0.0
    var gammaGamma = 0.0
  }

  /// F and its derivatives.
  ///
  /// - Parameters:
  ///   - p: start of the factors, `> 0`.
  ///   - gamma: their step, `> 0`.
  /// - Returns: the value and five derivatives.
  func jet(_ p: Double, _ gamma: Double) -> Jet {
    var jet = Jet()
    for (index, units) in head.enumerated() {
      let j = Double(index)
      let factor = p + j * gamma
      let share = units / factor
      jet.value += units * log(factor)
      jet.p += share
      jet.gamma += j * share
      jet.pp -= share / factor
      jet.pGamma -= j * share / factor
      jet.gammaGamma -= j * j * share / factor
    }
    let start = p + Double(Self.headLength) * gamma
    let run = LogRun(start, gamma)
    for part in tail {
      let length = part.length
      let growth = gamma * length / start
      let (low, high) = (gamma / start, gamma / (start * (1 + growth)))
      let (low2, high2) = (low * low, high * high)
      let (low4, high4) = (low2 * low2, high2 * high2)
      // Sums of 1/z and of 1/z² over the factors z, each times a power of γ.
      let first =
        log1p(growth) - (high - low) / 2 - (high2 - low2) / 12 + (high4 - low4) / 120
        - (high4 * high2 - low4 * low2) / 252
      let second =
        low - high - (high2 - low2) / 2 - (high * high2 - low * low2) / 6
        + (high4 * high - low4 * low) / 30 - (high4 * high2 * high - low4 * low2 * low) / 42
      let (perP, perPP) = (first / gamma, second / (gamma * gamma))
      jet.value += part.units * run.sum(length)
      jet.p += part.units * perP
      jet.pp -= part.units * perPP
      // j = (z − p) / γ turns sums with j into those without.
      jet.gamma += part.units * (length - p * perP) / gamma
      jet.pGamma -= part.units * (perP - p * perPP) / gamma
      jet.gammaGamma -= part.units * (length - 2 * p * perP + p * p * perPP) / (gamma * gamma)
    }
    return jet
  }
}

/// Σ_{j < length} ln(start + jγ) by the Euler–Maclaurin formula, for many lengths from one start of at
/// least `RisingSums.headLength` steps.
struct LogRun {
  private let logStart: Double
  /// γ / start, and γ / end below: the terms of the series.
  private let low: Double
  private let perLow: Double
  private let lowTerms: Double

  /// - Parameters:
  ///   - start: first factor, `> 0`.
  ///   - gamma: step of the factors, `>= 0`.
  init(_ start: Double, _ gamma: Double) {
    logStart = log(start)
    low = gamma / start
    perLow = start / max(gamma, .leastNormalMagnitude)
    lowTerms = Self.terms(low)
  }

  private static func terms(_ t: Double) -> Double {
    let square = t * t
    return t * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260)))
  }

  /// The sum of so many logarithms.
  ///
  /// - Parameter length: number of factors, `>= 0`.
  /// - Returns: a logarithm, absolute 1e-15 times `length`.
  func sum(_ length: Double) -> Double {
    guard low > 0 else { return length * logStart }
    let growth = low * length
    let rise = log1p(growth)
    return length * logStart + ((1 + growth) * rise - growth) * perLow - 0.5 * rise
      + Self.terms(low / (1 + growth)) - lowTerms
  }
}
