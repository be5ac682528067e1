// Ingest: where refused rows go so that they can be repaired and read again.

/// A row that was refused.
public struct RejectedRow: Sendable {
  /// What is wrong with it.
  public let fault: Fault
  /// Its cells as they stood, in the order of the header; they may name persons.
  public let cells: [String]
}

/// Takes refused rows, file after file.
///
/// Inputs may be read twice: a file that begins again replaces what was put of it before.
public protocol RejectedRowSink: AnyObject, Sendable {
  /// Begins a file.
  ///
  /// - Parameters:
  ///   - file: Its name as the user gave it.
  ///   - table: The table that it is read as.
  ///   - header: Its column names.
  func begin(file: String, table: String, header: [String])
  /// Goes on with a file that was begun before.
  func resume(file: String)
  /// Takes a row of the file begun or resumed last.
  func put(_ row: RejectedRow)
}
