import Statistics
import Testing

@Suite struct McNemarTests {
    @Test func discordantRows() {
        let test = McNemar(onlyFirst: 5, onlySecond: 15)
        #expect(isClose(test.chiSquared, 4.05))
        #expect(isClose(test.pCorrected, 0.04417134490844271))
        #expect(isClose(test.pExact, 0.04138946533203125))
        #expect(isClose(test.pMid, 0.026603698730468753))
        #expect(test.p == test.pExact)
        #expect(McNemar(onlyFirst: 15, onlySecond: 10).p == McNemar(onlyFirst: 15, onlySecond: 10).pCorrected)
    }

    @Test func noDifference() {
        for test in [McNemar(onlyFirst: 0, onlySecond: 0), McNemar(onlyFirst: 4, onlySecond: 4)] {
            #expect(test.pExact == 1 && test.pMid == 1 && test.pCorrected == 1)
        }
    }

    @Test func countsRows() {
        let test = McNemar(firstRight: [true, true, false, false, true], secondRight: [true, false, true, false, false])
        #expect(test.onlyFirst == 2 && test.onlySecond == 1)
    }
}
