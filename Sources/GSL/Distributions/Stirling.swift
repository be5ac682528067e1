// GSL: safe Swift over the C library; everything else computes through it.
// This file holds the parts of which all densities are built without cancellation.

internal import CGSL

/// Stirling's formula and its remainder, after Loader.
///
/// A density written as a difference of large log-gammas loses as many digits as they have before
/// the point. Written as a small remainder minus deviances, which are all of one sign, it loses
/// none.
///
/// - SeeAlso: Loader (2000), Fast and Accurate Computation of Binomial Probabilities.
enum Stirling {
  /// ln √(2π).
  static let lnRoot2Pi = 0.918938533204672741780329736406

  /// ln Γ(x) − ((x − 1/2) ln x − x + ln √(2π)), for x above 0.
  static func remainder(_ x: Double) -> Double {
    if x >= 10 { return series(x) }
    // Counts and Jeffreys' halves are the usual shapes.
    let doubled = 2 * x
    if doubled >= 1 && doubled == doubled.rounded(.down) { return halves[Int(doubled)] }
    return SpecialFunctions.lnGamma(x) - ((x - 0.5) * log(x) - x + lnRoot2Pi)
  }

  /// DLMF 5.11.1; the first term left out is below 3e-17.
  private static func series(_ x: Double) -> Double {
    let s = 1 / (x * x)
    var sum = 1.0 / 156
    sum = sum * s - 691.0 / 360_360
    sum = sum * s + 1.0 / 1_188
    sum = sum * s - 1.0 / 1_680
    sum = sum * s + 1.0 / 1_260
    sum = sum * s - 1.0 / 360
    sum = sum * s + 1.0 / 12
    return sum / x
  }

  /// The remainder at 1/2, 1, ..., 10, at twice the argument, from Γ(x + 1) = x Γ(x) downwards.
  private static let halves: [Double] = {
    var table = [Double](repeating: 0, count: 21)
    for twice in stride(from: 20, through: 1, by: -1) {
      let x = Double(twice) / 2
      table[twice] = twice > 18 ? series(x) : table[twice + 2] + (x + 0.5) * log1p(1 / x) - 1
    }
    return table
  }()

  /// e − ln(1 + e): the deviance of a part that is `1 + e` times as large as expected.
  ///
  /// `ratio` is 1 + e where `e` has lost its digits, near −1.
  static func deviance(_ e: Double, ratio: Double) -> Double {
    guard abs(e) < 0.3 else { return e - (e > -0.5 ? log1p(e) : log(ratio)) }
    // ln(1 + e) = 2 artanh r with r = e / (2 + e), and e − 2r = r e.
    let r = e / (2 + e)
    let s = r * r
    if s < 1e-4 { return r * (e - 2 * s * (1.0 / 3 + s * (1.0 / 5 + s * (1.0 / 7 + s / 9)))) }
    var sum = 1.0 / 23
    sum = sum * s + 1.0 / 21
    sum = sum * s + 1.0 / 19
    sum = sum * s + 1.0 / 17
    sum = sum * s + 1.0 / 15
    sum = sum * s + 1.0 / 13
    sum = sum * s + 1.0 / 11
    sum = sum * s + 1.0 / 9
    sum = sum * s + 1.0 / 7
    sum = sum * s + 1.0 / 5
    sum = sum * s + 1.0 / 3
    return r * (e - 2 * s * sum)
  }

  /// a (e − ln(1 + e)) where a (1 + e) is expected, and a e is the excess of it over a.
  static func deviance(of a: Double, expected: Double, excess: Double) -> Double {
    let ratio = expected / a
    // Next to a tiny shape anything is infinitely many times as large.
    guard ratio.isFinite else { return excess - a * (log(expected) - log(a)) }
    return a * deviance(excess / a, ratio: ratio)
  }

  /// ln(x^a e^−x / Γ(a)).
  static func logGammaKernel(_ a: Double, _ x: Double) -> Double {
    0.5 * log(a) - lnRoot2Pi - remainder(a) - deviance(of: a, expected: x, excess: x - a)
  }
}

/// Whether sums and products of shapes and counts stay finite.
func isShape(_ value: Double) -> Bool { value > 0 && value <= 1e300 }

/// x^a y^b / B(a, b) with x + y = 1, which is the density of the log odds of a beta law and, but for
/// a factor, the binomial and the negative binomial probability.
struct BetaKernel {
  let a: Double
  let b: Double
  /// a + b, and what rounding took from it.
  let total: Double
  private let lost: Double
  /// The part that does not depend on the point.
  private let base: Double

  init(_ a: Double, _ b: Double) {
    self.a = a
    self.b = b
    total = a + b
    let (large, small) = a > b ? (a, b) : (b, a)
    lost = small - (total - large)
    base =
      0.5 * log((a / total) * b) - Stirling.lnRoot2Pi
      + (Stirling.remainder(total) - Stirling.remainder(a) - Stirling.remainder(b))
  }

  /// (a + b) x − a, rounded once.
  func excess(_ point: UnitPoint) -> Double {
    point.x <= 0.5
      ? (-a).addingProduct(total, point.x) + lost * point.x
      : -((-b).addingProduct(total, point.complement) + lost * point.complement)
  }

  /// The logarithm of the kernel where (a + b) x − a is known.
  func logarithm(_ point: UnitPoint, excess: Double) -> Double {
    base - Stirling.deviance(of: a, expected: total * point.x, excess: excess)
      - Stirling.deviance(of: b, expected: total * point.complement, excess: -excess)
  }
}

extension BetaKernel {
  /// ln of (m over k) x^k y^(m − k); `excess` is m x − k where the caller knows it better.
  static func logBinomial(_ k: Int, of m: Int, _ point: UnitPoint, excess: Double? = nil) -> Double
  {
    let (count, size) = (Double(k), Double(m))
    if k == 0 { return size * lnShare(point.complement, point.x) }
    if k == m { return size * lnShare(point.x, point.complement) }
    let kernel = BetaKernel(count, size - count)
    return kernel.logarithm(point, excess: excess ?? kernel.excess(point))
      + log(size / count / (size - count))
  }

  /// ln of Γ(k + r) / (k! Γ(r)) x^r y^k; `excess` is (k + r) x − r.
  static func logNegativeBinomial(_ k: Int, shape r: Double, _ point: UnitPoint, excess: Double)
    -> Double
  {
    if k == 0 { return r * lnShare(point.x, point.complement) }
    return BetaKernel(r, Double(k)).logarithm(point, excess: excess) - log(Double(k))
  }

  /// ln of a share from the smaller of it and its complement.
  private static func lnShare(_ share: Double, _ complement: Double) -> Double {
    share <= 0.5 ? log(share) : log1p(-complement)
  }

  /// a d − b c with one rounding more than an exact difference would have (Kahan).
  static func difference(_ a: Double, _ d: Double, _ b: Double, _ c: Double) -> Double {
    let product = b * c
    return (-product).addingProduct(a, d) + product.addingProduct(-b, c)
  }
}
