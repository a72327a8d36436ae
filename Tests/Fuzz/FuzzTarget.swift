import Glibc
import Recipes

@testable import Tabular

/// Something that takes bytes from anywhere and must come to an end, whatever they are: never a trap, never a read out of bounds.
///
/// A new one is added to ``all`` with a folder of its own in `Tests/Fuzz/Corpus`; `make fuzz` and the tests find it there.
struct FuzzTarget: Sendable {
    /// As `ASSAY_FUZZ_TARGET` and the corpus' folder have it.
    let name: String
    /// Takes bytes; traps where the result contradicts itself.
    let run: @Sendable (UnsafeBufferPointer<UInt8>) -> Void

    static let all = [
        FuzzTarget(name: "table", run: readTable),
        FuzzTarget(name: "filter", run: parseFilter),
        FuzzTarget(name: "expression", run: parseExpression),
        FuzzTarget(name: "cache", run: readCache),
        FuzzTarget(name: "json", run: parseJSON),
    ]

    // MARK: Targets

    /// The first four bytes are options, the rest is a file.
    private static func readTable(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= 4 else { return }
        let options = options(bytes[0], bytes[1], bytes[2], bytes[3])
        let path = scratch("table")
        guard write(UnsafeBufferPointer(rebasing: bytes[4...]), to: path) else { return }
        guard let table = try? TableImporter(cacheFolder: nil).table(at: path, options: options) else { return }
        precondition(table.rowCount > 0 && !table.columns.isEmpty)
        precondition(Set(table.columns.map(\.name)).count == table.columns.count)
        for column in table.columns {
            precondition(column.count == table.rowCount)
            for row in 0..<min(table.rowCount, 50) { precondition((column.text(row: row) == nil) == column.isMissing(row)) }
        }
        precondition(ReadingDecisions(table.decisions.json) == table.decisions)
    }

    private static func options(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> ReadingOptions {
        /// A case, or none.
        func pick<Value>(_ values: [Value], _ byte: UInt8) -> Value? { byte == 0 ? nil : values[Int(byte) % values.count] }
        var options = ReadingOptions()
        options.encoding = pick(TextEncoding.allCases, a & 7)
        options.delimiter = pick([",", ";", "tab", "|", " "], a >> 3 & 7)
        options.header = pick([true, false], a >> 6)
        options.decimal = pick(DecimalMark.allCases, b & 3)
        options.thousands = pick(ThousandsMark.allCases, b >> 2 & 7)
        options.skip = pick([0, 1, 2, 3, 1000], b >> 5)
        options.dateOrder = pick(DateOrder.allCases, c & 7)
        if c & 8 != 0 { options.missing = ["1", "-999", "x"] }
        if let kind = pick(ColumnKind.allCases, c >> 4) { options.kinds = ["a": kind] }
        if let order = pick(DateOrder.allCases, d & 7) { options.dateOrders = ["b": order] }
        return options
    }

    private static let fixture = Table(
        name: "fixture", source: Recipe.Source(fingerprint: "f", header: true, delimiter: ","), rowCount: 3,
        columns: [
            Column(name: "age", kind: .number, storage: .numbers([1, .nan, -2.5]), decimals: 1),
            Column(name: "when", kind: .date, storage: .numbers([0, 86_400, .nan])),
            Column(name: "city", kind: .category, storage: .codes([0, -1, 1], words: ["Oslo", "Rome"])),
        ])

    private static func parseFilter(_ bytes: UnsafeBufferPointer<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let filter = try? RowFilter(parsing: text) else { return }
        precondition((try? RowFilter(parsing: filter.text)) == filter)
        guard let rows = try? filter.rows(in: fixture) else { return }
        precondition(rows.allSatisfy { (0..<3).contains($0) })
    }

    private static func parseExpression(_ bytes: UnsafeBufferPointer<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        let columns = fixture.columns.map { ExpressionColumn($0) }
        _ = Expression.completions(of: text, at: text.count / 2, columns: columns)
        guard let expression = try? Expression(parsing: text), let column = try? expression.evaluate(on: fixture) else { return }
        precondition(column.count == 3)
    }

    /// The first byte says whether the rest is a whole file, or the directory of one whose checksum is right.
    private static func readCache(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.first else { return }
        let rest = UnsafeBufferPointer(rebasing: bytes.dropFirst())
        let path = scratch("cache")
        if first & 1 == 0 {
            guard write(rest, to: path) else { return }
        } else {
            let directory = Array(rest)
            // Two bodies of zeroes, and the directory behind them.
            let bodies = [UInt8](repeating: 0, count: CacheFormat.prefix + 128)
            var file = bodies + directory
            let start = CacheFormat.start(directory: directory, at: bodies.count)
            file.replaceSubrange(0..<start.count, with: start)
            guard file.withUnsafeBufferPointer({ write($0, to: path) }) else { return }
        }
        guard let file = TableFile(opening: path, key: "k"), file.isIntact() else { return }
        for column in file.table.columns {
            precondition(column.count == file.directory.rows)
            for row in 0..<min(file.directory.rows, 50) { _ = column.text(row: row) }
        }
    }

    private static func parseJSON(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let json = try? JSON(parsing: String(decoding: bytes, as: UTF8.self)) else { return }
        precondition((try? JSON(parsing: json.canonicalText)) == json)
        _ = Recipe.Source(fingerprint: "", header: true, delimiter: json.canonicalText)
        _ = ReadingOptions(json: json)
        _ = ReadingDecisions(json)
    }

    // MARK: Files

    /// A file of this process in memory, where the system has a folder for that.
    private static func scratch(_ name: String) -> String {
        let folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
        return "\(folder)/assay-fuzz-\(name)-\(getpid())"
    }

    private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to path: String) -> Bool {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        defer { close(file) }
        return bytes.count == 0 || Glibc.write(file, bytes.baseAddress, bytes.count) == bytes.count
    }

    /// Removes what the targets wrote.
    static func removeScratch() {
        for target in all { unlink(scratch(target.name)) }
    }
}
