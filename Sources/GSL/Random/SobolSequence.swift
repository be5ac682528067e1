// GSL: safe Swift over the C library; everything else computes through it.
// This file spreads points evenly over a cube, for sensitivity analysis and many starts of a fit.

internal import CGSL

/// The points of Sobol's sequence: evenly spread over the unit cube, and the same in every run.
///
/// An average over n points misses the integral of a smooth function by about 1/n, where random
/// points miss by 1/√n. The sequence starts at (½, …, ½): the point 0 is left out, so no coordinate
/// is ever 0 or 1 and every quantile function may be applied. With the missing point the first 2ᵐ,
/// and each later block of 2ᵐ points that starts at a multiple of 2ᵐ, fill all 2ᵐ equal intervals of
/// every coordinate once.
///
/// The library accepts more dimensions than its tables hold and leaves the coordinates above the
/// fortieth at 0; hence the limit. A request above it is a mistake in a program and not in data.
///
/// - SeeAlso: Bratley and Fox (1988), ACM TOMS 14:88–100, algorithm 659; Antonov and Saleev (1979).
public struct SobolSequence: ~Copyable {
  /// The most coordinates that a point can have.
  public static let maximumDimension = 40
  /// Number of points in the whole sequence, 2³⁰ − 1.
  public static let length = 1 << 30 - 1

  /// Coordinates of each point.
  public let dimension: Int
  /// Points given or skipped so far.
  public private(set) var position = 0

  private let raw: UnsafeMutablePointer<gsl_qrng>
  private let skipped: VectorStorage

  /// The sequence at its beginning.
  ///
  /// - Parameter dimension: coordinates of each point, `1...40`.
  public init(dimension: Int) {
    precondition(
      dimension >= 1 && dimension <= Self.maximumDimension,
      "a Sobol sequence has 1...\(Self.maximumDimension) dimensions, not \(dimension)")
    _ = Library.ready
    self.dimension = dimension
    raw = Library.allocated(
      gsl_qrng_alloc(cgsl_qrng_sobol(), UInt32(dimension)), "a Sobol sequence")
    skipped = VectorStorage(count: dimension)
  }

  deinit { gsl_qrng_free(raw) }

  /// Writes the next point and allocates nothing.
  ///
  /// - Parameter point: receives the coordinates, `dimension` elements, each a multiple of 2⁻³⁰
  ///   strictly between 0 and 1.
  public mutating func next(into point: inout MutableSpan<Double>) {
    precondition(point.count == dimension, "a point has \(dimension) coordinates: \(point.count)")
    point.withUnsafeMutableBufferPointer { advance($0.baseAddress) }
  }

  /// The next point in an array of its own.
  ///
  /// - Returns: the coordinates, `dimension` elements, each strictly between 0 and 1.
  public mutating func next() -> [Double] {
    var point = Array(repeating: 0.0, count: dimension)
    var span = point.mutableSpan
    next(into: &span)
    return point
  }

  /// Leaves points out, so that tasks can share one sequence in blocks.
  ///
  /// - Parameter count: number of points, `>= 0`.
  /// - Complexity: O(`count` · `dimension`).
  public mutating func skip(_ count: Int) {
    precondition(count >= 0, "a number of points is not negative: \(count)")
    for _ in 0..<count { advance(skipped.raw.pointee.data) }
  }

  private mutating func advance(_ target: UnsafeMutablePointer<Double>?) {
    precondition(position < Self.length, "a Sobol sequence ends after \(Self.length) points")
    Library.expectSuccess(gsl_qrng_get(raw, target), "a Sobol point")
    position += 1
  }
}
