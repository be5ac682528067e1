// Forecasting: the logit scale on which forecasts of counts are widened.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The logit scale of a roster, with half a person at both ends so that none and all are finite.
struct RosterLogit {
  private let required: Double

  init(required: Int) { self.required = Double(required) }

  /// `ln ((x + ½)/(N − x + ½))`; values beyond the roster count as its ends.
  func callAsFunction(_ persons: Double) -> Double {
    let persons = min(max(persons, 0), required)
    return log((persons + 0.5) / (required - persons + 0.5))
  }

  /// The persons of a logit, `-½...N + ½`.
  func persons(_ logit: Double) -> Double { (required + 1) / (1 + exp(-logit)) - 0.5 }

  /// The distance of half a person, the least width that a side of a forecast is held to have:
  /// counts are whole, so that a side of no width is a width below one person.
  func halfPerson(at persons: Double) -> Double {
    persons + 0.5 <= required
      ? self(persons + 0.5) - self(persons) : self(persons) - self(persons - 0.5)
  }
}
