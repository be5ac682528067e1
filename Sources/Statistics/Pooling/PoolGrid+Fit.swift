// Statistics: the posterior of one pool's mean and precision, found from coarse to fine.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension PoolGrid {
  /// The posterior given counts: a coarse grid over the whole box finds where the weight lies, and
  /// grids of 33 by 11 to 23 points close in on it until five standard deviations fill the axes.
  init(fitting counts: [(signed: Int, required: Int)]) {
    let signed = RisingSums(counts.map(\.signed))
    let unsigned = RisingSums(counts.map { $0.required - $0.signed })
    let required = RisingSums(counts.map(\.required))
    func grid(_ logits: GridAxis, _ logPrecisions: GridAxis) -> PoolGrid {
      let columns = logPrecisions.values.map { logPrecision in
        let gamma = exp(-logPrecision)
        return (
          gamma: gamma,
          weight: PoolPrior.ofLogPrecision(logPrecision) - required.value(1, gamma)
        )
      }
      var logWeights: [Double] = []
      for logit in logits.values {
        let (mean, rest) = (1 / (1 + exp(-logit)), 1 / (1 + exp(logit)))
        let prior = PoolPrior.ofLogit(logit)
        for column in columns {
          logWeights.append(
            prior + column.weight + signed.value(mean, column.gamma)
              + unsigned.value(rest, column.gamma))
        }
      }
      return PoolGrid(logits: logits, logPrecisions: logPrecisions, logWeights: logWeights)
    }
    let (logitBox, precisionBox) = (PoolPrior.logits, PoolPrior.logPrecisions)
    var found = grid(
      .middles(logitBox.lowerBound, logitBox.upperBound, 36),
      .middles(precisionBox.lowerBound, precisionBox.upperBound, 22))
    for _ in 0..<6 {
      let (logits, logPrecisions) = (found.logits, found.logPrecisions)
      found = grid(
        logits.closer(found.logitWeights, within: logitBox, points: 33...33),
        logPrecisions.closer(
          found.logPrecisionWeights, within: precisionBox, every: 0.5, points: 11...23))
      // The axes have settled when the last round did not shrink them.
      if found.logits.length > 0.8 * logits.length,
        found.logPrecisions.length > 0.8 * logPrecisions.length
      {
        break
      }
    }
    self = found
  }
}
