// Risk: the index of compliance risk (indeks risiko kepatuhan), 0–100. It measures paperwork, not
// neutrality, and is no index of Bawaslu.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The index from its indicators, each scaled by fixed goalposts to 0 (good) … 100 (bad).
///
/// Four dimensions: outlook 0.40 (P(miss); share short of the target), present state 0.25 (one
/// minus the forecast rate; weeks since the last signature up to 8; launched or not), prevention
/// 0.20 (levels without a session; cascade sessions not documented), time and exposure 0.15 (days
/// left, 180 to 0; officials on a log scale, 10 to 1,000). The mean inside a dimension is
/// arithmetic, between dimensions geometric with a floor of 1, so that one good dimension does not
/// cancel the others.
struct RiskIndex {
  var missProbability: Double
  var shortfallShare: Double
  var rate: Double
  var silentWeeks: Double?
  var isLaunched: Bool
  var levelsWithoutSession: Double
  var cascadeMissing: Double?
  var daysLeft: Int
  var required: Double

  /// Weights of the dimensions, which sum to 1.
  static let weights = (outlook: 0.40, present: 0.25, prevention: 0.20, exposure: 0.15)

  /// The index, `1...100`.
  var value: Double {
    let outlook = mean([missProbability, shortfallShare])
    let present = mean([1 - rate, min(1, (silentWeeks ?? 8) / 8), isLaunched ? 0 : 1])
    let prevention = mean([levelsWithoutSession] + (cascadeMissing.map { [$0] } ?? []))
    let size = (log(max(required, 1)) - log(10)) / (log(1000) - log(10))
    let exposure = mean([1 - Double(min(max(daysLeft, 0), 180)) / 180, min(max(size, 0), 1)])
    let logs =
      Self.weights.outlook * log(max(1, 100 * outlook))
      + Self.weights.present * log(max(1, 100 * present))
      + Self.weights.prevention * log(max(1, 100 * prevention))
      + Self.weights.exposure * log(max(1, 100 * exposure))
    return exp(logs)
  }

  private func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
