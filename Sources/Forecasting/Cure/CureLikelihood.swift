// Forecasting: the penalised likelihood of one model on one unit, with gradient and curvature. One
// pass over the intervals gives all of it and allocates nothing.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// `−(1/φ) Σ n ln p + ½ Σ ((q − m)/sd)²` with p the chance of an interval, φ the dispersion.
struct CureLikelihood {
  /// Which second derivatives a pass collects.
  enum Curvature { case none, expected, observed }

  /// What a pass finds; `value` is infinite where the parameters are impossible.
  struct Evaluation {
    var value = Double.infinity
    var gradient = SIMD3<Double>.zero
    var matrix = SymmetricThree()
  }

  let model: CureModel
  let times: SigningTimes
  let launch: HazardPoint.Launch
  private let logEdges: [Double]
  let centres: SIMD3<Double>
  let precisions: SIMD3<Double>
  let dispersion: Double
  /// H at every edge; scratch of a pass.
  private var points: [HazardPoint]

  init(
    _ times: SigningTimes, _ model: CureModel, _ prior: CurvePrior, dispersion: Double = 1,
    launch: HazardPoint.Launch? = nil
  ) {
    self.model = model
    self.times = times
    self.launch = launch ?? times.launch
    logEdges = times.edges.map { $0 > 0 ? log($0) : 0 }
    centres = prior.centres(model)
    precisions = prior.precisions(model)
    self.dispersion = dispersion
    points = Array(repeating: HazardPoint(), count: times.edges.count)
  }

  /// Objective, and as asked its gradient and second derivatives.
  mutating func evaluate(_ q: SIMD3<Double>, _ curvature: Curvature) -> Evaluation {
    var sums = Evaluation()
    sums.value = 0
    guard abs(q[0]) < 600, abs(q[1]) < 1e6, abs(q[2]) < 600 else { return Evaluation() }
    Self.fill(&points, model.family, times, logEdges, launch, q[1], q[2])
    switch model.form {
    case .mixture: mixture(q[0], curvature, &sums)
    case .promotionTime: Self.promotion(q[0], times, points.span, curvature, &sums)
    }
    let inverseDispersion = 1 / dispersion
    sums.value *= inverseDispersion
    sums.gradient *= inverseDispersion
    sums.matrix.scale(inverseDispersion)
    let distance = q - centres
    sums.value += (distance * distance * precisions).sum() / 2
    sums.gradient += distance * precisions
    sums.matrix.addDiagonal(precisions)
    let check = sums.value + sums.gradient.sum() + sums.matrix.diagonal.sum()
    return check.isFinite ? sums : Evaluation()
  }

  private static func fill(
    _ target: inout [HazardPoint], _ family: CureModel.Family, _ times: SigningTimes,
    _ logTimes: [Double], _ launch: HazardPoint.Launch, _ q1: Double, _ q2: Double
  ) {
    let edges = times.edges.span
    let logEdges = logTimes.span
    let count = edges.count
    var points = target.mutableSpan
    // One loop for each family, so that nothing is chosen within it.
    switch family {
    case .weibull, .logLogistic, .logNormal:
      let inverse = exp(-q2)
      for place in 1..<max(1, count) {
        points[place] = .locationScale(family, (logEdges[place] - q1) * inverse, inverse)
      }
    case .logistic:
      let law = HazardPoint.CutLogistic(q1, q2)
      for place in 1..<max(1, count) { points[place] = law.point(edges[place]) }
    case .gompertz:
      let (rate, eta) = (exp(-q1), exp(q2))
      for place in 1..<max(1, count) { points[place] = .gompertz(edges[place] * rate, eta) }
    case .exponential:
      let rate = exp(-q1)
      for place in 1..<max(1, count) { points[place] = .exponential(edges[place] * rate) }
    case .stepExponential:
      let rate = exp(-q1)
      for place in 1..<max(1, count) { points[place] = .step(edges[place], rate, q2, launch) }
    }
  }

  // The rise of F over an interval is S_lo (1 − r), r = e^(H_lo − H_hi): all slopes of its logarithm
  // are then free of differences of F.
  private func mixture(_ z: Double, _ curvature: Curvature, _ sums: inout Evaluation) {
    let (everSign, never) = (logistic(z), logistic(-z))
    let logEverSign = -softplus(-z)
    let points = points.span
    let terms = times.terms.span
    let expects = times.isGrouped
    // 1 − F at the start of the next interval; only grouped intervals follow each other.
    var left = 1.0
    for place in 0..<terms.count {
      let term = terms[place]
      let low = points[Int(term.lower)]
      if term.upper == SigningTimes.never {
        tail(z, low, term.count, everSign, expects, curvature, &sums)
        continue
      }
      let high = points[Int(term.upper)]
      let rise = -expm1(low.value - high.value)
      guard rise > 0 else {
        if term.count > 0 { sums.value = .infinity }
        continue
      }
      let cell = CellSlopes(low, high, rise)
      sums.value -= term.count * (term.count > 0 ? logEverSign - low.value + log(rise) : 0)
      sums.gradient -= term.count * SIMD3(never, cell.slope1, cell.slope2)
      switch curvature {
      case .none: break
      case .expected:
        let weight = expects ? times.total * everSign * left * rise : term.count
        left *= 1 - rise
        if weight > 0 { sums.matrix.add(weight, never, cell.slope1, cell.slope2) }
      case .observed:
        guard term.count > 0 else { continue }
        sums.matrix.m00 += term.count * everSign * never
        cell.addCurvature(-term.count, low, high, rise, &sums.matrix)
      }
    }
  }

  /// Those who have not signed: ln(1 − π F) = ln(1 + e^(z − H)) − ln(1 + eᶻ).
  @inline(__always)
  private func tail(
    _ z: Double, _ low: HazardPoint, _ count: Double, _ everSign: Double, _ expects: Bool,
    _ curvature: Curvature, _ sums: inout Evaluation
  ) {
    let pending = logistic(z - low.value)
    let fall = expm1(-low.value)
    let signed = -everSign * fall
    let logChance = signed < 0.5 ? log1p(-signed) : softplus(z - low.value) - softplus(z)
    // L(z − H) − L(z) without a difference.
    let zSlope = everSign * (1 - pending) * fall
    sums.value -= count * logChance
    let slopes = SIMD3(zSlope, -pending * low.slope1, -pending * low.slope2)
    sums.gradient -= count * slopes
    switch curvature {
    case .none: break
    case .expected:
      let weight = expects ? times.total * exp(logChance) : count
      sums.matrix.add(weight, slopes[0], slopes[1], slopes[2])
    case .observed:
      let steep = pending * (1 - pending)
      sums.matrix.m00 -= count * (steep - everSign * (1 - everSign))
      sums.matrix.m10 += count * steep * low.slope1
      sums.matrix.m20 += count * steep * low.slope2
      sums.matrix.m11 -= count * (steep * low.slope1 * low.slope1 - pending * low.slope11)
      sums.matrix.m21 -= count * (steep * low.slope1 * low.slope2 - pending * low.slope12)
      sums.matrix.m22 -= count * (steep * low.slope2 * low.slope2 - pending * low.slope22)
    }
  }
}
