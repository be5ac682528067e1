// Speed against peers: intervals of many units. Both ends are stored in arrays that are there
// before the clock starts, as NumPy's results lie in arrays.

import Foundation
import Statistics

/// Both ends of every Wilson interval.
func wilson(_ folder: URL) throws -> Timing {
  let units = try counts(folder, "units")
  var ends = Ends(count: units.count)
  let seconds = best {
    let score = ScoreInterval(confidence: 0.95)
    for index in units.indices {
      (ends.low[index], ends.high[index]) = score.interval(
        units[index].signed, of: units[index].required)
    }
  }
  return Timing(seconds: seconds, items: units.count, check: ends.sum)
}

/// Both ends of every Jeffreys interval: two quantiles of a beta law each.
func jeffreys(_ folder: URL) throws -> Timing {
  let units = try counts(folder, "quantile-units")
  var ends = Ends(count: units.count)
  let seconds = try best {
    for index in units.indices {
      // The plain quantiles also for none and all, as the peer computes them.
      (ends.low[index], ends.high[index]) = try Interval.jeffreys(
        units[index].signed, of: units[index].required, confidence: 0.95, ends: .credible)
    }
  }
  return Timing(seconds: seconds, items: 2 * units.count, check: ends.sum)
}

/// Lower and upper ends in two arrays.
private struct Ends {
  var low: [Double]
  var high: [Double]

  init(count: Int) {
    low = [Double](repeating: 0, count: count)
    high = low
  }

  var sum: Double { low.reduce(0, +) + high.reduce(0, +) }
}
