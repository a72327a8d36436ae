import Foundation
import Recipes
import TestSupport
import Testing

/// What the executable said and how it ended.
struct Answer {
    var status: Int32
    var output: String
    var error: String

    /// The one JSON document on standard output.
    func json(sourceLocation: SourceLocation = #_sourceLocation) throws -> JSON {
        #expect(status == 0, "\(error)", sourceLocation: sourceLocation)
        return try JSON(parsing: output)
    }

    /// The lines on standard error.
    var errorLines: [String] { error.split(separator: "\n").map(String.init) }
}

/// The built executable in a folder of its own: caches and state go there too.
struct Tool {
    let folder: String
    var environment: [String: String] = [:]

    /// The executable of this build, or the one that `ASSAY_BINARY` names.
    static let executable: String = {
        if let named = ProcessInfo.processInfo.environment["ASSAY_BINARY"] { return named }
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
        let beside = bundle.map { ($0 as NSString).deletingLastPathComponent + "/assay" }
        return beside.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil } ?? packageFolder
            + "/.build/debug/assay"
    }()

    /// An optimised build of these sources, where there is one: what takes long is tried with it alone.
    static let release: String? = {
        if let named = ProcessInfo.processInfo.environment["ASSAY_BINARY"] { return named }
        let path = packageFolder + "/.build/release/assay"
        let files = FileManager.default.enumerator(atPath: packageFolder + "/Sources")?.compactMap { $0 as? String } ?? []
        let newest = files.compactMap { changed(packageFolder + "/Sources/" + $0) }.max()
        guard let built = changed(path), let newest, built > newest else { return nil }
        return path
    }()

    private static func changed(_ path: String) -> Date? {
        try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    }

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - arguments: The words after the program's name.
    ///   - input: What stands on standard input.
    ///   - executable: Another build.
    /// - Returns: What it said.
    /// - Throws: Where it cannot be started.
    func run(_ arguments: [String], input: String = "", executable: String = Tool.executable) throws -> Answer {
        let process = try start(arguments, input: input, executable: executable)
        return process.finish()
    }

    /// The same with words.
    func callAsFunction(_ arguments: String..., input: String = "") throws -> Answer { try run(arguments, input: input) }

    /// Starts it and returns at once.
    func start(_ arguments: [String], input: String = "", executable: String = Tool.executable) throws -> RunningTool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        var environment = [
            "HOME": folder, "PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": folder + "/cache", "XDG_STATE_HOME": folder + "/state",
            "SWIFT_BACKTRACE": "enable=no", "LANG": "C.UTF-8",
        ]
        environment.merge(self.environment) { _, new in new }
        process.environment = environment
        // Files, not pipes: what is written never waits for a reader.
        let name = UUID().uuidString
        try writeText(input, to: "\(folder)/\(name).in")
        for ending in ["out", "err"] { try writeText("", to: "\(folder)/\(name).\(ending)") }
        process.standardInput = FileHandle(forReadingAtPath: "\(folder)/\(name).in")
        process.standardOutput = FileHandle(forWritingAtPath: "\(folder)/\(name).out")
        process.standardError = FileHandle(forWritingAtPath: "\(folder)/\(name).err")
        try process.run()
        return RunningTool(process: process, files: "\(folder)/\(name)")
    }

    /// Writes a table with a number, two categories, a date, a number with missing values and a target.
    @discardableResult
    func table(_ name: String = "two.csv", rows: Int = 240, target: Target = .classes) throws -> String {
        var state: UInt64 = 42
        func random() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 31)
        }
        var text = "age,city,plan,when,spend,y\n"
        for row in 0..<rows {
            let age = 18 + Int(random() * 62)
            let city = ["Rome", "Oslo", "Lima"][Int(random() * 3)]
            let spend = (random() * 10000).rounded() / 100
            let z = Double(age - 45) / 12 + (city == "Lima" ? 1 : 0) - spend / 80 + 1.6 * (random() - 0.5)
            let y =
                switch target {
                case .classes: z > 0 ? "yes" : "no"
                case .three: ["a", "b", "c"][min(2, max(0, Int(z + 1.5)))]
                case .quantity: JSON.numberText((z * 1000).rounded() / 1000)
                case .constant: "same"
                }
            let month = row % 12 + 1
            text += "\(row % 19 == 3 ? "" : String(age)),\(city),\(row % 2 == 0 ? "x" : "z"),"
            text += "2024-\(month < 10 ? "0" : "")\(month)-11,\(spend),\(y)\n"
        }
        try writeText(text, to: folder + "/" + name)
        return name
    }

    /// A Python that has a library: that of `ASSAY_PYTHON`, else one on the PATH; nil where none has.
    static func python(with library: String?) -> String? {
        let environment = ProcessInfo.processInfo.environment
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init) + ["/usr/bin"]
        let places = [environment["ASSAY_PYTHON"]].compactMap(\.self) + folders.map { $0 + "/python3" }
        return places.first { place in
            guard FileManager.default.isExecutableFile(atPath: place) else { return false }
            let process = Process()
            process.executableURL = URL(fileURLWithPath: place)
            process.arguments = ["-c", library.map { "import \($0)" } ?? "pass"]
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }

    /// Ends runs that a test which failed has left behind.
    func endWhatGoesOn() {
        let query = ["runs", "--query", "state:running or state:paused", "--json"]
        guard FileManager.default.fileExists(atPath: folder + "/.assay"), let list = try? run(query),
            let runs = try? JSON(parsing: list.output).arrayValue
        else { return }
        for id in runs.compactMap({ $0["run"]?.stringValue }) {
            guard let shown = try? run(["show", id, "--json"]), let pid = try? JSON(parsing: shown.output)["pid"]?.intValue else {
                continue
            }
            kill(pid_t(pid), SIGKILL)
        }
    }

    enum Target { case classes, three, quantity, constant }

    /// Boosting that takes no time.
    static let small = ["--set", "n_estimators=10", "--set", "num_leaves=7"]
}

/// An executable that goes on.
struct RunningTool {
    let process: Process
    let files: String

    /// Waits for its end.
    func finish() -> Answer {
        process.waitUntilExit()
        let output = (try? readText(files + ".out")) ?? ""
        let error = (try? readText(files + ".err")) ?? ""
        let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        return Answer(status: status, output: output, error: error)
    }
}

/// A folder of its own with the tool in it.
func withTool(_ body: (Tool) throws -> Void) throws {
    try withTemporaryFolder { folder in
        let tool = Tool(folder: folder)
        defer { tool.endWhatGoesOn() }
        try body(tool)
    }
}
