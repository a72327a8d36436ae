import Glibc
import Learning
import Recipes
import Tabular

/// One run of an outside trainer, from the files that it gets to the result that its lines come to.
struct OutsideRun {
    let project: Project
    /// The folder of the store: where the run's files, its log and its artefacts are.
    let storeFolder: String
    /// Names the run's files.
    let id: String
    let recipe: Recipe
    let trainer: OutsideTrainer
    let table: Table
    let threads: Int
    let monitor: any OutsideMonitor
    /// What a pause holds.
    let hold: TrainerHold
    /// Seconds between asking the program to end and ending it.
    var grace = 5.0
    /// Seconds that the program may go on for after it said that it is done, and its children after it.
    var patience = 10.0

    private static let look: Int32 = 50

    /// Runs the program to its end.
    ///
    /// - Returns: nil where the monitor cancelled.
    /// - Throws: ``AssayError`` where it cannot be started, failed, or gave what cannot be used.
    func execute() throws(AssayError) -> TrainingResult? {
        if let question = project.trustQuestion(for: trainer) { throw .untrusted(question) }
        let began = Clock.monotonic()
        let ground = try TrainingGround(recipe, on: table)
        let shelf = ArtifactShelf(run: id, storeFolder: storeFolder)
        try shelf.begin()
        TrainerFolder.sweep(storeFolder: storeFolder)
        let folder = TrainerFolder(run: id, storeFolder: storeFolder)
        defer { folder.remove() }
        let task = TrainerFolder.Task(run: id, recipe: recipe, ground: ground, threads: threads)
        let variables = try folder.write(task, table: table, form: trainer.table, artifacts: shelf.folder)
        monitor.begins(folds: ground.splits.folds.count, stepsPerFold: nil)
        let log = RunLog(run: id, folder: storeFolder)
        log.line("assay starts \(trainer.line)")
        let written = Clock.monotonic()
        var session = TrainerSession(trainer, on: ground, monitor: monitor, log: log, shelf: shelf)
        guard let wasStopped = try run(variables, &session, log) else { return nil }
        var result = try session.result(wasStopped: wasStopped)
        let seconds = Clock.monotonic() - began
        result.seconds.encode = written - began
        result.seconds.fit = max(0, seconds - result.seconds.encode - result.seconds.score)
        result.seconds.total = seconds
        return result
    }

    /// - Returns: whether it was stopped; nil where it was cancelled.
    private func run(
        _ variables: [String: String], _ session: inout TrainerSession, _ log: RunLog
    ) throws(AssayError) -> Bool? {
        let process = try TrainerProcess(trainer, in: project.folder, environment: variables)
        hold.begin(process)
        defer { hold.end() }
        var reader = LineReader(trainer.name)
        defer { session.keep(malformed: reader.malformed) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        var deadline: Double?
        var directive = TrainingDirective.proceed
        while true {
            let came = try process.read(
                milliseconds: Self.look, into: buffer,
                output: { bytes throws(AssayError) in
                    try reader.take(bytes, tell: log.line) { message throws(AssayError) in try session.take(message) }
                }, errors: log.append)
            let now = Clock.monotonic()
            let asked = monitor.directive()
            if asked != .proceed, directive == .proceed || asked == .cancel && directive == .stop {
                process.signal(SIGTERM)
                deadline = now + grace
            }
            directive = asked
            let isOver = process.hasEnded
            if deadline == nil, isOver || session.hasEnded { deadline = now + (isOver ? 1 : patience) }
            if isOver && (process.isSilent || !came) || deadline.map({ now > $0 }) ?? false { break }
        }
        let isLate = !process.hasEnded
        let ending = process.end()
        if directive == .cancel { return nil }
        try reader.finish(tell: log.line) { message throws(AssayError) in try session.take(message) }
        if reader.malformed > 0 {
            let count = reader.malformed == 1 ? "a line that was" : "\(reader.malformed) lines that were"
            session.remark("\(trainer.name) wrote \(count) no message (\(reader.firstMalformed))")
        }
        // One that was asked to end, or said that it is done and then did not end, ends as it likes.
        if directive == .stop { return true }
        if isLate {
            session.remark("\(trainer.name) did not end after it said so, and was ended")
        } else {
            try check(ending, log)
        }
        return false
    }

    private func check(_ ending: TrainerProcess.Ending, _ log: RunLog) throws(AssayError) {
        let how: String
        switch ending {
        case .status(0): return
        case .status(let status): how = "ended with status \(status)"
        case .signal(let number):
            let name = strsignal(number).map { String(cString: $0) } ?? "?"
            how = "was ended by signal \(number) (\(name))"
        }
        throw .trainerFailed(trainer, how: how, words: log.lastWords)
    }
}
