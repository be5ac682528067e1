// Statistics: a small quadratic program under q ≥ 0, the inner step of the Turnbull estimate.

/// Minimises ½ q'Hq − b'q over q ≥ 0 for a positive definite H.
///
/// Guesses which elements are above 0, solves for these, and exchanges all that break the conditions
/// (q < 0 inside, b − Hq > 0 outside) at once; when that stops helping, only the last of them, which
/// cannot cycle.
///
/// - SeeAlso: Júdice and Pires (1994), Comput. Oper. Res. 21:587–596; Kim and Park (2011), SIAM J.
///   Sci. Comput. 33:3261–3281.
struct QuadraticProgram {
  /// The minimum; elements outside the guess are exactly 0.
  private(set) var solution: [Double]

  /// - Complexity: O(k³) for each exchange, of which there are few; zeros of H save most of it.
  ///
  /// - Parameters:
  ///   - hessian: H, k × k by rows; only the elements on and right of the diagonal are read.
  ///   - linear: b, k elements.
  init(hessian: [Double], linear: [Double]) {
    let size = linear.count
    precondition(hessian.count == size * size, "\(hessian.count) elements for \(size) unknowns")
    var inside = Array(repeating: true, count: size)
    solution = Array(repeating: 0, count: size)
    var (fewest, patience) = (size + 1, 3)
    // Each element may have to leave and return; the bound is there for rounding only.
    for _ in 0..<(10 * size + 50) {
      let members = inside.indices.filter { inside[$0] }
      solution = Array(repeating: 0, count: size)
      for (member, value) in zip(members, Self.solve(hessian, linear, members)) {
        solution[member] = value
      }
      var broken = members.filter { solution[$0] < 0 }
      if members.count < size {
        // b − Hq outside, by the symmetry of H.
        for row in 0..<size where !inside[row] {
          var value = linear[row]
          for member in members {
            let (low, high) = (min(row, member), max(row, member))
            value -= hessian[low * size + high] * solution[member]
          }
          if value > 1e-13 { broken.append(row) }
        }
      }
      guard let last = broken.max() else { return }
      if broken.count < fewest {
        (fewest, patience) = (broken.count, 3)
      } else {
        patience -= 1
      }
      for element in patience >= 0 ? broken : [last] { inside[element].toggle() }
    }
    solution = solution.map { max(0, $0) }
  }

  /// Solves H x = b for some rows and columns, by the square-root-free Cholesky decomposition.
  private static func solve(
    _ hessian: [Double], _ linear: [Double], _ members: [Int]
  ) -> [Double] {
    let (size, count) = (linear.count, members.count)
    var x = members.map { linear[$0] }
    var upper = Array(repeating: 0.0, count: count * count)
    for (row, member) in members.enumerated() {
      for column in row..<count {
        upper[row * count + column] = hessian[member * size + members[column]]
      }
    }
    upper.withUnsafeMutableBufferPointer { u in
      x.withUnsafeMutableBufferPointer { x in
        for k in 0..<count {
          // H is positive definite on paper; a pivot lost to rounding must not turn the sign.
          let original = hessian[members[k] * size + members[k]]
          let pivot = max(u[k * count + k], 1e-14 * original)
          u[k * count + k] = pivot
          for i in (k + 1)..<max(count, k + 1) where u[k * count + i] != 0 {
            let factor = u[k * count + i] / pivot
            let (target, source) = (i * count, k * count)
            for j in i..<count { u[target + j] -= factor * u[source + j] }
            x[i] -= factor * x[k]
          }
        }
        for k in stride(from: count - 1, through: 0, by: -1) {
          var value = x[k]
          for j in (k + 1)..<max(count, k + 1) { value -= u[k * count + j] * x[j] }
          x[k] = value / u[k * count + k]
        }
      }
    }
    return x
  }
}
