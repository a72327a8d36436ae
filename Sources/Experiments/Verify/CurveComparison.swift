import Recipes
import RunStore

/// The points of a run as they were recorded, held against those that come when it is trained again.
final class CurveComparison {
    private struct Curve {
        var points: SeriesPoints
        /// The first recorded point that has not come again.
        var next = 0
        /// The last step that came.
        var last: Int?
    }

    private var curves: [Curve]
    private let places: [SeriesName: Int]
    private var found: Verification.Difference?

    init(_ recorded: [SeriesPoints]) {
        curves = recorded.map { Curve(points: $0) }
        places = Dictionary(recorded.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// The point that differed first while it was trained; else one that was recorded and did not come.
    var firstDifference: Verification.Difference? {
        if let found { return found }
        let missing = curves.filter { $0.next < $0.points.steps.count }.min {
            $0.points.steps[$0.next] < $1.points.steps[$1.next]
        }
        return missing.map { curve in
            Self.difference(curve.points.name, curve.points.steps[curve.next], curve.points.values[curve.next], nil)
        }
    }

    /// Takes the values of a step. After the first difference nothing is compared any more.
    ///
    /// - Complexity: O(values).
    func take(fold: String, step: Int, values: [(rows: String, metric: String, value: Double)]) {
        guard found == nil else { return }
        for value in values {
            let name = SeriesName(fold: fold, rows: value.rows, metric: value.metric)
            guard let place = places[name] else {
                found = Self.difference(name, step, nil, value.value)
                return
            }
            // A step that was told before is not recorded again.
            if let last = curves[place].last, step <= last { continue }
            curves[place].last = step
            let (points, next) = (curves[place].points, curves[place].next)
            guard next < points.steps.count, points.steps[next] <= step else {
                found = Self.difference(name, step, nil, value.value)
                return
            }
            guard points.steps[next] == step else {
                found = Self.difference(name, points.steps[next], points.values[next], nil)
                return
            }
            let recorded = points.values[next]
            guard recorded.bitPattern == value.value.bitPattern || recorded.isNaN && value.value.isNaN else {
                found = Self.difference(name, step, recorded, value.value)
                return
            }
            curves[place].next += 1
        }
    }

    private static func difference(_ name: SeriesName, _ step: Int, _ then: Double?, _ now: Double?) -> Verification.Difference {
        Verification.Difference(.curve, "iteration \(step) of \(name)", then, now)
    }
}
