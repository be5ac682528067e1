// Tests of GSL: evenly spread points.

import Foundation
import GSL
import TestSupport
import Testing

struct SobolRow: Decodable, Sendable {
  let point: [Double]
}

@Suite("Sobol sequence")
struct SobolSequenceTests {
  @Test("the first two dimensions agree with SciPy")
  func reference() throws {
    let rows = try ReferenceFile.load("gsl-sobol", as: SobolRow.self)
    var plane = SobolSequence(dimension: 2)
    var line = SobolSequence(dimension: 1)
    var cube = SobolSequence(dimension: 40)
    for row in rows {
      let (pair, single, many) = (plane.next(), line.next(), cube.next())
      #expect(pair == row.point)
      #expect(single == [row.point[0]])
      #expect(Array(many.prefix(2)) == row.point)
    }
  }

  @Test("every dyadic interval of every coordinate is filled equally, in each block of 2^m points")
  func intervals() {
    var sequence = SobolSequence(dimension: SobolSequence.maximumDimension)
    let size = 256
    for block in 0..<3 {
      // The sequence leaves out the point 0, the first of the first block.
      var cells = Array(repeating: Set<Int>(), count: sequence.dimension)
      if block == 0 { for index in cells.indices { cells[index].insert(0) } }
      for _ in (block == 0 ? 1 : 0)..<size {
        for (index, value) in sequence.next().enumerated() {
          cells[index].insert(Int(value * Double(size)))
        }
      }
      #expect(cells.allSatisfy { $0.count == size })
    }
  }

  @Test("every elementary box of the first two coordinates holds one point of a block")
  func boxes() {
    let bits = 8
    var points = [[0.0, 0.0]]
    var sequence = SobolSequence(dimension: 2)
    while points.count < 1 << bits { points.append(sequence.next()) }
    for first in 0...bits {
      let (columns, rows) = (Double(1 << first), Double(1 << (bits - first)))
      let boxes = Set(points.map { Int($0[0] * columns) << bits | Int($0[1] * rows) })
      #expect(boxes.count == 1 << bits)
    }
  }

  @Test("no two coordinates are the same, and none is 0 or 1")
  func coordinates() {
    var sequence = SobolSequence(dimension: 40)
    var columns = Array(repeating: [Double](), count: 40)
    for _ in 0..<63 {
      for (index, value) in sequence.next().enumerated() { columns[index].append(value) }
    }
    #expect(Set(columns).count == 40)
    #expect(columns.joined().allSatisfy { $0 > 0 && $0 < 1 })
  }

  /// Ishigami's function with a = 7, b = 0.1 on (−π, π)³.
  private func ishigami(_ u: ArraySlice<Double>) -> Double {
    let x = u.map { Double.pi * (2 * $0 - 1) }
    return sin(x[0]) + 7 * pow(sin(x[1]), 2) + 0.1 * pow(x[2], 4) * sin(x[0])
  }

  @Test("mean, variance and total effects of Ishigami's function from 4,096 points")
  func integrals() {
    var sequence = SobolSequence(dimension: 6)
    let count = 4_096
    var (sum, squares) = (0.0, 0.0)
    var effects = [0.0, 0, 0]
    for _ in 0..<count {
      let point = sequence.next()
      let value = ishigami(point[0..<3])
      sum += value
      squares += value * value
      for index in 0..<3 {
        var changed = point
        changed[index] = point[3 + index]
        effects[index] += pow(value - ishigami(changed[0..<3]), 2)
      }
    }
    let n = Double(count)
    let eighth = pow(Double.pi, 8)
    let variance = 49.0 / 8 + 0.1 * pow(Double.pi, 4) / 5 + 0.01 * eighth / 18 + 0.5
    let first = 0.5 * pow(1 + 0.1 * pow(Double.pi, 4) / 5, 2)
    let interaction = 0.01 * eighth * (1.0 / 18 - 1.0 / 50)
    #expect(abs(sum / n - 3.5) < 0.002)
    #expect(abs(squares / n - 3.5 * 3.5 - variance) < 0.02)
    let truths = [first + interaction, 49.0 / 8, interaction].map { $0 / variance }
    for (effect, truth) in zip(effects, truths) {
      #expect(abs(effect / (2 * n * variance) - truth) < 0.005, "\(effect) is not \(truth)")
    }
  }

  @Test("blocks of one sequence by skipping are the sequence")
  func skip() {
    var whole = SobolSequence(dimension: 5)
    let points = (0..<100).map { _ in whole.next() }
    for start in [0, 1, 37, 64] {
      var block = SobolSequence(dimension: 5)
      block.skip(start)
      let position = block.position
      #expect(position == start)
      var point = [0.0, 0, 0, 0, 0]
      for index in start..<100 {
        var span = point.mutableSpan
        block.next(into: &span)
        #expect(point == points[index])
      }
    }
  }

  @Test("a dimension outside 1...40 stops the program")
  func misuse() async {
    await #expect(processExitsWith: .failure) { _ = SobolSequence(dimension: 0) }
    await #expect(processExitsWith: .failure) { _ = SobolSequence(dimension: 41) }
    await #expect(processExitsWith: .success) { _ = SobolSequence(dimension: 40) }
  }
}
