// Forecasting: how fast a panel moves at a moment: the recent hazard of all units and the pace of each.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The recent hazard of a panel at a moment of working time.
struct CoverageWindow {
  /// Mean hazard per day of all units, `> 0`.
  let hazard: Double
  /// Logarithm of each unit's pace in proportion to the mean of the panel.
  let pace: [Double]
  /// Working time since the median unit's first count, days, `>= 1`.
  let age: Double

  /// The window of paths that end at or before `time`; nil where no unit has two counts apart.
  init?(_ paths: [HazardPath], at time: Double) {
    guard let start = paths.map({ $0.times[0] }).median else { return nil }
    age = max(1, time - start)
    let gaps = paths.compactMap { path in
      zip(path.times, path.times.dropFirst()).map { $1 - $0 }.median
    }
    let window = max(
      CoverageModel.window * age, CoverageModel.leastWindow, gaps.median ?? 0)
    let recent = paths.map { $0.recent(window) }
    let long = paths.map { $0.recent(CoverageModel.unitWindows * window) }
    guard let near = Self.mean(recent), let far = Self.mean(long) else { return nil }
    // Nobody signed lately: half a signer in the whole panel is the least that can be told from none.
    let remaining = paths.reduce(0) { $0 + Double($1.required) * $1.remaining }
    let least = 0.5 / max(remaining, 1) / window
    let trend = Self.trend(
      from: paths.map { $0.recent(window, before: window) }, to: recent, window: window,
      least: least)
    hazard = max(near, least) * exp(trend / 2)
    let common = max(far, least)
    let shrunk = CoverageModel.shrinkage * window
    let pace = long.map { rise, span in
      log((rise + shrunk * common) / ((span + shrunk) * common))
    }
    let mean = pace.reduce(0, +) / Double(pace.count)
    self.pace = pace.map { $0 - mean }
  }

  /// Change of the log hazard from the window before to the newest, drawn towards 0 by what of it is
  /// noise between units; 0 where fewer than half of the units reach so far back.
  private static func trend(
    from old: [(rise: Double, span: Double)], to new: [(rise: Double, span: Double)],
    window: Double, least: Double
  ) -> Double {
    let pairs = zip(old, new).filter { $0.span > window / 2 && $1.span > 0 }.map {
      (old: $0.rise / $0.span, new: $1.rise / $1.span)
    }
    guard pairs.count > 1, 2 * pairs.count >= old.count else { return 0 }
    let count = Double(pairs.count)
    let before = max(pairs.reduce(0) { $0 + $1.old } / count, least)
    let now = max(pairs.reduce(0) { $0 + $1.new } / count, least)
    let differences = pairs.map { $0.new / now - $0.old / before }
    let mean = differences.reduce(0, +) / count
    let noise =
      differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1) / count
    let usual = CoverageModel.usualTrend * CoverageModel.usualTrend
    let limit = 2 * CoverageModel.mostTrend
    return min(max(log(now / before) * usual / (usual + noise), -limit), limit)
  }

  private static func mean(_ rises: [(rise: Double, span: Double)]) -> Double? {
    let rates = rises.filter { $0.span > 0 }.map { $0.rise / $0.span }
    return rates.isEmpty ? nil : rates.reduce(0, +) / Double(rates.count)
  }
}

extension [Double] {
  /// The median, the mean of the middle two where their number is even; nil without a value.
  var median: Double? {
    guard !isEmpty else { return nil }
    let sorted = self.sorted()
    let middle = count / 2
    return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
