// GSL: safe Swift over the C library; everything else computes through it.
// This file holds the draws of a RandomStream. They advance the stream by a varying number of steps.

internal import CGSL

extension RandomStream {
  /// A uniform draw.
  ///
  /// - Returns: a multiple of 2^−32 in `0..<1`; 0 is possible, 1 is not.
  public func uniform() -> Double { withGenerator { gsl_rng_uniform($0) } }

  /// A whole number below a bound, all equally likely.
  ///
  /// - Parameter bound: `1...4_294_967_295`.
  /// - Returns: a number in `0..<bound`, without the bias of a remainder.
  public func uniformInt(below bound: Int) -> Int {
    precondition(
      bound >= 1 && bound <= Int(UInt32.max), "a bound lies in 1...\(UInt32.max), not \(bound)")
    return withGenerator { Int(gsl_rng_uniform_int($0, UInt(bound))) }
  }

  /// A standard normal draw.
  ///
  /// - Returns: mean 0, standard deviation 1.
  /// - SeeAlso: Marsaglia and Tsang (2000), J. Stat. Software 5(8), the ziggurat method.
  public func normal() -> Double { withGenerator { gsl_ran_gaussian_ziggurat($0, 1) } }

  /// A gamma draw.
  ///
  /// - Parameters:
  ///   - shape: k, dimensionless, finite, `> 0`.
  ///   - scale: θ, in the unit of the draw, finite, `> 0`; the mean is kθ.
  /// - Returns: a value `>= 0`; for a tiny shape it may underflow to 0.
  /// - SeeAlso: Marsaglia and Tsang (2000), ACM TOMS 26:363–372.
  public func gamma(shape: Double, scale: Double) -> Double {
    requirePositive(shape, "gamma shape")
    requirePositive(scale, "gamma scale")
    return withGenerator { gsl_ran_gamma($0, shape, scale) }
  }

  /// A beta draw.
  ///
  /// - Parameters:
  ///   - alpha: first shape, dimensionless, finite, `> 0`.
  ///   - beta: second shape, dimensionless, finite, `> 0`.
  /// - Returns: a value in 0...1; for tiny shapes the ends themselves occur by rounding.
  public func beta(_ alpha: Double, _ beta: Double) -> Double {
    requirePositive(alpha, "beta shape alpha")
    requirePositive(beta, "beta shape beta")
    return withGenerator { gsl_ran_beta($0, alpha, beta) }
  }

  /// A binomial draw.
  ///
  /// - Parameters:
  ///   - n: number of trials, `0...4_294_967_295`.
  ///   - p: probability of success, `0...1`.
  /// - Returns: a number of successes in `0...n`, exactly 0 at `p == 0` and n at `p == 1`.
  /// - SeeAlso: Kachitvichyanukul and Schmeiser (1988), Comm. ACM 31:216–222, algorithm BTPE.
  public func binomial(_ n: Int, _ p: Double) -> Int {
    precondition(n >= 0 && n <= Int(UInt32.max), "trials lie in 0...\(UInt32.max), not \(n)")
    precondition(p >= 0 && p <= 1, "a probability lies in 0...1, not \(p)")
    guard p > 0 && n > 0 else { return 0 }
    guard p < 1 else { return n }
    return withGenerator { Int(gsl_ran_binomial($0, p, UInt32(n))) }
  }

  /// A beta-binomial draw: a binomial one whose probability is drawn from a beta law first.
  ///
  /// - Parameters:
  ///   - n: number of trials, `0...4_294_967_295`.
  ///   - alpha: first shape of the rate, finite, `> 0`.
  ///   - beta: second shape of the rate, finite, `> 0`.
  /// - Returns: a number of successes in `0...n`.
  public func betaBinomial(_ n: Int, _ alpha: Double, _ beta: Double) -> Int {
    binomial(n, self.beta(alpha, beta))
  }

  /// A Poisson draw.
  ///
  /// - Parameter mean: expected count, `0...1e9`.
  /// - Returns: a count `>= 0`, exactly 0 at mean 0.
  public func poisson(_ mean: Double) -> Int {
    precondition(mean >= 0 && mean <= 1e9, "a Poisson mean lies in 0...1e9, not \(mean)")
    guard mean > 0 else { return 0 }
    return withGenerator { Int(gsl_ran_poisson($0, mean)) }
  }

  /// An exponential draw.
  ///
  /// - Parameter mean: in the unit of the draw, finite, `> 0`.
  /// - Returns: a value `>= 0`.
  public func exponential(mean: Double) -> Double {
    requirePositive(mean, "exponential mean")
    return withGenerator { gsl_ran_exponential($0, mean) }
  }

  private func requirePositive(_ value: Double, _ name: String) {
    precondition(value > 0 && value.isFinite, "\(name) is finite and above 0, not \(value)")
  }
}
