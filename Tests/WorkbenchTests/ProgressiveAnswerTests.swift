import Dispatch
import Glibc
import Recipes
import Synchronization
import Tabular
import Terminal
import Testing

@testable import Workbench

/// Answers from a sample first, then of all rows, and none for those who have left.
@Suite struct ProgressiveAnswerTests {
    /// 100,000 rows: a number with gaps, another, a target.
    private static let table: Table = {
        let rows = 100_000
        let number = (0..<rows).map { $0 % 7 == 0 ? Double.nan : Double($0 * 7919 % 10_007) }
        return Table(
            name: "many.csv", source: Recipe.Source(fingerprint: "many", header: true, delimiter: ","), rowCount: rows,
            columns: [
                Column(name: "x", kind: .number, storage: .numbers(number)),
                Column(name: "z", kind: .number, storage: .numbers((0..<rows).map { Double($0 * 104_729 % 9973) })),
                Column(
                    name: "y", kind: .flag,
                    storage: .codes((0..<rows).map { Int32($0 * 31 % 7 < 3 ? 1 : 0) }, words: ["no", "yes"])),
            ])
    }()

    private func context(isCancelled: @escaping @Sendable () -> Bool = { false }) throws -> AnalysisContext {
        AnalysisContext(table: Self.table, target: try Self.table.target("y"), isCancelled: isCancelled)
    }

    private func answers(_ question: any DataQuestion, _ context: AnalysisContext) -> [Analysis] {
        var all: [Analysis] = []
        Analysis.answers(question, in: context) { all.append($0) }
        return all
    }

