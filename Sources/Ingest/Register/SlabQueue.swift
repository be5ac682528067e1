// Ingest: hands the slabs of one file out in the order of the file, to whichever thread asks.

import Synchronization

/// How far a file has been read.
public struct ReadingProgress: Sendable {
  /// File as the user named it.
  public let file: String
  /// Bytes taken from it, as they lie on the disk.
  public let position: Int
  /// All of its bytes; nil where that cannot be known.
  public let size: Int?
}

/// The slabs of a file. Reading and, where the file is packed, unpacking happen on the thread that
/// asks, while another may work on the slab before.
final class SlabQueue: Sendable {
  private struct State: ~Copyable {
    var slabs: RemainingSlabs
    var handedOut = 0
    var isAtEnd = false
    var failure: IngestError?
  }

  private let file: String
  private let state: Mutex<State>
  private let progress: (@Sendable (ReadingProgress) -> Void)?

  init(
    _ slabs: consuming sending RemainingSlabs, file: String,
    progress: (@Sendable (ReadingProgress) -> Void)?
  ) {
    state = Mutex(State(slabs: slabs))
    self.file = file
    self.progress = progress
  }

  /// What ended the reading before its time.
  var failure: IngestError? { state.withLock { $0.failure } }
  /// What was read as something else.
  var conversions: [Conversion] { state.withLock { $0.slabs.conversions } }

  /// Puts the next records into `slab`; false at the end, or once anything has failed.
  func next(into slab: inout Slab) -> Bool {
    state.withLock { state in
      guard !state.isAtEnd else { return false }
      do throws(IngestError) {
        guard try state.slabs.next(into: &slab) else {
          state.isAtEnd = true
          return false
        }
      } catch {
        state.failure = error
        state.isAtEnd = true
        return false
      }
      slab.number = state.handedOut
      state.handedOut += 1
      if let progress {
        let (position, size) = state.slabs.progress
        progress(ReadingProgress(file: file, position: position, size: size))
      }
      return true
    }
  }

  /// Ends the reading because of something that a row has shown.
  func stop(_ failure: IngestError) {
    state.withLock { state in
      state.isAtEnd = true
      if state.failure == nil { state.failure = failure }
    }
  }
}
