import Statistics
import Testing

@Suite struct DriftTests {
    @Test func distances() {
        #expect(isClose(Drift.wasserstein([1, 2, 2, 5], [3, 4.5, 0]), 1.0833333333333333))
        #expect(isClose(Drift.jensenShannonDistance([0.2, 0.3, 0.5], [0.1, 0, 0.9]), 0.45172497586737986))
        #expect(Drift.wasserstein([1, 2], [1, 2]) == 0 && Drift.wasserstein([], [1]).isNaN)
        #expect(Drift.wasserstein([1, .infinity], [1, .infinity]) == 0 && Drift.wasserstein([1], [.infinity]) == .infinity)
        #expect(Drift.jensenShannonDistance([0, 0], [1, 0]).isNaN && Drift.jensenShannonDistance([1, 0], [0, 1]) == 1)
    }

    /// Small samples from one distribution go beyond 0.10 often; chance explains it.
    @Test func smallSamplesDoNotAlarm() {
        var alarms = 0
        var beyond = 0
        for seed in 0..<200 {
            var random = Philox(seed: UInt64(seed))
            let reference = (0..<120).map { _ in random.normal() }
            let current = (0..<100).map { _ in random.normal() }
            let stability = PopulationStability(reference: reference, current: current)
            if stability.index > 0.10 { beyond += 1 }
            if stability.isAlarm() { alarms += 1 }
            #expect(stability.isAlarm() == (stability.index > 0.10 && stability.p < 0.05))
        }
        #expect(beyond > 60)
        #expect(alarms < 30)
    }

    @Test func aShiftAlarms() {
        var random = Philox(seed: 1)
        let reference = (0..<1000).map { _ in random.normal() }
        let stability = PopulationStability(reference: reference, current: (0..<1000).map { _ in 0.6 + random.normal() })
        #expect(stability.isAlarm(columns: 50))
        #expect(stability.reference.count == 10 && stability.edges.count == 9)
    }

    @Test func missingAndNewValuesHaveBinsOfTheirOwn() {
        let number = PopulationStability(reference: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], current: [1, 2, 3, .nan, .nan])
        #expect(number.current.last == 0.4 && number.reference.last == 0)
        let category = PopulationStability(reference: [0, 0, 1, 1], current: [0, 1, 5, -1], count: 2)
        #expect(category.reference == [0.5, 0.5, 0, 0])
        #expect(category.current == [0.25, 0.25, 0.25, 0.25])
        #expect(category.index > 1)
    }

    @Test func valuesBelowAllOfTheReferenceAreSeen() {
        let reference = [0, 0, 0, 0, 0, 0, 1, 2, 3, 4].map(Double.init)
        let current = [-5, -5, -5, 0, 0, 0, 1, 2, 3, 4].map(Double.init)
        #expect(PopulationStability(reference: reference, current: current).index > 1)
        #expect(PopulationStability(reference: reference, current: reference).index == 0)
    }

    @Test func withoutRowsThereIsNoIndex() {
        #expect(PopulationStability(reference: [], current: [1.0]).index.isNaN)
        #expect(!PopulationStability(reference: [1.0], current: [Double]()).isAlarm())
        #expect(PopulationStability(reference: [2.0, 2], current: [2, 2]).index == 0)
    }
}
