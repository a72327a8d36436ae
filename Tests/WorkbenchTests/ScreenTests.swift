import Terminal
import TestSupport
import Testing

@testable import Workbench

/// Every screen at three sizes, as golden text.
@Suite struct ScreenTests {
    static let sizes = [Size(200, 60), Size(120, 36), Size(80, 24)]

    static let cases: [(ScreenID, Size)] = ScreenID.allCases.flatMap { screen in sizes.map { (screen, $0) } }

    @Test(arguments: cases)
    func screensWithRuns(screen: ScreenID, size: Size) throws {
        var state = try Fixture.withRuns(size)
        if screen == .compare { Fixture.compareThreeAndFour(&state) } else { _ = state.go(to: screen) }
        expectGolden(state.frame().surface.lines, "screens/\(screen)-\(size.width)x\(size.height)")
    }

    @Test(arguments: ScreenID.allCases)
    func screensWithoutRuns(screen: ScreenID) throws {
        var state = try Fixture.opened(Size(120, 36))
        _ = state.go(to: screen)
        expectGolden(state.frame().surface.lines, "screens/\(screen)-empty-120x36")
    }

    @Test(arguments: ScreenID.allCases)
    func screensInASCII(screen: ScreenID) throws {
        var state = try Fixture.withRuns(Size(100, 30), abilities: TerminalAbilities(colours: 0, unicode: false, braille: false))
        if screen == .compare { Fixture.compareThreeAndFour(&state) } else { _ = state.go(to: screen) }
        expectGolden(state.frame().surface.lines, "screens/\(screen)-ascii-100x30")
    }

    @Test(arguments: ScreenID.allCases)
    func everySizeIsDrawn(screen: ScreenID) throws {
        var state = try Fixture.withRuns(Size(120, 36))
        if screen == .compare { Fixture.compareThreeAndFour(&state) } else { _ = state.go(to: screen) }
        for width in [1, 7, 59, 60, 61, 79, 99, 100, 101, 110, 159, 240] {
            for height in [1, 3, 15, 16, 17, 24, 40, 80] {
                state.size = Size(width, height)
                let surface = state.frame().surface
                #expect(surface.size == Size(width, height))
            }
        }
    }
}
