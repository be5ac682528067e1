// GSL: safe Swift over the C library; everything else computes through it.
// This file holds the pair of tail probabilities that every law gives at a point.

internal import CGSL

/// The probabilities on both sides of a point, each accurate where it is tiny, with logarithms that
/// stay finite where the probability itself is below the smallest `Double`.
public struct Tails: Sendable {
  private enum Side { case lower, upper }

  private let side: Side
  /// The side that was computed; the other is 1 minus it and is never tiny.
  private let direct: Double
  /// ln `direct` = `logScale` + ln `factor`.
  private let logScale: Double
  private let factor: Double

  /// The lower tail as exp(`logScale`) · `factor`.
  init(lower factor: Double, logScale: Double) {
    self.init(.lower, exp(logScale) * factor, logScale, factor)
  }

  /// The upper tail as exp(`logScale`) · `factor`.
  init(upper factor: Double, logScale: Double) {
    self.init(.upper, exp(logScale) * factor, logScale, factor)
  }

  /// The lower tail with its logarithm.
  init(lower: Double, logLower: Double) { self.init(.lower, lower, logLower, 1) }

  private init(_ side: Side, _ direct: Double, _ logScale: Double, _ factor: Double) {
    self.side = side
    self.direct = min(max(direct, 0), 1)
    self.logScale = logScale
    self.factor = factor
  }

  /// Nothing below the point.
  static let allAbove = Tails(lower: 0, logScale: 0)
  /// Nothing above the point.
  static let allBelow = Tails(upper: 0, logScale: 0)

  /// The same point seen from the other end.
  var mirrored: Tails { Tails(side == .lower ? .upper : .lower, direct, logScale, factor) }

  /// Half of each tail, for one side of a symmetric law: `lower` / 2 and 1 − `lower` / 2.
  var halvedLower: Tails {
    side == .lower
      ? Tails(lower: factor / 2, logScale: logScale)
      : Tails(lower: (1 - direct) / 2, logScale: 0)
  }

  /// Probability at or below the point, in 0...1.
  public var lower: Double { side == .lower ? direct : 1 - direct }
  /// Probability above the point, in 0...1.
  public var upper: Double { side == .upper ? direct : 1 - direct }
  /// Natural logarithm of `lower`; −∞ only where it is exactly 0.
  public var logLower: Double { side == .lower ? logDirect : log1p(-direct) }
  /// Natural logarithm of `upper`; −∞ only where it is exactly 0.
  public var logUpper: Double { side == .upper ? logDirect : log1p(-direct) }

  private var logDirect: Double { min(logScale + log(factor), 0) }

  /// `lower` divided by exp(`logDensity`), also where both are too small for a `Double`, given that
  /// `logDensity` was the scale.
  func lowerRatio(logDensity: Double) -> Double {
    side == .lower ? factor : (1 - direct) / exp(logDensity)
  }
}
