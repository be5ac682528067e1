// Forecasting: the counts of one unit as a cumulative hazard over working time.

import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Cumulative hazard −log(1 − signed ÷ required) of one unit at its counts.
struct HazardPath {
  /// Working time of each count, days, rising.
  let times: [Double]
  /// Cumulative hazard at each count, `>= 0`, never falling.
  let hazards: [Double]
  /// Officials who must sign, persons, `> 0`.
  let required: Int

  /// Shares above this are taken as this, so that a complete unit has a finite hazard.
  static let mostShare = 0.995

  init(times: [Double], hazards: [Double], required: Int) {
    self.times = times
    self.hazards = hazards
    self.required = required
  }

  init(_ unit: UnitSeries, clock: ClockReading) {
    self.init(
      times: unit.points.map { clock[$0.date] },
      hazards: unit.points.map {
        -log1p(-min(Double($0.signed) / Double(unit.required), Self.mostShare))
      },
      required: unit.required)
  }

  /// Working time of the last count.
  var end: Double { times[times.count - 1] }

  /// Officials who had not signed at the last count, as a share.
  var remaining: Double { exp(-hazards[hazards.count - 1]) }

  /// The part that was known at a time; nil where nothing was.
  func known(at time: Double) -> HazardPath? {
    let count = times.partitioningIndex { $0 > time + 1e-9 }
    guard count > 0 else { return nil }
    return HazardPath(
      times: Array(times[..<count]), hazards: Array(hazards[..<count]), required: required)
  }

  /// Rise of the hazard over the `window` days of working time that end `before` days before the last
  /// count, or over what there is of them.
  func recent(_ window: Double, before: Double = 0) -> (rise: Double, span: Double) {
    let close = end - before
    let start = max(close - window, times[0])
    let span = close - start
    guard span >= 0.5 else { return (0, 0) }
    return (value(at: close) - value(at: start), span)
  }

  /// The hazard at a time within the counts, linear between them.
  private func value(at time: Double) -> Double {
    let next = times.partitioningIndex { $0 >= time }
    guard next > 0, next < times.count else { return hazards[min(next, times.count - 1)] }
    let part = (time - times[next - 1]) / (times[next] - times[next - 1])
    return hazards[next - 1] + part * (hazards[next] - hazards[next - 1])
  }
}

extension Array {
  /// Position of the first element for which a condition holds that holds for all behind it.
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
