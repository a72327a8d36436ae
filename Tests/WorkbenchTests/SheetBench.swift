import Experiments
import Interface
import Recipes
import Tabular
import Terminal
import Testing

@testable import Workbench

/// The Data screen on a small made table, with another file beside it that has moved.
enum SheetBench {
    /// 600 rows: a number that tells of the target, one that does not and has gaps that do, a date, two categories, a target.
    static func table(shift: Double = 0, hasNewWord: Bool = false) -> Table {
        var (age, income, day): ([Double], [Double], [Double]) = ([], [], [])
        var (plan, region, bought): ([Int32], [Int32], [Int32]) = ([], [], [])
        for row in 0..<600 {
            let noise = Double(row * 7919 % 601) / 601
            let other = Double(row * 104_729 % 599) / 599
            let isBuyer = noise * 0.5 + other * 0.5 > 0.62
            age.append((18 + 60 * noise * noise + shift).rounded())
            income.append(row % 11 == 0 && isBuyer ? .nan : (1000 * (1 + 4 * other * other)).rounded())
            day.append(1_704_067_200 + Double(row % 180) * 86_400)
            plan.append(Int32((noise * 2.99).rounded(.down)))
            region.append(hasNewWord && row % 10 == 0 ? 2 : Int32(row % 2))
            bought.append(isBuyer ? 1 : 0)
        }
        return Table(
            name: shift == 0 ? "shop.csv" : "later.csv",
            source: Recipe.Source(fingerprint: "made \(shift)", header: true, delimiter: ","), rowCount: 600,
            columns: [
                Column(name: "age", kind: .number, storage: .numbers(age)),
                Column(name: "income", kind: .number, storage: .numbers(income)),
                Column(name: "day", kind: .date, storage: .numbers(day)),
                Column(name: "plan", kind: .category, storage: .codes(plan, words: ["basic", "free", "pro"])),
                Column(
                    name: "region", kind: .category,
                    storage: .codes(region, words: hasNewWord ? ["north", "south", "west"] : ["north", "south"])),
                Column(name: "bought", kind: .flag, storage: .codes(bought, words: ["no", "yes"])),
            ])
    }

    /// The Data screen with the cursor of the rows on a column.
    static func opened(
        at column: String, _ size: Size = Size(120, 36), abilities: TerminalAbilities = TerminalAbilities()
    ) throws -> WorkbenchState {
        let project = Project(folder: "/projects/shop", data: "/projects/shop/shop.csv", target: "bought")
        var state = WorkbenchState(
            project: project, size: size, looks: try Looks(theme: "assay-dark", abilities: abilities), now: Fixture.now)
        let table = table()
        let target = try table.target("bought")
        _ = state.update(.tableOpened(OpenTable(table: table, path: "/projects/shop/shop.csv", seconds: 0.04)))
        let recipe = Recipe(
            source: table.source, target: target,
            features: table.columns.filter { $0.kind.isFeatureByDefault && $0.name != "bought" }
                .map { Recipe.Feature(column: $0.name, kind: $0.kind) },
            model: Recipe.Model(.boosting), metric: "auc")
        _ = state.update(.drafted(recipe))
        _ = state.update(
            .profiled(fingerprint: table.source.fingerprint, target: "bought", table.profile(target: target)))
        state.data.cursor.column = try #require(table.index(of: column)) + 1
        return state
    }

    /// Presses keys by their names, divided by blanks, and answers what is asked; other files hold ``table(shift:hasNewWord:)``.
    static func press(_ keys: String, _ state: inout WorkbenchState) {
        for name in keys.split(separator: " ") { answer(state.update(.input(.key(Key(stringLiteral: String(name))))), &state) }
    }

    /// Types a text, letter by letter.
    static func type(_ text: String, _ state: inout WorkbenchState) {
        for letter in text { answer(state.update(.input(.key(Key(letter)))), &state) }
    }

    private static func answer(_ effects: [Effect], _ state: inout WorkbenchState) {
        var open = effects
        while !open.isEmpty {
            guard case .analyse(let question, let target) = open.removeFirst(), let table = state.table.open?.table else {
                continue
            }
            let context = AnalysisContext(
                table: table, target: target,
                open: { path throws(AssayError) in
                    guard path.hasSuffix("later.csv") else {
                        throw AssayError(code: "no_such_file", message: "there is no file \(path)")
                    }
                    return Self.table(shift: 9, hasNewWord: true)
                })
            open += state.update(.analysed(Analysis(question.question, in: context)))
        }
    }
}
