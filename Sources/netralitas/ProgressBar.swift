// The command: how far a long reading is, on a terminal only.

import Ingest
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A line on standard error that is written over and over; it appears after a second.
final class ProgressBar: Sendable {
  private struct State {
    var shownAt: Double
    var isShown = false
  }

  private let startedAt: Double
  private let state: Mutex<State>

  /// A bar that starts now; nil where standard error is no terminal.
  init?() {
    guard isatty(2) == 1 else { return nil }
    startedAt = Self.now
    state = Mutex(State(shownAt: Self.now + 0.8))
  }

  /// Shows how far the reading is, at most five times a second.
  func show(_ progress: ReadingProgress) {
    let now = Self.now
    state.withLock { state in
      guard now - state.shownAt >= 0.2 else { return }
      state.shownAt = now
      state.isShown = true
      Talk.put("\r" + Self.line(progress, seconds: now - startedAt) + "\u{1B}[K")
    }
  }

  /// Shows how far a computation is.
  func show(step: String, share: Double) {
    let now = Self.now
    state.withLock { state in
      guard now - state.shownAt >= 0.2 else { return }
      state.shownAt = now
      state.isShown = true
      Talk.put("\r\(step)  \(Int(share * 100)) %\u{1B}[K")
    }
  }

  /// Removes the line.
  func clear() {
    state.withLock { state in
      guard state.isShown else { return }
      state.isShown = false
      Talk.put("\r\u{1B}[K")
    }
  }

  /// `register.csv  42 %  310 MB/s  3 s left`.
  static func line(_ progress: ReadingProgress, seconds: Double) -> String {
    let megabytes = Double(progress.position) / 1e6
    let rate = seconds > 0 ? megabytes / seconds : 0
    var line = "\(progress.file)  "
    if let size = progress.size, size > 0 {
      let share = min(1, Double(progress.position) / Double(size))
      let width = 24
      let full = Int(share * Double(width))
      line += "[" + String(repeating: "#", count: full)
      line += String(repeating: ".", count: width - full) + "]  \(Int(share * 100)) %  "
      let left = share > 0 ? seconds / share - seconds : 0
      return line + "\(Int(rate)) MB/s  \(Int(left.rounded(.up))) s left"
    }
    return line + "\(Int(megabytes)) MB  \(Int(rate)) MB/s"
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
