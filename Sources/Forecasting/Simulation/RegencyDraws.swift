// Forecasting: what the units of a simulated regency have in common, and the roll of its officials.

import GSL
import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What chance decides for a regency as a whole.
struct RegencyDraws {
  /// Seed of everything that belongs to the regency.
  let seed: UInt64
  /// Week of the leaders' launch, from 1; nil where it lies beyond the campaign.
  let launchWeek: Int?
  /// Whether the regency files records.
  let isReported: Bool

  init(_ regency: Regency, _ specification: CampaignSpecification) {
    seed = RandomStream.derivedSeed(specification.seed, regency.code.description)
    let stream = RandomStream(seed: seed)
    isReported = stream.uniform() >= specification.silentShare
    let week = specification.launchMedian * exp(specification.launchSpread * stream.normal())
    launchWeek = week <= Double(specification.weeks) ? max(1, Int(week.rounded(.up))) : nil
  }

  /// The stream of one of its units.
  func stream(_ level: Level) -> RandomStream {
    RandomStream(seed: RandomStream.derivedSeed(seed, level.rawValue))
  }
}

extension RegencyDraws {
  /// A stream for one process of one of its units, apart from the unit's own stream, so that the
  /// process does not change the others.
  func stream(_ process: String, _ level: Level) -> RandomStream {
    RandomStream(seed: RandomStream.derivedSeed(seed, "\(process) \(level.rawValue)"))
  }
}

/// Officials of one regency and level, in order of their number.
struct RegisterRoll {
  private let regency: RegencyCode
  private let level: Level
  private let specification: CampaignSpecification
  private let start: CalendarDate
  private let signing: RandomStream
  /// A stream of its own, so that posts do not change who signs when.
  private let posts: RandomStream

  init(
    regency: RegencyCode, level: Level, draws: RegencyDraws, specification: CampaignSpecification,
    start: CalendarDate
  ) {
    self.regency = regency
    self.level = level
    self.specification = specification
    self.start = start
    signing = RandomStream(
      seed: RandomStream.derivedSeed(draws.seed, "register \(level.rawValue)"))
    posts = RandomStream(seed: RandomStream.derivedSeed(draws.seed, "posts \(level.rawValue)"))
  }

  /// The next official, who signed on `date`.
  func signer(_ number: Int, on date: CalendarDate, isCeremony: Bool) -> SimulatedOfficial {
    let isOnline = !isCeremony && signing.uniform() < specification.onlineShare
    let delay = signing.poisson(specification.recordingDelay)
    return official(
      number, signedOn: date, isOnline ? .online : .inPerson, recordedOn: date.advanced(by: delay))
  }

  /// The next official, who has not signed.
  func unsigned(_ number: Int) -> SimulatedOfficial {
    official(number, signedOn: nil, .inPerson, recordedOn: nil)
  }

  private func official(
    _ number: Int, signedOn: CalendarDate?, _ mode: SigningMode, recordedOn: CalendarDate?
  ) -> SimulatedOfficial {
    SimulatedOfficial(
      regency: regency, level: level, employment: employment(),
      unit: Workplaces.unit(of: level, number: number, stream: posts), number: number,
      requiredOn: start, signedOn: signedOn, mode: mode, recordedOn: recordedOn)
  }

  private func employment() -> Employment {
    switch level {
    case .bupati, .wakilBupati: return .elected
    case .kepalaDesa: return .village
    case .sekda, .asisten, .stafAhli, .kepalaOPD, .administrator, .pengawas, .camat, .lurah:
      return .pns
    case .staff:
      let part = posts.uniform()
      if part < specification.pppkShare { return .pppk }
      return part < specification.pppkShare + specification.nonASNShare ? .nonASN : .pns
    }
  }
}
