// Risk: how much of the variation of a result comes from each of its inputs (global sensitivity).

internal import GSL

/// The points of Saltelli's design: two independent matrices A and B from one Sobol sequence.
struct SobolDesign {
  let dimension: Int
  /// Points of A, then those of B, `dimension` coordinates each.
  let a: [[Double]]
  let b: [[Double]]

  /// The most inputs: A and B together take twice as many coordinates of the sequence.
  static let mostInputs = SobolSequence.maximumDimension / 2

  init(dimension: Int, points: Int) {
    precondition(
      dimension >= 1 && dimension <= Self.mostInputs,
      "sensitivity to 1...\(Self.mostInputs) inputs, not \(dimension)")
    precondition(points >= 1, "points \(points)")
    self.dimension = dimension
    var sequence = SobolSequence(dimension: 2 * dimension)
    var a: [[Double]] = []
    var b: [[Double]] = []
    for _ in 0..<points {
      let point = sequence.next()
      a.append(Array(point.prefix(dimension)))
      b.append(Array(point.suffix(dimension)))
    }
    self.a = a
    self.b = b
  }
}

/// Sums over the points of a design from which the indices of one output follow.
struct SobolSums {
  private var count = 0.0
  private var sum = 0.0
  private var squares = 0.0
  private var products: [Double]
  private var differences: [Double]
  private var jumps: [Double]
  /// Subtracted from every value, so that digits which all values share do not cost precision.
  private let shift: Double

  init(dimension: Int, shift: Double) {
    products = [Double](repeating: 0, count: dimension)
    differences = products
    jumps = products
    self.shift = shift
  }

  /// Adds the values at one point of A and of B.
  mutating func add(_ first: Double, _ second: Double) {
    let (a, b) = (first - shift, second - shift)
    count += 1
    sum += a + b
    squares += a * a + b * b
  }

  /// Adds the value at the point of A with one coordinate of B.
  mutating func add(_ mixed: Double, input: Int, _ first: Double, _ second: Double) {
    let difference = mixed - first
    products[input] += (second - shift) * difference
    differences[input] += difference
    jumps[input] += difference * difference
  }

  var mean: Double { shift + sum / (2 * count) }

  /// Variance over the points of A and B.
  var variance: Double {
    max(0, squares / (2 * count) - (sum / (2 * count)) * (sum / (2 * count)))
  }

  /// First-order and total index of each input; nil where the output does not vary.
  var indices: (first: [Double], total: [Double])? {
    let variance = variance
    // What is left by rounding is no variation.
    guard variance > 1e-14 * (squares / (2 * count)), variance > 0 else { return nil }
    let centre = sum / (2 * count)
    return (
      zip(products, differences).map { ($0 - centre * $1) / count / variance },
      jumps.map { $0 / (2 * count) / variance }
    )
  }
}

/// First-order and total Sobol indices of a function of independent inputs.
///
/// With A and B two matrices of points and Aᵢ the matrix A with column i of B: Sᵢ = mean(f(B) (f(Aᵢ)
/// − f(A))) / V and Tᵢ = mean((f(A) − f(Aᵢ))²) / 2V, V over A and B. Sᵢ is the share of the variance
/// that would go if input i were known, Tᵢ the share that would stay if all others were.
///
/// - SeeAlso: Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola (2010), Computer Physics
///   Communications 181:259–270, tables 2 (b) and 2 (f); Jansen (1999), ibid. 117:35–43.
public struct SobolIndices: Hashable, Sendable {
  /// The effect of one input.
  public struct Effect: Hashable, Sendable {
    /// First-order index with 90 % limits.
    public let first: Ranged
    /// Total index with 90 % limits.
    public let total: Ranged
  }

  /// The most inputs.
  public static let mostInputs = SobolDesign.mostInputs

  /// Mean of the function.
  public let mean: Double
  /// Variance of the function.
  public let variance: Double
  /// Effects in the order of the inputs; nil where the function does not vary.
  public let effects: [Effect]?

  /// Estimates the indices of a function of inputs that are uniform on (0, 1).
  ///
  /// - Parameters:
  ///   - dimension: inputs, `1...20`.
  ///   - points: points of each matrix, at least 1; a power of two fills the cube most evenly.
  ///   - resamples: bootstrap samples of the points behind the limits, at least 1.
  ///   - seed: seed of the bootstrap.
  ///   - function: finite values; called `points` × (`dimension` + 2) times.
  /// - Throws: what the function throws.
  /// - Complexity: O(points · dimension · resamples) beside the function. With 4,096 points errors
  ///   are below 0.005 for Ishigami's function and below 0.01 for g-functions.
  public init<Failure: Error>(
    dimension: Int, points: Int, resamples: Int = 200, seed: UInt64 = 1,
    _ function: ([Double]) throws(Failure) -> Double
  ) throws(Failure) {
    let design = SobolDesign(dimension: dimension, points: points)
    var values = SobolValues(dimension: dimension)
    for (a, b) in zip(design.a, design.b) {
      var row = [try function(a), try function(b)]
      for input in 0..<dimension {
        var mixed = a
        mixed[input] = b[input]
        row.append(try function(mixed))
      }
      values.append(row)
    }
    self.init(values, resamples: resamples, seed: seed)
  }

  init(_ values: SobolValues, resamples: Int, seed: UInt64) {
    precondition(resamples >= 1, "resamples \(resamples)")
    let all = values.sums(of: 0..<values.points)
    mean = all.mean
    variance = all.variance
    guard let (first, total) = all.indices else {
      effects = nil
      return
    }
    let stream = RandomStream(seed: seed)
    var samples: [(first: [Double], total: [Double])] = []
    for _ in 0..<resamples {
      let rows = (0..<values.points).map { _ in stream.uniformInt(below: values.points) }
      if let indices = values.sums(of: rows).indices { samples.append(indices) }
    }
    effects = first.indices.map { input in
      func ranged(_ value: Double, _ draws: [Double]) -> Ranged {
        let sorted = draws.sorted()
        // Where no sample varies nothing is known beside the estimate.
        guard !sorted.isEmpty else { return Ranged(value: value, low: value, high: value) }
        return Ranged(
          value: value, low: Quantile.of(sorted, 0.05), high: Quantile.of(sorted, 0.95))
      }
      return Effect(
        first: ranged(first[input], samples.map { $0.first[input] }),
        total: ranged(total[input], samples.map { $0.total[input] }))
    }
  }
}

/// Values of one output at all points of a design, kept for the bootstrap.
struct SobolValues {
  private let dimension: Int
  private var values: [Double] = []

  init(dimension: Int) { self.dimension = dimension }

  var points: Int { values.count / (dimension + 2) }

  /// Appends the values at a point of A, of B, and of A with each coordinate of B.
  mutating func append(_ row: [Double]) {
    precondition(
      row.count == dimension + 2 && row.allSatisfy(\.isFinite), "values of a point: \(row)")
    values += row
  }

  func sums(of rows: some Sequence<Int>) -> SobolSums {
    var sums = SobolSums(dimension: dimension, shift: values.first ?? 0)
    for row in rows {
      let start = row * (dimension + 2)
      let (a, b) = (values[start], values[start + 1])
      sums.add(a, b)
      for input in 0..<dimension { sums.add(values[start + 2 + input], input: input, a, b) }
    }
    return sums
  }
}
