import Recipes
import Testing

@testable import Tabular

/// A profile is the same for any number of threads.
@Suite struct ProfileThreadsTests {
    @Test func theSameBytesForAnyNumberOfThreads() throws {
        var text = "n,a,b,sum,word,when,y\n"
        for row in 0..<5000 {
            let (a, b) = (row * 7919 % 1009, row * 104_729 % 997)
            text += "\(row),\(a).25,\(row % 13 == 0 ? "" : "\(b)"),\(a + b).25,w\(b % 70),2024-01-\(10 + row % 20),\(a % 3)\n"
        }
        let table = try table(text)
        let target = try table.target("y", task: .classification)
        func document(_ threads: Int) -> String {
            Threads.$limit.withValue(threads) { table.profile(target: target).json.canonicalText }
        }
        let one = document(1)
        #expect(one.contains("\"alerts\"") && document(1) == one && document(2) == one && document(3) == one)
        let tests = Threads.$limit.withValue(1) { try? AssociationMatrix(table) }
        #expect(try Threads.$limit.withValue(3) { try AssociationMatrix(table) } == tests)
    }
}
