import Learning
import Recipes
import Tabular

/// The columns of the table that a trainer gets: its own ones, which begin with `assay_`, and the features that are on.
struct TrainerColumns {
    /// The number of the row in the project's table, from 1.
    let row: String
    /// 1 for a sealed row, whose target is left out; else 0.
    let sealed: String
    /// The class by its place in the list of classes, from 0, or the quantity.
    let target: String
    let weight: String
    /// A column a fold: `train`, `valid`, or nothing for a row that has no part in it.
    let folds: [String]

    /// Names that no feature has.
    init(_ features: [String], folds count: Int) {
        let taken = Set(features)
        func free(_ name: String) -> String {
            var name = "assay_" + name
            while taken.contains(name) { name += "_" }
            return name
        }
        row = free("row")
        sealed = free("sealed")
        target = free("target")
        weight = free("weight")
        folds = (0..<count).map { free("fold_\($0 + 1)") }
    }

    /// The table: rows that take part, in their order.
    func table(of whole: Table, ground: TrainingGround, weight weightColumn: String?) -> Table {
        let sealedRows = Set(ground.splits.sealed.rows)
        let rows = (ground.splits.unsealed.rows + ground.splits.sealed.rows).sorted()
        let isSealed = rows.map(sealedRows.contains)
        func numbers(_ name: String, _ values: [Double]) -> Column {
            Column(name: name, kind: .number, storage: .numbers(values))
        }
        var columns = [
            numbers(row, rows.map { Double($0) + 1 }), numbers(sealed, isSealed.map { $0 ? 1 : 0 }),
            numbers(
                target,
                zip(rows, isSealed).map { row, isSealed in
                    if isSealed { return .nan }
                    return ground.quantity(ofRow: row) ?? ground.classCode(ofRow: row).map(Double.init) ?? .nan
                }),
        ]
        for (name, fold) in zip(folds, ground.splits.folds) {
            var parts = [Int32](repeating: -1, count: whole.rowCount)
            for row in fold.training.rows { parts[Int(row)] = 0 }
            for row in fold.validation.rows { parts[Int(row)] = 1 }
            let codes = rows.map { parts[Int($0)] }
            columns.append(Column(name: name, kind: .category, storage: .codes(codes, words: ["train", "valid"])))
        }
        let taken = whole.taking(rows)
        if let weightColumn, let values = taken[weightColumn]?.numbers { columns.append(numbers(weight, Array(values))) }
        columns += ground.features.compactMap { taken[$0.column] }
        return Table(name: whole.name, source: whole.source, rowCount: rows.count, columns: columns)
    }
}
