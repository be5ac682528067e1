// The command: failures and their exit codes.

import ArgumentParser
import Ingest

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Exit codes of the command, as in sysexits.h.
enum ExitStatus: Int32 {
  /// The arguments do not fit.
  case usage = 64
  /// The data are bad; nothing was written.
  case badData = 65
  /// The input is missing.
  case missingInput = 66
  /// A defect of the toolkit.
  case internalError = 70
  /// The output cannot be written.
  case cannotWrite = 73
}

/// What people are told on standard error.
enum Talk {
  /// One line on standard error.
  static func say(_ text: String) { put(text + "\n") }

  /// Text on standard error.
  static func put(_ text: String) {
    let bytes = Array(text.utf8)
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }

  /// Says what is wrong and gives the error that ends the command with a code.
  static func failure(_ status: ExitStatus, _ text: String) -> ExitCode {
    say("netralitas: \(text)")
    return ExitCode(status.rawValue)
  }

  /// The failure of an input.
  static func failure(_ error: IngestError) -> ExitCode {
    switch error {
    case .missing: failure(.missingInput, error.description)
    case .unreadable, .tooManyRejections: failure(.badData, error.description)
    }
  }
}
