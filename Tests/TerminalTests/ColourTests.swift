import Testing

@testable import Terminal

@Suite struct ColourTests {
    @Test func colourIsReducedToWhatThereIs() {
        let red = Colour.rgb(255, 0, 0)
        #expect(red.number(at: .direct) == 0xFF0000)
        #expect(red.number(at: .twoHundredFiftySix) == 196)
        #expect(red.number(at: .sixteen) == 9)
        #expect(red.number(at: .eight) == 1)
        #expect(red.number(at: .monochrome) == -1)
        #expect(Colour.terminal.number(at: .direct) == -1)
        #expect(Colour.rgb(128, 128, 128).number(at: .twoHundredFiftySix) == 244)
        #expect(Colour.palette(12).number(at: .eight) == 4)
        #expect(Colour.palette(12).number(at: .sixteen) == 12)
        // The first eight numbers of direct colour mean the palette.
        #expect(Colour.rgb(0, 0, 3).number(at: .direct) == 8)
    }

    @Test func everyColourIsWithinItsDepth() {
        for value in stride(from: 0, through: 0xFFFFFF, by: 4099) {
            let colour = Colour.rgb(UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255))
            #expect((16..<256).contains(colour.number(at: .twoHundredFiftySix)))
            #expect((0..<16).contains(colour.number(at: .sixteen)))
            #expect((0..<8).contains(colour.number(at: .eight)))
        }
    }

    @Test func colourIsReadFromText() {
        #expect(Colour(hex: "#7aa2F7") == .rgb(0x7A, 0xA2, 0xF7))
        #expect(Colour(hex: "#fff") == .rgb(255, 255, 255))
        #expect(Colour(hex: "#ffff") == nil)
        #expect(Colour(hex: "#ggg") == nil)
        #expect(Colour(named: "bright-blue") == .palette(12))
        #expect(Colour(named: "terminal") == .terminal)
        #expect(Colour(named: "mauve") == nil)
    }

    @Test func gradientsHaveFewSteps() {
        let steps = Set((0...1000).map { Colour.rgb(0, 0, 0).mixed(with: .rgb(255, 255, 255), share: Double($0) / 1000) })
        #expect(steps.count == 33)
        #expect(Colour.rgb(0, 0, 0).mixed(with: .rgb(255, 255, 255), share: .nan) == .rgb(0, 0, 0))
    }

    @Test func contrastFollowsTheGuidelines() throws {
        #expect(abs(try #require(Contrast.ratio(.rgb(0, 0, 0), .rgb(255, 255, 255))) - 21) < 1e-9)
        #expect(abs(try #require(Contrast.ratio(.rgb(0x77, 0x77, 0x77), .rgb(255, 255, 255))) - 4.478) < 1e-3)
        #expect(Contrast.ratio(.terminal, .rgb(0, 0, 0)) == nil)
    }

    @Test func depthFollowsFromTheNumberOfColours() {
        #expect(
            [0, 2, 8, 16, 88, 256, 1 << 24].map { ColourDepth(colours: $0) } == [
                .monochrome, .monochrome, .eight, .sixteen, .sixteen, .twoHundredFiftySix, .direct,
            ])
    }

    @Test func answersOfTerminalsAreRead() {
        #expect(Colour(answer: "rgb:ffff/8080/0000") == .rgb(255, 128, 0))
        #expect(Colour(answer: "rgb:f/8/0") == .rgb(255, 136, 0))
        #expect(Colour(answer: "rgb:ff/ff") == nil)
        #expect(Colour(answer: "rgb:ff/gg/ff") == nil)
        #expect(Colour.rgb(0xFB, 0xFA, 0xF6).isLight == true)
        #expect(Colour.rgb(0x15, 0x18, 0x1E).isLight == false)
        #expect(Colour.terminal.isLight == nil)
    }
}
