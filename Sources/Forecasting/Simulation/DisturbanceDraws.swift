// Forecasting: what chance decides about the disturbances of a simulated campaign. Every process
// has streams of its own, so that switching one on leaves all other draws as they were.

import GSL
import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Weekly shocks on the log hazard.
struct WeeklyShocks {
  private let specification: CampaignSpecification

  init(_ specification: CampaignSpecification) { self.specification = specification }

  /// The shocks of a province by week, the nation's included; empty where there are none.
  func logHazard(_ province: ProvinceCode) -> [Double] {
    let disturbances = specification.disturbances
    guard disturbances.shockSpread > 0 || disturbances.provinceShockSpread > 0 else { return [] }
    let national = series(disturbances.shockSpread, key: "national shocks")
    let own = series(disturbances.provinceShockSpread, key: "shocks of \(province)")
    return zip(national, own).map { $0 + $1 }
  }

  private func series(_ spread: Double, key: String) -> [Double] {
    let stream = RandomStream(seed: RandomStream.derivedSeed(specification.seed, key))
    let persistence = specification.disturbances.shockPersistence
    var shock = spread * stream.normal()
    return (0..<specification.weeks).map { _ in
      defer {
        shock =
          persistence * shock
          + spread * (1 - persistence * persistence).squareRoot() * stream.normal()
      }
      return shock
    }
  }
}

/// What becomes known of the ceremonies of a unit.
struct CeremonyRecords {
  private let stream: RandomStream
  private let level: Level
  private let specification: CampaignSpecification

  init(draws: RegencyDraws, level: Level, specification: CampaignSpecification) {
    stream = draws.stream("ceremony records", level)
    self.level = level
    self.specification = specification
  }

  /// The record of the next ceremony; nil where there is none.
  func record(_ day: CalendarDate, regency: RegencyCode) -> SimulatedCeremony? {
    let isUnrecorded = stream.uniform() < specification.disturbances.ceremonyUnrecorded
    let delay = stream.poisson(specification.recordingDelay)
    let notice = specification.disturbances.ceremonyNotice
    guard !isUnrecorded else { return nil }
    return SimulatedCeremony(
      regency: regency, level: level, heldOn: day,
      knownOn: day.advanced(by: notice > 0 ? -notice : delay))
  }
}

/// The roster that the recaps of a unit state.
struct StatedRoster {
  /// Whether they state any.
  let isStated: Bool
  private let first: Int
  private let last: Int
  /// Day of the campaign, from 0, from which on the true roster is stated.
  private let revisedOn: Int

  init(_ roster: Int, level: Level, draws: RegencyDraws, specification: CampaignSpecification) {
    let stream = draws.stream("stated roster", level)
    isStated = stream.uniform() >= specification.disturbances.rosterUnknown
    let ratio = exp(specification.disturbances.rosterRevision * stream.normal())
    revisedOn = stream.uniformInt(below: 7 * specification.weeks)
    first = max(1, Int((Double(roster) * ratio).rounded()))
    last = roster
  }

  /// The roster as stated on a day of the campaign, from 0.
  func required(_ day: Int) -> Int { day < revisedOn ? first : last }
}
