// Tests of GSL: symmetric systems and what is done when they are not positive definite.

import Foundation
import GSL
import TestSupport
import Testing

struct SystemRow: Decodable, Sendable, CustomTestStringConvertible {
  let kind: String
  let order: Int
  let matrix: [Double]
  let right: [Double]
  let solution: [Double]
  let inverse: [Double]
  let logDeterminant: Double
  var testDescription: String { "\(kind) of order \(order)" }
}

@Suite("Modified Cholesky factors")
struct ModifiedCholeskyTests {
  @Test(
    "solution, inverse and determinant agree with mpmath",
    arguments: try ReferenceFile.load("gsl-systems", as: SystemRow.self))
  func reference(row: SystemRow) throws {
    let factors = try ModifiedCholesky(row.matrix, order: row.order)
    let tolerance = row.kind == "hilbert" ? Tolerance.hilbert : .linearSystem
    let isDefinite = factors.isPositiveDefinite
    #expect(isDefinite)
    let determinant = factors.logDeterminant
    #expect(tolerance.accepts(determinant, row.logDeterminant))
    for (value, truth) in zip(factors.solve(row.right), row.solution) {
      #expect(tolerance.accepts(value, truth), "\(value) is not \(truth)")
    }
    let inverse = factors.inverse()
    #expect(inverse.count == row.inverse.count)
    for (value, truth) in zip(inverse, row.inverse) {
      #expect(tolerance.accepts(value, truth), "\(value) is not \(truth)")
    }
  }

  @Test("A + E is A plus a diagonal that is not negative, and its factors solve it")
  func indefinite() throws {
    let stream = RandomStream(seed: 31)
    for order in [1, 2, 3, 5, 9] {
      for _ in 0..<50 {
        var matrix = Array(repeating: 0.0, count: order * order)
        for row in 0..<order {
          for column in 0...row {
            let value = stream.normal()
            matrix[row * order + column] = value
            matrix[column * order + row] = value
          }
        }
        let factors = try ModifiedCholesky(matrix, order: order)
        // The inverse of the inverse is A + E.
        let inverse = factors.inverse()
        let sum = try ModifiedCholesky(inverse, order: order).inverse()
        for row in 0..<order {
          #expect(inverse[row * order + row] > 0)
          for column in 0..<row {
            let (value, truth) = (sum[row * order + column], matrix[row * order + column])
            #expect(abs(value - truth) < 1e-8, "\(value) is not \(truth)")
          }
          let added = sum[row * order + row] - matrix[row * order + row]
          #expect(added > -1e-8)
          if factors.isPositiveDefinite { #expect(abs(added) < 1e-8) }
        }
      }
    }
  }

  @Test("the units of the parameters do not decide", arguments: [1e-150, 1e-20, 1, 1e20, 1e150])
  func units(scale: Double) throws {
    let matrix = [4.0 * scale, scale, scale, 3 * scale]
    let factors = try ModifiedCholesky(matrix, order: 2)
    let isDefinite = factors.isPositiveDefinite
    #expect(isDefinite)
    let condition = factors.reciprocalCondition
    #expect(condition > 0.1)
    let solution = factors.solve([scale, 2 * scale])
    #expect(Tolerance.closedForm.accepts(solution[0], 1.0 / 11))
    #expect(Tolerance.closedForm.accepts(solution[1], 7.0 / 11))
    let determinant = factors.logDeterminant
    #expect(Tolerance.closedForm.accepts(determinant, log(11) + 2 * log(scale)))
  }

  @Test(
    "matrices that are not positive definite are told and still give a direction",
    arguments: [
      [0, 0, 0, 0], [1, 1, 1, 1], [0, 1, 1, 0], [-1, 0, 0, -2], [1, 2, 2, 1], [2, 0, 0, 0],
    ])
  func notDefinite(matrix: [Double]) throws {
    let factors = try ModifiedCholesky(matrix, order: 2)
    let isDefinite = factors.isPositiveDefinite
    #expect(!isDefinite)
    let determinant = factors.logDeterminant
    #expect(determinant.isFinite)
    let step = factors.solve([1, 2])
    #expect(step.allSatisfy { $0.isFinite })
    #expect(step[0] * 1 + step[1] * 2 > 0)
    let inverse = factors.inverse()
    #expect(inverse.allSatisfy { $0.isFinite })
  }

  @Test("an almost singular matrix shows in the condition")
  func condition() throws {
    let factors = try ModifiedCholesky([1, 1, 1, 1 + 1e-10], order: 2)
    let condition = factors.reciprocalCondition
    #expect(condition < 1e-9)
  }

  @Test("memory is used again for another matrix, also after an error")
  func again() throws {
    var factors = try ModifiedCholesky([2, 0, 0, 2], order: 2)
    do {
      try factors.factor([1, 0, 0, .nan])
      Issue.record("a NaN was accepted")
    } catch {
      #expect(error.kind == .invalidInput)
      #expect(error.context == "order=2")
    }
    try factors.factor([5, 1, 1, 4])
    let isDefinite = factors.isPositiveDefinite
    #expect(isDefinite)
    let determinant = factors.logDeterminant
    #expect(Tolerance.closedForm.accepts(determinant, log(19)))
    var vector = [6.0, 5]
    var span = vector.mutableSpan
    factors.solve(inPlace: &span)
    let solution = factors.solve([6, 5])
    #expect(vector == solution)
    #expect(abs(vector[0] - 1) < 1e-14 && abs(vector[1] - 1) < 1e-14)
  }

  @Test("numbers that are not finite are bad data", arguments: [Double.nan, .infinity, -.infinity])
  func errors(value: Double) {
    do {
      _ = try ModifiedCholesky([value], order: 1)
      Issue.record("\(value) was accepted")
    } catch { #expect(error.kind == .invalidInput) }
  }
}
