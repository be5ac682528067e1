// GSL: safe Swift over the C library; everything else computes through it.
// This file owns the library's vectors and matrices: one Swift value, one C handle.

internal import CGSL

/// A library vector that is freed with its owner. Elements are contiguous.
struct VectorStorage: ~Copyable {
  let raw: UnsafeMutablePointer<gsl_vector>

  init(count: Int) {
    precondition(count > 0, "a vector needs at least one element, not \(count)")
    raw = Library.allocated(gsl_vector_calloc(count), "a vector of \(count)")
  }

  init(_ values: [Double]) {
    self.init(count: values.count)
    for (index, value) in values.enumerated() { self[index] = value }
  }

  deinit { gsl_vector_free(raw) }

  var count: Int { raw.pointee.size }

  subscript(index: Int) -> Double {
    get {
      precondition(index >= 0 && index < count, "index \(index) outside 0..<\(count)")
      return raw.pointee.data[index * raw.pointee.stride]
    }
    nonmutating set {
      precondition(index >= 0 && index < count, "index \(index) outside 0..<\(count)")
      raw.pointee.data[index * raw.pointee.stride] = newValue
    }
  }

  func array() -> [Double] { (0..<count).map { self[$0] } }
}

/// A library matrix that is freed with its owner. Row-major.
struct MatrixStorage: ~Copyable {
  let raw: UnsafeMutablePointer<gsl_matrix>

  init(rows: Int, columns: Int) {
    precondition(rows > 0 && columns > 0, "a matrix cannot be \(rows) x \(columns)")
    raw = Library.allocated(gsl_matrix_calloc(rows, columns), "a \(rows) x \(columns) matrix")
  }

  deinit { gsl_matrix_free(raw) }

  var rows: Int { raw.pointee.size1 }
  var columns: Int { raw.pointee.size2 }

  subscript(row: Int, column: Int) -> Double {
    get { raw.pointee.data[offset(row, column)] }
    nonmutating set { raw.pointee.data[offset(row, column)] = newValue }
  }

  func array() -> [[Double]] {
    (0..<rows).map { row in (0..<columns).map { self[row, $0] } }
  }

  private func offset(_ row: Int, _ column: Int) -> Int {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "element (\(row), \(column)) outside \(rows) x \(columns)")
    return row * raw.pointee.tda + column
  }
}
