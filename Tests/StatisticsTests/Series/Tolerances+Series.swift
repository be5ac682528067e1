// Tests of Statistics: how near repaired series must come to a reference, and why.

import TestSupport

extension Tolerance {
  /// A running mean over a block of up to 200 values of size 100.
  static let blockMean = Tolerance(relative: 1e-12, absolute: 1e-13)
}
