// Tests of GSL: sums and products with twice the digits.

import TestSupport
import Testing

@testable import GSL

@Suite("Compensated sums")
struct CompensatedSumTests {
  @Test("what a large term swallows comes back when it leaves")
  func swallowed() {
    var sum = CompensatedSum()
    for term in [1.0, 1e100, 1, -1e100] { sum.add(term) }
    #expect(sum.value == 2)
  }

  @Test("a product is not rounded before it is added")
  func products() {
    var sum = CompensatedSum()
    let a = 1 + 0x1p-30
    sum.addProduct(a, a)
    sum.add(-1)
    sum.add(-0x1p-29)
    #expect(sum.value == 0x1p-60)
  }

  @Test("sums and products of whole numbers beyond 2⁵³ agree with whole arithmetic")
  func wholeNumbers() {
    var generator = SeededGenerator(state: 13)
    for _ in 0..<100 {
      var (sum, exact) = (CompensatedSum(), Int128(0))
      for _ in 0..<200 {
        let (a, b) = (
          Int.random(in: -1 << 40...1 << 40, using: &generator),
          Int.random(in: -1 << 40...1 << 40, using: &generator)
        )
        sum.addProduct(Double(a), Double(b))
        sum.add(Double(a))
        exact += Int128(a) * Int128(b) + Int128(a)
      }
      #expect(sum.value == Double(exact))
    }
  }
}
