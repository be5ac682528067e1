// Benchmarks: what is measured. Reading is measured on whole files, fitting on one unit or one
// pool; inputs are made once, outside of the measured time.

import Benchmark
import GSL
import Ingest
import Statistics

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .cpuTotal, .throughput, .peakMemoryResident],
    maxDuration: .seconds(3), maxIterations: 2000)

  let inputs = BenchmarkInputs()

  Benchmark("read \(inputs.recapRows) recaps") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(
        try EvidenceReader.read([inputs.recapsFile], referenceFolder: inputs.referenceFolder))
    }
  }

  Benchmark("read datasets/real") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(
        try EvidenceReader.read([inputs.realEvents], referenceFolder: inputs.referenceFolder))
    }
  }

  let increments = inputs.increments
  Benchmark("fit a saturating curve to 12 weeks") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(try SaturatingCurve(increments, required: 400))
    }
  }

  let (times, shares) = (inputs.times, inputs.shares)
  Benchmark("fit an exponential rise to 40 points by GSL") { benchmark in
    for _ in benchmark.scaledIterations {
      let fit = try NonlinearFit.fit(start: [0.5, 0.1], residualCount: times.count) {
        parameters, residuals in
        for index in times.indices {
          residuals[index] =
            parameters[0] * (1 - exponential(-parameters[1] * times[index])) - shares[index]
        }
      }
      blackHole(fit)
    }
  }

  let counts = inputs.counts
  Benchmark("pool the rates of 514 regencies") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(RatePool(counts)) }
  }

  let pool = RatePool(counts)
  Benchmark("posteriors of 514 regencies") { benchmark in
    for _ in benchmark.scaledIterations {
      for count in counts {
        blackHole(pool.posterior(signed: count.signed, required: count.required))
      }
    }
  }
}
