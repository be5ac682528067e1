// swift-tools-version: 6.2
// Fuzzing of the reader of CSV and of the field types: a package of its own, because all of its code
// is built with the fuzzer's instrumentation. Sources and laws are symbolic links to the project's
// own folders, so that nothing is fetched and only what is fuzzed is built; scripts/fuzz.sh runs it.

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "netralitas-fuzz",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "Records", swiftSettings: settings),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "CByteMasks"),
    // The laws look at what is internal. They are compiled with what they look at, because an
    // optimised build does not link where one module takes another's noncopyable values apart.
    .target(
      name: "Ingest", dependencies: ["Records", "CByteMasks", "CZlib"],
      swiftSettings: settings + [.unsafeFlags(["-enable-testing"])]),
    // The fuzzer brings its own main().
    .executableTarget(
      name: "FuzzReader", dependencies: ["Ingest"],
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]),
    .executableTarget(
      name: "FuzzFields", dependencies: ["Ingest"],
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]),
  ],
  swiftLanguageModes: [.v6]
)
