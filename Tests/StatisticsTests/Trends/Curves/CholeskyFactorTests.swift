// Tests of Statistics: the Cholesky factor of small matrices.

import Testing

@testable import Statistics

@Suite("Cholesky factor")
struct CholeskyFactorTests {
  @Test("solves, inverts and refuses")
  func laws() throws {
    let matrix = [[4.0, 2, 0.5], [2, 3, -1], [0.5, -1, 2]]
    let factor = try #require(CholeskyFactor(matrix))
    let inverse = factor.inverse()
    for row in 0..<3 {
      for column in 0..<3 {
        let product = (0..<3).reduce(0) { $0 + matrix[row][$1] * inverse[$1][column] }
        #expect(abs(product - (row == column ? 1 : 0)) < 1e-14)
        let square = (0..<3).reduce(0) { $0 + factor.rows[row][$1] * factor.rows[column][$1] }
        #expect(abs(square - matrix[row][column]) < 1e-14)
      }
    }
    #expect(CholeskyFactor([[1, 2], [2, 1]]) == nil)
    #expect(CholeskyFactor([[.nan]]) == nil)
    #expect(CholeskyFactor([[1, 1], [1, 1]]) == nil)
  }
}
