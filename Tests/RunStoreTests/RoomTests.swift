import Recipes
import RunStore
import TestSupport
import Testing

/// How much room runs take, and that only what can be had again is thrown away.
@Suite struct RoomTests {
    let folder = TemporaryFolder()

    @Test func predictionsAndModelsGoAndScoresStay() throws {
        let store = try RunStore(folder: folder.path)
        var ids: [String] = []
        for isEvictable in [true, false] {
            let run = try store.running(seed: isEvictable ? 1 : 2)
            try store.append([points("1/valid/auc", from: 1, count: 50) { Double($0) / 100 }], to: run.id, progress: nil)
            var outcome = RunOutcome(
                state: .done, classes: ["no", "yes"],
                predictions: [StoredPredictions(fold: 1, rows: [0, 1, 2], values: [0.1, 0.9, 0.2, 0.8, 0.3, 0.7])],
                model: [UInt8](repeating: 7, count: 1000))
            outcome.isEvictable = isEvictable
            _ = try store.finish(run.id, with: outcome)
            ids.append(run.id)
        }
        let room = try store.room()
        #expect(room.map(\.model) == [1000, 1000] && room.allSatisfy { $0.points > 0 && $0.predictions > 0 })
        #expect(room[0].evictable == room[0].predictions + 1000 && room[1].evictable == 0)
        try store.evict(ids)
        #expect(try store.model(of: ids[0]) == nil && store.predictions(of: ids[0]).isEmpty)
        #expect(try store.model(of: ids[1])?.count == 1000 && store.predictions(of: ids[1]).count == 1)
        #expect(try store.points(of: ids[0]).first?.steps.count == 50)
        try store.compact()
        #expect(try store.damage() == [] && store.room()[0].total == room[0].points)
    }
}
