import Actions
import ArgumentParser
import Exchange
import Experiments
import Recipes
import Tabular

/// `assay import SOURCE`: reads a table from wherever it is, so that it opens at once from then on; with steps prepares it, and with
/// `--out` writes what that gives elsewhere.
struct Import: ReadingVerb {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Read a table from any kind of source, prepare it, and write it in another format.",
        discussion: SourceHelp.discussion)

    @OptionGroup var common: CommonOptions
    @OptionGroup var threading: ThreadOptions
    @OptionGroup(title: "Reading") var reading: ReadingOptionGroup
    @OptionGroup(title: "Preparing") var preparing: PreparingOptions
    @OptionGroup(title: "Preparing") var order: SortOptions

    @Argument(help: ArgumentHelp(SourceHelp.sentence, valueName: "source"), completion: .file())
    var source: String

    @Option(
        help: ArgumentHelp(
            "Write the table to a file that ends in .csv, .tsv, .jsonl, .sqlite (or .sqlite#table), .parquet or .arrow.",
            valueName: "file"),
        completion: .file())
    var out: String?

    @Flag(help: "Replace a file, or a table of a database, that is there already.")
    var force = false

    @Flag(
        help: "Leave text as it is that a spreadsheet would run as a formula; without it CSV and TSV get an apostrophe before it."
    )
    var raw = false

    @Option(
        help: ArgumentHelp("With many files: add a column of this name that tells the file of each row.", valueName: "column"))
    var fileColumn: String?

    func perform() throws(AssayError) -> Int32 {
        try threading.limited { () throws(AssayError) in try work() }
    }

    private func work() throws(AssayError) -> Int32 {
        // What cannot be written is said before much is read.
        if let out, TableWriter.Format(destination: out) == nil { throw .unknownFormat(out) }
        let source = fileColumn.map { "\(self.source)#\($0)" } ?? self.source
        let session = try Session.locate(project: common.project, data: source)
        let began = NumberText.now()
        let read = try open(source, in: session)
        let seconds = NumberText.now() - began
        let preparation = try preparing.preparation(of: read, at: source, in: session)
        for text in preparation.table.remarks.dropFirst(read.remarks.count) { remark("assay: \(read.name): \(text)") }
        let table = try order.sorted(preparation.table)
        let written = try out.map { out throws(AssayError) in try write(table, to: out) }
        if common.json {
            printDocument(document(table, preparation, seconds, written))
        } else {
            report(table, preparation, seconds, written)
        }
        return 0
    }

    private func write(_ table: Table, to out: String) throws(AssayError) -> TableWriter.Report {
        let line = ProgressLine("writing \(out)", options: common)
        defer { line.end() }
        return try TableWriter(replaces: force, leavesFormulas: raw).write(table, to: out) { line.update(share: $0) }
    }

    // MARK: What is said

    private func report(
        _ table: Table, _ preparation: Preparation, _ seconds: Double, _ written: TableWriter.Report?
    ) {
        let read = preparation.source
        let time = "\(NumberText.seconds(seconds)), \(rate(read, seconds))"
        console.line(console.styled(table.name, .heading) + " · \(Self.size(read)) in \(time)")
        ReadingReport(table: read).print(on: console)
        report(preparation)
        console.line()
        var text = TextTable(
            [.words("column", mayBeCut: true), .words("kind"), .numbers("missing"), .words("first", mayBeCut: true)], indent: "  "
        )
        for (place, column) in table.columns.enumerated() {
            let missing = column.missingCount
            let row = (0..<min(1000, column.count)).first { !column.isMissing($0) }
            let first = row.flatMap { table.text(row: $0, column: place) }
            text.add([column.name, column.kind.rawValue, missing == 0 ? "" : NumberText.count(missing), first ?? ""])
        }
        text.print(on: console)
        guard let out, let written else { return }
        console.line()
        console.line("\(NumberText.count(written.rows)) rows in \(out), \(NumberText.count(written.bytes)) bytes")
        if written.escaped > 0 {
            let cells = written.escaped == 1 ? "1 cell" : "\(NumberText.count(written.escaped)) cells"
            console.line(
                "\(cells) would run as formulas in a spreadsheet and got an apostrophe in front; --raw leaves them as they are")
        }
    }

    /// What each step did, and the size of what it led to.
    private func report(_ preparation: Preparation) {
        guard !preparation.stages.isEmpty else { return }
        console.line()
        console.line(console.styled("Prepared", .heading) + " · \(Self.size(preparation.table))")
        var text = TextTable([.words(""), .words("", mayBeCut: true), .words("", mayBeCut: true)], indent: "  ")
        for (place, stage) in preparation.stages.enumerated() {
            text.add(["step \(place + 1)", stage.step.sentence, stage.step.isOff ? "off" : stage.effect.sentence])
        }
        text.print(on: console)
    }

    private static func size(_ table: Table) -> String {
        "\(NumberText.count(table.rowCount)) rows × \(table.columns.count) columns"
    }

    private func rate(_ table: Table, _ seconds: Double) -> String {
        "\(NumberText.count(Int((Double(table.rowCount) / max(seconds, 0.001)).rounded()))) rows a second"
    }

    private func document(
        _ table: Table, _ preparation: Preparation, _ seconds: Double, _ written: TableWriter.Report?
    ) -> JSON {
        var members: [String: JSON] = [
            "name": .string(table.name), "rows": JSON(table.rowCount),
            "columns": .array(table.columns.map { ["name": .string($0.name), "kind": .string($0.kind.rawValue)] }),
            "fingerprint": .string(table.source.fingerprint), "header": .bool(table.source.header),
            "delimiter": .string(table.source.delimiter), "remarks": .array(table.remarks.map(JSON.string)),
            "seconds": .finite(seconds),
            "rows_per_second": .finite((Double(preparation.source.rowCount) / max(seconds, 0.001)).rounded()),
            "read": ["rows": JSON(preparation.source.rowCount), "columns": JSON(preparation.source.columns.count)],
            "reading": ReadingReport(table: preparation.source).document,
            "steps": .array(preparation.stages.map(\.document)),
        ]
        if let out, let written {
            members["out"] = [
                "path": .string(out), "rows": JSON(written.rows), "bytes": JSON(written.bytes), "escaped": JSON(written.escaped),
            ]
        }
        return .object(members)
    }
}
