import Foundation
import Glibc
import Learning
import Recipes
import RunStore
import TestSupport
import Testing

@testable import Experiments

@Suite struct TrainerStoppingTests {
    let bench: TrainerBench

    init() throws { bench = try TrainerBench() }

    /// A trainer that starts a child, tells their numbers, and prints until it is ended.
    private static let endless = """
        sleep 1000 &
        echo $$ $! > pids
        step=0
        while true; do
            step=$((step + 1))
            echo '{"t":"metric","step":'$step',"values":{"loss":1}}'
            sleep 0.02
        done
        """

    private func pids() -> [pid_t] {
        let text = try? String(contentsOfFile: bench.project.folder + "/pids", encoding: .utf8)
        return (text ?? "").split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
    }

    /// Whether a process is there and is no zombie.
    private func lives(_ pid: pid_t) -> Bool {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        return !text.isEmpty && !text.contains(") Z ")
    }

    private func points(_ run: String) -> Int { (try? bench.store.series(of: run).first?.count) ?? 0 }

    @Test func stoppingKeepsWhatThereIsAndEndsTheWholeGroup() throws {
        let new = bench.newRun(
            try bench.recipe(
                script: TrainerBench.predictions.split(separator: "\n")[0]
                    + "\ntrap 'echo \"{\\\"t\\\":\\\"metric\\\",\\\"step\\\":999999,\\\"values\\\":{\\\"loss\\\":7}}\"; exit 0' TERM\n"
                    + Self.endless))
        let worker = bench.worker
        let training = OnThread { try worker.train(new) }
        #expect(bench.bench.waitUntil { points(new.id) > 5 })
        let pids = pids()
        #expect(pids.count == 2 && pids.allSatisfy(lives))
        _ = try bench.store.steer(new.id, .stop)
        let run = try training.wait()
        #expect(run.state == .stopped && run.metrics["auc"]?.folds.count == 1)
        // What it said when it was asked to end is kept too.
        #expect(try bench.store.points(of: run.id).first?.values.last == 7)
        #expect(bench.bench.waitUntil { !pids.contains(where: lives) })
    }

    @Test func oneThatDoesNotListenIsEndedByForce() throws {
        let new = bench.newRun(try bench.recipe(script: "trap '' TERM\n" + Self.endless))
        let worker = bench.worker
        let training = OnThread { try worker.train(new) }
        #expect(bench.bench.waitUntil { points(new.id) > 5 })
        let pids = pids()
        _ = try bench.store.steer(new.id, .cancel)
        #expect(try training.wait().state == .cancelled)
        #expect(bench.bench.waitUntil { !pids.contains(where: lives) })
    }

    @Test func aPauseHoldsTheProgramItself() throws {
        let new = bench.newRun(try bench.recipe(script: Self.endless))
        let worker = bench.worker
        let training = OnThread { try worker.train(new) }
        #expect(bench.bench.waitUntil { points(new.id) > 5 })
        // What the program started: a shell that is held while it waits for its own child to begin shows no T.
        let child = try #require(pids().last)
        func isHeld() -> Bool {
            ((try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)) ?? "").contains(") T ")
        }
        _ = try bench.store.steer(new.id, .pause)
        #expect(bench.bench.waitUntil(isHeld))
        #expect(try bench.bench.waitUntil { try bench.store.run(new.id).state == .paused })
        _ = try bench.store.steer(new.id, .resume)
        #expect(bench.bench.waitUntil { !isHeld() })
        let before = points(new.id)
        #expect(bench.bench.waitUntil { points(new.id) > before + 2 })
        // One that is held can still be cancelled.
        _ = try bench.store.steer(new.id, .pause)
        #expect(bench.bench.waitUntil(isHeld))
        _ = try bench.store.steer(new.id, .cancel)
        #expect(try training.wait().state == .cancelled)
    }

    @Test func whatTheTrainerLeftBehindIsEndedWithIt() throws {
        let run = try bench.run("sleep 1000 &\necho $! > pids\n" + TrainerBench.predictions)
        #expect(run.state == .done)
        #expect(bench.bench.waitUntil { !pids().contains(where: lives) })
    }

    @Test func oneThatSaysItIsDoneButGoesOnIsEnded() throws {
        let recipe = try bench.recipe(
            script: TrainerBench.predictions + "\necho '{\"t\":\"end\",\"status\":\"ok\"}'\nexec sleep 1000")
        let ground = TrainerBench.table
        let monitor = SilentMonitor()
        let trainer = try #require(recipe.trainer)
        var run = OutsideRun(
            project: bench.project, storeFolder: bench.store.folder, id: "x", recipe: recipe, trainer: trainer, table: ground,
            threads: 1,
            monitor: monitor, hold: TrainerHold())
        run.patience = 0.3
        let result = try #require(try run.execute())
        #expect(result.folds.count == 2 && !result.wasStopped)
    }

    @Test func verifyingRunsTheProgramAgain() throws {
        let same = try bench.run(TrainerBench.predictions)
        #expect(try bench.worker.verify(same).isIdentical)
        let changing = try bench.run(
            TrainerBench.predictions.split(separator: "\n")[0]
                + "\nif [ -e again ]; then first=0.81; else first=0.8; fi; touch again\n"
                + "echo '{\"t\":\"predictions\",\"fold\":2,\"p\":['$first',0.3,0.4,0.9,0.2,0.1]}'")
        let verdict = try bench.worker.verify(changing)
        #expect(verdict.firstDifference?.hasPrefix("fold 2, brier:") == true, "\(verdict)")
    }
}

/// Looks on and says nothing.
final class SilentMonitor: OutsideMonitor {
    func progressed(done: Int, total: Int) {}
    func begins(folds: Int, stepsPerFold: Int?) {}
    func record(fold: String, step: Int, values: [(rows: String, metric: String, value: Double)]) {}
    func finished(_ score: FoldScore) {}
    func directive() -> TrainingDirective { .proceed }
}
