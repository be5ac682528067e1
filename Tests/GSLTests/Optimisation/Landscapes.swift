// Tests of GSL: functions with known minima, and some without, for the minimisers.

import Foundation
import GSL

/// A function with its gradient.
struct Landscape: Sendable, CustomStringConvertible {
  let description: String
  var start: [Double] = []
  /// Lowest value.
  var lowest = 0.0
  /// Where it lies, when it lies at one place.
  var place: [Double]?
  /// How near the place is known to be found: flat minima hide it.
  var accuracy = 1e-9
  let value: @Sendable (Span<Double>) -> Double
  let gradient: @Sendable (Span<Double>, inout MutableSpan<Double>) -> Void

  static let trials = [40.0, 38, 41, 40, 39, 42]
  static let events = [3.0, 5, 11, 19, 28, 37]

  /// Functions of gsl-minima.json.
  static let likelihoods: [String: Landscape] = [
    "logistic": Landscape(
      description: "logistic",
      value: { p in
        (0..<6).reduce(0) { sum, dose in
          let eta = p[0] + p[1] * Double(dose)
          let softplus = max(eta, 0) + log1p(exp(-abs(eta)))
          return sum - events[dose] * eta + trials[dose] * softplus
        }
      },
      gradient: { p, g in
        (g[0], g[1]) = (0, 0)
        for dose in 0..<6 {
          let residual =
            trials[dose] / (1 + exp(-p[0] - p[1] * Double(dose))) - events[dose]
          g[0] += residual
          g[1] += residual * Double(dose)
        }
      }),
    "betaBinomial": Landscape(
      description: "betaBinomial",
      value: { p in
        let (a, b) = (exp(p[0]), exp(p[1]))
        guard a > 0 && b > 0 && a.isFinite && b.isFinite else { return .nan }
        return (0..<6).reduce(0) { sum, index in
          sum - SpecialFunctions.lnBeta(events[index] + a, trials[index] - events[index] + b)
            + SpecialFunctions.lnBeta(a, b)
        }
      },
      gradient: { p, g in
        let (a, b) = (exp(p[0]), exp(p[1]))
        (g[0], g[1]) = (0, 0)
        // Γ(a + k)/Γ(a) is a product of k factors, whose logarithm is easy to differentiate.
        let harmonic: (Double, Double) -> Double = { shape, count in
          (0..<Int(count)).reduce(0) { $0 + 1 / (shape + Double($1)) }
        }
        for index in 0..<6 {
          let (n, k) = (trials[index], events[index])
          g[0] -= a * (harmonic(a, k) - harmonic(a + b, n))
          g[1] -= b * (harmonic(b, n - k) - harmonic(a + b, n))
        }
      }),
  ]

