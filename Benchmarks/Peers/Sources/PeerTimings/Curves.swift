// Speed against peers: a curve with never-signers fitted to the daily counts of each regency by
// penalised maximum likelihood.

import Forecasting
import Foundation

/// A regency's daily counts from curves.csv, and the family it is fitted with.
struct CurveSeries {
  let model: CureModel
  let times: SigningTimes
}

/// Reads `unit,family,required` and the counts of all days of a line.
func curveSeries(_ folder: URL) throws -> [CurveSeries] {
  let text = try String(contentsOf: folder.appending(path: "curves.csv"), encoding: .utf8)
  return try text.split(separator: "\n").dropFirst().map { line in
    let cells = line.split(separator: ",")
    guard cells.count > 3, let family = CureModel.Family(rawValue: String(cells[1])),
      let required = Double(cells[2])
    else { throw Misuse(text: "a line of curves.csv reads \(line)") }
    let counts = try cells.dropFirst(3).map { cell in
      guard let count = Double(cell) else { throw Misuse(text: "a count reads \(cell)") }
      return count
    }
    let times = SigningTimes(
      ends: counts.indices.map { Double($0 + 1) }, counts: counts, total: required)
    return CurveSeries(model: CureModel(family), times: times)
  }
}

/// Fits every regency; the check is the sum of the objectives at the maxima.
func curves(_ folder: URL) throws -> Timing {
  let series = try curveSeries(folder)
  var sum = 0.0
  let seconds = try best {
    sum = 0
    for unit in series { sum += try CureFit(unit.times, unit.model).objective }
  }
  return Timing(seconds: seconds, items: series.count, check: sum)
}

/// The same with mean and 80 % interval of the signers 30 days later; the check is the sum of the
/// means.
func curveForecasts(_ folder: URL) throws -> Timing {
  let series = try curveSeries(folder)
  var sum = 0.0
  let seconds = try best {
    sum = 0
    for unit in series {
      let interval = try CureFit(unit.times, unit.model).signers(
        at: unit.times.end + 30, from: unit.times.end, signed: Int(unit.times.signed),
        required: Int(unit.times.total), confidence: 0.8)
      sum += interval.mean
    }
  }
  return Timing(seconds: seconds, items: series.count, check: sum)
}

/// The same with 1,000 draws from the posterior; the check is the sum of the means.
func curveDraws(_ folder: URL) throws -> Timing {
  let series = try curveSeries(folder)
  let draws = 1_000
  var sum = 0.0
  let seconds = try best {
    sum = 0
    for (number, unit) in series.enumerated() {
      let fit = try CureFit(unit.times, unit.model)
      let curves = CureDraws(fit, unit.times, count: draws, seed: UInt64(number))
      let signers = curves.signers(
        at: [unit.times.end + 30], from: unit.times.end, signed: Int(unit.times.signed),
        required: Array(repeating: Int(unit.times.total), count: draws),
        seed: UInt64(number + series.count))
      sum += Double(signers.reduce(0, +)) / Double(draws)
    }
  }
  return Timing(seconds: seconds, items: series.count, check: sum)
}
