import Charts
public import Recipes
public import Tabular
import Terminal

/// Where the table of the project stands.
public enum TableStatus: Sendable {
    /// No data file is named.
    case none
    /// It is being read for the first time; ``WorkbenchState/importing`` says how far that is.
    /// The first rows are seen as soon as they are there.
    case opening(path: String, preview: OpenTable?)
    case open(OpenTable)
    case failed(path: String, AssayError)

    /// The table, once it is there.
    public var open: OpenTable? {
        if case .open(let table) = self { table } else { nil }
    }

    /// What is seen of the table: all of it, or its first rows while the rest is being read.
    var seen: OpenTable? {
        switch self {
        case .open(let table): table
        case .opening(_, let preview): preview
        case .none, .failed: nil
        }
    }

    /// The file.
    var path: String? {
        switch self {
        case .none: nil
        case .opening(let path, _), .failed(let path, _): path
        case .open(let opened): opened.path
        }
    }
}

/// A table that is there, with what is known of it so far.
public struct OpenTable: Sendable {
    /// The table that screens show: as the draft's steps prepared it last.
    public var table: Table {
        didSet { widths = Self.widths(of: table) }
    }
    /// What was read, and what each step made of it.
    public var preparation: Preparation
    /// Whether the steps are being done; the table is the one before them until then.
    public var isPreparing = false
    /// Whether the draft is to take the columns that the steps being done make.
    var wantsColumns = false
    /// The file it was read from.
    public var path: String
    /// nil while the profile is being made.
    public var profile: TableProfile?
    /// Seconds that opening took.
    public var seconds: Double
    /// Of a preview: how many rows the whole table has, about, 0 where nobody knows yet; nil where this is the whole.
    public var estimatedRows: Int?
    /// The cells of the screen that each column's title and values of a sample take.
    private var widths: [Int]

    public init(table: Table, path: String, profile: TableProfile? = nil, seconds: Double = 0, estimatedRows: Int? = nil) {
        self.table = table
        self.preparation = Preparation(of: table)
        self.path = path
        self.profile = profile
        self.seconds = seconds
        self.estimatedRows = estimatedRows
        widths = Self.widths(of: table)
    }

    /// The cells of the screen that a column wants; values outside of the sample may take more.
    func width(of column: Int) -> Int { widths.indices.contains(column) ? widths[column] : 3 }

    /// Measured over the first rows and some spread over all; fewer of them where columns are many, for the first screen waits.
    private static func widths(of table: Table) -> [Int] {
        let each = min(32, max(3, 16_000 / max(1, table.columns.count)))
        let rows =
            Array(0..<min(each, table.rowCount)) + Array(stride(from: 0, to: table.rowCount, by: max(1, table.rowCount / each)))
        return table.columns.map { column in
            rows.reduce(max(3, TerminalText.columns(of: column.name))) { width, row in
                max(width, column.text(row: row).map(TerminalText.columns(of:)) ?? 0)
            }
        }
    }
}

extension WorkbenchState {
    /// Says that figures are those of a sample, and of how many rows; empty where they are exact.
    func sampleRemark(of opened: OpenTable) -> String {
        guard let sampled = opened.profile?.sampled else { return "" }
        return "\(looks.glyphs.plusMinus) from \(Figures.count(sampled.rows)) of \(Figures.si(Double(sampled.of), 2)) rows"
    }
}
