// Reporting: what a report tells: results of the other modules and where they come from. The command
// fills it, the page and the charts read it.

public import Records
public import Risk
public import Statistics

/// Everything that the page of a report tells.
public struct ReportContent: Sendable {
  /// Language of all words.
  public var language: Language
  /// Rates by regency and level; its tally book gives election, date, scope and reference tables.
  public var compliance: ComplianceTable
  /// Risk by regency.
  public var risk: RiskTable
  /// Documented regencies by date: signings, sessions.
  public var documented: [DocumentedRegencies]
  /// Events; those of other elections and those that became known later are left out of the page.
  public var occasions: [Occasion]
  /// Contradictions and how they were settled.
  public var conflicts: [Conflict]
  /// Where the report comes from.
  public var provenance: Provenance

  /// The content of a report from its parts.
  public init(
    language: Language, compliance: ComplianceTable, risk: RiskTable,
    documented: [DocumentedRegencies], occasions: [Occasion], conflicts: [Conflict],
    provenance: Provenance
  ) {
    self.language = language
    self.compliance = compliance
    self.risk = risk
    self.documented = documented
    self.occasions = occasions
    self.conflicts = conflicts
    self.provenance = provenance
  }

  /// The charts that have data, in the order of the page.
  public var charts: [Chart] {
    [
      Chart.documented(
        documented, election: book.election, asOf: book.asOf, confidence: compliance.confidence,
        language: language),
      Chart.compliance(compliance, language: language),
      Chart.ranks(risk, language: language),
    ].compactMap { $0 }
  }

  var book: TallyBook { compliance.book }
  var reference: ReferenceTables { book.reference }
  var participants: Int { reference.participantCount(in: book.election) }

  /// Events of the election that were known on the day of the report: the rule of the tally book.
  var events: [Occasion] {
    occasions.filter(book.counts)
  }

  /// Regencies documented up to the day of the report; nil where that was not asked.
  func total(_ subject: Documented) -> Int? {
    documented.first { $0.subject == subject }.map { $0.points.last?.total ?? 0 }
  }
}

/// Where a report comes from: enough to make it again.
public struct Provenance: Sendable {
  /// Name and version of the tool.
  public var toolVersion: String
  /// The options of the run, as one would type them.
  public var options: String
  /// Files that were read, with their SHA-256 in hexadecimal.
  public var inputs: [(name: String, sha256: String)]
  /// Rows read, accepted, rejected, and accepted rows that repeat another.
  public var rows: (read: Int, accepted: Int, rejected: Int, duplicates: Int)
  /// Remarks on the rows: conversions, ignored columns, rejections.
  public var notes: [String]
  /// Files of the report's folder with their meaning.
  public var files: [(name: String, meaning: String)]
  /// What to install for the pictures; shown where they are missing.
  public var pictureNote: String

  /// A provenance from its parts.
  public init(
    toolVersion: String, options: String, inputs: [(name: String, sha256: String)],
    rows: (read: Int, accepted: Int, rejected: Int, duplicates: Int), notes: [String] = [],
    files: [(name: String, meaning: String)] = [], pictureNote: String = ""
  ) {
    self.toolVersion = toolVersion
    self.options = options
    self.inputs = inputs
    self.rows = rows
    self.notes = notes
    self.files = files
    self.pictureNote = pictureNote
  }
}
