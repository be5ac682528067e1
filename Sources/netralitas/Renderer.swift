// The command: pictures of charts, drawn by vl-convert in a child process.

/// Draws chart specifications.
enum Renderer {
  /// Draws every `NAME.vl.json` of a folder as `NAME.svg` beside it; gives the reason where there
  /// are no pictures, and nil where all were drawn.
  static func draw(folder: String) -> String? {
    guard let script = Installation.renderScript else { return "the chart script was not found" }
    switch ChildProcess.run(Installation.python, [script, folder]) {
    case .success: return nil
    case .failure(let words): return words.isEmpty ? "the renderer failed" : words
    case .missing: return "\(Installation.python) cannot be run"
    }
  }
}
