import Recipes

/// What is said of the cells of one column.
struct CellRules {
    let kind: ColumnKind?
    let decimal: DecimalMark?
    let thousands: ThousandsMark?
    let dateOrder: DateOrder?
    let missing: MissingWords

    init(_ options: ReadingOptions, column: String) {
        let own = options.dateOrders[column]
        kind = options.kinds[column] ?? (own == nil ? nil : .date)
        // Where only one of the two marks is said, the other is not the same.
        decimal = options.decimal ?? options.thousands.flatMap { $0 == .point ? .comma : $0 == .comma ? .point : nil }
        thousands = options.thousands
        dateOrder = own ?? options.dateOrder
        missing = MissingWords(options.missing)
    }

    /// Whether numbers may be written as 1234.5.
    var allowsPlainNumbers: Bool { decimal != .comma }

    /// The formats that a column may have in which dates are looked for.
    var dateFormats: [DateFormat] {
        guard let dateOrder, dateOrder != .unixSeconds, dateOrder != .unixMilliseconds else { return DateFormat.automatic }
        return DateFormat.automatic.filter { dateOrder.formats.contains($0) }
    }

    /// The formats of a column that is said to hold dates.
    var saidDateFormats: [DateFormat] { dateOrder?.formats ?? DateFormat.written }
}
