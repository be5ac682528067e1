// Forecasting: scores of probabilities of an event, and whether they mean what they say.

/// The Brier score of probabilities of an event, decomposed in bins.
///
/// `mean (p − y)² = reliability − resolution + uncertainty + withinBins`, exactly.
///
/// - SeeAlso: Murphy (1973), Journal of Applied Meteorology 12:595–600; Stephenson, Coelho and
///   Jolliffe (2008), Weather and Forecasting 23:752–757, for the last term.
public struct BrierScore: Hashable, Sendable {
  /// One row of the reliability table.
  public struct Bin: Hashable, Sendable {
    /// Least forecast of the bin; it belongs to the bin.
    public let low: Double
    /// Next bin's `low`; it belongs to that bin, and to this one only where this is the last.
    public let high: Double
    /// Forecasts in the bin, n.
    public let count: Int
    /// Their mean, `0...1`; `nil` in an empty bin.
    public let meanForecast: Double?
    /// Share of them after which the event came, `0...1`; `nil` in an empty bin.
    public let observedShare: Double?
  }

  /// Number of forecasts, `> 0`.
  public let count: Int
  /// `mean (p − y)²`, `0...1`.
  public let score: Double
  /// `Σ n_b (p̄_b − ȳ_b)² / n`: 0 where each bin's forecasts mean what they say.
  public let reliability: Double
  /// `Σ n_b (ȳ_b − ȳ)² / n`: how far the bins differ in what came; larger is better.
  public let resolution: Double
  /// `ȳ (1 − ȳ)`, the score of always forecasting the share that came.
  public let uncertainty: Double
  /// What the bins hide: variance of the forecasts in bins less twice their covariance with what
  /// came. 0 where all forecasts of a bin are equal; can be below 0.
  public let withinBins: Double
  /// The reliability table, one row for each bin, also for empty ones.
  public let table: [Bin]

  /// `1 − score / uncertainty`: 1 for a perfect forecast, 0 for the share that came; `nil` where the
  /// event came always or never.
  public var skill: Double? { uncertainty > 0 ? 1 - score / uncertainty : nil }

  /// The ends of ten bins of equal width.
  public static let tenths = (0...10).map { Double($0) / 10 }

  /// Scores forecasts of an event.
  ///
  /// - Parameters:
  ///   - forecasts: Probabilities p, `0...1`, at least one.
  ///   - outcomes: Whether the event came, as many as forecasts.
  ///   - edges: Ends of the bins in strictly rising order, from 0 to 1.
  /// - Complexity: O(n log bins).
  public init(
    _ forecasts: [Double], outcomes: [Bool], edges: [Double] = BrierScore.tenths
  ) {
    precondition(
      !forecasts.isEmpty && forecasts.count == outcomes.count,
      "\(forecasts.count) forecasts and \(outcomes.count) outcomes")
    precondition(forecasts.allSatisfy { (0...1).contains($0) }, "probabilities lie in 0...1")
    precondition(
      edges.first == 0 && edges.last == 1 && zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 },
      "edges rise from 0 to 1: \(edges)")
    let n = Double(forecasts.count)
    var sums = [(count: Int, forecast: Double, came: Int)](
      repeating: (0, 0, 0), count: edges.count - 1)
    var squares = 0.0
    let places = forecasts.map { Self.bin(of: $0, edges) }
    for (place, (p, came)) in zip(places, zip(forecasts, outcomes)) {
      sums[place].count += 1
      sums[place].forecast += p
      sums[place].came += came ? 1 : 0
      squares += (p - (came ? 1 : 0)) * (p - (came ? 1 : 0))
    }
    table = sums.indices.map { place in
      let (count, forecast, came) = sums[place]
      return Bin(
        low: edges[place], high: edges[place + 1], count: count,
        meanForecast: count == 0 ? nil : forecast / Double(count),
        observedShare: count == 0 ? nil : Double(came) / Double(count))
    }
    let share = Double(outcomes.count { $0 }) / n
    var (reliability, resolution, within) = (0.0, 0.0, 0.0)
    for bin in table {
      guard let mean = bin.meanForecast, let observed = bin.observedShare else { continue }
      reliability += Double(bin.count) * (mean - observed) * (mean - observed)
      resolution += Double(bin.count) * (observed - share) * (observed - share)
    }
    for (place, (p, came)) in zip(places, zip(forecasts, outcomes)) {
      guard let mean = table[place].meanForecast, let observed = table[place].observedShare else {
        continue
      }
      within += (p - mean) * (p - mean - 2 * ((came ? 1 : 0) - observed))
    }
    count = forecasts.count
    score = squares / n
    self.reliability = reliability / n
    self.resolution = resolution / n
    uncertainty = share * (1 - share)
    withinBins = within / n
  }

  /// The last bin whose low end does not exceed p; 1 belongs to the last bin.
  private static func bin(of p: Double, _ edges: [Double]) -> Int {
    var low = 0
    var high = edges.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if edges[middle] <= p { low = middle } else { high = middle }
    }
    return low
  }
}
