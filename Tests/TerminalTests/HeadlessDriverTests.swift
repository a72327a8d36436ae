import Recipes
import Terminal
import Testing

@Suite struct HeadlessDriverTests {
    @Test func scriptsAreRead() throws {
        let steps = try HeadlessDriver.Step.parse(
            "Down R \"a b\\n\" Ctrl-P shot:first size:80x24 click:3,4 wait:5 paste:\"x y\" \"\\\"\" ?")
        #expect(
            steps == [
                .input(.key("↓")), .input(.key("R")), .input(.key("a")), .input(.key("Space")), .input(.key("b")),
                .input(.key("Enter")),
                .input(.key("Ctrl-P")), .shot("first"), .input(.resize(Size(80, 24))),
                .input(.mouse(MouseEvent(.press, at: Point(3, 4)))), .wait(5), .input(.paste("x y")), .input(.key("\"")),
                .input(.key("?")),
            ])
    }

    @Test func unknownWordsAreNamed() {
        #expect(throws: AssayError.self) { try HeadlessDriver.Step.parse("Down Dwon") }
    }

    @Test func framesAndShotsAreKept() throws {
        let driver = HeadlessDriver(size: Size(10, 1), script: try HeadlessDriver.Step.parse("x shot:one y"))
        func show(_ text: String) {
            var surface = Surface(driver.size)
            surface.write(text, x: 0, y: 0, style: .plain)
            driver.present(surface, cursor: nil)
        }
        show("start")
        #expect(driver.events(timeout: nil) == [.key("x")])
        show("after x")
        show("after x")
        #expect(driver.events(timeout: nil) == [.key("y")])
        #expect(driver.events(timeout: nil) == [.closed])
        #expect(driver.frames.count == 2)
        #expect(driver.shots["one"]?.lines == ["after x"])
    }

    @Test func aWakeUpEndsAWait() throws {
        let driver = HeadlessDriver(size: Size(10, 1), script: try HeadlessDriver.Step.parse("wait:60000 q"))
        driver.waker.wake()
        #expect(driver.events(timeout: nil) == [])
        #expect(driver.events(timeout: nil) == [.key("q")])
    }

    @Test func sizesFollowTheScript() throws {
        let driver = HeadlessDriver(size: Size(10, 1), script: try HeadlessDriver.Step.parse("size:80x24"))
        #expect(driver.events(timeout: nil) == [.resize(Size(80, 24))])
        #expect(driver.size == Size(80, 24))
    }
}
