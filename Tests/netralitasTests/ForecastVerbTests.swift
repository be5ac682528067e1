// Tests of the command: `forecast` and `backtest`: columns that other programs rely on, laws between
// them, the record that goes from one to the other, and wrong use.

import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Forecast and back-test")
struct ForecastVerbTests {
  private static let levels =
    ["q01", "q025", "q05"] + (2...19).map { "q\($0 * 5)" } + ["q975", "q99"]

  /// Weekly recaps of a simulated campaign of thirty regencies.
  private func campaign(_ scratch: borrowing Scratch) async throws -> String {
    let folder = "\(scratch.path)/campaign"
    let run = try await Command.run(
      "simulate", "-o", folder, "--regencies", "30", "--every", "7", "--seed", "4")
    try #require(run.status == 0, "\(run.errors)")
    return folder
  }

  @Test("forecast: the columns of the contract, quantiles that rise within the roster")
  func forecast() async throws {
    let scratch = try Scratch()
    let run = try await Command.run(
      "forecast", try await campaign(scratch), "--as-of", "2024-10-02", "--date", "2024-11-01",
      "2024-11-27", "--format", "csv")
    #expect(run.status == 0, "\(run.errors)")
    let wanted =
      [
        "election_id", "regency_code", "regency", "level", "as_of", "target_date", "horizon_days",
        "required", "mean",
      ] + Self.levels + ["p_target", "grade", "model"]
    #expect(Array(run.header.prefix(wanted.count)) == wanted)
    // 508 regencies take part; a campaign of thirty leaves the others without a report.
    #expect(run.rows.count == 508 * 7 * 2)
    var before: [Int] = []
    for row in run.rows {
      let values = Self.levels.compactMap { Int(row[$0] ?? "") }
      #expect(values.count == 23 && values == values.sorted())
      #expect(values[0] >= 0)
      // Of these the office says how many there are; other rosters are drawn and shown by a median.
      if ["bupati", "wakil_bupati", "sekda", "camat"].contains(row["level"]) {
        #expect(values[22] <= Int(row["required"] ?? "") ?? -1)
      }
      let chance = try #require(Double(row["p_target"] ?? ""))
      #expect((0...1).contains(chance))
      if row["target_date"] == "2024-11-27" {
        // The later day holds the same people and perhaps more.
        #expect(zip(before, values).allSatisfy { $0 <= $1 })
      }
      before = values
    }
    #expect(run.rows.contains { $0["model"] == "campaign" })
  }

