// swift-tools-version: 6.2
import PackageDescription

/// Measures the store alone, in one process: a package of its own, so that the program's stays light.
let package = Package(
    name: "store-bench",
    dependencies: [.package(name: "assay-workbench", path: "../..")],
    targets: [
        .executableTarget(
            name: "store-bench",
            dependencies: [
                .product(name: "RunStore", package: "assay-workbench"), .product(name: "Recipes", package: "assay-workbench"),
            ],
            swiftSettings: [.swiftLanguageMode(.v6)])
    ])
