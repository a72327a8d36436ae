/// The signs of currencies and shares that may stand around the numbers of a column.
enum NumberAffix {
    /// Longer ones before those that they begin with.
    static let all = [
        "US$", "$", "€", "£", "¥", "₹", "₩", "₽", "₺", "₴", "₫", "CHF", "EUR", "USD", "GBP", "JPY", "CNY", "SEK", "NOK", "DKK",
        "PLN",
        "kr", "zł", "%", "‰",
    ]
    private static let bytes = all.map { Array($0.utf8) }
    /// Stands behind numbers only.
    private static let shares: Set<String> = ["%", "‰"]
    /// A longer cell is no number with marks.
    static let cellLimit = 96

    /// The affix that bytes begin with, by its place, and its width.
    static func before(_ cell: UnsafePointer<UInt8>, _ count: Int) -> (place: Int, width: Int)? {
        guard count > 1, !isOfNumber(cell[0]) else { return nil }
        for (place, affix) in bytes.enumerated() where affix.count < count && !shares.contains(all[place]) {
            if affix.indices.allSatisfy({ cell[$0] == affix[$0] }) { return (place, affix.count) }
        }
        return nil
    }

    /// The affix that bytes end with.
    static func behind(_ cell: UnsafePointer<UInt8>, _ count: Int) -> (place: Int, width: Int)? {
        guard count > 1, !isOfNumber(cell[count - 1]) else { return nil }
        for (place, affix) in bytes.enumerated() where affix.count < count {
            let start = count - affix.count
            if affix.indices.allSatisfy({ cell[start + $0] == affix[$0] }) { return (place, affix.count) }
        }
        return nil
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool { byte &- 0x2B <= 0x39 - 0x2B }
}
