// Tests of Records: the algebra of counts, in which "not said" never becomes zero.

import Records
import TestSupport
import Testing

@Suite("Counts")
struct CountTests {
  static func random(_ generator: inout SeededGenerator, about: Bool) -> Count {
    let value = Int.random(in: 0...60, using: &generator)
    switch Int.random(in: 0...(about ? 4 : 3), using: &generator) {
    case 0: return .exact(value)
    case 1: return .atLeast(value)
    case 2: return .range(value, value + Int.random(in: 1...9, using: &generator))
    case 3: return .unknown
    default: return .about(value)
    }
  }

  @Test("sums commute, and their bounds are no tighter than the sums of the bounds")
  func commutes() {
    var generator = SeededGenerator(state: 1)
    for _ in 0..<5_000 {
      let left = Self.random(&generator, about: true)
      let right = Self.random(&generator, about: true)
      let sum = left + right
      #expect(sum == right + left, "\(left) + \(right)")
      #expect(sum.lower <= left.lower + right.lower, "\(left) + \(right) = \(sum)")
      if let high = sum.upper, let first = left.upper, let second = right.upper {
        #expect(high >= first + second, "\(left) + \(right) = \(sum)")
      }
      #expect((sum.upper == nil) == (left.upper == nil || right.upper == nil))
    }
  }

  @Test("without round figures bounds add exactly and sums associate")
  func associates() {
    var generator = SeededGenerator(state: 2)
    for _ in 0..<5_000 {
      let (a, b, c) = (
        Self.random(&generator, about: false), Self.random(&generator, about: false),
        Self.random(&generator, about: false)
      )
      #expect((a + b).lower == a.lower + b.lower, "\(a) + \(b)")
      #expect((a + b) + c == a + (b + c), "\(a) + \(b) + \(c)")
    }
  }

  @Test("with round figures bounds add exactly and the bounds of sums associate")
  func roundFiguresAssociate() {
    var generator = SeededGenerator(state: 3)
    var failures: [String] = []
    for _ in 0..<5_000 {
      let (a, b, c) = (
        Self.random(&generator, about: true), Self.random(&generator, about: true),
        Self.random(&generator, about: true)
      )
      let (left, right) = ((a + b) + c, a + (b + c))
      if (a + b).lower != a.lower + b.lower || left.lower != right.lower
        || left.upper != right.upper
      {
        failures.append("\(a) + \(b) + \(c)")
      }
    }
    #expect(failures.isEmpty, "\(failures.count) sums, first \(failures.first ?? "")")
  }

  @Test(
    "exact zero changes nothing",
    arguments: [
      Count.exact(7), .atLeast(7), .about(7), .range(3, 7), .unknown, .exact(0),
    ])
  func zero(count: Count) {
    #expect(count + .exact(0) == count)
    #expect(.exact(0) + count == count)
  }

  @Test("unknown is not zero: it takes away the upper bound")
  func unknown() {
    #expect(Count.exact(5) + .unknown == .atLeast(5))
    #expect(Count.exact(0) + .unknown == .unknown)
    #expect(Count.unknown.upper == nil && Count.unknown.exactValue == nil)
    #expect(Count.unknown.isUnknown && !Count.exact(0).isUnknown)
    #expect(Count.unknown != .exact(0))
  }

  @Test("bounds lie around the value")
  func bounds() {
    for value in 0...5_000 {
      let about = Count.about(value)
      let margin = value / 10
      #expect(about.lower == value - margin && about.upper == value + margin)
    }
    #expect(Count.atLeast(3).lower == 3 && Count.atLeast(3).upper == nil)
    #expect(Count.range(3, 9).lower == 3 && Count.range(3, 9).upper == 9)
  }

  @Test("the tightest count with given bounds")
  func between() {
    #expect(Count.between(3, 9) == .range(3, 9))
    #expect(Count.between(4, 4) == .exact(4))
    #expect(Count.between(0, 0) == .exact(0))
    #expect(Count.between(4, nil) == .atLeast(4))
    #expect(Count.between(0, nil) == .unknown)
  }

  @Test("several statements: the one that all agree on, else bounds that hold all of them")
  func covering() {
    #expect(Count.covering([]) == .unknown)
    #expect(Count.covering([.about(50), .about(50)]) == .about(50))
    #expect(Count.covering([.exact(53), .exact(51), .exact(53)]) == .range(51, 53))
    #expect(Count.covering([.about(50), .exact(50)]) == .range(45, 55))
    #expect(Count.covering([.exact(53), .atLeast(40)]) == .atLeast(40))
    #expect(Count.covering([.exact(53), .unknown]) == .unknown)
  }

  @Test("words and cells")
  func words() {
    let counts: [Count] = [.exact(53), .atLeast(53), .about(53), .range(50, 60), .unknown]
    #expect(counts.map(\.kind) == ["exact", "at_least", "about", "range", "unknown"])
    #expect(counts.map(\.description) == ["53", ">=53", "~53", "50-60", ""])
    #expect(Extent.all.description == "all" && Extent.named.description.isEmpty)
    #expect(Extent.counted(.exact(0)).description == "0")
  }
}
