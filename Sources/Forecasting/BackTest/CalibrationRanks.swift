// Forecasting: simulation-based calibration: where the truth of campaigns drawn from a model falls
// among the model's own draws.

public import GSL
internal import Records

/// Ranks of the true value of one quantity among draws, over many campaigns drawn from the model.
///
/// Where fit and draws are right, every rank is equally likely. Each campaign gives one rank of each
/// quantity, so ranks are independent.
///
/// - SeeAlso: Talts, Betancourt, Simpson, Vehtari and Gelman (2018), arXiv:1804.06788, section 4.
public struct CalibrationRanks: Hashable, Sendable {
  /// Draws among which a truth is placed.
  public static let draws = 199
  /// Weeks from the day of knowledge to the deadline.
  public let weeksLeft: Int
  /// What was drawn: `z`, `u`, `beta` or `signed` of the campaign model, `unit` or `panel` of the
  /// coverage model.
  public let quantity: String
  /// A rank of each campaign, `0...199`; ties are broken at random.
  public private(set) var ranks: [Int] = []

  private init(_ quantity: String, weeksLeft: Int) {
    self.quantity = quantity
    self.weeksLeft = weeksLeft
  }

  /// Campaigns in each of some equal bins of the ranks.
  ///
  /// - Parameter bins: Number of bins, a divisor of 200.
  /// - Returns: Numbers of campaigns, lowest ranks first.
  public func histogram(bins: Int = 20) -> [Int] {
    precondition(bins > 0 && (Self.draws + 1).isMultiple(of: bins), "\(bins) bins of 200 ranks")
    var counts = [Int](repeating: 0, count: bins)
    for rank in ranks { counts[rank * bins / (Self.draws + 1)] += 1 }
    return counts
  }

  /// Probability of a histogram at least as uneven, by Pearson's chi-square, if ranks are uniform.
  ///
  /// - Parameter bins: Number of bins, a divisor of 200, above 1; five campaigns a bin or more.
  /// - Returns: `0...1`; nil without campaigns.
  /// - Throws: `GSLError` where the tail cannot be computed.
  public func pValue(bins: Int = 20) throws(GSLError) -> Double? {
    precondition(bins > 1, "\(bins) bins")
    guard !ranks.isEmpty else { return nil }
    let expected = Double(ranks.count) / Double(bins)
    let sum = histogram(bins: bins).reduce(0.0) { sum, count in
      sum + (Double(count) - expected) * (Double(count) - expected) / expected
    }
    return try ChiSquare(degreesOfFreedom: Double(bins - 1)).tails(at: sum).upper
  }

  private mutating func add(_ below: Int, ties: Int, _ stream: RandomStream) {
    ranks.append(below + stream.uniformInt(below: ties + 1))
  }

  /// Ranks of the campaign model: z, u and the last day's signers of one unit, and β.
  ///
  /// - Parameters:
  ///   - model: The model from whose priors campaigns are drawn.
  ///   - other: The model that is fitted; nil fits the one that made them.
  ///   - campaigns: Number of campaigns, `>= 0`.
  ///   - units: Units of a campaign, `1...800`.
  ///   - weeksLeft: Weeks from the day of knowledge to the deadline, `0...17`.
  ///   - seed: Seed of all chance.
  /// - Returns: One for each quantity.
  /// - Complexity: One fit for each campaign.
  public static func campaign(
    _ model: CampaignModel = CampaignModel(), fittedBy other: CampaignModel? = nil, campaigns: Int,
    units: Int = 40, weeksLeft: Int, seed: UInt64
  ) -> [CalibrationRanks] {
    precondition(campaigns >= 0 && (1...800).contains(units), "\(campaigns) of \(units) units")
    precondition((0...17).contains(weeksLeft), "\(weeksLeft) weeks left")
    var all = ["z", "u", "beta", "signed"].map { CalibrationRanks($0, weeksLeft: weeksLeft) }
    for number in 0..<campaigns {
      let own = RandomStream.derivedSeed(seed, UInt64(number))
      let campaign = PriorCampaign(model, units: units, weeksLeft: weeksLeft, seed: own)
      let fit = (other ?? model).fit(
        campaign.series, asOf: campaign.asOf, deadline: PriorCampaign.deadline)
      let drawing = RandomStream.derivedSeed(own, "draws")
      let parameters = fit.parameters(of: 0, count: draws, seed: drawing)
      let joint = fit.draws(on: [PriorCampaign.deadline], count: draws, seed: drawing)
      let signed = (0..<draws).map { joint.signed(0, date: 0, draw: $0) }
      let stream = RandomStream(seed: RandomStream.derivedSeed(own, "ties"))
      let below = [
        parameters.count { $0.everSignLogit < campaign.everSignLogit },
        parameters.count { $0.logHazard < campaign.logHazard },
        parameters.count { $0.deadlineEffect < campaign.deadlineEffect },
        signed.count { $0 < campaign.signed },
      ]
      let ties = [0, 0, 0, signed.count { $0 == campaign.signed }]
      for place in all.indices { all[place].add(below[place], ties: ties[place], stream) }
    }
    return all
  }

  /// Ranks of the coverage model: the last day's signers of one unit and of the panel.
  ///
  /// - Parameters:
  ///   - campaigns: Number of campaigns of 40 units, `>= 0`.
  ///   - seed: Seed of all chance.
  /// - Returns: One for each quantity.
  /// - Complexity: One fit for each campaign.
  public static func coverage(campaigns: Int, seed: UInt64) -> [CalibrationRanks] {
    precondition(campaigns >= 0, "\(campaigns) campaigns")
    var all = ["unit", "panel"].map { CalibrationRanks($0, weeksLeft: PriorCoverage.days / 7) }
    for number in 0..<campaigns {
      let own = RandomStream.derivedSeed(seed, UInt64(number))
      let campaign = PriorCoverage(seed: own)
      guard let fit = CoverageFit(CoverageModel(), to: campaign.series, asOf: campaign.asOf)
      else { continue }
      let joint = fit.draws(
        on: [campaign.end], count: draws, seed: RandomStream.derivedSeed(own, "draws"))
      let place = number % campaign.series.count
      let unit = (0..<draws).map { joint.signed(place, date: 0, draw: $0) }
      let panel = (0..<draws).map { draw in
        campaign.series.indices.reduce(0) { $0 + joint.signed($1, date: 0, draw: draw) }
      }
      let truths = [campaign.signed[place], campaign.signed.reduce(0, +)]
      let stream = RandomStream(seed: RandomStream.derivedSeed(own, "ties"))
      for (index, drawn) in [unit, panel].enumerated() {
        all[index].add(
          drawn.count { $0 < truths[index] }, ties: drawn.count { $0 == truths[index] }, stream)
      }
    }
    return all
  }
}
