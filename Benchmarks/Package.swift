// swift-tools-version: 6.2
// Benchmarks: a package of its own, so that nobody who only builds or tests the command waits for
// the benchmark library.

import PackageDescription

let package = Package(
  name: "netralitas-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "netralitas", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "NetralitasBenchmarks",
      dependencies: [
        .product(name: "Netralitas", package: "netralitas"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/NetralitasBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ],
  swiftLanguageModes: [.v6]
)
