import Glibc
import Interface
import Recipes
import Tabular
import Terminal
import TestSupport
import Testing

@testable import Workbench

/// The sheets that are about all columns or all rows: associations, missing values, duplicates, shapes.
@Suite struct DataViewTests {
    /// Two blocks of columns that go together, values that are missing together, rows that stand twice or disagree, one far row.
    static let text: String = {
        var text = "height,weight,shoe,member,plan,visits,spent,note,left\n"
        for row in 0..<120 {
            let height = 150 + row * 37 % 50
            let weight = height * 6 / 10 - 40 + row * 7 % 9
            let visits = row == 60 ? 400 : row * 13 % 21
            let gap = row % 10 == 3
            let spent = gap ? "" : "\(visits * 3 + row % 4)"
            let note = gap || row % 15 == 4 ? "" : "\(row * 11 % 29)"
            let plan = ["basic", "plus", "full"][row * 5 % 3]
            text += "\(height),\(weight),\(height / 4 + row % 2),\(visits > 9 ? "yes" : "no"),\(plan),\(visits),\(spent),\(note),"
            text += "\(visits < 6 || row % 17 == 0 ? "yes" : "no")\n"
        }
        // A row that stands three times, and one whose features stand twice with another target.
        text += "171,64,43,yes,plus,12,37,8,no\n171,64,43,yes,plus,12,37,8,no\n171,64,43,yes,plus,12,37,8,no\n"
        text += "182,73,46,no,basic,3,9,21,no\n182,73,46,no,basic,3,9,21,yes\n"
        return text
    }()

    private static let table = Result {
        try withTemporaryFolder { folder in
            let path = "\(folder)/club.csv"
            let file = try #require(fopen(path, "wb"))
            _ = fwrite(Array(text.utf8), 1, text.utf8.count, file)
            fclose(file)
            return try TableImporter(cacheFolder: nil).table(at: path)
        }
    }

    static func opened(
        _ size: Size = Size(120, 36), abilities: TerminalAbilities = TerminalAbilities()
    ) throws -> WorkbenchState {
        var state = try Fixture.opened(size, abilities: abilities)
        let table = try Self.table.get()
        _ = state.update(.tableOpened(OpenTable(table: table, path: "/projects/churn/club.csv", seconds: 0.01)))
        let target = try table.target("left")
        let recipe = Recipe(
            source: table.source, target: target,
            features: table.columns.filter { $0.name != "left" }.map { Recipe.Feature(column: $0.name, kind: $0.kind) },
            model: Recipe.Model(.boosting), metric: "auc")
        _ = state.update(.drafted(recipe))
        _ = state.update(
            .profiled(fingerprint: table.source.fingerprint, target: "left", table.profile(target: target)))
        return state
    }

    static let sheets = ["A", "M", "D", "K"]
    static let sizes = [Size(200, 60), Size(120, 36), Size(80, 24)]
    static let names = ["A": "association", "M": "missing", "D": "duplicates", "K": "shape"]

    @Test(arguments: sheets, sizes)
    func sheetsAsText(key: String, size: Size) throws {
        var state = try Self.opened(size)
        DataBench.press(key, &state)
        expectGolden(state.frame().surface.lines, "screens/data-\(Self.names[key] ?? "")-\(size.width)x\(size.height)")
        DataBench.press("z", &state)
        if size.width == 120 {
            expectGolden(state.frame().surface.lines, "screens/data-\(Self.names[key] ?? "")-zoomed-120x36")
        }
    }

    @Test(arguments: sheets)
    func sheetsInASCII(key: String) throws {
        var state = try Self.opened(
            Size(100, 30), abilities: TerminalAbilities(colours: 0, unicode: false, braille: false))
        DataBench.press(key, &state)
        DataBench.press("z", &state)
        let lines = state.frame().surface.lines
        #expect(lines.dropFirst().allSatisfy { line in line.unicodeScalars.allSatisfy(\.isASCII) })
        expectGolden(lines, "screens/data-\(Self.names[key] ?? "")-ascii-100x30")
    }

    @Test(arguments: sheets)
    func everySizeIsDrawn(key: String) throws {
        var state = try Self.opened()
        DataBench.press(key, &state)
        for width in [1, 7, 59, 60, 79, 100, 159, 240] {
            for height in [1, 3, 15, 17, 24, 40, 80] {
                state.size = Size(width, height)
                for _ in 0..<3 {
                    #expect(state.frame().surface.size == Size(width, height))
                    if key == "K" { DataBench.press("o", &state) }
                }
            }
        }
    }

