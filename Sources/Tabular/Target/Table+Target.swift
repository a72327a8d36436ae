public import Recipes

extension Table {
    /// Whole numbers with at most so many different values are classes unless someone says otherwise.
    public static let classesAtMost = 20
    /// No target has more classes than this.
    public static let classLimit = 1000

    /// The task and positive class of a target column, by the contract's defaults.
    ///
    /// Words and whole numbers with at most ``classesAtMost`` values are classes, other numbers a quantity. The positive one
    /// of two classes is `true`, `yes`, `1`, `y` or `t` in any case, else the last in sorted order.
    ///
    /// - Complexity: O(rows), and O(rows log rows) for a number column with many values.
    /// - Throws: ``AssayError`` where the column is not there or has no two values, or the task or class cannot be.
    public func target(
        _ column: String, task: LearningTask? = nil, positive: String? = nil
    ) throws(AssayError) -> Recipe.Target {
        guard let values = self[column] else {
            throw .noSuchColumn(column, in: name, known: columns.map(\.name))
        }
        let (labels, areNumbers) = classLabels(of: values, limit: Self.classLimit)
        guard let first = labels.first else { throw .targetAllMissing(column) }
        guard labels.count > 1 else { throw .targetConstant(column, value: first) }
        if !areNumbers, task == .regression { throw .targetNotNumber(column, example: first) }

        let byDefault = areNumbers && !Self.areClassLike(values, count: labels.count) ? LearningTask.regression : .classification
        let chosen = task ?? byDefault
        guard chosen == .classification else {
            if positive != nil { throw .positiveNotUsed(column, reason: "it is a quantity") }
            return Recipe.Target(column: column, task: .regression)
        }
        guard labels.count <= Self.classLimit else {
            throw .tooManyClasses(column, count: distinctCount(of: values), limit: Self.classLimit)
        }
        if let positive {
            guard labels.contains(positive) else { throw .noSuchClass(positive, column: column, labels: labels) }
            guard labels.count == 2 else { throw .positiveNotUsed(column, reason: "it has \(labels.count) classes") }
        }
        let affirmative = labels.filter { Self.affirmativeWords.contains($0.lowercased()) }
        let standard = affirmative.count == 1 ? affirmative[0] : labels[labels.count - 1]
        return Recipe.Target(column: column, task: .classification, positive: labels.count == 2 ? positive ?? standard : nil)
    }

    /// The classes of a target and each row's class.
    ///
    /// Labels stand as scikit-learn sorts them: numbers by value, words by their bytes; of two, the positive one is last.
    ///
    /// - Returns: labels, and a code into them for every row, -1 where the target is missing; both empty where the column
    ///   is not there.
    /// - Complexity: O(rows log classes).
    public func classes(of target: Recipe.Target) -> (labels: [String], codes: [Int32]) {
        guard let column = self[target.column] else { return ([], []) }
        var (labels, codes) = column.classCodes()
        if labels.count == 2, labels[0] == target.positive {
            labels.swapAt(0, 1)
            for row in codes.indices where codes[row] >= 0 { codes[row] = 1 - codes[row] }
        }
        return (labels, codes)
    }

    /// The numbers of a quantity that is to be predicted, NaN where missing; empty where the column holds words.
    public func targetNumbers(of target: Recipe.Target) -> [Double] { self[target.column]?.numbers.map(Array.init) ?? [] }

    private static let affirmativeWords: Set<String> = ["true", "yes", "1", "y", "t"]

    /// The labels in sorted order, stopping one over `limit`.
    private func classLabels(of column: Column, limit: Int) -> (labels: [String], areNumbers: Bool) {
        switch column.storage {
        case .codes(_, let words): (Array(words.prefix(limit + 1)), false)
        case .numbers(let values):
            (values.distinctSorted(limit: limit + 1).map(Column.labelText), true)
        }
    }

    private func distinctCount(of column: Column) -> Int {
        switch column.storage {
        case .codes(_, let words): words.count
        case .numbers(let values): Set(values.lazy.filter { !$0.isNaN }).count
        }
    }

    private static func areClassLike(_ column: Column, count: Int) -> Bool {
        guard let values = column.numbers, count <= classesAtMost, column.kind != .date else { return false }
        return values.allSatisfy { $0.isNaN || $0 == $0.rounded(.towardZero) && $0.isFinite }
    }
}

extension Column {
    /// How a number reads as the label of a class: whole numbers without a point.
    static func labelText(_ value: Double) -> String {
        if let whole = Int64(exactly: value) { return String(whole) }
        return value.isFinite ? JSON.numberText(value) : value.description
    }

    /// Sorted labels, and each row's place among them.
    func classCodes() -> (labels: [String], codes: [Int32]) {
        switch storage {
        case .codes(let codes, let words): return (Array(words), Array(codes))
        case .numbers(let values):
            let distinct = values.distinctSorted(limit: values.count)
            var places = [UInt64: Int32](minimumCapacity: distinct.count)
            for (place, value) in distinct.enumerated() { places[value.bitPattern] = Int32(place) }
            // Rows come in runs of a few values, so the last answer is asked first.
            var last = (key: UInt64.max, code: Int32(-1))
            let codes = values.map { value -> Int32 in
                if value.isNaN { return -1 }
                let key = (value == 0 ? 0.0 : value).bitPattern
                if key != last.key { last = (key, places[key] ?? -1) }
                return last.code
            }
            return (distinct.map(Self.labelText), codes)
        }
    }
}

extension Values<Double> {
    /// The different values that are not NaN, ascending; stops early, unsorted in what it leaves out, beyond `limit` values.
    func distinctSorted(limit: Int) -> [Double] {
        var seen = Set<Double>()
        for value in self where !value.isNaN {
            seen.insert(value == 0 ? 0.0 : value)
            if seen.count > limit { break }
        }
        return seen.sorted()
    }
}