  @Test("forecast --format hubverse: a row for each quantile and the mean, in the hubs' columns")
  func hubverse() async throws {
    let run = try await Command.run(
      "forecast", Command.foundingCases, "--as-of", "2024-11-01", "--format", "hubverse", "--by",
      "province")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.header == [
        "origin_date", "target", "target_end_date", "horizon", "location", "level", "output_type",
        "output_type_id", "value",
      ])
    #expect(!run.rows.isEmpty && run.rows.count.isMultiple(of: 24))
    let first = run.rows.prefix(24)
    #expect(first.dropLast().allSatisfy { $0["output_type"] == "quantile" })
    #expect(first.compactMap { Double($0["output_type_id"] ?? "") }.count == 23)
    #expect(first.last?["output_type"] == "mean" && first.last?["output_type_id"] == "NA")
    #expect(run.rows.allSatisfy { Double($0["value"] ?? "") != nil })
  }

  @Test("A day that does not lie ahead, a wrong target, a wrong origin are exit 64 with the repair")
  func wrongUse() async throws {
    let past = try await Command.run(
      "forecast", Command.foundingCases, "--date", "2020-01-01")
    #expect(past.status == 64 && past.errors.contains("nothing lies ahead"))
    let target = try await Command.run("forecast", Command.foundingCases, "--target", "1.5")
    #expect(target.status == 64)
    let form = try await Command.run("risk", Command.foundingCases, "--format", "hubverse")
    #expect(form.status == 64 && form.errors.contains("only forecast"))
    for origin in ["0", "100%", "soon", "1.2"] {
      let run = try await Command.run("backtest", Command.foundingCases, "--origins", origin)
      #expect(run.status == 64, "\(origin): \(run.status)")
    }
  }

  @Test("backtest beats the baseline on a simulated campaign; its cases are the next record")
  func backTest() async throws {
    let scratch = try Scratch()
    let folder = try await campaign(scratch)
    let cases = "\(scratch.path)/cases.csv"
    let arguments = [
      "backtest", folder, "--origins", "2024-08-28", "2024-10-02", "--scope", "staff", "--format",
      "csv", "--cases", cases, "--charts", "\(scratch.path)/charts",
    ]
    let run = try await Command.run(arguments)
    #expect(run.status == 0, "\(run.errors)")
    let own = try #require(run.rows.first { $0["forecaster"] == "netralitas" })
    #expect(own["part"] == "all")
    let relative = try #require(Double(own["relative_wis"] ?? ""))
    #expect(relative < 0.7, "relative WIS \(relative)")
    #expect(try await Command.run(arguments).output == run.output)
    let charts = try scratch.names("charts")
    #expect(
      Set(charts).isSuperset(of: [
        "coverage-narrow.vl.json", "coverage-wide.vl.json", "reliability.csv",
      ]))

    let next = try await Command.run(
      "forecast", folder, "--as-of", "2024-10-02", "--scope", "staff", "--record", cases,
      "--format", "csv")
    #expect(next.status == 0 && next.errors.contains("in the past, of forecasts like this (staff"))
    let plain = try await Command.run(
      "forecast", folder, "--as-of", "2024-10-02", "--scope", "staff", "--format", "csv")
    let widened = next.rows.filter { $0["recalibrated"] == "yes" }
    #expect(!widened.isEmpty)
    let before = Dictionary(
      plain.rows.map { ($0["regency_code"] ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    for row in widened {
      let old = before[row["regency_code"] ?? ""]
      let (low, high) = (Int(row["q10"] ?? ""), Int(row["q90"] ?? ""))
      let (oldLow, oldHigh) = (Int(old?["q10"] ?? ""), Int(old?["q90"] ?? ""))
      #expect(try #require(low) <= (try #require(oldLow)))
      #expect(try #require(high) >= (try #require(oldHigh)))
    }
  }

  @Test("A record with a broken row is exit 65 and names the line")
  func brokenRecord() async throws {
    let scratch = try Scratch()
    let header =
      "level,forecaster,as_of,horizon_days,required,signed,observed,"
      + Self.levels.joined(separator: ",")
    let quantiles = Array(repeating: "5", count: 22).joined(separator: ",")
    let record = try scratch.file(
      "record.csv", "\(header)\nstaff,netralitas,2024-10-02,56,10,4,6,\(quantiles),4\n")
    let run = try await Command.run(
      "forecast", Command.foundingCases, "--as-of", "2024-11-01", "--record", record)
    #expect(run.status == 65, "\(run.errors)")
    #expect(run.errors.contains("record.csv:2") && run.errors.contains("quantiles never fall"))
    let missing = try await Command.run(
      "forecast", Command.foundingCases, "--as-of", "2024-11-01", "--record", "nowhere.csv")
    #expect(missing.status == 66)
  }

  @Test("Records without two counts of a unit: nothing to compare with")
  func nothing() async throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "recaps.csv",
      "regency_code,level,election_id,as_of,required,signed,source\n"
        + "17.06,camat,pilkada-2024,2024-10-01,15,3,office\n")
    let run = try await Command.run("backtest", file)
    #expect(run.status == 65)
    #expect(run.errors.contains("no unit with two counts"))
  }

  @Test("--scenario: a planned ceremony brings signers where it is held, and nowhere else")
  func scenario() async throws {
    let scratch = try Scratch()
    let folder = try await campaign(scratch)
    let plan = try scratch.file(
      "plan.json",
      #"{"ceremonies": [{"regency_code": "11.02", "levels": ["staff"], "date": "2024-11-01"}]}"#)
    let run = try await Command.run(
      "forecast", folder, "--as-of", "2024-10-02", "--scope", "staff", "--scenario", plan,
      "--format", "csv")
    #expect(run.status == 0, "\(run.errors)")
    for row in run.rows {
      let gain = try #require(Double(row["scenario_gain"] ?? ""))
      if row["regency_code"] == "11.02" { #expect(gain > 10) } else { #expect(abs(gain) < 1) }
    }
    for (text, word) in [
      ("{", "no JSON"), (#"{"sessions": [{"levels": [], "date": "x"}]}"#, "regency_code"),
      (#"{"voting_day": "2024-01-01"}"#, "is not after"),
      (
        #"{"ceremonies": [{"regency_code": "11.02", "levels": ["boss"], "date": "2024-11-01"}]}"#,
        "is no level"
      ),
    ] {
      let wrong = try scratch.file("wrong.json", text)
      let run = try await Command.run(
        "forecast", folder, "--as-of", "2024-10-02", "--scenario", wrong)
      #expect(run.status == 65 && run.errors.contains(word), "\(run.errors)")
    }
  }
}
