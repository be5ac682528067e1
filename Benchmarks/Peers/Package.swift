// swift-tools-version: 6.2
// Speed against peers: a package of its own without the benchmark library, so that it builds in
// two minutes. compare.py runs it beside NumPy, SciPy and R.

import PackageDescription

let package = Package(
  name: "netralitas-peers",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "netralitas", path: "../..")],
  targets: [
    .executableTarget(
      name: "PeerTimings",
      dependencies: [.product(name: "Netralitas", package: "netralitas")])
  ],
  swiftLanguageModes: [.v6]
)
