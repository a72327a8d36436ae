/// What stands before the fraction of a number.
public enum DecimalMark: String, CaseIterable, Sendable, Codable {
    case point = "."
    case comma = ","

    var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }
}

/// What divides the digits of a number into groups of three.
public enum ThousandsMark: String, CaseIterable, Sendable, Codable {
    /// Nothing does.
    case none
    case comma = ","
    case point = "."
    /// A blank, a no-break space, a thin one, or a narrow no-break one.
    case space
    /// An apostrophe, typed or typeset.
    case apostrophe = "'"
}
