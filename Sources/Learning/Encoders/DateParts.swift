import Recipes
import Tabular

/// What a date is taken apart into: those of its parts that vary over the training rows. The time is UTC.
struct DateParts: Sendable, Equatable {
    /// A part of a date.
    enum Part: String, Sendable, CaseIterable {
        case year, month, day, weekday
        case dayOfYear = "day_of_year"
        case hour, minute

        func value(_ moment: Moment) -> Double {
            switch self {
            case .year: Double(moment.civil.year)
            case .month: Double(moment.civil.month)
            case .day: Double(moment.civil.day)
            case .weekday: Double(moment.weekday)
            case .dayOfYear: Double(moment.dayOfYear)
            case .hour: Double(moment.second / 3600)
            case .minute: Double(moment.second / 60 % 60)
            }
        }

        /// The share of a circle that the part has gone; nil where it is none.
        func turns(_ moment: Moment) -> Double? {
            switch self {
            case .month: Double(moment.civil.month - 1) / 12
            case .weekday: Double(moment.weekday - 1) / 7
            case .hour: Double(moment.second) / 86_400
            case .year, .day, .dayOfYear, .minute: nil
            }
        }
    }

    let parts: [Part]
    /// Parts that become a sine and a cosine.
    let circles: [Part]

    private static let round: [Part] = [.month, .weekday, .hour]

    /// Looks which parts vary.
    ///
    /// - Complexity: O(n).
    init(fitting values: [Double], takesParts: Bool, takesCircles: Bool) {
        let moments = values.compactMap { Moment($0) }
        func varies(_ value: (Moment) -> Double) -> Bool {
            guard let first = moments.first.map(value) else { return false }
            return moments.contains { value($0) != first }
        }
        parts = takesParts ? Part.allCases.filter { part in varies(part.value) } : []
        circles = takesCircles ? Self.round.filter { part in varies { part.turns($0) ?? 0 } } : []
    }

    /// What each column is called behind the feature's name; where nothing varies the date itself stays, under its own name.
    var suffixes: [String] {
        let names = parts.map { ".\($0.rawValue)" } + circles.flatMap { [".\($0.rawValue).sin", ".\($0.rawValue).cos"] }
        return names.isEmpty ? [""] : names
    }

    /// The columns of some dates; missing ones, and those millions of years away, are missing in all of them.
    func columns(of values: [Double]) -> [[Double]] {
        guard !parts.isEmpty || !circles.isEmpty else { return [values] }
        let moments = values.map { Moment($0) }
        var columns = parts.map { part in moments.map { $0.map(part.value) ?? .nan } }
        for circle in circles {
            let points = moments.map { $0.flatMap(circle.turns).map(DeterministicMath.circle(turns:)) }
            columns.append(points.map { $0?.sine ?? .nan })
            columns.append(points.map { $0?.cosine ?? .nan })
        }
        return columns
    }

    var json: JSON {
        ["parts": .array(parts.map { .string($0.rawValue) }), "circles": .array(circles.map { .string($0.rawValue) })]
    }

    init?(json: JSON) {
        func listed(_ name: String) -> [Part]? {
            guard let list = json[name]?.arrayValue else { return nil }
            let parts = list.compactMap { $0.stringValue.flatMap(Part.init(rawValue:)) }
            return parts.count == list.count ? parts : nil
        }
        guard let parts = listed("parts"), let circles = listed("circles") else { return nil }
        self.parts = parts
        self.circles = circles
    }
}
