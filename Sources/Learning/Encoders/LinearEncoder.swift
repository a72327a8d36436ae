import Recipes

/// Turns features into the columns of a linear model, as fitted to training rows: first the standardised numbers, which are
/// dense, then the columns of 0 and 1 (words, marks of missing values), of which a row fills few.
///
/// Features are taken in the order of their names, so that the order of a table's columns changes no bit.
struct LinearEncoder: Sendable, Equatable {
    /// How one feature is encoded.
    enum Encoding: Sendable, Equatable {
        case number(NumberEncoding)
        case category(CategoryEncoding)
    }

    /// One feature and where its columns begin.
    struct Part: Sendable, Equatable {
        let feature: String
        let kind: ColumnKind
        let encoding: Encoding
        /// Column of the dense block, or -1 where there is none (a category, a constant number).
        let dense: Int
        /// First column of 0 and 1, counted after the dense block, or -1.
        let sparse: Int
        /// Columns of 0 and 1.
        let sparseWidth: Int
    }

    let parts: [Part]
    /// Dense columns.
    let denseWidth: Int
    /// All columns.
    let width: Int

    /// Fits every encoding to the training rows.
    init(fitting data: TrainingSet, maxCategories: Int) {
        let encodings = data.features.table.placesByName.map { index -> (String, ColumnKind, Encoding) in
            let feature = data.features.table.features[index]
            switch data.features.values(index) {
            case .numbers(let values):
                return (feature.name, feature.kind, .number(NumberEncoding(fitting: values, weights: data.weights)))
            case .codes(let codes, let words):
                return (
                    feature.name, feature.kind, .category(CategoryEncoding(fitting: codes, words: words, limit: maxCategories))
                )
            }
        }
        self.init(encodings)
    }

    private init(_ encodings: [(feature: String, kind: ColumnKind, encoding: Encoding)]) {
        let dense = encodings.count { if case .number(let number) = $0.encoding { number.deviation > 0 } else { false } }
        var (nextDense, nextSparse) = (0, dense)
        parts = encodings.map { feature, kind, encoding in
            var (place, width) = (-1, 0)
            switch encoding {
            case .number(let number):
                if number.deviation > 0 {
                    place = nextDense
                    nextDense += 1
                }
                width = number.marksMissing ? 1 : 0
            case .category(let category): width = category.width
            }
            defer { nextSparse += width }
            return Part(
                feature: feature, kind: kind, encoding: encoding, dense: place, sparse: width > 0 ? nextSparse : -1,
                sparseWidth: width)
        }
        denseWidth = dense
        width = nextSparse
    }

    /// The columns for some rows.
    ///
    /// - Throws: ``AssayError`` where a feature is not there.
    /// - Complexity: O(rows x features).
    func transform(_ rows: FeatureRows) throws(AssayError) -> DesignMatrix {
        let sparse = parts.filter { $0.sparseWidth > 0 }
        var matrix = DesignMatrix(
            rowCount: rows.count, denseWidth: denseWidth, slotCount: sparse.count, width: width)
        var slot = 0
        var numbers: [(column: Int, values: [Double], encoding: NumberEncoding)] = []
        for part in parts {
            guard let index = rows.index(of: part.feature) else { throw .featureNotThere(part.feature) }
            switch (part.encoding, rows.values(index)) {
            case (.number(let encoding), .numbers(let values)):
                if part.dense >= 0 { numbers.append((part.dense, values, encoding)) }
                if part.sparse >= 0 {
                    matrix.setSlot(slot, values.map { $0.isFinite ? -1 : Int32(part.sparse) })
                }
            case (.category(let encoding), .codes(let codes, let words)):
                let columns = encoding.columns(ofWords: words).map { $0 < 0 ? -1 : $0 + Int32(part.sparse) }
                if part.sparse >= 0 { matrix.setSlot(slot, codes.map { columns[$0 < 0 ? words.count : Int($0)] }) }
            case (.number, .codes), (.category, .numbers): throw .featureNotThere(part.feature)
            }
            if part.sparse >= 0 { slot += 1 }
        }
        matrix.setDense(numbers)
        return matrix
    }

    /// Adds up a value a column over the columns of each feature, in the order of `names`, and divides by the total.
    func shares(_ values: [Double], names: [String]) -> [Double] {
        var sums: [String: Double] = [:]
        for part in parts {
            var sum = part.dense >= 0 ? values[part.dense] : 0
            for column in 0..<part.sparseWidth { sum += values[part.sparse + column] }
            sums[part.feature] = sum
        }
        let total = parts.reduce(0) { $0 + (sums[$1.feature] ?? 0) }
        return names.map { total > 0 && total.isFinite ? (sums[$0] ?? 0) / total : 0 }
    }

    var json: JSON {
        .array(
            parts.map { part in
                switch part.encoding {
                case .number(let encoding):
                    ["feature": .string(part.feature), "kind": .string(part.kind.rawValue), "number": encoding.json]
                case .category(let encoding):
                    ["feature": .string(part.feature), "kind": .string(part.kind.rawValue), "category": encoding.json]
                }
            })
    }

    init?(json: JSON) {
        guard let list = json.arrayValue else { return nil }
        var encodings: [(String, ColumnKind, Encoding)] = []
        for entry in list {
            guard let feature = entry["feature"]?.stringValue,
                let kind = entry["kind"]?.stringValue.flatMap(ColumnKind.init(rawValue:))
            else { return nil }
            if let number = entry["number"].flatMap(NumberEncoding.init(json:)) {
                encodings.append((feature, kind, .number(number)))
            } else if let category = entry["category"].flatMap(CategoryEncoding.init(json:)) {
                encodings.append((feature, kind, .category(category)))
            } else {
                return nil
            }
        }
        self.init(encodings)
    }
}
