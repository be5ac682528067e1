// Trials of the forecasts on simulated nations and campaigns, whose truth is known. forecasts.py and
// calibration.py of Benchmarks/Coverage make the tables and the chart of docs/FORECASTS.md from it.

import Forecasting
import Foundation

/// Prints scores by world and weeks to the deadline, or histograms of ranks, as CSV.
@main
struct ForecastTrials {
  private static let usage = """
    usage: ForecastTrials NATIONS [--regencies 120] [WORLD ...]
           ForecastTrials --calibration [CAMPAIGNS]
    """
  /// Weeks to the deadline at which nations are forecast, and campaigns drawn from the prior.
  private static let origins = [18, 13, 8, 4]
  private static let calibrationOrigins = [12, 3]
  /// Nations that no prior was chosen on.
  private static let firstSeed: UInt64 = 8_000
  private static let calibrationSeed: UInt64 = 7

  static func main() {
    do {
      var arguments = Array(CommandLine.arguments.dropFirst())
      guard let first = arguments.first else { throw Misuse(text: usage) }
      arguments.removeFirst()
      if first == "--calibration" {
        try calibrate(campaigns: arguments)
      } else {
        try trial(nations: first, arguments)
      }
    } catch {
      tell("\(error)")
      exit(64)
    }
  }

  private static func trial(nations text: String, _ arguments: [String]) throws {
    var rest = arguments
    var trial = CampaignTrial()
    if let place = rest.firstIndex(of: "--regencies") {
      guard place + 1 < rest.count, let count = Int(rest[place + 1]), (1...1_600).contains(count)
      else { throw Misuse(text: usage) }
      trial.regencies = count
      rest.removeSubrange(place...place + 1)
    }
    guard let nations = Int(text), nations > 0 else { throw Misuse(text: usage) }
    let worlds = try rest.map { name in
      guard let world = SimulatedWorld(rawValue: name) else {
        let all = SimulatedWorld.allCases.map(\.rawValue).joined(separator: ", ")
        throw Misuse(text: "no world is called \(name); there are \(all)")
      }
      return world
    }
    print(
      "world,weeks,units,relative_wis,coverage_50,coverage_80,coverage_95,closed_80,brier_skill,"
        + "largest_reliability_gap,nation_80")
    for world in worlds.isEmpty ? SimulatedWorld.allCases : worlds {
      var scores: [Int: TrialScores] = [:]
      for nation in 0..<nations {
        tell("\(world.rawValue): nation \(nation + 1) of \(nations)")
        let campaign = trial.campaign(world, seed: firstSeed + UInt64(nation))
        for weeks in origins {
          trial.run(
            campaign, weeksLeft: weeks, seed: UInt64(nation + 1),
            into: &scores[weeks, default: TrialScores()])
        }
      }
      for weeks in origins {
        if let scores = scores[weeks] { print(row(world, weeks, scores)) }
      }
      fflush(nil)
    }
  }

  private static func row(_ world: SimulatedWorld, _ weeks: Int, _ scores: TrialScores) -> String {
    let units = scores.reporting
    let numbers = [
      units.relativeScore, units.innerCoverage(0.5), units.innerCoverage(0.8),
      units.innerCoverage(0.95), units.closedCoverage(0.8), units.brier?.skill,
      units.largestReliabilityGap(), scores.nation.innerCoverage(0.8),
    ]
    let cells = numbers.map { $0.map { String(format: "%.4f", $0) } ?? "" }
    return ([world.rawValue, "\(weeks)", "\(units.units)"] + cells).joined(separator: ",")
  }

  private static func calibrate(campaigns arguments: [String]) throws {
    guard arguments.count <= 1, let campaigns = Int(arguments.first ?? "200"), campaigns > 0 else {
      throw Misuse(text: usage)
    }
    print("model,weeks,quantity,campaigns,p_value,bin,count")
    for weeks in calibrationOrigins {
      tell("campaign model, \(weeks) weeks to the deadline: \(campaigns) campaigns")
      try show(
        "campaign",
        CalibrationRanks.campaign(campaigns: campaigns, weeksLeft: weeks, seed: calibrationSeed))
    }
    tell("coverage model: \(campaigns) campaigns")
    try show("coverage", CalibrationRanks.coverage(campaigns: campaigns, seed: calibrationSeed))
  }

  private static func show(_ model: String, _ all: [CalibrationRanks]) throws {
    for ranks in all {
      let p = try ranks.pValue().map { String(format: "%.4f", $0) } ?? ""
      for (bin, count) in ranks.histogram().enumerated() {
        print(
          "\(model),\(ranks.weeksLeft),\(ranks.quantity),\(ranks.ranks.count),\(p),\(bin),\(count)")
      }
    }
  }

  private static func tell(_ text: String) {
    FileHandle.standardError.write(Data("\(text)\n".utf8))
  }
}

/// A wrong call.
struct Misuse: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}
