// Ingest: the words of dates: months, weekdays, and what stands around a date without meaning.

/// The table of words that `DateField` knows, all in lower case.
enum DateWords {
  /// Numbers of the months, January = 1.
  static let months: [String: Int] = numbered([
    ["januari", "january", "jan"], ["februari", "pebruari", "february", "feb", "peb"],
    ["maret", "march", "mar"], ["april", "apr"], ["mei", "may"], ["juni", "june", "jun"],
    ["juli", "july", "jul"], ["agustus", "august", "agu", "agt", "ags", "agust", "aug"],
    ["september", "sep", "sept"], ["oktober", "october", "okt", "oct"],
    ["november", "nopember", "nov", "nop"], ["desember", "december", "des", "dec"],
  ])

  /// Numbers of the weekdays, Monday = 1; apostrophes of any kind are left out before the look-up.
  static let weekdays: [String: Int] = numbered([
    ["senin", "sen", "monday", "mon"], ["selasa", "sel", "tuesday", "tue"],
    ["rabu", "rab", "wednesday", "wed"], ["kamis", "kam", "thursday", "thu"],
    ["jumat", "jumaat", "jum", "friday", "fri"], ["sabtu", "sab", "saturday", "sat"],
    ["minggu", "ahad", "min", "sunday", "sun"],
  ])

  /// Names of the weekdays for messages, Monday first.
  static let weekdayNames = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// Words before a date that say only that one follows.
  static let fillers: Set<String> = ["hari", "tanggal", "tgl", "tgl."]

  /// Words before a time of day.
  static let clockWords: Set<String> = ["pukul", "jam"]

  /// Names of time zones behind a time of day.
  static let zones: Set<String> = ["wib", "wita", "wit", "utc", "gmt", "z"]

  /// The number of a weekday, with its comma or full stop, or nil.
  static func weekday(_ word: String) -> Int? {
    weekdays[word.lowercased().filter { !apostrophes.contains($0) && $0 != "," && $0 != "." }]
  }

  private static let apostrophes: Set<Character> = ["'", "’", "‘", "`", "´", "ʼ"]

  private static func numbered(_ names: [[String]]) -> [String: Int] {
    var numbers: [String: Int] = [:]
    for (index, row) in names.enumerated() {
      for name in row { numbers[name] = index + 1 }
    }
    return numbers
  }
}
