// GSL: safe Swift over the C library; everything else computes through it.
// This file holds the one error type of the module and the once-only set-up of the library.

internal import CGSL

/// A numerical routine could not give a trustworthy answer for the values it was handed.
///
/// The module keeps three kinds of failure apart: a caller's bug stops the program
/// (`precondition`), bad data or a search that does not converge throws this error, and a statistic
/// that is undefined is `nil`. A NaN is never returned.
public struct GSLError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What went wrong, for callers that want to react.
  public enum Kind: String, Sendable, CaseIterable {
    /// A value handed in is NaN, infinite or outside the range of the method.
    case invalidInput
    /// There are too few observations for the number of parameters.
    case tooFewObservations
    /// The columns of the design, or the directions of the Jacobian, are linearly dependent.
    case rankDeficient
    /// The caller's function gave a NaN or an infinity where a finite value is needed.
    case nonFiniteFunction
    /// The search stopped before it reached its tolerance.
    case notConverged
    /// The C library reported a failure that the other kinds do not describe.
    case library
  }

  /// What went wrong.
  public let kind: Kind
  /// The public routine that failed, as a caller writes it: `LinearFit.weightedLine`.
  public let routine: String
  /// One sentence for a reader, without a final full stop.
  public let message: String
  /// The status code of the C library, `nil` when a check of this module failed first.
  public let status: Int?
  /// Shapes and values that help to find the cause: `observations=3 parameters=5`; may be empty.
  public let context: String

  /// `routine: message [context] (status: text)`.
  public var description: String {
    var text = "\(routine): \(message)"
    if !context.isEmpty { text += " [\(context)]" }
    if let status { text += " (GSL status \(status): \(Library.describe(status)))" }
    return text
  }

  init(
    _ kind: Kind, routine: String, message: String, status: Int32? = nil, context: String = ""
  ) {
    self.kind = kind
    self.routine = routine
    self.message = message
    self.status = status.map(Int.init)
    self.context = context
  }
}

/// The C library that is loaded.
public enum GSLLibrary {
  /// Version of the library that is loaded, such as `2.7.1`: part of the provenance of a result.
  public static var version: String { String(cString: cgsl_version()) }
}

/// Set-up and status texts of the C library.
enum Library {
  /// Switches the aborting error handler off. The handler is one process-wide pointer without a
  /// lock, so it is set once, lazily and thread-safely, and never changed again. Every entry point
  /// that can raise a library error touches this value first.
  static let ready: Void = {
    _ = gsl_set_error_handler_off()
  }()

  /// Success as the type that the status codes have.
  static let success = Int32(GSL_SUCCESS)

  /// The library's text for a status code.
  static func describe(_ status: Int) -> String {
    guard let code = Int32(exactly: status), let text = gsl_strerror(code) else {
      return "unknown status"
    }
    return String(cString: text)
  }

  /// Unwraps the result of an `*_alloc` function. With sizes already checked, `nil` can only mean
  /// that memory has run out, and Swift's own containers stop the program then too.
  static func allocated<T>(_ pointer: UnsafeMutablePointer<T>?, _ what: String)
    -> UnsafeMutablePointer<T>
  {
    guard let pointer else { preconditionFailure("out of memory for \(what)") }
    return pointer
  }

  /// Traps on a status that could only mean a bug of this module.
  static func expectSuccess(_ status: Int32, _ what: @autoclosure () -> String) {
    precondition(status == success, "\(what()): \(describe(Int(status)))")
  }
}
