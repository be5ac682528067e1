// Forecasting: a symmetric 3 × 3 matrix and its Cholesky factor in registers. A fit solves some fifty
// such systems; the library's workspaces cost more than the arithmetic.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A symmetric matrix of order 3, lower half.
struct SymmetricThree {
  var m00 = 0.0
  var m10 = 0.0
  var m11 = 0.0
  var m20 = 0.0
  var m21 = 0.0
  var m22 = 0.0

  /// Adds `weight · v vᵀ`.
  @inline(__always)
  mutating func add(_ weight: Double, _ v0: Double, _ v1: Double, _ v2: Double) {
    let (w0, w1) = (weight * v0, weight * v1)
    m00 += w0 * v0
    m10 += w0 * v1
    m11 += w1 * v1
    m20 += w0 * v2
    m21 += w1 * v2
    m22 += weight * v2 * v2
  }

  /// Adds a weight times another matrix.
  @inline(__always)
  mutating func add(_ weight: Double, _ other: SymmetricThree) {
    m00 += weight * other.m00
    m10 += weight * other.m10
    m11 += weight * other.m11
    m20 += weight * other.m20
    m21 += weight * other.m21
    m22 += weight * other.m22
  }

  var diagonal: SIMD3<Double> { SIMD3(m00, m11, m22) }

  mutating func addDiagonal(_ d: SIMD3<Double>) {
    m00 += d[0]
    m11 += d[1]
    m22 += d[2]
  }

  mutating func scale(_ factor: Double) {
    m00 *= factor
    m10 *= factor
    m11 *= factor
    m20 *= factor
    m21 *= factor
    m22 *= factor
  }

  /// The product with a vector.
  func times(_ v: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(
      m00 * v[0] + m10 * v[1] + m20 * v[2], m10 * v[0] + m11 * v[1] + m21 * v[2],
      m20 * v[0] + m21 * v[1] + m22 * v[2])
  }

  /// Rows of the leading part of some order.
  func rows(_ order: Int) -> [[Double]] {
    let all = [[m00, m10, m20], [m10, m11, m21], [m20, m21, m22]]
    return all.prefix(order).map { Array($0.prefix(order)) }
  }
}

/// The lower factor L of a positive definite matrix of order 3, A = L Lᵀ.
struct FactorThree {
  private let l00: Double
  private let l10: Double
  private let l11: Double
  private let l20: Double
  private let l21: Double
  private let l22: Double

  /// The factor; nil where the matrix is not positive definite to rounding.
  init?(_ a: SymmetricThree) {
    guard a.m00 > 0, a.m00.isFinite else { return nil }
    l00 = a.m00.squareRoot()
    l10 = a.m10 / l00
    let p11 = a.m11 - l10 * l10
    guard p11 > 1e-14 * a.m11, p11.isFinite else { return nil }
    l11 = p11.squareRoot()
    l20 = a.m20 / l00
    l21 = (a.m21 - l20 * l10) / l11
    let p22 = a.m22 - l20 * l20 - l21 * l21
    guard p22 > 1e-14 * a.m22, p22.isFinite else { return nil }
    l22 = p22.squareRoot()
  }

  /// Solves A x = b.
  func solve(_ b: SIMD3<Double>) -> SIMD3<Double> {
    let y0 = b[0] / l00
    let y1 = (b[1] - l10 * y0) / l11
    let y2 = (b[2] - l20 * y0 - l21 * y1) / l22
    return backward(SIMD3(y0, y1, y2))
  }

  /// Solves Lᵀ x = y: turns standard normals into draws with covariance A⁻¹.
  func backward(_ y: SIMD3<Double>) -> SIMD3<Double> {
    let x2 = y[2] / l22
    let x1 = (y[1] - l21 * x2) / l11
    let x0 = (y[0] - l10 * x1 - l20 * x2) / l00
    return SIMD3(x0, x1, x2)
  }

  /// ln √det of the leading part of A of an order of 2 or 3.
  func logDeterminant(_ order: Int) -> Double {
    log(l00) + log(l11) + (order > 2 ? log(l22) : 0)
  }

  /// A⁻¹.
  func inverse() -> SymmetricThree {
    let (c0, c1, c2) = (solve([1, 0, 0]), solve([0, 1, 0]), solve([0, 0, 1]))
    return SymmetricThree(m00: c0[0], m10: c0[1], m11: c1[1], m20: c0[2], m21: c1[2], m22: c2[2])
  }
}
