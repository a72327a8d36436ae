import Charts
import Interface
import Recipes
import Tabular

extension ShapeSheet {
    static var commands: [AppCommand] {
        [
            AppCommand(
                "shape.colours", "colours", "Colours points by the target, or by their cluster.", keys: ["c"], scopes: [scope],
                category: "Shape", priority: 66
            ) { state in
                state.change(ShapeSheet.self) { $0.colouring = $0.colouring == .target ? .clusters : .target }
                return []
            },
            AppCommand(
                "shape.face", "components or odd rows",
                "Shows what the components are made of, the oddest rows or the points alone, where there is no room for all.",
                keys: ["o"], scopes: [scope], category: "Shape", priority: 65
            ) { state in
                state.change(ShapeSheet.self) { sheet in
                    let all = Face.allCases
                    sheet.face = all[((all.firstIndex(of: sheet.face) ?? 0) + 1) % all.count]
                }
                return []
            },
            counted("shape.fewer", "fewer clusters", "Parts the rows into fewer clusters.", "[", by: -1, priority: 64),
            counted("shape.more", "more clusters", "Parts the rows into more clusters.", "]", by: 1, priority: 63),
            AppCommand(
                "shape.keep", "keep clusters", "Keeps the clusters as a column: a step of the recipe with their centres.",
                keys: ["K"], scopes: [scope], category: "Shape", priority: 62,
                availability: { state in
                    guard let answer = (state.focusedSheet as? ShapeSheet)?.clusterReply(state).answer else {
                        return .unavailable("the clusters are still being found")
                    }
                    return answer.centres.isEmpty ? .unavailable("there are no numbers to find clusters in") : .available
                }
            ) { $0.keepClusters() },
        ]
    }

    private static func counted(
        _ id: String, _ title: String, _ summary: String, _ key: KeySequence, by step: Int, priority: Int
    ) -> AppCommand {
        AppCommand(id, title, summary, keys: [key], scopes: [scope], category: "Shape", priority: priority) { state in
            state.change(ShapeSheet.self) { sheet in
                let range = clusterRange
                sheet.clusters = min(max(sheet.clusters + step, range.lowerBound), range.upperBound)
                sheet.colouring = .clusters
            }
            return []
        }
    }
}

extension WorkbenchState {
    /// Adds the step that numbers rows by the nearest centre, and its column as a feature.
    fileprivate mutating func keepClusters() -> [Effect] {
        guard let sheet = focusedSheet as? ShapeSheet, let answer = sheet.clusterReply(self).answer else { return [] }
        let step = answer.step(named: freeName("cluster"))
        let name = step.text("name")
        let title = "\(answer.centres.count) clusters as the column \(name)"
        guard draft != nil else { return editSteps(title) { $0.append(step) } }
        return edit(title) { recipe in
            recipe.steps.append(step)
            recipe.insert(Recipe.Feature(column: name, kind: .category))
        }
    }

    /// A name that neither the table nor a step has: `cluster`, `cluster_2`.
    private func freeName(_ name: String) -> String {
        func isTaken(_ name: String) -> Bool {
            table.open?.table[name] != nil || draft?.feature(name) != nil || steps.contains { $0.text("name") == name }
        }
        var (free, number) = (name, 1)
        while isTaken(free) {
            number += 1
            free = "\(name)_\(number)"
        }
        return free
    }
}

extension ClusterQuestion.Answer {
    /// The step of a recipe that finds these clusters again. Eight digits are enough for which centre is the nearest.
    func step(named name: String) -> Step {
        func list(_ values: [Double]) -> JSON { .array(values.map { .number(Double(Figures.plain($0, 8)) ?? $0) }) }
        return Step(
            .cluster,
            [
                "name": .string(name), "columns": .array(columns.map(JSON.string)), "centres": .array(centres.map(list)),
                "means": list(means), "scales": list(scales),
            ])
    }
}
