import ArgumentParser
import Recipes
import Tabular

/// How many threads a verb may take for tables.
struct ThreadOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Threads to use; never changes a bit of the result (default: all cores).", valueName: "n"))
    var threads: Int?

    /// Runs `body` on so many threads.
    func limited(_ body: () throws(AssayError) -> Int32) throws(AssayError) -> Int32 {
        if let threads, threads < 1 { throw .unusableThreads(threads) }
        return try Threads.limited(to: threads, body)
    }
}

extension AssayError {
    static func unusableThreads(_ threads: Int) -> AssayError {
        AssayError(code: "threads", message: "--threads cannot be \(threads)", hint: "allowed is 1 or more", isUsage: true)
    }
}
