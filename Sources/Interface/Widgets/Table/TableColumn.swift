public import Terminal

/// A column of a ``TableView``: its title, how wide it may be, and when it gives way.
public struct TableColumn: Hashable, Sendable {
    /// The column's part in the order of rows.
    public struct Sort: Hashable, Sendable {
        /// 1 for the column that is looked at first.
        public var order: Int
        /// Largest first.
        public var isDescending: Bool

        /// A part in the order.
        public init(_ order: Int, descending: Bool) {
            self.order = order
            self.isDescending = descending
        }
    }

    /// What the header says.
    public var title: String
    /// Where text stands.
    public var alignment: Alignment
    /// The least width in cells at which it still says something.
    public var minimum: Int
    /// The width it has when there is room.
    public var ideal: Int
    /// The width up to which it takes what is left over; as ``ideal`` unless it is to stretch.
    public var maximum: Int
    /// Columns of lower priority are left out first when a table is too narrow.
    public var priority: Int
    /// Its mark in the header; nil where rows are not sorted by it.
    public var sort: Sort?

    /// A column. Without a width it is as wide as its title.
    public init(
        _ title: String, _ alignment: Alignment = .left, minimum: Int? = nil, ideal: Int? = nil, maximum: Int? = nil,
        priority: Int = 0, sort: Sort? = nil
    ) {
        let wanted = max(1, ideal ?? max(TerminalText.columns(of: title), minimum ?? 1))
        self.title = title
        self.alignment = alignment
        self.minimum = max(1, min(minimum ?? wanted, wanted))
        self.ideal = wanted
        self.maximum = max(wanted, maximum ?? wanted)
        self.priority = priority
        self.sort = sort
    }
}
