/// Finds out in which format all numbers of a column are written.
///
/// Every cell rules formats out; what is left at the end reads all of them. Where a mark could be the decimal one or stand between
/// groups of three, it is taken for a group's unless semicolons divide the fields, as they do where commas are decimal marks.
struct NumberProbe {
    /// The formats in the order in which they are preferred.
    private let candidates: [(decimal: DecimalMark, thousands: ThousandsMark)]
    /// A bit a candidate that reads all cells so far.
    private var alive: UInt
    /// A bit a candidate that took a mark for one between groups.
    private var grouping: UInt = 0
    private var affix: Int?

    /// - Parameters:
    ///   - decimal: what the person said; nil is to find it out.
    ///   - thousands: likewise.
    ///   - delimiter: what divides the fields.
    init(decimal: DecimalMark? = nil, thousands: ThousandsMark? = nil, delimiter: UInt8) {
        let marks: [DecimalMark] = delimiter == UInt8(ascii: ";") ? [.comma, .point] : [.point, .comma]
        var candidates: [(DecimalMark, ThousandsMark)] = [(.point, .none)]
        if delimiter == UInt8(ascii: ";") { candidates.append((.comma, .none)) }
        for mark in marks {
            for group in [ThousandsMark.comma, .point, .space, .apostrophe] where group.rawValue != mark.rawValue {
                candidates.append((mark, group))
            }
        }
        if delimiter != UInt8(ascii: ";") { candidates.append((.comma, .none)) }
        self.candidates = candidates.filter { candidate in
            (decimal == nil || decimal == candidate.0) && (thousands == nil || thousands == candidate.1)
        }
        alive = (1 << UInt(self.candidates.count)) - 1
    }

    /// Takes a cell that is no missing value into account; false when no format reads all cells.
    mutating func take(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard let shape = NumberShape(bytes, count) else {
            alive = 0
            return false
        }
        if let affix, affix != shape.affix { alive = 0 }
        affix = shape.affix
        guard !shape.isInfinite else { return alive != 0 }
        for place in candidates.indices where alive & (1 << UInt(place)) != 0 {
            switch Self.reads(shape, candidates[place].decimal, candidates[place].thousands) {
            case .no: alive &= ~(1 << UInt(place))
            case .grouped: grouping |= 1 << UInt(place)
            case .plain: break
            }
        }
        return alive != 0
    }

    /// Takes over what another probe of the same column found.
    mutating func merge(_ other: NumberProbe) {
        alive &= other.alive
        grouping |= other.grouping
        if let affix, let others = other.affix, affix != others { alive = 0 }
        affix = affix ?? other.affix
    }

    /// Whether no cell was there.
    var isEmpty: Bool { affix == nil }

    /// The format that reads all cells; nil where none does, or no cell was there.
    var format: NumberFormat? {
        guard let place, let affix else { return nil }
        let (decimal, thousands) = candidates[place]
        return NumberFormat(
            decimal: decimal, thousands: grouping & (1 << UInt(place)) == 0 ? .none : thousands,
            affix: affix < 0 ? nil : NumberAffix.all[affix])
    }

    /// Whether a mark between groups could as well be the decimal one.
    var isAmbiguous: Bool {
        guard let format, format.thousands != .none else { return false }
        return candidates.indices.contains { place in
            alive & (1 << UInt(place)) != 0 && candidates[place].decimal.rawValue == format.thousands.rawValue
        }
    }

    private var place: Int? { candidates.indices.first { alive & (1 << UInt($0)) != 0 } }

    private enum Reading { case no, plain, grouped }

    private static func reads(_ shape: NumberShape, _ decimal: DecimalMark, _ thousands: ThousandsMark) -> Reading {
        let last = shape.count - 1
        guard last > 0 else {
            // Five digits in a row belong to a column without groups; four are often left together.
            return thousands != .none && shape.stretches[0] > 4 ? .no : .plain
        }
        let hasFraction = shape.marks[last - 1] == decimal.mark
        let groups = hasFraction ? last - 1 : last
        if groups == 0 { return thousands != .none && shape.stretches[0] > 4 ? .no : .plain }
        guard let mark = thousands.mark, (1...3).contains(shape.stretches[0]), !shape.startsWithZero else { return .no }
        for group in 1...groups where shape.marks[group - 1] != mark || shape.stretches[group] != 3 { return .no }
        return .grouped
    }
}

extension DecimalMark {
    var mark: NumberShape.Mark { self == .point ? .point : .comma }
}

extension ThousandsMark {
    var mark: NumberShape.Mark? {
        switch self {
        case .none: nil
        case .comma: .comma
        case .point: .point
        case .space: .space
        case .apostrophe: .apostrophe
        }
    }
}
