// Reporting: `provenance.json`: how to make a report again, and what went into it.

extension Provenance {
  /// The text of `provenance.json`.
  public var json: String {
    func list(_ items: [String]) -> String {
      items.isEmpty ? "[]" : "[\n    " + items.joined(separator: ",\n    ") + "\n  ]"
    }
    let inputs = inputs.map { input in
      let sum = input.sha256.isEmpty ? "null" : JSONText.string(input.sha256)
      return "{\"path\": \(JSONText.string(input.name)), \"sha256\": \(sum)}"
    }
    let files = files.map { file in
      "{\"path\": \(JSONText.string(file.name)), \"meaning\": \(JSONText.string(file.meaning))}"
    }
    return """
      {
        "tool": "netralitas",
        "version": \(JSONText.string(toolVersion)),
        "options": \(JSONText.string(options)),
        "inputs": \(list(inputs)),
        "rows": {"read": \(rows.read), "accepted": \(rows.accepted), \
      "rejected": \(rows.rejected), "repeats": \(rows.duplicates)},
        "notes": \(list(notes.map(JSONText.string))),
        "files": \(list(files))
      }

      """
  }
}
