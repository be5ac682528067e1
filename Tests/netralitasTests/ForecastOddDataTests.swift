// Tests of the command: hard inputs give each verb that looks ahead a graded answer or a clear
// refusal; no cell is NaN, nothing traps or hangs.

import Testing

@Suite("Odd data ahead")
struct ForecastOddDataTests {
  private static let header =
    "regency_code,level,election_id,as_of,required,signed,recorded_on,source\n"

  /// Weekly recaps of regencies 11.01 to 11.`count`: `row` gives required and signed in a week.
  private static func recaps(
    _ count: Int, weeks: Int = 10, level: String = "camat", _ row: (Int, Int) -> (String, Int)
  ) -> String {
    var text = header
    for regency in 1...count {
      for week in 0..<weeks {
        let day = week < 4 ? "2024-08-\(10 + 5 * week)" : "2024-09-\(10 + 2 * (week - 4))"
        let (required, signed) = row(regency, week)
        text +=
          "11.0\(regency),\(level),pilkada-2024,\(day),\(required),\(signed),\(day),office\n"
      }
    }
    return text
  }

  private static let inputs: [(name: String, text: String)] = [
    ("one region", recaps(1) { ("20", min(20, $1)) }),
    ("one date", recaps(8, weeks: 1) { ("20", $0 + $1) }),
    ("all zero", recaps(8) { _, _ in ("20", 0) }),
    ("all signed", recaps(8) { _, _ in ("20", 20) }),
    ("required unknown everywhere", recaps(8) { ("", $0 + $1) }),
    ("a falling recap", recaps(8) { ("50", $1 == 6 ? 3 : 2 * $1 + $0) }),
    ("one person", recaps(8, level: "bupati") { ("1", $1 > $0 ? 1 : 0) }),
    ("a million", recaps(8, level: "staff") { ("1000000", 60_000 * $1 + $0) }),
    ("jumps", recaps(9, level: "staff") { ("400", $1 > $0 ? 300 + $1 : 0) }),
    ("rosters that change", recaps(8) { ("\(20 + $1)", $1) }),
    (
      "a gap of a year",
      header
        + (1...8).map {
          "11.0\($0),camat,pilkada-2024,2023-08-01,20,\($0),2023-08-01,office\n"
            + "11.0\($0),camat,pilkada-2024,2023-08-20,20,\($0 + 3),2023-08-20,office\n"
            + "11.0\($0),camat,pilkada-2024,2024-09-20,20,\($0 + 9),2024-09-20,office\n"
        }.joined()
    ),
  ]

  @Test("forecast, risk, series and backtest answer or refuse", arguments: inputs.indices)
  func answers(_ index: Int) async throws {
    let (name, text) = Self.inputs[index]
    let scratch = try Scratch()
    let file = try scratch.file("recaps.csv", text)
    let runs = [
      ["forecast", file, "--scope", "named", "--format", "csv"],
      ["risk", file, "--scope", "named", "--by", "regency,level", "--format", "csv"],
      ["series", file, "--format", "csv"],
      ["backtest", file, "--format", "csv", "--members"],
    ]
    for arguments in runs {
      let run = try await Command.run(arguments)
      #expect([0, 65].contains(run.status), "\(name) \(arguments[0]): \(run.status) \(run.errors)")
      #expect(run.status == 0 || !run.errors.isEmpty)
      for row in run.rows {
        for (column, cell) in row {
          #expect(
            !["nan", "inf", "-nan", "-inf"].contains(cell.lowercased()),
            "\(name) \(arguments[0]) \(column)")
        }
      }
    }
  }

  @Test("All signed is forecast exactly; all zero stays possible")
  func certain() async throws {
    let scratch = try Scratch()
    let full = try scratch.file("recaps.csv", Self.inputs[3].text)
    let run = try await Command.run(
      "forecast", full, "--scope", "named", "--format", "csv")
    #expect(run.rows.count == 8)
    for row in run.rows {
      #expect(row["q01"] == "20" && row["q99"] == "20" && row["p_target"] == "1.000")
    }
    let other = try Scratch()
    let none = try other.file("recaps.csv", Self.inputs[2].text)
    let zero = try await Command.run("forecast", none, "--scope", "named", "--format", "csv")
    #expect(zero.rows.count == 8)
    #expect(zero.rows.allSatisfy { $0["q01"] == "0" && $0["grade"] != "E" })
  }

  @Test("An election in the past and a day before the first record are told")
  func outsideTime() async throws {
    let scratch = try Scratch()
    let file = try scratch.file("recaps.csv", Self.inputs[5].text)
    let past = try await Command.run("forecast", file, "--as-of", "2025-01-01")
    #expect(past.status == 64 && past.errors.contains("nothing lies ahead"))
    let early = try await Command.run(
      "forecast", file, "--as-of", "2024-01-01", "--format", "csv")
    // Nothing was recorded yet: every unit in scope is a range with grade E.
    #expect(early.status == 0)
    #expect(early.rows.allSatisfy { $0["grade"] == "E" })
  }
}
