import Foundation
import Glibc
import Recipes
import RunStore
import TestSupport
import Testing

/// Four workers and two screens on one store, all of them the real program, killed at random; and what that did.
struct Chaos {
    /// What a run gave, for comparing.
    private struct Given: Equatable {
        var points: [SeriesPoints]
        var folds: [StoredFold]
        var predictions: [StoredPredictions]
        var model: [UInt8]?
    }

    /// What was seen.
    struct Report {
        var workersKilled = 0
        var screensKilled = 0
        var runsCompared = 0
        /// Points that were in the store before a kill, over all kills.
        var pointsWatched = 0
        /// Milliseconds from a commit to the bytes on the terminal.
        var lags: [Double] = []
        /// What must not be, in sentences.
        var faults: [String] = []

        var text: String {
            let sorted = lags.sorted()
            func share(_ part: Double) -> String {
                sorted.isEmpty ? "?" : String(format: "%.0f", sorted[min(sorted.count - 1, Int(part * Double(sorted.count)))])
            }
            return """
                \(workersKilled) workers and \(screensKilled) screens killed, \(runsCompared) runs the same as undisturbed ones, \
                \(pointsWatched) points looked for after kills
                \(lags.count) commits seen on screens: median \(share(0.5)) ms, 95 % \(share(0.95)) ms, 99 % \(share(0.99)) ms, \
                worst \(share(1)) ms
                \(faults.isEmpty ? "no fault" : faults.joined(separator: "\n"))
                """
        }
    }

    private let tool: Tool
    private let executable: String
    private let store: RunStore
    /// The runs that are made, by their arguments.
    private let kinds: [[String]]
    private var references: [Given] = []
    private var made: [String: Int] = [:]
    private var screens: [PseudoTerminal] = []
    private var watched = ""
    private var marker = ""
    private var report = Report()

    /// - Parameters:
    ///   - tool: A folder with the table `two.csv`; the project is made there.
    ///   - executable: The build that is tried.
    ///   - steps: How long a run is: trees of boosting, or ten times the network's epochs.
    /// - Throws: Where the project cannot be made.
    init(_ tool: Tool, executable: String, steps: Int) throws {
        self.tool = tool
        self.executable = executable
        kinds = (0..<4).map { kind in
            let model =
                kind % 2 == 0
                ? ["boosting", "--set", "n_estimators=\(steps)", "--set", "num_leaves=15"]
                : ["mlp", "--set", "max_iter=\(steps / 10)", "--set", "hidden_layer_sizes=16"]
            return ["train", "--project", "project", "--threads", "1", "--seed", "\(kind)", "--quiet", "--json", "--model"]
                + model
        }
        try FileManager.default.createDirectory(atPath: tool.folder + "/project", withIntermediateDirectories: true)
        try tool.table("project/two.csv", rows: 400)
        try writeText("data = \"two.csv\"\ntarget = \"y\"\n", to: tool.folder + "/project/assay.toml")
        store = try RunStore(folder: tool.folder + "/project/.assay")
    }

    /// Does all of it for so many seconds.
    mutating func run(seconds: Double) throws -> Report {
        try makeReferences()
        _ = try command(["queue", "--project", "project", "--jobs", "4"])
        while screens.count < 2 { try openScreen() }
        let end = ContinuousClock.now + .seconds(seconds)
        var nextKill = ContinuousClock.now + .seconds(1)
        while ContinuousClock.now < end {
            try keepFourAtWork()
            try measureLag()
            if ContinuousClock.now >= nextKill {
                try Int.random(in: 0..<5) == 0 ? killScreen() : killWorker()
                nextKill = ContinuousClock.now + .milliseconds(Int.random(in: 200...2000))
            }
        }
        try finish()
        return report
    }

    // MARK: Runs

    private mutating func makeReferences() throws {
        for (place, kind) in kinds.enumerated() {
            let run = try command(kind).json()
            let id = run["run"]?.stringValue ?? ""
            references.append(try given(id))
            if place == 0 {
                watched = id
                try store.setBaseline(id)
            }
        }
    }

    private func given(_ run: String) throws -> Given {
        Given(
            points: try store.points(of: run).sorted { $0.name.description < $1.name.description },
            folds: try store.folds(of: run), predictions: try store.predictions(of: run), model: try store.model(of: run))
    }

    /// Compares what is done, goes on with what was interrupted, and makes new runs, so that there are always some for each worker.
    private mutating func keepFourAtWork() throws {
        var active = 0
        for run in try store.runs() {
            guard let kind = made[run.id] else { continue }
            switch run.state {
            case .done:
                if try given(run.id) != references[kind] {
                    report.faults.append("run \(run.number) is not what an undisturbed run is")
                }
                report.runsCompared += 1
                made[run.id] = nil
            case .interrupted:
                _ = try command(["resume", run.id, "--project", "project", "--detach", "--json"])
                active += 1
            case .failed, .cancelled, .stopped, .unknown:
                report.faults.append("run \(run.number) is \(run.state.rawValue): \(run.failure ?? "")")
                made[run.id] = nil
            case .queued, .running, .paused: active += 1
            }
        }
        while active < 6 {
            let kind = Int.random(in: 0..<kinds.count)
            let run = try command(kinds[kind] + ["--detach"]).json()
            if let id = run["run"]?.stringValue { made[id] = kind }
            active += 1
        }
    }

