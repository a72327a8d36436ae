import Learning
import Recipes
public import RunStore
import Tabular

/// A digest of what was scored: which rows in which fold, and what is true of them. Two runs with the same one can be compared row by
/// row, though other columns of their table have changed.
enum ScoredRows {
    /// The digest, as 32 hexadecimal digits.
    ///
    /// - Parameters:
    ///   - predictions: of every fold.
    ///   - target: what is predicted.
    ///   - table: the prepared table.
    /// - Returns: nil where nothing was predicted, or the table has no such rows.
    /// - Complexity: O(rows).
    static func digest(_ predictions: [FoldPredictions], of target: Recipe.Target, in table: Table) -> String? {
        guard !predictions.isEmpty else { return nil }
        var digest = Mixer()
        let truth: (Int) -> UInt64
        switch target.task {
        case .classification:
            let (labels, codes) = table.classes(of: target)
            guard codes.count == table.rowCount else { return nil }
            for label in labels { for byte in Array(label.utf8) + [0] { digest.add(UInt64(byte)) } }
            truth = { UInt64(bitPattern: Int64(codes[$0])) }
        case .regression:
            let numbers = table.targetNumbers(of: target)
            guard numbers.count == table.rowCount else { return nil }
            truth = { numbers[$0].bitPattern }
        }
        for fold in predictions {
            digest.add(UInt64(fold.fold))
            digest.add(UInt64(fold.rows.count))
            for row in fold.rows {
                guard row >= 0, Int(row) < table.rowCount else { return nil }
                digest.add(UInt64(row))
                digest.add(truth(Int(row)))
            }
        }
        return digest.text
    }

    /// Two sums that no accident makes the same; nobody gains by making them so.
    private struct Mixer {
        private var (a, b): (UInt64, UInt64) = (0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7344)

        mutating func add(_ word: UInt64) {
            a = (a ^ word) &* 0x9E37_79B9_7F4A_7C15
            a ^= a >> 32
            b = (b &+ word) &* 0xC2B2_AE3D_27D4_EB4F
            b ^= b >> 29
        }

        var text: String {
            [a, b].map { part in
                let digits = String(part, radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            }.joined()
        }
    }
}

extension RunRecord {
    /// Whether two runs were scored on the same rows in the same folds against the same truth: as their recipes say, or, where the table
    /// has changed between them, as the digests of what was scored say.
    public func scoresSameRows(as other: RunRecord) -> Bool {
        if recipe.scoresSameRows(as: other.recipe) { return true }
        return scoredRows != nil && scoredRows == other.scoredRows && recipe.target == other.recipe.target
    }
}
