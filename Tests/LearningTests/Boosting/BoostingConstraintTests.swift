import Recipes
import Testing

@testable import Learning

@Suite struct BoostingConstraintTests {
    /// A wave with noise: without a constraint, predictions rise and fall with both features.
    private func wave(_ rows: Int, classes: Bool) -> Sample {
        let columns = (0..<3).map { ("x\($0)", noise(rows, stream: $0).map { $0 < 0.04 ? Double.nan : $0 * 10 }) }
        let luck = noise(rows, stream: 9)
        let y = (0..<rows).map { row in
            let (a, b) = (columns[0].1[row].isNaN ? 4 : columns[0].1[row], columns[1].1[row].isNaN ? 4 : columns[1].1[row])
            return a - b + 4 * abs(a.rounded() - a) * (b > 5 ? 3 : 1) + 3 * luck[row]
        }
        return classes
            ? Sample(columns, classes: y.map { $0 > 3 ? 1 : 0 }) : Sample(columns, numbers: y)
    }

    struct Case: Sendable, CustomStringConvertible {
        var growth: BoostingParameters.Growth
        var objective = BoostingParameters.Objective.auto
        var classes = false
        var description: String { "\(growth) \(objective) \(classes)" }
    }

    static let cases: [Case] = [
        Case(growth: .leafwise), Case(growth: .depthwise), Case(growth: .symmetric), Case(growth: .leafwise, classes: true),
        Case(growth: .leafwise, objective: .absolute), Case(growth: .symmetric, objective: .quantile),
        Case(growth: .leafwise, objective: .huber), Case(growth: .leafwise, objective: .poisson),
    ]

    @Test(arguments: cases) func predictionsKeepToTheirDirections(_ item: Case) throws {
        var sample = wave(320, classes: item.classes)
        if item.objective == .poisson, case .numbers(let y) = sample.target { sample.target = .numbers(y.map { abs($0) }) }
        var parameters = BoostingParameters.few(8, minLeafRows: 3)
        parameters.growth = item.growth
        parameters.objective = item.objective
        func violations(_ model: BoostedModel) throws -> Int {
            var count = 0
            for (feature, sign) in [(0, 1.0), (1, -1.0)] {
                for other in [0.5, 3.3, 7.7, .nan] {
                    let grid = (0..<200).map { Double($0) / 20 }
                    let columns = (0..<3).map { ("x\($0)", $0 == feature ? grid : [Double](repeating: other, count: 200)) }
                    let table = Sample(columns, numbers: grid).table
                    let values = try model.predict(table.allRows, threads: 1)
                    let width = item.classes ? 2 : 1
                    let shown = (0..<200).map { values[$0 * width + width - 1] }
                    count += zip(shown, shown.dropFirst()).count { sign * ($1 - $0) < -1e-12 }
                }
            }
            return count
        }
        #expect(try violations(sample.checkedFit(parameters)) > 0)
        parameters.monotone = "x0:+1, x1:-1"
        let model = try sample.checkedFit(parameters)
        #expect(model.trees.contains { $0.nodes.count > 2 })
        #expect(try violations(model) == 0)
        for threads in [2, 3] {
            #expect(try sample.checkedFit(parameters, threads: threads) == model)
        }
    }

    @Test(arguments: BoostingParameters.Growth.allCases) func pathsKeepToTheirGroups(growth: BoostingParameters.Growth) throws {
        let sample = Sample.mixed(600, classes: 0)
        var parameters = BoostingParameters.few(10, minLeafRows: 3)
        parameters.growth = growth
        let groups = [[0, 1], [1, 2, 4], [3]]
        func isKept(_ tree: BoostedTree, _ node: Int32, _ path: Set<Int>) -> Bool {
            guard node >= 0, !tree.nodes.isEmpty else { return groups.contains { path.isSubset(of: $0) } }
            let longer = path.union([Int(tree.nodes[Int(node)].feature)])
            return isKept(tree, tree.nodes[Int(node)].left, longer) && isKept(tree, tree.nodes[Int(node)].right, longer)
        }
        let free = try sample.checkedFit(parameters)
        #expect(!free.trees.allSatisfy { isKept($0, 0, []) })
        // x3 is in no group that is named, so it is one by itself.
        parameters.interactions = "x0,x1;x1,x2,\"word\""
        let bound = try sample.checkedFit(parameters)
        #expect(bound.trees.allSatisfy { isKept($0, 0, []) })
        #expect(bound.trees.contains { $0.nodes.count > 1 })
    }

    @Test func namesAreChecked() throws {
        let sample = Sample.mixed(60, classes: 2)
        var parameters = BoostingParameters.few(1)
        parameters.monotone = "x9:+1"
        #expect(throws: AssayError.noSuchFeature("x9", in: "monotone", known: ["x0", "x1", "x2", "x3", "word"])) {
            try sample.checkedFit(parameters)
        }
        parameters.monotone = "word:+1"
        #expect(throws: AssayError.monotoneNeedsNumbers("word")) { try sample.checkedFit(parameters) }
        parameters.monotone = "none"
        parameters.interactions = "x0,x7"
        #expect(throws: AssayError.noSuchFeature("x7", in: "interactions", known: ["x0", "x1", "x2", "x3", "word"])) {
            try sample.checkedFit(parameters)
        }
    }

    @Test func noConstraintsChangeNothing() throws {
        let sample = Sample.mixed(300, classes: 2)
        var parameters = BoostingParameters.few(3)
        let plain = try sample.checkedFit(parameters)
        parameters.interactions = "x0,x1,x2,x3,word"
        #expect(try sample.checkedFit(parameters) == plain)
    }
}
