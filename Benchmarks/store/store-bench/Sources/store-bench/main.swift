import Recipes

/// `store-bench WORK FOLDER ..`: does one piece of work and prints what it took as one JSON document.
let words = Array(CommandLine.arguments.dropFirst())
let works: [String: ([String]) throws -> [String: JSON]] = [
    "fill": { try Filling.fill(folder: $0[0], runs: Int($0[1]) ?? 10_000) },
    "ask": { try Asking.ask(folder: $0[0]) },
    "write": { try Writing.write(folder: $0[0], points: Int($0[1]) ?? 1_000_000) },
    "watch": { try Writing.watch(folder: $0[0]) },
    "size": { try Writing.size(folder: $0[0]) },
    "outline": { try Asking.outline(folder: $0[0]) },
]
guard let word = words.first, let work = works[word], words.count > 1 else {
    print("usage: store-bench \(works.keys.sorted().joined(separator: "|")) FOLDER [COUNT]")
    throw CancellationError()
}
print(JSON.object(try work(Array(words.dropFirst()))).canonicalText)
