public import Learning
public import Recipes
public import RunStore

/// Takes runs from other trackers into a project's store.
public struct RunTaker: Sendable {
    let worker: Worker

    public init(project: Project, store: RunStore) { worker = Worker(project: project, store: store, threads: 1) }

    var store: RunStore { worker.store }

    /// Takes every run of an MLflow store that is not deleted there. Done again it takes what is new or has changed.
    ///
    /// - Parameters:
    ///   - path: the SQLite file.
    ///   - directive: asked between runs whether to go on.
    /// - Returns: what became of them.
    /// - Throws: ``AssayError`` where one of the stores cannot be used; runs that were taken by then stay.
    public func take(mlflow path: String, directive: () -> TrainingDirective = { .proceed }) throws(AssayError) -> TakingReport {
        var report = TakingReport()
        try MLflowReader(path).runs { run, remark throws(AssayError) in
            let taken = run.taken()
            report.add(try store.take(taken), taken.id)
            if let remark { report.remarks.append(remark) }
            return directive() == .proceed
        }
        return report
    }

    /// Takes every run of a folder of TensorBoard's event files, and with `follows` keeps reading while they grow: those that do are
    /// running here, each under a lock, until nothing came for ten minutes or `directive` says to stop.
    ///
    /// - Parameters:
    ///   - path: the folder, or one file.
    ///   - follows: whether to go on until told otherwise.
    ///   - directive: asked between runs, and some times a second while files are followed.
    ///   - told: called with what there is at first, when it is followed from then on.
    /// - Returns: what became of them; where files are followed, of those that came later.
    /// - Throws: ``AssayError`` where the store cannot be written.
    public func take(
        tensorBoard path: String, follows: Bool = false, directive: () -> TrainingDirective = { .proceed },
        told: (TakingReport) -> Void = { _ in }
    ) throws(AssayError) -> TakingReport {
        let follower = EventFollower(EventFolder(path), worker: worker)
        var report = try follower.takeAll(directive: directive)
        report.remarks = follower.remarks()
        if follows {
            told(report)
            report = TakingReport()
            while directive() == .proceed {
                try follower.look(into: &report)
                follower.wait()
            }
            try follower.end()
        }
        report.remarks += follower.remarks()
        return report
    }
}

extension TakingReport {
    mutating func add(_ taking: Taking, _ id: String, numberThere: Int? = nil) {
        switch taking {
        case .new(let number): new.append(Entry(run: id, number: number, numberThere: numberThere))
        case .changed(let number): changed.append(Entry(run: id, number: number, numberThere: numberThere))
        case .known: known += 1
        case .deleted: deleted += 1
        }
    }
}
