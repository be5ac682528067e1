// GSL: safe Swift over the C library; everything else computes through it.
// This file draws parameters that hang together, such as the estimates of a regression.

internal import CGSL

/// A normal law of several coordinates: mean μ and covariance Σ = L Lᵀ.
///
/// A draw is μ + L z with z standard normal. The factor is computed once, so that each draw costs
/// one normal number for each coordinate and a triangular product.
///
/// - SeeAlso: Golub and Van Loan, Matrix Computations, 4.2.3 (Cholesky).
public struct MultivariateNormal: Hashable, Sendable {
  /// Mean of each coordinate.
  public let mean: [Double]
  /// L in row-major order; elements above the diagonal are not used.
  private let factor: [Double]

  /// The law with a mean and a covariance.
  ///
  /// - Parameters:
  ///   - mean: at least one finite number.
  ///   - covariance: as many rows and columns as `mean`, finite, symmetric to 1e-8 of the larger
  ///     standard deviations, positive definite.
  /// - Throws: `GSLError` of kind `invalidInput` when a number is not finite, `rankDeficient` when the
  ///   covariance is not positive definite to rounding.
  /// - Complexity: O(n³) in the number of coordinates.
  public init(mean: [Double], covariance: [[Double]]) throws(GSLError) {
    let routine = "MultivariateNormal"
    let count = mean.count
    precondition(
      count >= 1 && covariance.count == count && covariance.allSatisfy { $0.count == count },
      "\(count) coordinates need a covariance of as many rows and columns, and at least one")
    guard mean.allSatisfy(\.isFinite) && covariance.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
      throw GSLError(
        .invalidInput, routine: routine, message: "the mean or the covariance is not finite",
        context: "coordinates=\(count)")
    }
    _ = Library.ready
    let matrix = MatrixStorage(rows: count, columns: count)
    for row in 0..<count {
      for column in 0..<count {
        let (value, mirror) = (covariance[row][column], covariance[column][row])
        let scale = (abs(covariance[row][row]) * abs(covariance[column][column])).squareRoot()
        precondition(
          abs(value - mirror) <= 1e-8 * max(scale, abs(value)),
          "not symmetric: elements (\(row), \(column)) \(value) and \(mirror)")
        matrix[row, column] = value
      }
    }
    let status = gsl_linalg_cholesky_decomp1(matrix.raw)
    let factor = matrix.array()
    guard status == Library.success,
      (0..<count).allSatisfy({ row in
        // A pivot at rounding says nothing: it might as well be negative.
        factor[row][row] > 1e-8 * covariance[row][row].squareRoot()
          && factor[row].allSatisfy(\.isFinite)
      })
    else {
      throw GSLError(
        .rankDeficient, routine: routine, message: "the covariance is not positive definite",
        status: status == Library.success ? nil : status, context: "coordinates=\(count)")
    }
    self.mean = mean
    self.factor = Array(factor.joined())
  }

  /// Writes a draw and allocates nothing.
  ///
  /// - Parameters:
  ///   - stream: the source of chance, which advances.
  ///   - point: receives the coordinates, as many as `mean`.
  /// - Complexity: O(n²) in the number of coordinates.
  public func draw(from stream: RandomStream, into point: inout MutableSpan<Double>) {
    let count = mean.count
    precondition(point.count == count, "a draw has \(count) coordinates: \(point.count)")
    for index in 0..<count { point[index] = stream.normal() }
    // From the last row up, so that no number is overwritten before its use.
    for row in (0..<count).reversed() {
      var sum = mean[row]
      for column in 0...row { sum += factor[row * count + column] * point[column] }
      point[row] = sum
    }
  }

  /// A draw in an array of its own.
  ///
  /// - Parameter stream: the source of chance, which advances.
  /// - Returns: the coordinates, as many as `mean`.
  public func draw(from stream: RandomStream) -> [Double] {
    var point = mean
    var span = point.mutableSpan
    draw(from: stream, into: &span)
    return point
  }
}
