// Speed against peers: the side of this project. compare.py calls it in turn with peers.py and
// peers.R, which do the same tasks on the same inputs and print the same line of JSON.

import Foundation

/// PeerTimings TASK FOLDER prints one line of JSON with the processor's seconds for the best of
/// several repetitions.
@main
struct PeerTimings {
  static func main() {
    do {
      try run(CommandLine.arguments)
    } catch {
      FileHandle.standardError.write(Data("error: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ arguments: [String]) throws {
    guard arguments.count == 3 else { throw Misuse(text: "usage: PeerTimings TASK FOLDER") }
    let folder = URL(filePath: arguments[2], directoryHint: .isDirectory)
    switch arguments[1] {
    case "wilson": try show(wilson(folder))
    case "jeffreys": try show(jeffreys(folder))
    case "pooling": try show(pooling(folder))
    case "nonlinear": try show(nonlinear(folder))
    case "curves": try show(curves(folder))
    case "curve-forecasts": try show(curveForecasts(folder))
    case "curve-draws": try show(curveDraws(folder))
    default: throw Misuse(text: "no task is called \(arguments[1])")
    }
  }

  private static func show(_ result: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    print(String(decoding: try encoder.encode(result), as: UTF8.self))
  }
}

/// A wrong call, or an input that is not as compare.py writes it.
struct Misuse: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}

/// What a task cost.
struct Timing: Encodable {
  let seconds: Double
  /// What was counted: intervals, quantiles or units.
  let items: Int
  /// A number that the peer must find as well: the sum of all results, or the log-likelihood.
  let check: Double
}

/// Seconds of the fastest of five runs.
func best(_ call: () throws -> Void) rethrows -> Double {
  var best = Double.infinity
  for _ in 0..<5 { best = min(best, try seconds(call)) }
  return best
}

/// Seconds of one run. The processor's, not the wall clock's: every task keeps to one core, and other
/// work on the machine then counts as little as can be.
func seconds(_ call: () throws -> Void) rethrows -> Double {
  let begin = processor()
  try call()
  return processor() - begin
}

/// Seconds that this process has used.
private func processor() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
