import Interface
import Recipes
import Terminal
import Testing

@Suite struct WidgetsFormTests {
    private let rate = Parameter(
        "learning_rate", .real(0...1, excludesLowest: true), .real(0.1), scale: .logarithmic, tuning: 0.01...0.3,
        "Share of each correction.")
    private let trees = Parameter("n_estimators", .integer(1...100_000), .integer(100), scale: .logarithmic, "Trees.")
    private let lambda = Parameter(
        "reg_lambda", .real(0...1e300, excludesLowest: false), .real(0), scale: .logarithmic, tuning: 1e-4...10, "L2.")
    private let share = Parameter("subsample", .real(0...1, excludesLowest: true), .real(1), tuning: 0.5...1, "Rows.")
    private let depth = Parameter("max_depth", .integer(-1...64), .integer(-1), "Depth.")
    private let loss = Parameter("loss", .choice(["l1", "l2"]), .text("l2"), "Loss.")

    private func walk(_ parameter: Parameter, from value: ParameterValue, _ step: Int, _ count: Int) -> [String] {
        var field = FormField(parameter, value: value)
        return (0..<count).map { _ in
            field.value = field.stepped(step)
            return field.value.description
        }
    }

    @Test func logarithmicParametersStepOneTwoFive() {
        #expect(walk(rate, from: .real(0.1), -1, 4) == ["0.05", "0.02", "0.01", "0.005"])
        #expect(walk(rate, from: .real(0.3), 1, 3) == ["0.5", "1", "1"])
        #expect(walk(trees, from: .integer(31), 1, 4) == ["50", "100", "200", "500"])
        #expect(walk(trees, from: .integer(31), -1, 6) == ["20", "10", "5", "2", "1", "1"])
    }

    @Test func zeroIsAStepWhereItIsAllowed() {
        #expect(walk(lambda, from: .real(0), 1, 2).compactMap(Double.init) == [1e-4, 2e-4])
        #expect(walk(lambda, from: .real(2e-4), -1, 3).compactMap(Double.init) == [1e-4, 0, 0])
    }

    @Test func linearParametersStepByARoundShare() {
        #expect(walk(share, from: .real(1), -1, 3) == ["0.95", "0.9", "0.85"])
        #expect(walk(share, from: .real(1), 1, 1) == ["1"])
        #expect(walk(depth, from: .integer(-1), 1, 3) == ["0", "1", "2"])
        #expect(walk(loss, from: .text("l2"), 1, 2) == ["l1", "l2"])
    }

    @Test func everyStepIsAllowed() throws {
        for family in [ModelFamily.boosting, .logistic, .linear] {
            for parameter in family.parameters {
                for direction in [-1, 1] {
                    var field = FormField(parameter)
                    for _ in 0..<60 {
                        field.value = field.stepped(direction)
                        #expect(throws: Never.self) { try parameter.parse(field.value.json) }
                    }
                }
            }
        }
    }

    @Test func editingTakesTextAndSaysWhatCannotBe() {
        let fields = [FormField(rate)]
        var state = FormState()
        #expect(state.handle("Enter", fields: fields) == .taken)
        for key: Key in ["5", "x"] { _ = state.handle(key, fields: fields) }
        #expect(state.handle("Enter", fields: fields) == .taken)
        #expect(state.problem.contains("learning_rate"))
        _ = state.handle("Backspace", fields: fields)
        _ = state.handle("Backspace", fields: fields)
        for key: Key in ["0", ".", "2"] { _ = state.handle(key, fields: fields) }
        #expect(state.handle("Enter", fields: fields) == .changed(name: "learning_rate", value: .real(0.2)))
        #expect(state.editing == nil && state.problem.isEmpty)
    }

    @Test func starSetsTheDefaultAndEscapeLeaves() {
        let fields = [FormField(rate, value: .real(0.3)), FormField(trees)]
        var state = FormState()
        #expect(state.handle("*", fields: fields) == .changed(name: "learning_rate", value: .real(0.1)))
        #expect(state.handle("Down", fields: fields) == .taken)
        #expect(state.cursor == 1)
        #expect(state.handle("*", fields: fields) == .taken)
        #expect(state.handle("R", fields: fields) == .ignored)
        _ = state.handle("Enter", fields: fields)
        #expect(state.handle("q", fields: fields) == .taken)
        _ = state.handle("Esc", fields: fields)
        #expect(state.editing == nil)
    }

    @Test func drawsValuesDefaultsAndTheDescription() {
        let fields = [FormField(rate, value: .real(0.05)), FormField(trees), FormField(depth, heading: "rarely changed")]
        var surface = Surface(Size(70, 9))
        FormView(fields).draw(on: &surface, in: surface.bounds, state: FormState())
        #expect(
            surface.lines == [
                "● learning_rate  ←     0.05 →  default 0.1  above 0, up to 1",
                "  n_estimators          100                 1 to 100000", "",
                "rarely changed", "  max_depth              -1                 -1 to 64", "", "", "Share of each correction.", "",
            ])
    }
}
