import Learning
import Recipes
import Tabular
import Testing

/// A table from columns of numbers and words.
func table(_ columns: [Column], name: String = "made") -> Table {
    Table(
        name: name, source: Recipe.Source(fingerprint: name, header: true, delimiter: ","),
        rowCount: columns.first?.count ?? 0, columns: columns)
}

func numbers(_ name: String, _ values: [Double], kind: ColumnKind = .number) -> Column {
    Column(name: name, kind: kind, storage: .numbers(values))
}

/// A column of words; nil is missing.
func words(_ name: String, _ values: [String?], kind: ColumnKind = .category) -> Column {
    let distinct = Set(values.compactMap { $0 }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let places = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($0.element, Int32($0.offset)) })
    return Column(
        name: name, kind: kind, storage: .codes(values.map { $0.flatMap { places[$0] } ?? -1 }, words: distinct))
}

/// A recipe with every column but the target (and the split's) as a feature.
func recipe(
    for table: Table, target: String, task: LearningTask, family: ModelFamily, split: SplitScheme = .standard,
    set parameters: [String: String] = [:], features: [String]? = nil, metric: String? = nil, splitSeed: Int = 0,
    sealed: Double = 0, seed: Int = 0, refit: Bool = false
) throws -> Recipe {
    var model = Recipe.Model(family)
    for (name, value) in parameters { try model.set(name, value) }
    let wanted = Recipe.Target(column: target, task: task)
    let classes = table.classes(of: wanted).labels.count
    let chosen = features ?? table.columns.map(\.name).filter { $0 != target && $0 != split.column }
    return Recipe(
        source: table.source, target: wanted,
        features: chosen.map { Recipe.Feature(column: $0, kind: table[$0]?.kind ?? .number) }, split: split,
        splitSeed: splitSeed, sealed: sealed, model: model, metric: metric ?? Metric.standard(for: task, classes: classes),
        seed: seed, refit: refit)
}

/// Trains to the end.
func trained(_ recipe: Recipe, on table: Table, threads: Int = 2) throws -> TrainingResult {
    let result = try Trainer.run(recipe, on: table, threads: threads, monitor: RecordingMonitor())
    return try #require(result)
}

extension Column {
    /// The values at `rows`, in their order.
    func rows(_ rows: [Int]) -> Column {
        switch storage {
        case .numbers(let values): Column(name: name, kind: kind, storage: .numbers(rows.map { values[$0] }))
        case .codes(let codes, let words):
            Column(name: name, kind: kind, storage: .codes(rows.map { codes[$0] }, words: Array(words)))
        }
    }
}
