// Tests of the architecture: rules for the text of single files, beyond what swift-format checks.

enum SourceRules {
  /// The most lines that a Swift file may have.
  static let mostLines = 300

  /// What ends the process, or hides a race, with no typed error and no reason.
  static let forbidden = ["try!", "as!", "fatalError(", "nonisolated(unsafe)"]

  /// A Swift file says in its first line, in a comment, what it is for.
  static func header(of file: SourceFile) -> [Violation] {
    let first = file.lines.first ?? ""
    guard first.hasPrefix("// "), first.count > 12 else {
      return [Violation(path: file.path, line: 1, rule: "begins without a comment on its purpose")]
    }
    return []
  }

  static func length(of file: SourceFile) -> [Violation] {
    let count = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
    guard count > mostLines else { return [] }
    return [
      Violation(path: file.path, line: count, rule: "has \(count) lines, more than \(mostLines)")
    ]
  }

  /// Forbidden words outside of comments.
  static func words(of file: SourceFile) -> [Violation] {
    violations(of: file) { line in
      let code = line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
      return forbidden.filter { code.contains($0) }.map { "\($0) is not used here" }
    }
  }

  /// Absolute paths of somebody's machine. A web address such as `https://example.org/home/` is
  /// none: a path starts a word.
  static func machinePaths(of file: SourceFile) -> [Violation] {
    let path = /(^|[\s"'`=(\[<,;]|file:\/\/)\/(work|home|Users|root|tmp|var\/folders)(\/|\b)/
    return violations(of: file) { line in
      line.contains(path) ? ["holds an absolute path of a machine"] : []
    }
  }

  private static func violations(
    of file: SourceFile, check: (Substring) -> [String]
  ) -> [Violation] {
    zip(1..., file.lines).flatMap { number, line in
      check(line).map { Violation(path: file.path, line: number, rule: $0) }
    }
  }
}
