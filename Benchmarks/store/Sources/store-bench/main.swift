import Recipes
import RunStore

/// `store-bench FOLDER [RUNS]`: makes the store where it is not there, then measures.
let arguments = CommandLine.arguments
guard arguments.count > 1 else {
    print("usage: store-bench FOLDER [RUNS]")
    throw CancellationError()
}
let folder = arguments[1]
let runs = arguments.count > 2 ? Int(arguments[2]) ?? 10_000 : 10_000
if !RunStore.exists(in: folder) {
    print("making \(runs) runs in \(folder)")
    try Generating.fill(RunStore(folder: folder), runs: runs)
}

/// Milliseconds of the first time and the median of twenty more.
func measure(_ title: String, _ body: () throws -> Int) throws {
    var times: [Double] = []
    var count = 0
    for _ in 0..<21 {
        let began = ContinuousClock.now
        count = try body()
        times.append(Double((ContinuousClock.now - began).components.attoseconds) / 1e15)
    }
    let first = times.removeFirst()
    let text = { (value: Double) in "\((value * 100).rounded() / 100)" }
    print("\(title): first \(text(first)) ms, median \(text(times.sorted()[10])) ms (\(count))")
}

let store = try RunStore(folder: folder)
let everything = try RunQuery("")
let clauses = try RunQuery("auc>0.7 learning_rate<0.1 tag:keep")
try measure("first 100 sorted by a metric") {
    try store.runs(matching: everything, sortedBy: [RunSort(parsing: "auc")], limit: 100).count
}
try measure("first 100 sorted by two keys") {
    try store.runs(matching: everything, sortedBy: RunSort.list(parsing: "model,log_loss"), limit: 100).count
}
try measure("a query of three clauses, sorted, 100") {
    try store.runs(matching: clauses, sortedBy: [RunSort(parsing: "auc")], limit: 100).count
}
try measure("the same, counted") { try store.count(matching: clauses) }
try measure("a word anywhere, counted") { try store.count(matching: RunQuery("another look")) }
let long = try store.runs(matching: RunQuery("note:million"), limit: 1)
if let run = long.first {
    try measure("outline of 1,000,000 points") {
        try store.points(of: run.id, maximum: 2048).reduce(0) { $0 + $1.steps.count }
    }
}
let all = try store.runs()
try measure("10,000 records in memory: sorted by a metric") { RunSort.places(of: all, by: [try RunSort(parsing: "auc")]).count }
try measure("10,000 records in memory: a query of three clauses") { all.count(where: clauses.matches) }
