// Ingest: the outcome of reading one cell. The field types return it; the readers of the tables
// turn a refusal into a `Fault` with file and line, and a conversion into a line of the report.

/// What a cell was read as, or why it was refused.
enum FieldReading<Value: Sendable>: Sendable {
  /// A value; `conversion` is the rule by which another form was read as it, nil for the form
  /// that the documentation gives.
  case success(Value, conversion: String?)
  /// No value: the rule that the cell breaks, and what to do about it.
  case failure(rule: String, repair: String)

  /// The value, or nil after a refusal.
  var value: Value? {
    guard case .success(let value, _) = self else { return nil }
    return value
  }

  /// The same outcome with one more rule told, unless it is nil or told already.
  func telling(_ rule: String?) -> FieldReading {
    guard let rule, case .success(let value, let conversion) = self else { return self }
    guard let conversion else { return .success(value, conversion: rule) }
    return .success(
      value, conversion: conversion.contains(rule) ? conversion : "\(conversion); \(rule)")
  }

  /// The outcome of a second reading of the value, with the rules of both told.
  func flatMap<Other: Sendable>(_ next: (Value) -> FieldReading<Other>) -> FieldReading<Other> {
    switch self {
    case .success(let value, let conversion): next(value).telling(conversion)
    case .failure(let rule, let repair): .failure(rule: rule, repair: repair)
    }
  }

  /// The same outcome with the value in another form.
  func map<Other: Sendable>(_ transform: (Value) -> Other) -> FieldReading<Other> {
    switch self {
    case .success(let value, let conversion): .success(transform(value), conversion: conversion)
    case .failure(let rule, let repair): .failure(rule: rule, repair: repair)
    }
  }
}

extension FieldReading: Equatable where Value: Equatable {}
