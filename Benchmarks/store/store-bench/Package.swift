// swift-tools-version: 6.2
import PackageDescription

/// Measures the store with readers and writers of its own: a package of its own, so that the program's stays light.
let package = Package(
    name: "store-bench",
    dependencies: [.package(name: "assay-workbench", path: "../../..")],
    targets: [
        .executableTarget(
            name: "store-bench",
            dependencies: ["RunStore", "Recipes", "Experiments", "Learning", "Tabular"].map {
                .product(name: $0, package: "assay-workbench")
            },
            swiftSettings: [.swiftLanguageMode(.v6)])
    ])