  static let hard = [
    Landscape(
      description: "Rosenbrock's valley", start: [-1.2, 1], place: [1, 1],
      value: { 100 * pow($0[1] - $0[0] * $0[0], 2) + pow(1 - $0[0], 2) },
      gradient: {
        let valley = $0[1] - $0[0] * $0[0]
        $1[0] = -400 * $0[0] * valley - 2 * (1 - $0[0])
        $1[1] = 200 * valley
      }),
    Landscape(
      description: "Powell's singular function", start: [3, -1, 0, 1], place: [0, 0, 0, 0],
      accuracy: 3e-3,
      value: {
        pow($0[0] + 10 * $0[1], 2) + 5 * pow($0[2] - $0[3], 2) + pow($0[1] - 2 * $0[2], 4)
          + 10 * pow($0[0] - $0[3], 4)
      },
      gradient: {
        let (a, b) = ($0[0] + 10 * $0[1], $0[2] - $0[3])
        let (c, d) = (pow($0[1] - 2 * $0[2], 3), pow($0[0] - $0[3], 3))
        $1[0] = 2 * a + 40 * d
        $1[1] = 20 * a + 4 * c
        $1[2] = 10 * b - 8 * c
        $1[3] = -10 * b - 40 * d
      }),
    Landscape(
      description: "a start on a saddle", start: [0, 0], lowest: -1,
      value: { pow($0[0] * $0[0] - 1, 2) - 1 + $0[1] * $0[1] },
      gradient: {
        $1[0] = 4 * $0[0] * ($0[0] * $0[0] - 1)
        $1[1] = 2 * $0[1]
      }),
    Landscape(
      description: "x - ln x beside a forbidden half", start: [1e-3], lowest: 1, place: [1],
      value: { $0[0] - log($0[0]) }, gradient: { $1[0] = 1 - 1 / $0[0] }),
    Landscape(
      description: "a wall of infinities", start: [4, 4], lowest: 2 - 2 * log(2), place: [1, 2],
      value: { $0[0] - log($0[0]) + ($0[1] > 0 ? $0[1] - 2 * log($0[1]) - 1 : .infinity) },
      gradient: {
        $1[0] = 1 - 1 / $0[0]
        $1[1] = 1 - 2 / $0[1]
      }),
    Landscape(
      description: "Brown's badly scaled function", start: [1, 1], place: [1e6, 2e-6],
      value: {
        pow($0[0] - 1e6, 2) + pow($0[1] - 2e-6, 2) + pow($0[0] * $0[1] - 2, 2)
      },
      gradient: {
        let product = $0[0] * $0[1] - 2
        $1[0] = 2 * ($0[0] - 1e6) + 2 * product * $0[1]
        $1[1] = 2 * ($0[1] - 2e-6) + 2 * product * $0[0]
      }),
    Landscape(
      description: "Beale's function", start: [1, 1], place: [3, 0.5],
      value: { p in
        (1...3).reduce(0) { sum, k in
          sum + pow([1.5, 2.25, 2.625][k - 1] - p[0] * (1 - pow(p[1], Double(k))), 2)
        }
      },
      gradient: { p, g in
        (g[0], g[1]) = (0, 0)
        for k in 1...3 {
          let power = pow(p[1], Double(k))
          let rest = [1.5, 2.25, 2.625][k - 1] - p[0] * (1 - power)
          g[0] -= 2 * rest * (1 - power)
          g[1] += 2 * rest * p[0] * Double(k) * pow(p[1], Double(k - 1))
        }
      }),
    Landscape(
      description: "a start on a maximum", start: [0], lowest: -1, value: { cos($0[0]) },
      gradient: { $1[0] = -sin($0[0]) }),
    Landscape(
      description: "scales 1 and 1e6", start: [5, 5], place: [1, -2],
      value: { pow($0[0] - 1, 2) + 1e6 * pow($0[1] + 2, 2) },
      gradient: {
        $1[0] = 2 * ($0[0] - 1)
        $1[1] = 2e6 * ($0[1] + 2)
      }),
  ]

  static let bottomless = [
    Landscape(
      description: "a lowest point at a wall, on a slope", start: [0.5],
      value: { $0[0] >= 0 ? $0[0] : .infinity }, gradient: { $1[0] = 1 }),
    Landscape(
      description: "a cubic, from its inflection", start: [0], value: { pow($0[0], 3) },
      gradient: { $1[0] = 3 * $0[0] * $0[0] }),
    Landscape(
      description: "a logistic tail beside a minimum", start: [0, 0],
      value: { log1p(exp(-$0[0])) + pow($0[1] - 2, 2) },
      gradient: {
        $1[0] = -1 / (1 + exp($0[0]))
        $1[1] = 2 * ($0[1] - 2)
      }),
    Landscape(
      description: "a slope", start: [0], value: { -$0[0] }, gradient: { $1[0] = -1 }),
    Landscape(
      description: "a dome", start: [1], value: { -$0[0] * $0[0] }, gradient: { $1[0] = -2 * $0[0] }
    ),
    Landscape(
      description: "an exponential tail", start: [0], value: { exp(-$0[0]) },
      gradient: { $1[0] = -exp(-$0[0]) }),
    Landscape(
      description: "minus infinity at a wall", start: [1], value: { log($0[0]) },
      gradient: { $1[0] = 1 / $0[0] }),
    Landscape(
      description: "a gradient of another function", start: [1, 1],
      value: { $0[0] * $0[0] + $0[1] * $0[1] },
      gradient: {
        $1[0] = -2 * $0[0] + 3
        $1[1] = 5
      }),
  ]
}
