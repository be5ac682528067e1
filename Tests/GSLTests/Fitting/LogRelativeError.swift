// Tests of GSL: digits of agreement with NIST's certified values.

import Foundation

/// Digits of agreement, −log₁₀ |value − certified| / |certified|; by the absolute error where the
/// certified value is 0. At most as many as the certified value carries; a value that is wrong
/// altogether has 0.
///
/// - SeeAlso: McCullough (1998), The American Statistician 52:358–366.
func logRelativeError(_ value: Double, _ certified: Double, digits: Double = 15) -> Double {
  let error = abs(value - certified) / (certified == 0 ? 1 : abs(certified))
  return error == 0 ? digits : min(digits, max(0, -log10(error)))
}

/// The smallest number of digits among several values.
func worstLogRelativeError(_ values: [Double], _ certified: [Double], digits: Double = 15)
  -> Double
{
  precondition(values.count == certified.count, "\(values.count) and \(certified.count) values")
  return zip(values, certified).map { logRelativeError($0, $1, digits: digits) }.min() ?? 0
}
