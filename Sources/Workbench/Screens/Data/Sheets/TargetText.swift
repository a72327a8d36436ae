import Charts
import Recipes
import Tabular

extension WorkbenchState {
    /// `churn yes` for a class, `mean price` for a quantity; empty without a target.
    var targetName: String {
        guard let target = draft?.target else { return "" }
        return target.positive.map { "\(target.column) \($0)" } ?? "mean \(target.column)"
    }

    /// What the target is like in some rows: a share of the positive class as per cent, the mean of a quantity, the day in the middle of dates.
    func targetText(_ value: Double, digits: Int = 4) -> String {
        guard let target = draft?.target, value.isFinite else { return Figures.shortest(value, digits) }
        if target.positive != nil { return Figures.percent(value, 1) }
        guard let column = table.seen?.table[target.column], column.kind == .date else { return Figures.shortest(value, digits) }
        return column.dayText(of: value)
    }

    /// The ends of an interval around that; the sign of per cent stands once, at the mean.
    func targetText(_ range: ClosedRange<Double>, digits: Int = 4) -> String {
        guard draft?.target.positive != nil else {
            return "\(targetText(range.lowerBound, digits: digits)) to \(targetText(range.upperBound, digits: digits))"
        }
        return "\(Figures.fixed(range.lowerBound * 100, 1)) to \(Figures.fixed(range.upperBound * 100, 1))"
    }
}

extension Column {
    /// The ends of a range of its values, `2024-01-01 to 2024-06-30` or `12 to 90.5`.
    func spanText(_ range: ClosedRange<Double>, digits: Int = 4) -> String {
        guard kind == .date else {
            return "\(Figures.shortest(range.lowerBound, digits)) to \(Figures.shortest(range.upperBound, digits))"
        }
        // The time of day says nothing about a stretch of days.
        let isDays = range.upperBound - range.lowerBound >= 2 * 86_400
        let ends = [range.lowerBound, range.upperBound].map { isDays ? dayText(of: $0) : text(of: $0) }
        return ends.joined(separator: " to ")
    }

    /// A date without its time of day; any other value as it is.
    func dayText(of value: Double) -> String {
        kind == .date ? String(text(of: value).prefix { $0 != " " }) : text(of: value)
    }
}