    @Test func aSampleComesBeforeAll() throws {
        let question = MissingQuestion(rows: .all)
        let found = answers(question, try context())
        #expect(found.map(\.sampled) == [TableProfile.Sampled(rows: 20_000, of: 100_000), nil])
        let rows = try found.map { try #require(try $0.result.get() as? MissingQuestion.Answer).matrix.rows }
        #expect(rows == [20_000, 100_000])
    }

    @Test func fewRowsAreAnsweredAtOnce() throws {
        let few = MissingQuestion(rows: RowSelection(filter: "z<100"))
        #expect(answers(few, try context()).map(\.sampled) == [nil])
        // A sample says nothing of rows that stand twice.
        #expect(answers(DuplicatesQuestion(rows: .all), try context()).map(\.sampled) == [nil])
    }

    @Test func nobodyWhoHasLeftGetsAnAnswer() throws {
        #expect(answers(MissingQuestion(rows: .all), try context { true }).isEmpty)
        let asked = Mutex(0)
        // Yes from the second time on, within the first answer.
        let later = try context {
            asked.withLock { asked in
                asked += 1
                return asked > 1
            }
        }
        #expect(answers(TargetTestsQuestion(rows: .all), later).isEmpty)
        // Far fewer times than there would be to ask.
        #expect(asked.withLock { $0 } < 50)
    }

    @Test(arguments: [1, 4, 9])
    func longAnalysesEndWhereTheyAre(_ patience: Int) throws {
        let asked = Mutex(0)
        let stopped = try context {
            asked.withLock { asked in
                asked += 1
                return asked > patience
            }
        }
        let questions: [any DataQuestion] = [
            AssociationQuestion(rows: .all, columns: ["x", "z"]), TargetTestsQuestion(rows: .all),
            ShapeQuestion(rows: .all, columns: ["x", "z"]), ClusterQuestion(rows: .all, columns: ["x", "z"], count: 3),
            PlotQuestion(x: "x", y: "z", form: .scatter, rows: .all), ColumnQuestion(column: "x", rows: .all),
            DuplicatesQuestion(rows: .all),
        ]
        for question in questions {
            asked.withLock { $0 = 0 }
            guard case .failure(let error) = Analysis(question, in: stopped).result else {
                // It asked no more often than that.
                #expect(asked.withLock { $0 } <= patience, "\(question)")
                continue
            }
            #expect(error.code == "cancelled")
        }
    }

    @Test func aSampleIsSaidOnTheScreenUntilAllRowsAreIn() throws {
        var state = try SheetBench.opened(at: "age")
        let asked = state.update(.input(.key(Key(stringLiteral: "W")))).compactMap { effect -> AnyDataQuestion? in
            if case .analyse(let question, _) = effect { question } else { nil }
        }
        let question = try #require(asked.first { $0.question is TargetTestsQuestion }?.question)
        let (table, target) = (try #require(state.table.open?.table), state.draft?.target)
        let context = AnalysisContext(table: table, target: target)
        let sampled = TableProfile.Sampled(rows: 20_000, of: 1_000_000)
        _ = state.update(.analysed(Analysis(question, in: context, sampled: sampled)))
        #expect(state.data.analyses.isWorking)
        #expect(state.remark(of: state.data.top).hasPrefix("so far 20,000 of 1,000,000 rows, each effect with its 95 %"))
        _ = state.update(.analysed(Analysis(question, in: context)))
        #expect(!state.remark(of: state.data.top).contains("so far") && !state.data.analyses.isWorking)
        // What comes late of a sample takes nothing back.
        _ = state.update(.analysed(Analysis(question, in: context, sampled: sampled)))
        #expect(!state.remark(of: state.data.top).contains("so far"))
    }

    @Test func leavingASheetEndsWhatItAsked() throws {
        var state = try SheetBench.opened(at: "age")
        let asked = state.update(.input(.key(Key(stringLiteral: "W"))))
        let questions = asked.compactMap { effect -> AnyDataQuestion? in
            if case .analyse(let question, _) = effect { question } else { nil }
        }
        #expect(!questions.isEmpty)
        #expect(state.update(.input(.key(Key(stringLiteral: "q")))).contains(.dropAnalyses(questions)))
        // It is asked anew when one comes back.
        #expect(state.update(.input(.key(Key(stringLiteral: "W")))) == asked)
    }

    @Test func marginsShrinkWithTheSample() {
        let (few, many) = (TableProfile.Sampled(rows: 1000, of: 1_000_000), TableProfile.Sampled(rows: 100_000, of: 1_000_000))
        #expect(SampleMargin(few).ofShares == "shares ±3.1 %" && SampleMargin(many).ofShares == "shares ±0.3 %")
        #expect(SampleMargin(few).ofCorrelations == "correlations ±0.062")
    }

    @Test func distancesCountTheSamplesOfBothTables() throws {
        func margin(_ rows: Int, _ all: Int) -> SampleMargin { SampleMargin(TableProfile.Sampled(rows: rows, of: all)) }
        #expect(margin(50, 50).ofDistances(to: margin(70, 70)) == "distances ±0.000")
        // 1.3581 x sqrt(1/1000 + 1/1000), hardly less as the tables are that large.
        #expect(margin(1000, 1_000_000_000).ofDistances(to: margin(1000, 1_000_000_000)) == "distances ±0.061")
        #expect(margin(1000, 1_000_000_000).ofDistances(to: margin(70, 70)) == "distances ±0.043")
        let question = ComparisonQuestion(path: "other.csv", rows: .all)
        let context = AnalysisContext(table: Self.table, open: { _ throws(AssayError) in Self.table.first(30_000) })
        let found = answers(question, context)
        let first = try #require(found.first)
        let answer = try #require(try first.result.get() as? ComparisonQuestion.Answer)
        #expect(answer.other == TableProfile.Sampled(rows: 20_000, of: 30_000))
        // sqrt(0.8 / 20,000 + (1/3) / 20,000)
        #expect(ComparisonQuestion.margin(of: try #require(first.sampled), in: answer) == "distances ±0.010")
    }

    @Test func whatSeveralQuestionsNeedIsMadeOnce() throws {
        let context = try context()
        var made = 0
        for _ in 0..<3 {
            let value = try context.remembered("key") { () throws(AssayError) -> Int in
                made += 1
                return 7
            }
            #expect(value == 7)
        }
        #expect(made == 1)
        _ = try context.limited(to: 5).remembered("key") { () throws(AssayError) -> Int in
            made += 1
            return 8
        }
        #expect(made == 2)
    }

    @Test func whatWasMadeOfAnotherTableIsNotTakenForThisOnes() {
        let memory = AnalysisMemory()
        // Each is gone before the next is made, which may then stand at the same address.
        for number in 0..<50 {
            let table = Self.table.first(number + 1)
            #expect(memory["key", of: table] == nil)
            memory.keep(number, as: "key", of: table)
            #expect(memory["key", of: table] as? Int == number)
        }
    }

    /// A question that is never answered unless nobody waits.
    private struct Endless: DataQuestion {
        let number: Int

        func answer(in context: AnalysisContext) throws(AssayError) -> Int {
            Self.running.withLock { $0 += 1 }
            while !context.isCancelled() { usleep(200) }
            Self.running.withLock { $0 -= 1 }
            throw AssayError(code: "cancelled", message: "")
        }

        static let running = Mutex(0)
    }

    @Test func theQueueEndsWhatIsDropped() throws {
        let queue = AnalysisQueue()
        let handed = Mutex(0)
        for number in 0..<2 {
            queue.answer(
                Endless(number: number), table: Self.table, target: nil,
                open: { path throws(AssayError) in throw AssayError(code: "none", message: path) },
                then: { _ in handed.withLock { $0 += 1 } })
        }
        func waits(_ count: Int) -> Bool {
            for _ in 0..<20_000 {
                if Endless.running.withLock({ $0 }) == count { return true }
                usleep(500)
            }
            return false
        }
        #expect(waits(2))
        queue.drop([AnyDataQuestion(Endless(number: 0))])
        #expect(waits(1))
        queue.tableChanged()
        #expect(waits(0))
        #expect(handed.withLock { $0 } == 0)
    }
}
