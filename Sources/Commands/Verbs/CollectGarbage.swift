import Actions
import ArgumentParser
import Experiments
import Recipes
import RunStore

/// `assay gc`: what takes room, and what of it could go.
struct CollectGarbage: Verb {
    static let configuration = CommandConfiguration(
        commandName: "gc", abstract: "Show what takes room and what could go; with --free it goes.",
        discussion: """
            Without options nothing is changed. Leftovers are kept states of runs that will not go on, logs and artefacts of runs that
            are no more, and files that were never finished. Predictions and models of assay's own runs can be had again to the bit
            (`assay train --from RUN`), so --results lets those go too, but for the baseline's, the last run's and those of runs with a
            tag. Scores and curves always stay.
            """)

    @OptionGroup var common: CommonOptions

    @Flag(help: "Take the leftovers away and make the store's file small.")
    var free = false

    @Flag(help: "With --free also predictions and models that training again gives.")
    var results = false

    func validate() throws {
        if results, !free { throw ValidationError("--results needs --free.") }
    }

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        let found = try session.housekeeping()
        let freed = free ? try session.takeAway(found, results: results) : nil
        if common.json {
            printDocument(document(found, freed: freed))
        } else {
            report(found, freed: freed)
        }
        return 0
    }

    private func report(_ found: Housekeeping, freed: Int?) {
        let left = found.leftovers.reduce(0) { $0 + $1.bytes }
        let evictable = found.evictable.reduce(0) { $0 + $1.evictable }
        console.line(console.styled("Store", .heading) + " · \(NumberText.bytes(found.storeBytes)) for \(found.runs.count) runs")
        var runs = TextTable(
            [.numbers("run"), .numbers("curves"), .numbers("predictions"), .numbers("model"), .numbers("all")], indent: "  ")
        for room in found.runs.prefix(10) where room.total > 0 {
            runs.add([String(room.number)] + [room.points, room.predictions, room.model, room.total].map(NumberText.bytes))
        }
        runs.print(on: console)
        if found.runs.count > 10 { console.line("  and \(found.runs.count - 10) more") }
        console.line()
        if !found.leftovers.isEmpty {
            console.line(console.styled(freed == nil ? "Left over" : "Taken away", .heading) + " · \(NumberText.bytes(left))")
            var rows = TextTable([.words(""), .words("", mayBeCut: true), .numbers("")], indent: "  ")
            for leftover in found.leftovers.prefix(20) {
                let name = leftover.path.split(separator: "/").suffix(2).joined(separator: "/")
                rows.add([name, leftover.reason, NumberText.bytes(leftover.bytes)])
            }
            rows.print(on: console)
            if found.leftovers.count > 20 { console.line("  and \(found.leftovers.count - 20) more") }
            console.line()
        }
        if let cache = found.cache {
            console.line(
                "Tables that were read: \(NumberText.bytes(cache.bytes)) in \(cache.folder), for all projects; safe to delete.")
        }
        if let freed {
            console.line("Freed \(NumberText.bytes(freed)).")
        } else {
            console.line(
                "`assay gc --free` frees \(NumberText.bytes(left)); with --results \(NumberText.bytes(evictable)) more, from "
                    + "\(found.evictable.count) runs.")
        }
    }

    private func document(_ found: Housekeeping, freed: Int?) -> JSON {
        [
            "store": ["bytes": JSON(found.storeBytes)],
            "runs": .array(
                found.runs.map { room in
                    [
                        "run": .string(room.id), "number": JSON(room.number), "curves": JSON(room.points),
                        "predictions": JSON(room.predictions), "model": JSON(room.model), "evictable": JSON(room.evictable),
                    ]
                }),
            "leftovers": .array(
                found.leftovers.map { leftover in
                    [
                        "kind": .string(leftover.kind), "path": .string(leftover.path), "bytes": JSON(leftover.bytes),
                        "reason": .string(leftover.reason),
                    ]
                }),
            "evictable": .array(found.evictable.map { .string($0.id) }),
            "cache": found.cache.map { ["folder": .string($0.folder), "bytes": JSON($0.bytes)] } ?? .null,
            "freed": freed.map { JSON($0) } ?? .null,
        ]
    }
}