    private mutating func command(_ arguments: [String]) throws -> Answer {
        let answer = try tool.run(arguments, executable: executable)
        if answer.status != 0 {
            report.faults.append("\(arguments.prefix(2).joined(separator: " ")) ended with \(answer.status): \(answer.error)")
        }
        return answer
    }

    // MARK: Kills

    private mutating func killWorker() throws {
        let running = try store.runs(in: [.running]).filter { made[$0.id] != nil }
        guard let run = running.randomElement(), let pid = run.pid.flatMap({ pid_t(exactly: $0) }), isOurs(pid) else { return }
        // All that is committed before the kill has to be there after it.
        let before = try store.points(of: run.id)
        kill(pid, SIGKILL)
        report.workersKilled += 1
        let now = try store.run(run.id)
        let after = Dictionary(uniqueKeysWithValues: try store.points(of: run.id).map { ($0.name, $0) })
        // Another process may have begun it anew already.
        guard now.startedAt == run.startedAt, now.state == .running || now.state == .interrupted || now.state == .done else {
            return
        }
        for series in before {
            report.pointsWatched += series.steps.count
            guard let later = after[series.name], later.steps.starts(with: series.steps),
                zip(later.values, series.values).allSatisfy({ $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN })
            else {
                report.faults.append("run \(run.number) lost points of \(series.name)")
                continue
            }
        }
        if report.workersKilled % 20 == 0 { report.faults += try store.damage() }
    }

    /// Whether a process is this build at work in this folder, and not another that has got its number.
    private func isOurs(_ pid: pid_t) -> Bool {
        (try? readText("/proc/\(pid)/cmdline"))?.contains(tool.folder + "/project") ?? false
    }

    private mutating func killScreen() throws {
        let place = Int.random(in: 0..<screens.count)
        let screen = screens.remove(at: place)
        check(screen)
        screen.kill()
        report.screensKilled += 1
        try openScreen()
    }

    private mutating func openScreen() throws {
        let environment = [
            "HOME": tool.folder, "PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": tool.folder + "/cache",
            "XDG_STATE_HOME": tool.folder + "/state", "SWIFT_BACKTRACE": "enable=no", "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        ]
        let opened = PseudoTerminal(
            executable, ["--project", tool.folder + "/project"], environment: environment, columns: 200, rows: 50)
        let screen = try #require(opened, "there is no terminal to be had")
        guard screen.wait(for: "Runs", seconds: 30) else {
            screen.kill()
            report.faults.append("a screen did not open")
            return
        }
        screen.type("5")
        if !screen.wait(for: "what changed", seconds: 30) { report.faults.append("a screen did not show the runs") }
        screens.append(screen)
    }

    /// What a screen must never say.
    private mutating func check(_ screen: PseudoTerminal) {
        for words in ["is locked", "busy", "damaged"] where screen.hasDrawn(words) {
            report.faults.append("a screen says “\(words)”")
        }
        if screen.isOver { report.faults.append("a screen ended by itself") }
    }

    // MARK: Lag

    /// Commits a note on the run that stands at the top of the table, and waits until both screens show it.
    private mutating func measureLag() throws {
        // No letter stays where it was, so that it is drawn whole.
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        let former = Array(marker)
        marker = String(
            (0..<8).map { place in
                letters.filter { former.indices.contains(place) ? $0 != former[place] : true }.randomElement() ?? "x"
            })
        for screen in screens {
            check(screen)
            screen.look(for: marker)
        }
        try store.edit(watched, .note(marker))
        let committed = ContinuousClock.now
        while ContinuousClock.now - committed < .seconds(5), screens.contains(where: { $0.found == nil && !$0.isOver }) {
            usleep(1000)
        }
        for screen in screens {
            if let found = screen.found {
                report.lags.append(max(0, (found - committed) / .milliseconds(1)))
            } else {
                report.faults.append("a screen has not shown a commit in five seconds")
            }
        }
        usleep(UInt32.random(in: 20_000...150_000))
    }

    // MARK: The end

    private mutating func finish() throws {
        for screen in screens {
            check(screen)
            screen.kill()
        }
        for id in made.keys {
            // A run that ended meanwhile cannot be cancelled.
            _ = try tool.run(["cancel", id, "--project", "project", "--json"], executable: executable)
        }
        let end = ContinuousClock.now + .seconds(30)
        while try !store.runs(in: [.running, .paused]).isEmpty, ContinuousClock.now < end {
            usleep(100_000)
            _ = try tool.run(["runs", "--project", "project", "--limit", "1", "--json"], executable: executable)
        }
        report.faults += try store.damage()
        let logs = tool.folder + "/project/.assay/logs"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: logs)) ?? [] {
            let text = (try? readText(logs + "/" + name)) ?? ""
            if text.contains("locked") || text.contains("Fatal") { report.faults.append("a worker says: \(text.prefix(300))") }
        }
    }
}
