// swift-tools-version: 6.2
// The targets stand in the order in which data flows; ARCHITECTURE.md has the import table.

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "netralitas",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "netralitas", targets: ["netralitas"]),
    .library(
      name: "Netralitas",
      targets: ["GSL", "Records", "Ingest", "Statistics", "Forecasting", "Risk", "Reporting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    // Numerics: the C library and its only importer.
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .target(name: "GSL", dependencies: ["CGSL"], swiftSettings: settings),

    // The domain, then the way of a number from a record to a report.
    .target(name: "Records", swiftSettings: settings),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "CByteMasks"),
    .target(
      name: "Ingest", dependencies: ["Records", "CByteMasks", "CZlib"], swiftSettings: settings),
    .target(name: "Statistics", dependencies: ["Records", "GSL"], swiftSettings: settings),
    .target(
      name: "Forecasting", dependencies: ["Records", "GSL", "Statistics"], swiftSettings: settings),
    .target(
      name: "Risk", dependencies: ["Records", "GSL", "Statistics", "Forecasting"],
      swiftSettings: settings),
    .target(
      name: "Reporting",
      dependencies: ["Records", "Ingest", "Statistics", "Forecasting", "Risk"],
      swiftSettings: settings),
    .executableTarget(
      name: "netralitas",
      dependencies: [
        "Records", "Ingest", "Statistics", "Forecasting", "Risk", "Reporting",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], swiftSettings: settings),

    // Tests: one folder for each module, and the ones that run the command itself.
    .target(
      name: "TestSupport", dependencies: ["Records", "Statistics", "Forecasting"],
      path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(name: "GSLTests", dependencies: ["GSL", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "RecordsTests", dependencies: ["Records", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "IngestTests", dependencies: ["Ingest", "Records"],
      exclude: ["Corpus", "CSV/cells-by-python.py"], swiftSettings: settings),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "Records", "GSL", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ForecastingTests",
      dependencies: ["Forecasting", "Statistics", "Records", "GSL", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "RiskTests",
      dependencies: ["Risk", "Forecasting", "Statistics", "Records", "GSL", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Reporting", "Records", "Statistics", "Forecasting", "Risk"],
      swiftSettings: settings),
    .testTarget(
      name: "netralitasTests",
      dependencies: ["netralitas", .product(name: "Subprocess", package: "swift-subprocess")],
      swiftSettings: settings),
    .testTarget(name: "ArchitectureTests", swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