    @Test func associationsStandInBlocks() throws {
        var state = try Self.opened()
        DataBench.press("A", &state)
        let sheet = try #require(state.data.top as? AssociationSheet)
        let matrix = try #require(sheet.reply(state).answer)
        let places = try ["height", "weight", "shoe"].map { try #require(matrix.columns.firstIndex(of: $0)) }
        #expect((places.max() ?? 9) - (places.min() ?? 0) == 2, "what goes together stands together")
        let pair = try #require(sheet.pair(matrix))
        #expect(matrix.columns[pair.row] == "left", "the target is what one looks at first")
        #expect(pair.column == matrix.partner(of: pair.row))
        #expect(state.frame().surface.lines.contains { $0.contains("left × \(matrix.columns[pair.column])") })
        DataBench.press("Enter", &state)
        #expect(state.data.stack.count == 3)
        #expect(state.data.top is CrossSheet, "two flags are counted against one another")
    }

    @Test func aPatternOpensItsRows() throws {
        var state = try Self.opened()
        DataBench.press("M", &state)
        let matrix = try #require((state.data.top as? MissingSheet)?.reply(state).answer?.matrix)
        #expect(matrix.columns == ["spent", "note"])
        #expect(matrix.patterns.map(\.count) == [105, 12, 8])
        #expect(state.frame().surface.lines.contains { $0.contains("spent is missing in 12 rows") })
        DataBench.press("Down Enter", &state)
        let rows = try DataBench.rows(state)
        let table = try #require(state.table.open?.table)
        #expect(rows.count == 12)
        #expect(rows.allSatisfy { table["spent"]?.isMissing($0) == true && table["note"]?.isMissing($0) == true })
        DataBench.press("Esc Down Enter", &state)
        #expect(try DataBench.rows(state).allSatisfy { table["spent"]?.isMissing($0) == false })
    }

    @Test func gapsOfFilteredRowsAreOfThose() throws {
        var state = try Self.opened()
        DataBench.press("/", &state)
        DataBench.type("missing(spent)", &state)
        DataBench.press("Enter M", &state)
        let matrix = try #require((state.data.top as? MissingSheet)?.reply(state).answer?.matrix)
        #expect(matrix.rows == 12 && matrix.columns.isEmpty, "a column that is missing in all rows has no pattern")
        #expect(state.frame().surface.lines.contains { $0.contains("No column misses some of its values here.") })
    }

    @Test func groupsOfDuplicatesOpenTheirRows() throws {
        var state = try Self.opened()
        DataBench.press("D", &state)
        let answer = try #require((state.data.top as? DuplicatesSheet)?.reply(state).answer)
        #expect(answer.repeats == 2 && answer.conflicting == 2)
        #expect(answer.conflicts.map(\.rows) == [[123, 124]] && answer.equal.map(\.rows) == [[120, 121, 122]])
        #expect(answer.conflicts.first?.classes.map(\.label) == ["no", "yes"])
        DataBench.press("Down Enter", &state)
        #expect(try DataBench.rows(state) == [123, 124])
        DataBench.press("Esc G Enter", &state)
        #expect(try DataBench.rows(state) == [120, 121, 122])
        #expect(state.frame().surface.lines[1].contains("3 equal rows"))
    }

    @Test func duplicatesAreFoundAmongFilteredRows() throws {
        var state = try Self.opened()
        DataBench.press("/", &state)
        DataBench.type("height=171 shoe=43", &state)
        DataBench.press("Enter", &state)
        let shown = try DataBench.rows(state)
        DataBench.press("D", &state)
        let answer = try #require((state.data.top as? DuplicatesSheet)?.reply(state).answer)
        #expect(answer.rows == shown.count && answer.equal.map(\.rows) == [[120, 121, 122]])
    }

    @Test func theFirstOfEachIsKeptByAStep() throws {
        var state = try Self.opened()
        DataBench.press("D d", &state)
        #expect(state.draft?.steps == [Step(.dropDuplicates, [:])])
        DataBench.press("d", &state)
        #expect(state.draft?.steps.isEmpty == true, "the same key takes it out again")
    }

    @Test func theOddestRowIsOpened() throws {
        var state = try Self.opened()
        DataBench.press("K", &state)
        let sheet = try #require(state.data.top as? ShapeSheet)
        let answer = try #require(sheet.reply(state).answer)
        #expect(answer.columns == ["height", "weight", "shoe", "member", "visits", "spent", "note"])
        #expect(
            answer.oddest.first?.row == 60 && Set(answer.oddest.first?.far.prefix(2).map(\.column) ?? []) == ["visits", "spent"])
        #expect(answer.shares.reduce(0, +) <= 1 + 1e-9 && answer.filled == 32)
        DataBench.press("Enter", &state)
        #expect(try DataBench.rows(state) == [60])
    }

    @Test func clustersAreKeptAsAColumn() throws {
        var state = try Self.opened()
        DataBench.press("K ] [ ]", &state)
        let sheet = try #require(state.data.top as? ShapeSheet)
        #expect(sheet.clusters == 4 && sheet.colouring == .clusters)
        let answer = try #require(sheet.clusterReply(state).answer)
        #expect(answer.sizes.count == 4 && answer.sizes == answer.sizes.sorted(by: >))
        #expect(!answer.columns.contains("member"), "a step finds the nearest centre among numbers")
        DataBench.press("K", &state)
        let step = try #require(state.draft?.steps.last)
        #expect(step.kind == StepKind.cluster.key && state.draft?.feature("cluster")?.kind == .category)
        // The step, done on the table, finds the clusters of the view again where nothing is missing.
        let table = try #require(state.table.open?.table)
        let prepared = try table.prepared(by: [step]) { _ throws(AssayError) in table }
        let cluster = try #require(prepared["cluster"])
        for (row, label) in answer.labels.enumerated() where !cluster.isMissing(row) {
            #expect(prepared.text(row: row, column: try #require(prepared.index(of: "cluster"))) == "\(label + 1)")
        }
        #expect(prepared.rowCount == table.rowCount)
        DataBench.press("K", &state)
        #expect(state.draft?.steps.last?.text("name") == "cluster_2")
    }

    @Test func coloursTellTheTargetOrTheClusters() throws {
        var state = try Self.opened(Size(200, 60))
        DataBench.press("K", &state)
        #expect(state.frame().surface.lines.contains { $0.contains("coloured by left") })
        DataBench.press("c", &state)
        #expect(state.frame().surface.lines.contains { $0.contains("coloured by cluster") })
    }
}
