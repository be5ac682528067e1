// Ingest: Parquet and JSON through DuckDB's command.

/// What DuckDB is asked to do.
///
/// The file is its standard input, so that no name of a file becomes part of a query or a pattern.
enum DuckDBConversion {
  /// Arguments for a kind of file.
  static func arguments(_ format: FileFormat) -> [String] {
    let (source, cell) = format == .json ? (json, jsonCell) : (parquet, parquetCell)
    // Nothing is fetched from the network, whatever the file asks for.
    let settings =
      "SET autoinstall_known_extensions=false; SET autoload_known_extensions=false; "
      + "SET TimeZone='UTC';"
    let query = "COPY (SELECT \(cell) FROM \(source)) TO '/dev/stdout' (FORMAT csv, HEADER)"
    return ["-no-init", "-batch", "-c", "\(settings) \(query)"]
  }

  private static let parquet = "read_parquet('/dev/stdin', binary_as_string=true)"

  /// Each value of an object stays as the file has it: nothing is guessed to be a date. All objects
  /// are looked at for their names, so that none is lost that first occurs late.
  private static let json =
    "read_json('/dev/stdin', maximum_depth=1, sample_size=-1, map_inference_threshold=-1, "
    + "field_appearance_threshold=0)"

  /// Texts as they are; numbers without decimals that are zero; days without a midnight.
  private static let parquetCell = """
    CASE WHEN typeof(COLUMNS(*)) IN ('DOUBLE', 'FLOAT') OR typeof(COLUMNS(*)) LIKE 'DECIMAL%' \
    THEN \(plainNumber("COLUMNS(*)::VARCHAR")) \
    WHEN typeof(COLUMNS(*)) = 'TIMESTAMP WITH TIME ZONE' \
    THEN COLUMNS(*)::VARCHAR || ' \(momentRemark)' \
    WHEN typeof(COLUMNS(*)) LIKE 'TIMESTAMP%' \
    THEN regexp_replace(COLUMNS(*)::VARCHAR, ' 00:00:00$', '') \
    WHEN typeof(COLUMNS(*)) SIMILAR TO '(.*\\]|(STRUCT|MAP|UNION)[(].*)' \
    THEN '\(nestedRemark) ' || COLUMNS(*)::VARCHAR \
    ELSE COLUMNS(*)::VARCHAR END
    """

  private static let jsonCell = """
    CASE json_type(COLUMNS(*)) WHEN 'DOUBLE' THEN \(plainNumber("COLUMNS(*) ->> '$'")) \
    WHEN 'ARRAY' THEN '\(nestedRemark) ' || (COLUMNS(*) ->> '$') \
    WHEN 'OBJECT' THEN '\(nestedRemark) ' || (COLUMNS(*) ->> '$') \
    ELSE COLUMNS(*) ->> '$' END
    """

  /// A moment has no day of its own: the day depends on the time zone. Behind such a remark no
  /// reader of days takes it for one.
  static let momentRemark = "(a moment, its day depends on the time zone)"

  /// Before such a remark no reader takes the first of several values for the only one.
  static let nestedRemark = "(several values in one)"

  /// 53.0 is 53. In a text 1.234 is 1234, in a number it is not: a fourth decimal says so.
  private static func plainNumber(_ text: String) -> String {
    "regexp_replace(regexp_replace(\(text), '\\.0+$', ''), '^(-?\\d{1,3}\\.\\d{3})$', '\\10')"
  }
}
