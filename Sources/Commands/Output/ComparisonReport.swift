import Actions
import Recipes
import RunStore
import Statistics

/// A comparison set for people: what differs first, then the metrics with interval and words.
struct ComparisonReport {
    let comparison: RunComparison

    /// Writes it to standard output.
    func print(on console: Console) {
        printDifferences(on: console)
        for pair in comparison.pairs { print(pair, on: console) }
        for run in comparison.runs {
            if let text = run.sealed?.sentence(run.recipe.metric) { console.line("  run \(run.number), sealed: \(text)") }
        }
    }

    private func printDifferences(on console: Console) {
        var text = TextTable(
            [.words("what differs")] + comparison.runs.map { .words("run \($0.number)", mayBeCut: true) }, indent: "  ")
        for difference in comparison.differs {
            let name = difference.isStep ? difference.title : difference.field
            text.add([name] + difference.values.map(Self.plain))
        }
        text.add(["everything else (\(comparison.sameFields))"] + comparison.runs.map { _ in "same" })
        text.print(on: console)
        let names = comparison.runs.map { "run \($0.number)" }
        for difference in comparison.differs where difference.isStep { console.line("  " + difference.sentence(names)) }
    }

    private func print(_ pair: RunComparison.Pair, on console: Console) {
        guard let a = number(pair.a), let b = number(pair.b) else { return }
        console.line()
        let how = how(pair)
        console.line(console.styled("run \(b) against run \(a)", .heading) + " · " + how)
        var text = TextTable(
            [
                .words("metric"), .numbers("run \(a)"), .numbers("run \(b)"), .numbers("difference"), .words("95 %"),
                .numbers("p"), .words("in words"),
            ], indent: "  ")
        for row in pair.metrics { text.add(cells(row)) }
        text.print(on: console)
        if let evidence = pair.metrics.first?.comparison.evidence {
            console.line(
                "  The evidence is \(evidence.rawValue)"
                    + (evidence == .weak ? ": more folds (--split cv:5x10) make it firmer." : "."))
        }
        if let other = pair.disagreement {
            console.line(
                "  They call \(NumberText.count(other.rows)) rows differently; only run \(a) is right on "
                    + "\(NumberText.count(other.onlyA)), only run \(b) on \(NumberText.count(other.onlyB)) "
                    + "(McNemar p \(NumberText.probability(other.p))).")
        }
    }

    /// Whether the two are paired, and what became of their table.
    private func how(_ pair: RunComparison.Pair) -> String {
        let runs = [pair.a, pair.b].compactMap { id in comparison.runs.first { $0.id == id } }
        guard pair.isTableChanged, let older = runs.min(by: { $0.number < $1.number }) else {
            return pair.isPaired ? "same folds, paired" : "other rows or folds: not paired"
        }
        return pair.isPaired
            ? "the table has changed, its scored rows and folds have not: paired"
            : "the table has changed between them: not paired; assay rerun \(older.number) trains it on the new one"
    }

    private func cells(_ row: RunComparison.MetricPair) -> [String] {
        let metric = Metric.named(row.metric)
        let decimals = NumberText.decimals(of: metric, near: row.a)
        func text(_ value: Double, signed: Bool = false) -> String { NumberText.fixed(value, decimals, signed: signed) }
        let found = row.comparison
        let interval = found.interval.map { "[\(text($0.lowerBound, signed: true)), \(text($0.upperBound, signed: true))]" }
        let chances = [("worse", found.worse), ("practically the same", found.same), ("better", found.better)]
        let likeliest = chances.max { $0.1 < $1.1 }
        let words =
            found.interval == nil ? "one split tells no spread" : likeliest.map { "\($0.0) \(Int((100 * $0.1).rounded())) %" }
        return [
            metric?.title ?? row.metric, text(row.a), text(row.b), text(found.difference, signed: true), interval ?? "",
            found.p.map(NumberText.probability) ?? "", words ?? "",
        ]
    }

    private func number(_ id: String) -> Int? { comparison.runs.first { $0.id == id }?.number }

    private static func plain(_ value: JSON) -> String {
        switch value {
        case .string(let text): text
        case .null: "–"
        default: value.canonicalText
        }
    }
}
