// The command: programs that it runs and waits for.

import Dispatch
import Subprocess
import Synchronization
import SystemPackage

/// What a child process may print, bytes.
private let outputLimit = 1 << 20

/// Child processes.
enum ChildProcess {
  /// How a program ended.
  enum Outcome: Sendable {
    /// With success, and what it printed.
    case success(String)
    /// With failure, and the last line of its complaints.
    case failure(String)
    /// It could not be started.
    case missing
  }

  /// Runs a program by path or by name and waits for its end.
  static func run(_ program: String, _ arguments: [String]) -> Outcome {
    let answer = Answer()
    // The command itself is synchronous; a detached task does not need its thread.
    Task.detached {
      let outcome = await start(program, arguments)
      answer.outcome.withLock { $0 = outcome }
      answer.done.signal()
    }
    answer.done.wait()
    return answer.outcome.withLock { $0 }
  }

  /// Where the task leaves its answer.
  private final class Answer: Sendable {
    let outcome = Mutex<Outcome>(.missing)
    let done = DispatchSemaphore(value: 0)
  }

  /// What a program printed where it ended with success.
  static func output(of program: String, _ arguments: [String]) -> String? {
    guard case .success(let text) = run(program, arguments) else { return nil }
    return text
  }

  private static func start(_ program: String, _ arguments: [String]) async -> Outcome {
    let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
    do {
      let result = try await Subprocess.run(
        executable, arguments: Arguments(arguments), output: .string(limit: outputLimit),
        error: .string(limit: outputLimit))
      if result.terminationStatus.isSuccess { return .success(result.standardOutput) }
      return .failure(result.standardError.split(separator: "\n").last.map(String.init) ?? "")
    } catch {
      return .missing
    }
  }
}
