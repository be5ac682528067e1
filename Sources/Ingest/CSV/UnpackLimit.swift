// Ingest: how far packed bytes may unpack. `ByteSource` asks for every portion.

/// How far packed bytes may unpack. Memory does not depend on it, but time does: 1 MB of zeros holds
/// 1 GB, and packed twice it holds 1 TB.
///
/// Registers pack 5 to 10 times, and 60 times where all rows but their numbers are alike; only the
/// same row again and again packs 200 times. Each stretch is judged for itself, so that a large
/// honest beginning does not pay for what follows it.
struct UnpackLimit {
  /// Unpacked bytes of a stretch; so many are allowed in any case.
  static let window = 64 << 20
  /// Most unpacked bytes for one packed byte, over a stretch.
  static let greatestRatio = 200

  private var unpacked = 0
  private var takenBefore = 0

  /// Counts unpacked bytes that came of `taken` packed ones since the beginning of the file; false
  /// where they are too many.
  mutating func allows(_ written: Int, taken: Int) -> Bool {
    unpacked += written
    guard unpacked >= Self.window else { return true }
    defer { (unpacked, takenBefore) = (0, taken) }
    return unpacked <= (taken - takenBefore) * Self.greatestRatio
  }
}
