// swift-tools-version: 6.2
import PackageDescription

/// One block of settings for every target: the strictest the language offers.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A library target with the folder `Sources/<name>` that may know `dependencies` and nothing else.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one module, in `Tests/<name>Tests`.
func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        swiftSettings: settings
    )
}

/// Builds take long where every test is built with them: `ASSAY_TESTS=Tabular,Workbench swift build --build-tests` builds those of two
/// modules alone. Without it all are there.
let wantedTests = Context.environment["ASSAY_TESTS"]?.split(separator: ",").map { String($0) + "Tests" }

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let sqlite = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqliteLibrary = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

let package = Package(
    name: "assay-workbench",
    products: [
        .executable(name: "assay", targets: ["assay"]),
        // For the packages in Benchmarks.
        .library(name: "RunStore", targets: ["RunStore"]), .library(name: "Recipes", targets: ["Recipes"]),
        .library(name: "Experiments", targets: ["Experiments"]), .library(name: "Learning", targets: ["Learning"]),
        .library(name: "Tabular", targets: ["Tabular"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        // Values: no input, no output, no Foundation.
        module("Recipes"),
        module("Statistics"),
        // Data and learning.
        .systemLibrary(name: "CKernels"),
        module("Tabular", ["Recipes", "Statistics", "CKernels"]),
        module("Learning", ["Recipes", "Statistics", "Tabular", "CKernels"]),
        module("Exchange", ["Recipes", "Tabular", sqliteLibrary]),
        // Runs.
        module("RunStore", ["Recipes", sqlite]),
        module("Experiments", ["Recipes", "Statistics", "Tabular", "Exchange", "Learning", "RunStore", toml, sqlite]),
        // The screen, from cells upwards.
        .systemLibrary(name: "CNcurses", providers: [.apt(["libncursesw5-dev"])]),
        module("Terminal", ["CNcurses", "Recipes"]),
        module("Charts", ["Terminal"]),
        module("Interface", ["Terminal", "Charts", "Recipes", toml]),
        // What can be done, and the two ways to do it.
        module("Actions", ["Recipes", "Statistics", "Tabular", "Exchange", "Learning", "RunStore", "Experiments"]),
        module(
            "Workbench",
            ["Recipes", "Statistics", "Tabular", "RunStore", "Experiments", "Actions", "Terminal", "Charts", "Interface"]
        ),
        module(
            "Commands",
            [
                "Recipes", "Statistics", "Tabular", "Exchange", "RunStore", "Experiments", "Actions", "Terminal", "Interface",
                "Workbench", arguments,
            ]
        ),
        .executableTarget(name: "assay", dependencies: ["Commands"], swiftSettings: settings),

        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        tests(of: "Recipes"),
        tests(of: "Statistics", ["Recipes"]),
        tests(of: "Tabular", ["Recipes"]),
        tests(of: "Exchange", ["Recipes", "Tabular", sqliteLibrary]),
        tests(of: "Learning", ["Recipes", "Tabular", "Statistics"]),
        tests(of: "RunStore", ["Recipes", sqlite]),
        tests(of: "Experiments", ["Recipes", "Tabular", "Learning", "RunStore", sqlite]),
        tests(of: "Terminal", ["Recipes"]),
        tests(of: "Charts", ["Terminal"]),
        tests(of: "Interface", ["Recipes", "Terminal", "Charts"]),
        tests(of: "Actions", ["Recipes", "Statistics", "Tabular", "RunStore", "Experiments"]),
        tests(
            of: "Workbench",
            ["Recipes", "Statistics", "Tabular", "RunStore", "Experiments", "Actions", "Terminal", "Charts", "Interface"]
        ),
        // What a fuzzer runs for as long as one likes (`make fuzz`), here with the inputs that are kept.
        .testTarget(
            name: "FuzzTests", dependencies: ["Recipes", "Tabular", "TestSupport"], path: "Tests/Fuzz",
            exclude: ["Corpus", "Entry"], swiftSettings: settings),
        // Drive the built executable: the command line, and the screen in tmux.
        .testTarget(name: "EndToEndTests", dependencies: ["TestSupport", "Recipes", "RunStore"], swiftSettings: settings),
    ]
)

if let wantedTests { package.targets.removeAll { $0.isTest && !wantedTests.contains($0.name) } }
