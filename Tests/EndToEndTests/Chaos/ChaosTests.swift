import Foundation
import Testing

/// Many programs on one store, some of them killed at any moment: nothing is lost, nothing is locked, every screen follows.
///
/// `ASSAY_CHAOS` says for how many seconds (`make chaos`); a quarter of a minute does for a change. How far screens lag behind the store is
/// printed and never asserted: it depends on what else the machine does.
@Suite(.serialized) struct ChaosTests {
    @Test func fourWorkersAndTwoScreensShareAStore() throws {
        let asked = ProcessInfo.processInfo.environment["ASSAY_CHAOS"].flatMap(Double.init)
        try withTool { tool in
            let isOptimised = Tool.release != nil
            var chaos = try Chaos(
                tool, executable: Tool.release ?? Tool.executable, steps: isOptimised ? (asked == nil ? 400 : 3000) : 60)
            let report = try chaos.run(seconds: asked ?? 15)
            print(report.text)
            #expect(report.faults == [], "\(report.text)")
            #expect(report.workersKilled > 0 && !report.lags.isEmpty)
            if asked == nil { return }
            let late = report.lags.count { $0 > 250 }
            print("\(late) of \(report.lags.count) commits were later than 250 ms on a screen")
        }
    }
}
