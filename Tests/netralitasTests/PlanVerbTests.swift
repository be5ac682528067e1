// Tests of the command: `plan`: columns, wrong use, costs, and a clear refusal where nothing is known.

import Testing

@Suite("Plan verb")
struct PlanVerbTests {
  @Test("The columns of the contract; sessions as many as asked for")
  func plan() async throws {
    let scratch = try Scratch()
    let folder = "\(scratch.path)/campaign"
    _ = try await Command.run(
      "simulate", "-o", folder, "--regencies", "20", "--every", "7", "--seed", "4")
    let run = try await Command.run(
      "plan", folder, "--as-of", "2024-10-02", "--sessions", "10", "--most", "2", "--scope",
      "kepala_opd,camat,staff", "--attendees", "1000", "--format", "csv")
    #expect(run.status == 0, "\(run.errors)")
    let wanted = [
      "priority", "regency_code", "regency", "level", "sessions", "gain_signers", "gain_low",
      "gain_high", "p_miss_before", "p_miss_after", "p_in_best_set",
    ]
    #expect(Array(run.header.prefix(wanted.count)) == wanted)
    #expect(run.rows.reduce(0) { $0 + (Int($1["sessions"] ?? "") ?? 0) } == 10)
    #expect(run.errors.contains("expected shortfall"))
    for row in run.rows {
      let before = try #require(Double(row["p_miss_before"] ?? ""))
      let after = try #require(Double(row["p_miss_after"] ?? ""))
      // 2,000 draws with common chance: what is left of chance is below 0.01.
      #expect(after <= before + 0.01)
    }
  }

  @Test("Wrong use is exit 64, costs that cannot be read 65, records that teach nothing 65")
  func refusals() async throws {
    let scratch = try Scratch()
    let none = try await Command.run("plan", Command.foundingCases)
    #expect(none.status == 64 && none.errors.contains("--sessions"))
    let past = try await Command.run(
      "plan", Command.foundingCases, "--sessions", "5", "--as-of", "2025-01-01")
    #expect(past.status == 64 && past.errors.contains("nothing lies ahead"))
    let costs = try scratch.file("costs.csv", "regency_code,cost\n17.06,5\n17.06,6\n")
    let twice = try await Command.run(
      "plan", Command.foundingCases, "--budget", "5", "--costs", costs)
    #expect(twice.status == 65 && twice.errors.contains("costs.csv:3"))
    let unknown = try await Command.run(
      "plan", Command.foundingCases, "--sessions", "5", "--as-of", "2024-10-01")
    #expect(unknown.status == 65 && unknown.errors.contains("would be a guess"))
  }
}
