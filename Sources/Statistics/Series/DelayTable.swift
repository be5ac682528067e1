// Statistics: signers by day of signature and delay of the record, the triangle from which the delay
// distribution and its clustering are computed.

internal import Records

/// Signers by day of signature and delay, up to a day.
struct DelayTable {
  /// Delays with a signer, in order; for each the days with a window of at least it: their signers
  /// with at most, and with exactly, this delay.
  let cells: [(delay: Int, days: [(atRisk: Int, events: Int)])]

  init(_ records: [DelayedRecord], asOf: CalendarDate) {
    let delays = Set(records.map(\.delay)).sorted()
    let positions = Dictionary(uniqueKeysWithValues: delays.enumerated().map { ($1, $0) })
    var counts: [CalendarDate: [Int]] = [:]
    for record in records {
      guard let position = positions[record.delay] else { continue }
      counts[record.signedOn, default: Array(repeating: 0, count: delays.count)][position] +=
        record.persons
    }
    let days = counts.sorted { $0.key < $1.key }
    var seen = Array(repeating: 0, count: days.count)
    cells = delays.enumerated().map { position, delay in
      var cells: [(atRisk: Int, events: Int)] = []
      for (index, day) in days.enumerated() where day.key.days(to: asOf) >= delay {
        let events = day.value[position]
        seen[index] += events
        if seen[index] > 0 { cells.append((seen[index], events)) }
      }
      return (delay, cells)
    }
  }

  /// Moment estimate of the correlation ρ in a beta-binomial law of the cells, cut to `0...1`.
  ///
  /// With a = n / Σn, the residual y − n Σy / Σn has the expected square
  /// g (1 − g) [n (1 − a) + ρ ((1 − a)² n (n − 1) + a² Σ′ n (n − 1))], Σ′ over the other cells: the
  /// share is fitted from the same cells, which a single large day would otherwise hide behind.
  func correlation() -> Double {
    var (numerator, denominator) = (0.0, 0.0)
    for (_, cells) in cells {
      let total = Double(cells.reduce(0) { $0 + $1.atRisk })
      let share = Double(cells.reduce(0) { $0 + $1.events }) / total
      guard share > 0 && share < 1 else { continue }
      let pairs = cells.reduce(0.0) { $0 + Double($1.atRisk) * Double($1.atRisk - 1) }
      let scale = share * (1 - share)
      for cell in cells {
        let count = Double(cell.atRisk)
        let (part, own) = (count / total, count * (count - 1))
        let residual = Double(cell.events) - count * share
        numerator += residual * residual - scale * count * (1 - part)
        denominator += scale * ((1 - part) * (1 - part) * own + part * part * (pairs - own))
      }
    }
    return denominator > 0 ? min(1, max(0, numerator / denominator)) : 0
  }
}
