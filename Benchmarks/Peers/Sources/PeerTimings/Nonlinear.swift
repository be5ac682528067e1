// Speed against peers: the nonlinear data sets of NIST from both starts, with default settings and
// derivatives by differences, as the peers have them.

import Foundation
import GSL

/// Seconds of every fit, and whether it found the certified parameters.
struct FitTimings: Encodable {
  /// By data set and number of the start, such as `Misra1a 1`.
  let fits: [String: FitTiming]
}

/// Seconds of a fit, and whether it is solved: each parameter to 1e-4 of its certified value.
struct FitTiming: Encodable {
  let seconds: Double
  let solved: Bool

  func encode(to encoder: any Encoder) throws {
    var pair = encoder.unkeyedContainer()
    try pair.encode(seconds)
    try pair.encode(solved)
  }
}

func nonlinear(_ folder: URL) throws -> FitTimings {
  let file = try Data(contentsOf: folder.appending(path: "nonlinear.json"))
  var fits: [String: FitTiming] = [:]
  for row in try JSONDecoder().decode(NISTFile.self, from: file).rows {
    for (number, start) in row.starts.enumerated() {
      fits["\(row.name) \(number + 1)"] = row.time(start: start)
    }
  }
  return FitTimings(fits: fits)
}

private struct NISTFile: Decodable {
  let rows: [NISTRow]
}

private struct NISTRow: Decodable {
  let name: String
  let starts: [[Double]]
  let parameters: [Double]
  let predictors: [[Double]]
  let y: [Double]

  /// The fastest of three turns of 20 fits.
  func time(start: [Double]) -> FitTiming {
    let model = NISTModel.named(name, predictors)
    let response = NISTModel.response(of: name, y)
    var fit: NonlinearFit?
    var fastest = Double.infinity
    for _ in 0..<3 {
      let turn = seconds {
        for _ in 0..<20 {
          fit = try? NonlinearFit.fit(start: start, residualCount: response.count) { b, r in
            for i in r.indices { r[i] = model(b, i) - response[i] }
          }
        }
      }
      fastest = min(fastest, turn / 20)
    }
    let solved = fit.map { fit in
      zip(fit.parameters, parameters).allSatisfy { abs($0 - $1) <= 1e-4 * abs($1) }
    }
    return FitTiming(seconds: fastest, solved: solved ?? false)
  }
}
