// The command: SHA-256 of the inputs for the provenance of a report, by the system's own program.

/// Checksums of files.
enum Checksums {
  /// SHA-256 in hexadecimal by path; empty where the system has no program for it.
  static func sha256(of paths: [String]) -> [String: String] {
    for (program, options) in [("sha256sum", []), ("shasum", ["-a", "256"])] {
      if let output = ChildProcess.output(of: program, options + ["--"] + paths) {
        var sums: [String: String] = [:]
        for line in output.split(separator: "\n") {
          let parts = line.split(separator: " ", maxSplits: 1)
          guard parts.count == 2 else { continue }
          sums[String(parts[1].drop { $0 == " " || $0 == "*" })] = String(parts[0])
        }
        return sums
      }
    }
    return [:]
  }
}
