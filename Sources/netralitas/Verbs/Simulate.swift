// The command: `simulate`.

public import ArgumentParser
public import Forecasting
import Ingest
import Records
import Reporting

/// A data package with known truth.
struct SimulateVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract:
      "A data package with known truth: launch, ceremony, stragglers, never-signers, deadline.",
    discussion: """
      Writes recaps.csv (or register.csv), sessions.csv, truth.csv and datapackage.json. The same \
      seed gives the same bytes.
      """)

  @Option(name: .shortAndLong, help: "Folder to write, whole or not at all.")
  var output: String

  @Option(help: "Election, for example pilkada-2024.")
  var election = "pilkada-2024"

  @Option(help: "Number of regencies, in order of code; at most those that take part.")
  var regencies = 514

  @Option(help: "Weeks from the start of the campaign to voting day.")
  var weeks = 26

  @Option(
    help: ArgumentHelp(
      "Kind of campaign: \(SimulatedWorld.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "world"))
  var world: SimulatedWorld = .own

  @Option(help: "Days from one recap to the next.")
  var every = 14

  @Flag(help: "Write every official to register.csv instead of recaps.")
  var register = false

  @Option(
    help: "Rows of register.csv: staff are scaled to it, the leadership stays. With --register.")
  var officials: Int?

  @Option(help: "Folder of the reference tables. Default: the shipped ones.")
  var reference: String?

  @OptionGroup var seed: SeedOptions

  func validate() throws {
    guard !output.isEmpty else { throw ValidationError("--output has an empty name.") }
    guard regencies >= 1 else { throw ValidationError("--regencies \(regencies) is below 1.") }
    guard officials == nil || register else {
      throw ValidationError("--officials is the size of register.csv; give --register too.")
    }
  }

  func run() throws {
    let folder = try OutputFolder(output)
    guard let tablesFolder = reference ?? Installation.referenceFolder else {
      throw Talk.failure(
        .missingInput, "the reference tables were not found; give their folder with --reference")
    }
    let tables: ReferenceTables
    do {
      tables = try ReferenceReader.read(folder: tablesFolder)
    } catch {
      throw Talk.failure(error)
    }
    let id = ElectionID(election)
    guard let chosen = tables.election(id) else {
      let known = tables.elections.map(\.id.description).joined(separator: ", ")
      throw Talk.failure(.usage, "--election \(election): no such election; use one of: \(known)")
    }
    guard let all = tables.participants(in: chosen) else {
      throw Talk.failure(
        .usage, "--election \(election): the tables do not say which regencies take part")
    }
    var specification = CampaignSpecification(
      election: chosen, regencies: Array(all.prefix(regencies)))
    specification.seed = seed.seed
    specification.weeks = weeks
    specification.recapInterval = every
    specification = world.specification(specification)
    specification.officials = officials
    if let problem = specification.problem { throw Talk.failure(.usage, problem) }
    let simulator = CampaignSimulator(specification)
    let campaign = simulator.campaign()
    let people =
      register
      ? Table(officials: [], election: id) : Table(recaps: campaign.recaps, election: id)
    let sessions = Table(sessions: campaign.sessions, election: id)
    let truth = Table(truth: campaign.truth, election: id)
    let package = DataPackage(
      name: "netralitas-simulation",
      title: "Simulated campaign before \(chosen.name)",
      description: "Made by netralitas simulate \(toolVersion), seed \(seed.seed), "
        + "\(specification.regencies.count) regencies, \(weeks) weeks, world \(world.rawValue). "
        + "No real officials.",
      tables: [people, sessions, truth])
    try folder.fill { draft in
      for table in package.tables {
        try Files.write(table.csv, to: "\(draft)/\(table.name).csv")
      }
      if register { try appendOfficials(of: simulator, election: id, to: "\(draft)/register.csv") }
      try Files.write(package.descriptor, to: "\(draft)/datapackage.json")
    }
    Talk.say("wrote \(output): \(package.tables.map { "\($0.name).csv" }.joined(separator: ", "))")
  }

  /// Officials go to the file in portions, so that memory does not grow with the nation.
  private func appendOfficials(
    of simulator: CampaignSimulator, election: ElectionID, to path: String
  ) throws {
    try Files.append(to: path) { put in
      var rows = RegisterRows(election: election)
      func flush() throws {
        try put(String(decoding: rows.bytes, as: UTF8.self))
        rows.removeAll()
      }
      try simulator.forEachOfficial { official in
        rows.append(official)
        if rows.bytes.count >= 1 << 18 { try flush() }
      }
      try flush()
    }
  }
}

extension SimulatedWorld: ExpressibleByArgument {}
