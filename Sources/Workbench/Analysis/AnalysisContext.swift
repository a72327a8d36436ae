public import Recipes
public import Tabular

/// What a question is answered from.
public struct AnalysisContext: Sendable {
    public let table: Table
    /// The draft's target; nil where none is chosen.
    public let target: Recipe.Target?
    /// At most so many rows are looked at, for a first answer; nil for the answer that stays.
    public private(set) var rowLimit: Int?
    /// Says yes once nobody waits for the answer: a long computation ends then, its answer is thrown away.
    public let isCancelled: @Sendable () -> Bool
    /// Reads another file as the project would: to hold two tables side by side.
    public let open: @Sendable (String) throws(AssayError) -> Table
    private let memory: AnalysisMemory

    /// A first answer looks at so many rows: a blink.
    public static let firstRows = 20_000

    public init(
        table: Table, target: Recipe.Target? = nil, isCancelled: @escaping @Sendable () -> Bool = { false },
        memory: AnalysisMemory = AnalysisMemory(),
        open: @escaping @Sendable (String) throws(AssayError) -> Table = { path throws(AssayError) in
            throw AssayError(code: "no_such_file", message: "\(path) cannot be opened here")
        }
    ) {
        self.table = table
        self.target = target
        self.isCancelled = isCancelled
        self.memory = memory
        self.open = open
    }

    /// The same for those who take it.
    public var cancellation: Cancellation { Cancellation(isCancelled) }

    /// For a first answer from so many rows.
    func limited(to rows: Int) -> AnalysisContext {
        var context = self
        context.rowLimit = rows
        return context
    }

    /// What several questions are answered from, worked out once: kept until the table or the target changes or other things have
    /// been kept since.
    func remembered<Key: Hashable & Sendable, Value: Sendable>(
        _ key: Key, _ make: () throws(AssayError) -> Value
    ) throws(AssayError) -> Value {
        let key = Remembered(key: key, target: target, rowLimit: rowLimit)
        if let known = memory[key, of: table] as? Value { return known }
        let made = try make()
        try cancellation.check()
        memory.keep(made, as: key, of: table)
        return made
    }

    private struct Remembered<Key: Hashable & Sendable>: Hashable, Sendable {
        var key: Key
        var target: Recipe.Target?
        var rowLimit: Int?
    }
}
