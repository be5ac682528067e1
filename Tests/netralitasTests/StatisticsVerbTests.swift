// Tests of the command: intervals, roll-ups and nowcasts as a user asks for them. The ends of the
// intervals of 48 of 53 were made by SciPy 1.17.1.

import Foundation
import Testing

@Suite("Statistics at the command")
struct StatisticsVerbTests {
  @Test(
    "Every interval contains the rate and names its method",
    arguments: [
      ("wilson", "0.7975", "0.9590"), ("clopper_pearson", "0.7934", "0.9687"),
      ("jeffreys", "0.8055", "0.9631"), ("mid_p", "0.8032", "0.9646"),
      ("agresti_coull", "0.7932", "0.9633"), ("roster", "0.9057", "0.9057"),
    ])
  func intervals(method: String, low: String, high: String) async throws {
    let run = try await Command.run(
      "compliance", Command.foundingCases, "--election", "pemilu-2024", "--by", "regency",
      "--interval", method, "--format", "csv")
    let row = try #require(run.rows.first { $0["regency_code"] == "17.06" })
    #expect(row["interval"] == method && row["rate"] == "0.9057")
    #expect(row["rate_low"] == low && row["rate_high"] == high)
  }

  @Test("Counted units add up from regencies over provinces and island groups to the nation")
  func rollUps() async throws {
    func sums(_ by: String) async throws -> [String: Int] {
      let run = try await Command.run(
        "compliance", Command.real, "--election", "pilkada-2024", "--by", by, "--format", "csv")
      var sums: [String: Int] = [:]
      for column in ["counted_units", "counted_signed", "counted_required", "signed_low"] {
        sums[column] = run.rows.compactMap { Int($0[column] ?? "") }.reduce(0, +)
      }
      return sums
    }
    let nation = try await sums("nation")
    #expect((nation["counted_required"] ?? 0) > 200)
    for by in ["regency", "province", "island"] {
      #expect(try await sums(by) == nation, "\(by)")
    }
    let islands = try await Command.run(
      "compliance", Command.real, "--election", "pilkada-2024", "--by", "island", "--format", "csv")
    #expect(islands.rows.contains { $0["regency_code"] == "Sulawesi" })
    for row in islands.rows {
      let share = try #require(Double(row["share_without_data"] ?? ""))
      #expect(share > 0.5 && share <= 1)
    }
  }

  @Test("A register that is entered late shows what is signed and not recorded yet")
  func nowcast() async throws {
    let scratch = try Scratch()
    var lines = ["record_id,regency_code,level,election_id,signed_on,recorded_on"]
    // Twenty sign on each of 20 days, half of them entered four days later; forty never sign.
    for person in 0..<440 {
      let day = person / 20
      let (signed, recorded) =
        day < 20
        ? ("2024-06-\(pad(day + 1))", "2024-06-\(pad(day + 1 + (person % 2 == 0 ? 4 : 0)))")
        : ("", "2024-06-01")
      lines.append("r\(person),17.06,staff,pilkada-2024,\(signed),\(recorded)")
    }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(
      to: URL(filePath: "\(scratch.path)/register.csv"))
    let run = try await Command.run(
      "series", scratch.path, "--every", "day", "--as-of", "2024-06-20", "--format", "csv",
      "--nowcast")
    #expect(run.status == 0, "\(run.errors)")
    let last = try #require(run.rows.last { $0["kind"] == "observed" })
    #expect(last["date"] == "2024-06-20" && last["signed"] == "360")
    #expect(last["unrecorded"] == "40.0")
    let (low, high) = (Int(last["unrecorded_low"] ?? ""), Int(last["unrecorded_high"] ?? ""))
    #expect((low ?? 99) < 40 && (high ?? 0) > 40 && (high ?? 99) <= 80)
    let without = try await Command.run(
      "series", scratch.path, "--every", "day", "--as-of", "2024-06-20", "--format", "csv")
    #expect(without.rows.allSatisfy { $0["unrecorded"] == "" })
  }

  private func pad(_ day: Int) -> String { day < 10 ? "0\(day)" : "\(day)" }
}
