import Recipes

/// A line of an outside trainer, or of `assay log`, as it is understood (docs/trainers.md).
enum TrainerMessage: Equatable {
    /// Who speaks, with what parameters, and how many steps there will be.
    case hello(name: String, version: Int, parameters: [String: JSON], total: Int?)
    /// Values at a step; without a number it is the next one. What is missing is NaN.
    case metric(step: Int?, values: [Point])
    case progress(done: Int, total: Int?)
    case predictions(Predictions)
    case artifact(name: String, path: String, kind: String)
    case log(level: String, text: String)
    case end(isGood: Bool, text: String)
    /// A kind of line that this build does not know: passed over, so that newer trainers run on older builds.
    case unknown(String)

    /// One value.
    struct Point: Equatable {
        var series: SeriesName
        var value: Double

        static func == (a: Point, b: Point) -> Bool { a.series == b.series && a.value.bitPattern == b.value.bitPattern }
    }

    /// Predictions of some rows of a fold.
    struct Predictions: Equatable {
        /// Of what kind they are.
        enum Values: Equatable {
            /// A probability a class, row by row.
            case probabilities([[Double]])
            /// The probability of the second of two classes.
            case positive([Double])
            /// Numbers.
            case numbers([Double])
            /// Classes by name.
            case labels([String])
        }

        var fold: Int
        /// Row numbers from 1, as the table file has them; nil is all validation rows of the fold in their order.
        var rows: [Int]?
        var values: Values

        /// How many rows are predicted.
        var count: Int {
            switch values {
            case .probabilities(let rows): rows.count
            case .positive(let values), .numbers(let values): values.count
            case .labels(let words): words.count
            }
        }
    }
}
