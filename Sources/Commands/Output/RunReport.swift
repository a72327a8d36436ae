import Actions
import Recipes
import RunStore

/// One run set for people: what it was, what came of it, what it changed.
struct RunReport {
    let run: RunRecord
    let change: RunChange?

    /// Writes it to standard output.
    func print(on console: Console) {
        let recipe = run.recipe
        console.line(
            console.styled("run \(run.number)", .heading)
                + " · \(recipe.modelName) · \(recipe.features.count) features of \(run.table)"
                + " · \(recipe.split) · target \(recipe.target.column) · \(run.state.rawValue)")
        for (place, step) in recipe.steps.enumerated() {
            console.line("  step \(place + 1): \(step.sentence)\(step.isOff ? ", off" : "")")
        }
        if let filter = recipe.filter { console.line("  rows: \(filter)") }
        if let failure = run.failure { console.line("  " + console.styled(failure, .bad)) }
        if !run.metrics.isEmpty { printMetrics(on: console) }
        if let sealed = run.sealed { Self.print(sealed, ranking: run.recipe.metric, on: console) }
        if !run.guarding.silenced.isEmpty { console.line("  silenced checks: \(run.guarding.silenced.joined(separator: ", "))") }
        if let change { console.line("  against run \(change.fromNumber): \(change.sentence)") }
        if !run.importance.isEmpty { printImportance(on: console) }
        let set = settings
        if !set.isEmpty { console.line("  " + set) }
        console.line("  " + footer)
        if let origin { console.line("  " + origin) }
    }

    /// What it was made with: `made with assay 0.1.0 on this processor, at commit 1a2b3c4d with uncommitted changes`.
    private var origin: String? {
        let known = run.environment
        guard let processor = known["processor"] else { return nil }
        let version = known["assay"].map { "assay \($0)" } ?? "an assay"
        let build = known["executable"].map { ", build \($0)," } ?? ""
        let changes = known["uncommitted"] == "yes" ? " with uncommitted changes" : ""
        let commit = known["commit"].map { ", at commit \($0.prefix(10))\(changes)" } ?? ""
        return "made with \(version)\(build) on \(processor)\(commit)"
    }

    private func printMetrics(on console: Console) {
        console.line()
        var text = TextTable([.words("metric"), .numbers("mean"), .numbers("sd"), .words("folds", mayBeCut: true)], indent: "  ")
        for metric in Metric.all {
            guard let summary = run.metrics[metric.key] else { continue }
            let decimals = NumberText.decimals(of: metric, near: summary.mean)
            text.add([
                metric.title + (metric.key == run.recipe.metric ? " *" : ""), NumberText.fixed(summary.mean, decimals),
                summary.folds.count > 1 ? "± " + NumberText.fixed(summary.sd, decimals) : "",
                summary.folds.count > 10
                    ? "\(summary.folds.count) folds"
                    : summary.folds.map { NumberText.fixed($0, decimals) }.joined(separator: "  "),
            ])
        }
        text.print(on: console)
        console.line()
    }

    /// The scores on sealed rows, with the count of looks beside them.
    static func print(_ sealed: SealedResult, ranking: String, on console: Console) {
        console.line("  \(NumberText.count(sealed.rows)) sealed rows, \(sealed.looksText):")
        var text = TextTable([.words("metric"), .numbers("sealed"), .numbers("95 %"), .words("")], indent: "  ")
        for metric in Metric.all {
            guard let score = sealed.scores[metric.key] else { continue }
            let decimals = NumberText.decimals(of: metric, near: score.value)
            text.add([
                metric.title + (metric.key == ranking ? " *" : ""), NumberText.fixed(score.value, decimals),
                sealed.interval(of: metric.key).map {
                    "[\(NumberText.fixed($0.lowerBound, decimals)), \(NumberText.fixed($0.upperBound, decimals))]"
                } ?? "", sealed.looksText,
            ])
        }
        text.print(on: console)
        if sealed.looks > 1 {
            console.line("  Each interval is that of \(sealed.looks) looks together (Bonferroni).")
        }
        console.line()
    }

    private func printImportance(on console: Console) {
        let most = run.importance.map(\.mean).max() ?? 0
        guard most > 0 else { return }
        var text = TextTable([.words("feature", mayBeCut: true), .numbers("importance"), .words("")], indent: "  ")
        let ranked = run.importance.sorted { $0.mean > $1.mean }
        for one in ranked.prefix(12) {
            let bar = String(repeating: "█", count: max(0, Int((24 * one.mean / most).rounded())))
            text.add([one.column, NumberText.fixed(one.mean, 3) + " ± " + NumberText.fixed(one.sd, 3), bar])
        }
        text.print(on: console)
        if ranked.count > 12 { console.line("  and \(ranked.count - 12) more") }
        console.line()
    }

    /// Parameters that are not at their defaults, and seeds.
    private var settings: String {
        let family = try? ModelFamily.named(run.recipe.model.family)
        let own = run.recipe.trainer == nil ? [] : run.recipe.model.declaredParameters.map { "\($0.name) \($0.standard)" }
        var parts =
            own
            + (family?.parameters ?? []).compactMap { parameter -> String? in
                guard let value = run.recipe.model.parameters[parameter.name], value != parameter.standard else { return nil }
                return "\(parameter.name) \(value)"
            }
        if run.recipe.seed != 0 { parts.append("seed \(run.recipe.seed)") }
        if run.recipe.splitSeed != 0 { parts.append("split seed \(run.recipe.splitSeed)") }
        if run.recipe.sealed > 0 { parts.append("\(NumberText.plain(100 * run.recipe.sealed)) % sealed") }
        if run.recipe.resample != .none { parts.append("resample \(run.recipe.resample)") }
        if run.recipe.calibration != .none { parts.append("calibration \(run.recipe.calibration.rawValue)") }
        if run.recipe.threshold != .standard { parts.append("threshold \(threshold)") }
        return parts.isEmpty ? "" : "set: " + parts.joined(separator: " · ")
    }

    /// What was asked for, and what came of it: `f1: 0.312, 0.29 to 0.34 in the folds`.
    private var threshold: String {
        guard run.recipe.threshold.isChosen, let decision = run.decision else { return run.recipe.threshold.description }
        let folds = decision.foldThresholds
        let chosen = "\(run.recipe.threshold): \(NumberText.fixed(decision.threshold, 3))"
        guard let low = folds.min(), let high = folds.max() else { return chosen }
        return chosen + " (\(NumberText.fixed(low, 3)) to \(NumberText.fixed(high, 3)) in the folds)"
    }

    private var footer: String {
        var parts: [String] = []
        if let total = run.seconds["total"] {
            let shares = ["load", "encode", "fit", "score", "refit"].compactMap { part in
                run.seconds[part].map { "\(part) \(NumberText.fixed($0, 2))" }
            }
            parts.append(NumberText.seconds(total) + (shares.isEmpty ? "" : " (\(shares.joined(separator: ", ")))"))
        }
        if run.threads > 0 { parts.append("\(run.threads) \(run.threads == 1 ? "thread" : "threads")") }
        parts.append(run.id)
        if !run.tags.isEmpty { parts.append(run.tags.map { "#" + $0 }.joined(separator: " ")) }
        return parts.joined(separator: " · ")
    }
}
