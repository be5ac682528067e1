// swift-tools-version: 6.2
// Speed against peers and trials of the forecasts: a package of its own without the benchmark
// library, so that it builds in two minutes. compare.py runs PeerTimings beside NumPy, SciPy and R;
// forecasts.py and calibration.py of Benchmarks/Coverage run ForecastTrials.

import PackageDescription

let package = Package(
  name: "netralitas-peers",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "PeerTimings", targets: ["PeerTimings"]),
    .executable(name: "ForecastTrials", targets: ["ForecastTrials"]),
  ],
  dependencies: [.package(name: "netralitas", path: "../..")],
  targets: [
    .executableTarget(
      name: "PeerTimings",
      dependencies: [.product(name: "Netralitas", package: "netralitas")]),
    .executableTarget(
      name: "ForecastTrials",
      dependencies: [.product(name: "Netralitas", package: "netralitas")]),
  ],
  swiftLanguageModes: [.v6]
)
