import Glibc
import Recipes
import RunStore
import TestSupport
import Testing

@testable import Actions

/// Runs that cannot be made again are neither put back into the queue nor verified.
@Suite struct ResumingTests {
    /// A run of lines that a program wrote.
    private func lines(ending status: String, in session: Session) throws -> RunRecord {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let lines =
            #"{"t":"hello","v":1,"trainer":"net"}"# + "\n" + #"{"t":"metric","step":1,"values":{"loss":0.5}}"# + "\n"
            + #"{"t":"end","status":"\#(status)"}"# + "\n"
        #expect(write(ends[1], lines, lines.utf8.count) == lines.utf8.count)
        close(ends[1])
        defer { close(ends[0]) }
        return try session.log(name: "", from: ends[0])
    }

    @Test func linesCannotBeVerified() throws {
        try Fixtures.withSession { session, _ in
            let run = try lines(ending: "ok", in: session)
            #expect(run.state == .done)
            #expect(#expect(throws: AssayError.self) { try session.verify(run.id) }?.code == "not_repeatable")
        }
    }

    @Test func linesStayAsTheyAre() throws {
        try Fixtures.withSession { session, store in
            let run = try lines(ending: "failed", in: session)
            #expect(run.state == .failed)
            let before = try store.points(of: run.id)
            let error = #expect(throws: AssayError.self) { try session.resume(run.id, start: false) }
            #expect(error?.code == "not_repeatable")
            #expect(try !before.isEmpty && store.points(of: run.id) == before && store.run(run.id).state == .failed)
        }
    }
}
