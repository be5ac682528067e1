// GSL: safe Swift over the C library; everything else computes through it.
// This file is the seeded source of all chance: simulation, bootstrap and predictive draws.

internal import CGSL

/// A stream of random numbers that its seed determines completely.
///
/// The generator is taus2, L'Ecuyer's combined Tausworthe generator with period 2^88. The library's
/// own seeding uses only 32 bits, so that among 65,000 streams two would coincide with even odds;
/// here SplitMix64 spreads all 64 bits of the seed over the three words of the state.
///
/// A stream is owned by one task: the class is deliberately not `Sendable`. Give each unit of work
/// (a regency, a draw, a replicate) its own stream, with `derivedSeed(_:_:)`; then the answer does
/// not depend on the number of threads or on their order. `reseed(_:)` reuses the memory.
///
/// ```swift
/// let stream = RandomStream(seed: RandomStream.derivedSeed(base, "32.04"))
/// let rate = stream.beta(3.5, 12.5)
/// ```
///
/// - SeeAlso: L'Ecuyer (1996), Math. Comp. 65:203–213; Steele, Lea and Flood (2014), OOPSLA,
///   doi 10.1145/2660193.2660195, for SplitMix64.
public final class RandomStream: RandomNumberGenerator {
  private let raw: UnsafeMutablePointer<gsl_rng>

  /// A stream at the start of the sequence of `seed`.
  ///
  /// - Parameter seed: any value; each gives a sequence of its own.
  public init(seed: UInt64) {
    _ = Library.ready
    raw = Library.allocated(gsl_rng_alloc(cgsl_rng_taus2()), "a random generator")
    reseed(seed)
  }

  deinit { gsl_rng_free(raw) }

  /// Puts the stream at the start of the sequence of `seed`, as if it were new.
  ///
  /// - Parameter seed: any value.
  public func reseed(_ seed: UInt64) {
    var state = seed
    let first = Self.splitMix(&state)
    let second = Self.splitMix(&state)
    // The recurrences forbid components below 2, 8 and 16: setting one bit keeps clear of them.
    let status = cgsl_taus2_set_state(
      raw, UInt32(truncatingIfNeeded: first) | 2, UInt32(truncatingIfNeeded: first >> 32) | 8,
      UInt32(truncatingIfNeeded: second) | 16)
    Library.expectSuccess(status, "state of taus2")
    // The words of the state are themselves well mixed; ten steps couple the three components.
    for _ in 0..<10 { _ = nextWord() }
  }

  /// 64 uniform bits, from two steps of the generator, high half first.
  ///
  /// - Returns: any value of the type, all equally likely.
  public func next() -> UInt64 {
    let high = UInt64(nextWord())
    return high << 32 | UInt64(nextWord())
  }

  /// The next 32 bits of the generator, for the checks against an independent implementation.
  func nextWord() -> UInt32 { withGenerator { UInt32(truncatingIfNeeded: gsl_rng_get($0)) } }

  /// Lends the C generator for one call. The stream must outlive that call, which reading the
  /// pointer alone would not ensure.
  @inline(__always)
  func withGenerator<T>(_ body: (UnsafeMutablePointer<gsl_rng>) -> T) -> T {
    withExtendedLifetime(self) { body(raw) }
  }

  // MARK: Seeds

  /// A seed for the unit with the text `key`, such as a regency code.
  ///
  /// The text enters by its FNV-1a hash over UTF-8, which is combined with the base by the SplitMix64
  /// finaliser. The result is part of the format of reproducible outputs: it is the same on every
  /// machine, in every run and in every version.
  ///
  /// - Parameters:
  ///   - base: the seed of the whole run.
  ///   - key: the name of the unit; texts of other bytes are other units.
  /// - Returns: a seed; a change of the base or of the key changes it.
  public static func derivedSeed(_ base: UInt64, _ key: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in key.utf8 {
      hash ^= UInt64(byte)
      hash = hash &* 0x0000_0100_0000_01b3
    }
    return combine(base, hash)
  }

  /// A seed for the unit with the given numbers, such as (replicate, draw).
  ///
  /// - Parameters:
  ///   - base: the seed of the whole run.
  ///   - keys: the numbers of the unit; order and count matter, none at all is a unit as well.
  /// - Returns: a seed, stable as that of a text key.
  public static func derivedSeed(_ base: UInt64, _ keys: UInt64...) -> UInt64 {
    keys.reduce(combine(base, UInt64(keys.count))) { combine($0, $1) }
  }

  /// mix(mix(base + golden) xor key): for one base a bijection of the key, and the reverse.
  private static func combine(_ base: UInt64, _ key: UInt64) -> UInt64 {
    var outer = base
    var inner = splitMix(&outer) ^ key
    return splitMix(&inner)
  }

  /// One step of SplitMix64: advances the state by the golden ratio and returns the mixed value.
  private static func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
