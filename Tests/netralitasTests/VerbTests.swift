// Tests of the command: every verb on the real data and on a simulated nation: the columns that
// other programs rely on, laws between columns, the same bytes for the same seed.

import Testing

@Suite("Verbs")
struct VerbTests {
  /// Columns that other programs rely on, by verb, in order.
  static let contract: [(verb: String, columns: String)] = [
    (
      "compliance",
      "election_id,as_of,scope,province_code,province,regency_code,regency,level,required,"
        + "required_basis,signed,signed_kind,outstanding,rate,rate_low,rate_high,interval,"
        + "confidence,pooled_rate,pooled_low,pooled_high,sessions,session_reach,last_signed_on,"
        + "grade,sources"
    ),
    (
      "series",
      "election_id,province_code,regency_code,regency,level,date,kind,new_signed,signed,required,"
        + "rate,q025,q10,q50,q90,q975,new_sessions,sessions,attendees"
    ),
    (
      "trend",
      "election_id,regency_code,regency,level,status,reason,curve,ceiling,ceiling_se,"
        + "rate_parameter,rate_parameter_se,midpoint,midpoint_se,aicc,dispersion,n,slope_per_week,"
        + "slope_low,slope_high"
    ),
    (
      "risk",
      "rank,election_id,as_of,scope,target,target_date,days_left,province_code,province,"
        + "regency_code,regency,level,rate,forecast_median,forecast_low,forecast_high,p_miss,"
        + "p_miss_low,p_miss_high,expected_shortfall,index,index_low,index_high,class,p_class,"
        + "rank_median,rank_low,rank_high,p_top_k,drivers,grade"
    ),
  ]

  @Test("Columns of the contract, no NaN, no infinity", arguments: contract.indices)
  func columns(_ index: Int) async throws {
    let (verb, columns) = Self.contract[index]
    let run = try await Command.run(verb, Command.real, "--format", "csv")
    #expect(run.status == 0, "\(run.errors)")
    let wanted = columns.split(separator: ",").map(String.init)
    #expect(Array(run.header.prefix(wanted.count)) == wanted)
    #expect(!run.rows.isEmpty)
    for row in run.rows {
      for (column, cell) in row where ["nan", "inf", "-nan", "-inf"].contains(cell.lowercased()) {
        Issue.record("\(verb) \(column): \(cell)")
      }
    }
  }

  @Test("JSON has null where CSV is empty", arguments: ["compliance", "risk"])
  func json(_ verb: String) async throws {
    let run = try await Command.run(verb, Command.foundingCases, "--format", "json")
    #expect(run.output.hasPrefix("[\n  {\"") && run.output.hasSuffix("}\n]\n"))
    #expect(run.output.contains(": null"))
    #expect(!run.output.contains("\"\""))
  }

  @Test("The same input and seed give the same bytes; another seed gives other draws")
  func sameBytes() async throws {
    let first = try await Command.run("risk", Command.foundingCases, "--format", "csv")
    let again = try await Command.run("risk", Command.foundingCases, "--format", "csv")
    let other = try await Command.run(
      "risk", Command.foundingCases, "--format", "csv", "--seed", "2")
    #expect(first.output == again.output)
    #expect(first.output != other.output)
  }

  @Test("Regencies without a report stay in the risk table: grade E, a range, no rate")
  func unreported() async throws {
    let run = try await Command.run("risk", Command.real, "--format", "csv")
    #expect(run.rows.count == 508)
    let unreported = run.rows.filter { $0["grade"] == "E" }
    #expect(unreported.count > 300)
    for row in unreported {
      #expect(row["rate"] == "")
      let drivers = row["drivers"] ?? ""
      #expect(drivers.contains("no_report") != drivers.contains("signing_at_other_levels"))
      let low = try #require(Double(row["rank_low"] ?? ""))
      let high = try #require(Double(row["rank_high"] ?? ""))
      #expect(high - low > 100)
    }
    // Ngada counts its village heads, whom the leadership scope leaves out: not without a report.
    #expect(
      try run.row(["regency_code": "53.09"])["drivers"]?.contains("signing_at_other_levels") == true
    )
    let top = run.rows.compactMap { Double($0["p_top_k"] ?? "") }.reduce(0, +)
    // Three decimals for each of 508 rows.
    #expect(abs(top - 20) < 508 * 0.0005)
  }

  @Test("As of a day before a record, the record does not count")
  func asOf() async throws {
    let run = try await Command.run(
      "compliance", Command.foundingCases, "--election", "pemilu-2024", "--as-of", "2023-12-20",
      "--by", "regency", "--format", "csv")
    #expect(!run.rows.contains { $0["regency_code"] == "17.06" })
    #expect(run.rows.contains { $0["regency_code"] == "81.04" })
  }

  @Test("Parts add up: a province is the sum of its regencies in a simulated nation")
  func partsAddUp() async throws {
    let scratch = try Scratch()
    let folder = "\(scratch.path)/nation"
    let made = try await Command.run("simulate", "-o", folder, "--regencies", "60", "--seed", "7")
    #expect(made.status == 0, "\(made.errors)")
    let regencies = try await Command.run(
      "compliance", folder, "--by", "regency", "--format", "csv")
    let nation = try await Command.run("compliance", folder, "--by", "nation", "--format", "csv")
    #expect(nation.rows.count == 1)
    for column in ["required", "signed"] {
      let sum = regencies.rows.compactMap { Int($0[column] ?? "") }.reduce(0, +)
      #expect(sum > 0)
      #expect(nation.rows[0][column] == String(sum), "\(column)")
    }
    let trend = try await Command.run("trend", folder, "--format", "csv")
    #expect(trend.rows.count { $0["status"] == "fitted" } > 100)
    for row in trend.rows where row["status"] == "unavailable" {
      #expect(row["reason"] != "")
    }
  }

  @Test("A simulated register and the recaps of the same seed speak of the same rosters")
  func register() async throws {
    let scratch = try Scratch()
    _ = try await Command.run(
      "simulate", "-o", "\(scratch.path)/a", "--regencies", "3", "--seed", "3")
    let made = try await Command.run(
      "simulate", "-o", "\(scratch.path)/b", "--regencies", "3", "--seed", "3", "--register")
    #expect(made.status == 0, "\(made.errors)")
    let arguments = ["--by", "regency,level", "--format", "csv", "--as-of", "2024-11-27"]
    let recaps = try await Command.run(
      "compliance", "\(scratch.path)/a", arguments[0], arguments[1], arguments[2], arguments[3])
    let register = try await Command.run(
      "compliance", "\(scratch.path)/b", arguments[0], arguments[1], arguments[2], arguments[3])
    #expect(!recaps.rows.isEmpty)
    for row in recaps.rows {
      let other = try register.row([
        "regency_code": row["regency_code"] ?? "", "level": row["level"] ?? "",
      ])
      #expect(other["required"] == row["required"])
      #expect(other["required_basis"] == "register")
      #expect(row["required_basis"] == "recap")
    }
  }

  @Test("Help and version")
  func help() async throws {
    let help = try await Command.run("--help")
    #expect(help.status == 0)
    for verb in [
      "validate", "counts", "compliance", "series", "trend", "forecast", "risk", "backtest",
      "simulate", "report",
    ] {
      #expect(help.output.contains("  \(verb) "), "\(verb)")
    }
    #expect(try await Command.run("--version").output == "0.1.0\n")
  }
}
