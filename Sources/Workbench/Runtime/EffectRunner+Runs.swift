import Actions
import Dispatch
import Recipes
import RunStore
import Synchronization
import Tabular

/// Queues runs, steers them, and fetches what is looked at of them.
extension EffectRunner {
    func resume(_ run: String) throws {
        if let question = session.trustQuestion(for: try session.run(named: run).recipe) {
            return mailbox.post(.trustAsked(question, before: .resume(run: run)))
        }
        _ = try session.resume(run, start: true)
    }

    func train(_ recipe: Recipe, parent: String?) throws {
        if let question = session.trustQuestion(for: recipe) {
            return mailbox.post(.trustAsked(question, before: .train(recipe, parent: parent)))
        }
        guard let opened = table.withLock({ $0 }) else { return }
        let record = try session.enqueue(recipe, table: opened.table, sourcePath: opened.path, parent: parent, start: true)
        mailbox.post(.queued(record))
    }

    func rerun(_ runs: [String]) throws {
        guard let opened = table.withLock({ $0 }) else { return }
        for run in runs {
            let record = try session.run(named: run)
            do {
                try train(session.recipe(of: record, on: opened.table), parent: record.id)
            } catch let error as AssayError where runs.count > 1 && error.code == "same_table" {
                // Of many some may have been trained on it before.
                continue
            }
        }
    }

    func steer(_ run: String, _ steering: Effect.Steering) throws {
        let command: Intervention.Kind =
            switch steering {
            case .pause: .pause
            case .resume: .resume
            case .stop: .stop
            case .cancel: .cancel
            }
        _ = try session.steer(run, command)
    }

    func fetchPoints(_ runs: [String]) {
        let wanted = pendingPoints.withLock { pending in
            let fresh = runs.filter { !pending.contains($0) }
            pending.formUnion(fresh)
            return fresh
        }
        for run in wanted {
            views.async {
                _ = self.pendingPoints.withLock { $0.remove(run) }
                self.attempt { self.mailbox.post(.points(run: run, try self.session.points(of: run, maximum: 2048))) }
            }
        }
    }

    func judge(_ run: String) {
        attempt {
            if let change = try session.change(of: try session.run(named: run)) { mailbox.post(.verdict(run: run, change)) }
        }
    }

    func unseal(_ run: String) {
        attempt {
            let (record, _) = try session.unseal(run)
            if let text = record.sealed?.sentence(record.recipe.metric) { mailbox.post(.said(text)) }
            refresh()
        }
    }

    func compare(_ runs: [String]) {
        attempt { mailbox.post(.compared(runs, try session.compare(runs))) }
        for run in runs { predictions(run) }
    }

    func predictions(_ run: String) {
        guard let opened = table.withLock({ $0 }) else { return }
        attempt {
            let record = try session.run(named: run)
            guard record.recipe.source.fingerprint == opened.table.source.fingerprint, record.state.hasResult else { return }
            mailbox.post(.predictions(try session.predictionSummary(of: record, table: opened.table)))
        }
    }
}
