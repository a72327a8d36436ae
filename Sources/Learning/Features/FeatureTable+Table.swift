public import Recipes
public import Tabular

extension FeatureTable {
    /// The features of a recipe as they stand in a table, in the order of the table's columns.
    ///
    /// A column is read as the recipe's kind, whatever the importer took it for: numbers become words where a category is
    /// wanted, and words numbers (missing where they are none) where a number is. Free text and identifiers, which someone has
    /// to switch on by hand, are read as categories.
    ///
    /// - Throws: ``AssayError`` where a column is not there, or an encoding is not known or does not fit.
    /// - Complexity: O(rows) a feature.
    public convenience init(_ features: [Recipe.Feature], of table: Table) throws(AssayError) {
        try self.init(features, of: table, memory: nil, threads: 1)
    }

    /// The same on several threads, with the values that are kept already.
    convenience init(
        _ features: [Recipe.Feature], of table: Table, memory: TrainingMemory?, threads: Int
    ) throws(AssayError) {
        let wanted = try Self.placed(features, in: table)
        let values = Parallel.map(wanted.count, threads: threads) { number in
            let column = table.columns[wanted[number].place]
            let kind = wanted[number].kind
            return memory?.values(of: column, as: kind) { FeatureValues(column, as: kind) } ?? FeatureValues(column, as: kind)
        }
        self.init(
            features: zip(wanted, values).map { wanted, values in
                Feature(name: table.columns[wanted.place].name, kind: wanted.kind, values: values, encoding: wanted.encoding)
            }, rowCount: table.rowCount, memory: memory)
    }

    /// The features without a row: where only the names are wanted, and whether they can be had.
    convenience init(withoutRows features: [Recipe.Feature], of table: Table) throws(AssayError) {
        self.init(
            features: try Self.placed(features, in: table).map {
                Feature(name: table.columns[$0.place].name, kind: $0.kind, values: .numbers([]), encoding: $0.encoding)
            }, rowCount: 0)
    }

    /// The features in the order of the table's columns.
    private static func placed(
        _ features: [Recipe.Feature], in table: Table
    ) throws(AssayError) -> [(place: Int, kind: ColumnKind, encoding: FeatureEncoding)] {
        var placed: [(place: Int, kind: ColumnKind, encoding: FeatureEncoding)] = []
        for feature in features {
            guard let place = table.index(of: feature.column) else {
                throw .noSuchColumn(feature.column, in: table.name, known: table.columns.map(\.name))
            }
            placed.append((place, feature.kind, try feature.readEncoding()))
        }
        return placed.sorted { $0.place < $1.place }
    }
}

extension FeatureValues {
    init(_ column: Column, as kind: ColumnKind) {
        switch (column.storage, kind) {
        case (.numbers(let values), .number), (.numbers(let values), .date): self = .numbers(Array(values))
        case (.numbers(let values), _): self = Self.words(of: Array(values))
        case (.codes(let codes, let words), .number), (.codes(let codes, let words), .date):
            let numbers = words.map { Double($0) ?? .nan }
            self = .numbers(codes.map { $0 < 0 ? .nan : numbers[Int($0)] })
        case (.codes(let codes, let words), _): self = .codes(Array(codes), words: Array(words))
        }
    }

    /// Each different number as a word, sorted as words are.
    private static func words(of values: [Double]) -> FeatureValues {
        let distinct = Set(values.lazy.filter { !$0.isNaN })
        let texts = distinct.map { (text: $0.isFinite ? JSON.numberText($0) : $0.description, value: $0) }
        let sorted = texts.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
        let places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($0.element.value, Int32($0.offset)) })
        return .codes(values.map { places[$0] ?? -1 }, words: sorted.map(\.text))
    }
}
