// Forecasting: named worlds in which forecasts are tried. In the first one a model may feel at
// home; each of the others breaks one assumption, with plain values that stand here.

/// A kind of campaign, as a change of a specification.
public enum SimulatedWorld: String, CaseIterable, Hashable, Sendable {
  /// The specification as it is.
  case own
  /// Everybody would sign in the end: one in 10⁹ never does.
  case noCure = "no_cure"
  /// The deadline hurries much more and earlier: `deadlineSurge` 1.8 that fades over 21 days.
  case lateSurge = "late_surge"
  /// The deadline hurries nobody: `deadlineSurge` 0.
  case noDeadlineEffect = "no_deadline_effect"
  /// 30 % of the units state no roster.
  case missingRosters = "missing_rosters"
  /// 60 % of the ceremonies are not recorded, and units repeat them every 12 weeks.
  case unrecordedCeremonies = "unrecorded_ceremonies"
  /// Records become known 14 days late in the mean, and a quarter of the recaps is missing.
  case recordingDelays = "recording_delays"
  /// AR(1) shocks on the log hazard, φ 0.7: standard deviation 0.4 for the nation, 0.3 for each
  /// province.
  case correlatedShocks = "correlated_shocks"
  /// Rosters are revised once, from 10 % (one standard deviation) off.
  case changingRosters = "changing_rosters"

  /// A specification changed into this world.
  ///
  /// - Parameter base: The specification; seed, regencies and levels stay.
  /// - Returns: The changed specification.
  public func specification(_ base: CampaignSpecification) -> CampaignSpecification {
    var changed = base
    switch self {
    case .own: break
    case .noCure:
      changed.neverSignShare = 1e-9
      changed.neverSignPrecision = 1e9
    case .lateSurge:
      changed.deadlineSurge = 1.8
      changed.surgeDays = 21
    case .noDeadlineEffect: changed.deadlineSurge = 0
    case .missingRosters: changed.disturbances.rosterUnknown = 0.3
    case .unrecordedCeremonies:
      changed.disturbances.ceremonyUnrecorded = 0.6
      changed.disturbances.repeatRate = 1 / 12.0
    case .recordingDelays:
      changed.recordingDelay = 14
      changed.recapMissing = 0.25
    case .correlatedShocks:
      changed.disturbances.shockSpread = 0.4
      changed.disturbances.provinceShockSpread = 0.3
    case .changingRosters: changed.disturbances.rosterRevision = 0.1
    }
    return changed
  }
}
