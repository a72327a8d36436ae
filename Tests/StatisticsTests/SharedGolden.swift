import Recipes
import TestSupport
import Testing

/// The shared reference values, which scipy and scikit-learn made.
struct SharedGolden {
    static let isThere = SharedData.has("reference/golden_stats.json")

    let json: JSON

    init(_ part: String) throws {
        json = try #require(try JSON(parsing: SharedData.text("reference/golden_stats.json"))[part])
    }

    func number(_ path: String...) throws -> Double {
        try #require(path.reduce(Optional(json)) { $0?[$1] }?.doubleValue)
    }

    func numbers(_ path: String...) throws -> [Double] {
        try #require(path.reduce(Optional(json)) { $0?[$1] }?.arrayValue).compactMap(\.doubleValue)
    }

    func rows(_ path: String) throws -> [[Double]] {
        try #require(json[path]?.arrayValue).map { $0.arrayValue?.compactMap(\.doubleValue) ?? [] }
    }
}
