// Tests of Statistics: nowcasts of seeded campaigns whose late records are known to the test.

import GSL
import Records
import Statistics
import TestSupport
import Testing

/// A campaign with delayed records, all of them, also those after the last day.
struct DelayedCampaign {
  /// How signatures arrive.
  enum Design: String, CaseIterable, Sendable {
    /// A few each day.
    case small
    /// A few each day, and on some days a ceremony.
    case ceremonies
    /// As `ceremonies`, but lists are handed in: half of the signers of a day are recorded together.
    case lists
    /// Fewer and fewer.
    case fading
  }

  static let asOf = CalendarDate(dayNumber: 20_060)
  let records: [DelayedRecord]

  init(_ design: Design, seed: UInt64) {
    let stream = RandomStream(seed: RandomStream.derivedSeed(seed, design.rawValue))
    var records: [DelayedRecord] = []
    func delay() -> Int { min(30, Int(stream.exponential(mean: 6))) }
    for day in 0...60 {
      let date = Self.asOf.advanced(by: day - 60)
      var count = stream.poisson(design == .fading ? 6 * (1 - Double(day) / 75) : 2)
      if design == .ceremonies || design == .lists, stream.uniform() < 0.08 {
        count += 20 + stream.uniformInt(below: 60)
      }
      let common = delay()
      for _ in 0..<count {
        let days = design == .lists && stream.uniform() < 0.5 ? common : delay()
        records.append(DelayedRecord(signedOn: date, recordedOn: date.advanced(by: days)))
      }
    }
    self.records = records
  }

  /// Signers up to a day, in days before `asOf`, who are not recorded by then; and of that day.
  func missing(_ back: Int) -> (soFar: Int, ofDay: Int) {
    let last = Self.asOf.advanced(by: -back)
    let late = records.filter { $0.recordedOn > Self.asOf && $0.signedOn <= last }
    return (late.count, late.filter { $0.signedOn == last }.count)
  }
}

@Suite("Nowcast of simulated campaigns")
struct NowcastSimulationTests {
  static let campaigns: UInt64 = 400
  static let backs = [0, 3, 7]

  @Test(
    "limits cover as often as they say and the expectation is unbiased",
    arguments: DelayedCampaign.Design.allCases)
  func coverage(design: DelayedCampaign.Design) throws {
    var (inside, insideOfDay) = ([0, 0, 0], [0, 0, 0])
    var errors: [[Double]] = [[], [], []]
    for seed in 0..<Self.campaigns {
      let campaign = DelayedCampaign(design, seed: seed)
      let nowcast = Nowcast(
        campaign.records, asOf: DelayedCampaign.asOf, confidence: 0.9, draws: 100, seed: seed)
      for (index, back) in Self.backs.enumerated() {
        let day = nowcast.days[nowcast.days.count - 1 - back]
        let truth = campaign.missing(back)
        let (soFar, ofDay) = try (#require(day.missingSoFar), #require(day.missing))
        if (soFar.low...soFar.high).contains(truth.soFar) { inside[index] += 1 }
        if (ofDay.low...ofDay.high).contains(truth.ofDay) { insideOfDay[index] += 1 }
        errors[index].append(soFar.expected - Double(truth.soFar))
      }
    }
    for (index, back) in Self.backs.enumerated() {
      let share = Double(inside[index]) / Double(Self.campaigns)
      #expect(Self.nominal.contains(share), "up to \(back) days ago: \(share)")
      let ofDay = Double(insideOfDay[index]) / Double(Self.campaigns)
      // Counts of 0 to 3 cannot be cut at 5 %: their limits hold more, never less.
      #expect(ofDay >= Self.nominal.lowerBound, "\(back) days ago: \(ofDay)")
      let mean = SampleMean(errors[index])
      #expect(mean.agrees(with: 0), "\(back): \(mean.mean) ± \(mean.standardError)")
    }
  }

  /// 90 % less three standard errors of 400 campaigns (0.015), up to 90 % plus five: whole counts
  /// make limits wider than they need to be.
  static let nominal = 0.855...0.975
}
