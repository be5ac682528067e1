// Tests of the command: `risk` with its options: recipe, rank sets, classes, sensitivity.

import Testing

@Suite("Risk options")
struct RiskVerbTests {
  private func risk(_ arguments: String...) async throws -> CommandRun {
    try await Command.run(["risk", Command.foundingCases, "--format", "csv"] + arguments)
  }

  @Test("the recipe in docs is the default one")
  func recipeOfTheDocs() async throws {
    let plain = try await risk()
    let given = try await risk("--recipe", "\(Command.root)/docs/index-recipe.json")
    #expect(plain.status == 0 && given.status == 0, "\(given.errors)")
    #expect(plain.output == given.output)
    for row in plain.rows {
      // A geometric mean lies below the arithmetic one; one decimal is shown of each.
      let (index, mean) = (Double(row["index"] ?? ""), Double(row["index_arithmetic"] ?? ""))
      #expect(try #require(index) <= #require(mean) + 1)
    }
  }

  @Test("another recipe gives another index and the same ranks by rate")
  func otherRecipe() async throws {
    let scratch = try Scratch()
    let path = try scratch.file(
      "recipe.json",
      #"{"index": "days", "normalisation": "rank", "parts": [{"indicator": "required", "direction": "raises"}]}"#
    )
    let (plain, other) = (try await risk(), try await risk("--recipe", path))
    #expect(other.status == 0, "\(other.errors)")
    #expect(plain.rows.map { $0["index"] } != other.rows.map { $0["index"] })
    #expect(plain.rows.map { $0["regency_code"] } == other.rows.map { $0["regency_code"] })
    let indices = other.rows.compactMap { Double($0["index"] ?? "") }
    #expect(indices.count == other.rows.count && indices.allSatisfy { (0...100).contains($0) })
  }

  @Test(
    "a recipe that cannot be followed is exit 65 with what is wrong; one that is not there 66",
    arguments: [
      (#"{"index": "i", "normalisation": "rank", "parts": []}"#, "i has no parts"),
      (
        #"{"index": "i", "normalisation": "rank", "parts": [{"indicator": "ikp", "direction": "raises"}]}"#,
        "there is no indicator ikp; there are: p_miss, shortfall_share"
      ),
      (
        #"{"index": "i", "normalisation": "rank", "parts": [{"indicator": "p_miss", "weight": 0.5, "direction": "raises"}]}"#,
        "sum to 0.5 and not to 1"
      ),
      (
        #"{"index": "i", "normalisation": "rank", "part": []}"#, #"a recipe has no "part""#
      ),
      (#"{"index": "i", "parts": []}"#, #"has no "normalisation""#),
      (#"{"index": "i", "normalisation": 3, "parts": []}"#, "a value of another kind"),
      ("{", "not JSON"),
      (
        #"{"index": "i", "normalisation": "rank", "parts": [{"indicator": "cascade_missing", "direction": "raises"}]}"#,
        "no indicator of the recipe is known"
      ),
    ])
  func badRecipes(_ text: String, _ reason: String) async throws {
    let scratch = try Scratch()
    let run = try await risk("--recipe", try scratch.file("recipe.json", text))
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.errors.contains(reason), "\(run.errors)")
    let absent = try await risk("--recipe", "\(scratch.path)/absent.json")
    #expect(absent.status == 66)
  }

  @Test("--rank-sets adds two columns that hold the median rank")
  func rankSets() async throws {
    let run = try await risk("--rank-sets")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.header.suffix(2) == ["rank_set_low", "rank_set_high"])
    for row in run.rows {
      let low = try #require(Int(row["rank_set_low"] ?? ""))
      let high = try #require(Int(row["rank_set_high"] ?? ""))
      #expect(1 <= low && low <= high && high <= run.rows.count)
    }
    #expect(try await !risk().header.contains("rank_set_low"))
  }

  @Test("relative classes accuse a part of the table and are warned of; decisions are not")
  func classes() async throws {
    let plain = try await risk()
    #expect(plain.errors.isEmpty)
    let thirds = try await risk("--classes", "thirds", "--lang", "en")
    #expect(thirds.errors.contains("always accuse"))
    let high = thirds.rows.count { $0["class"] == "tinggi" }
    #expect(abs(high - thirds.rows.count / 3) <= 2, "\(high) of \(thirds.rows.count)")
    let relative = try await risk("--classes", "relative")
    #expect(relative.errors.contains("selalu menuduh"))
    #expect(relative.rows.contains { $0["class"] == "tinggi" })
    let unknown = try await risk("--classes", "quartiles")
    #expect(unknown.status == 64)
  }

  @Test("--sensitivity writes effects, removals and who is in the top; the table stays as it is")
  func sensitivity() async throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/sensitivity.csv"
    let run = try await risk("--sensitivity", path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try await run.output == risk().output)
    let lines = try scratch.text("sensitivity.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      lines[0] == [
        "election_id", "as_of", "output", "regency_code", "regency", "level", "input", "value",
        "first", "first_low", "first_high", "total", "total_low", "total_high", "leaving_top_k",
      ])
    let effects = lines.filter { $0[2] == "rank_change" }
    #expect(effects.count == 18 && effects[0][6] == "all")
    #expect(effects.dropFirst().allSatisfy { Double($0[11]).map { $0 >= 0 } ?? false })
    #expect(lines.count { $0[2] == "removal" } == 13)
    let top = lines.filter { $0[2] == "top_k" }
    #expect(top.count == run.rows.count)
    let shares: Double = top.compactMap { Double($0[7]) }.reduce(0, +)
    // Three decimals for each row.
    #expect(abs(shares - 20) < 0.0005 * Double(top.count))
    let refused = try await risk("--sensitivity", "")
    #expect(refused.status == 64)
  }
}
