// Speed against peers: the plug-in pool, a beta-binomial law for each level by maximum likelihood.

import Foundation
import Statistics

/// Mean and precision of every level; the check is the sum of the log-likelihoods.
func pooling(_ folder: URL) throws -> Timing {
  let levels = try pools(folder)
  var logLikelihood = 0.0
  let seconds = try best {
    logLikelihood = 0
    for level in levels {
      switch try BetaBinomialFit.fit(level) {
      case .fitted(let fit): logLikelihood += fit.logLikelihood
      case .noOverdispersion, .undetermined: throw Misuse(text: "a level has no inner maximum")
      }
    }
  }
  return Timing(
    seconds: seconds, items: levels.reduce(0) { $0 + $1.count }, check: logLikelihood)
}
