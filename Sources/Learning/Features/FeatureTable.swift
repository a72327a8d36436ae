public import Recipes

/// The features of a table as learners see them: all rows, fitted to nothing.
public final class FeatureTable: Sendable {
    /// One feature.
    public struct Feature: Sendable {
        public let name: String
        public let kind: ColumnKind
        public let values: FeatureValues
        /// What a fold has to do to the values before a model gets them.
        public let encoding: FeatureEncoding

        public init(name: String, kind: ColumnKind, values: FeatureValues, encoding: FeatureEncoding = .auto) {
            self.name = name
            self.kind = kind
            self.values = values
            self.encoding = encoding
        }
    }

    /// In the order of the table's columns.
    public let features: [Feature]
    public let rowCount: Int
    /// Keeps what fits learn of the columns alone.
    let memory: TrainingMemory?
    /// Of names that several features have, the first one's place.
    private let places: [String: Int]

    /// - Precondition: every feature has `rowCount` values.
    public convenience init(features: [Feature], rowCount: Int) {
        self.init(features: features, rowCount: rowCount, memory: nil)
    }

    init(features: [Feature], rowCount: Int, memory: TrainingMemory?) {
        precondition(features.allSatisfy { $0.values.count == rowCount }, "features of unequal length")
        self.features = features
        self.memory = memory
        places = Dictionary(features.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
        self.rowCount = rowCount
    }

    /// The names, in order.
    public var names: [String] { features.map(\.name) }

    /// The place of a feature, or nil.
    func index(of name: String) -> Int? { places[name] }

    /// The places of the features in the order of their names. Families take features in this order, so that the order of a table's columns
    /// changes no bit.
    var placesByName: [Int] {
        features.indices.sorted { features[$0].name.utf8.lexicographicallyPrecedes(features[$1].name.utf8) }
    }

    /// All rows.
    public var allRows: FeatureRows { FeatureRows(table: self, rows: nil) }
}
