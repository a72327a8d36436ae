import Actions
import Experiments
import Glibc
import Interface
import Recipes
import Terminal

/// The loop of the interface: waits for input and news, lets the state answer, draws when something changed.
///
/// A key is answered by a frame at once; news are drawn at most thirty times a second (four with `--calm`). Nothing changed
/// means nothing is sent to the terminal.
@MainActor
struct Loop {
    let driver: any TerminalDriver
    let runner: EffectRunner
    let mailbox: Mailbox
    var state: WorkbenchState
    private var lastFrame = ContinuousClock.now - .seconds(1)

    init(driver: any TerminalDriver, runner: EffectRunner, mailbox: Mailbox, state: WorkbenchState) {
        self.driver = driver
        self.runner = runner
        self.mailbox = mailbox
        self.state = state
    }

    private var frameTime: Duration { state.isCalm ? .milliseconds(250) : .milliseconds(33) }

    /// Runs until the state quits.
    mutating func run() {
        var isStale = true
        var isUrgent = true
        while !state.isQuitting {
            if isStale, isUrgent || ContinuousClock.now - lastFrame >= frameTime {
                draw()
                isStale = false
                isUrgent = false
            }
            let inputs = driver.events(timeout: timeout(isStale: isStale))
            let news = mailbox.drain()
            state.now = Self.clock()
            if state.message != nil {
                state.expireMessage()
                isStale = isStale || state.message == nil
            }
            var effects: [Effect] = []
            for input in inputs { effects += state.update(.input(input)) }
            for event in news { effects += state.update(event) }
            isStale = isStale || !inputs.isEmpty || !news.isEmpty || !state.runs.active.isEmpty
            isUrgent = isUrgent || !inputs.isEmpty
            for effect in effects { carryOut(effect) }
        }
    }

    /// Milliseconds to wait: until the next frame is due, until a clock on the screen ticks, or for ever.
    private func timeout(isStale: Bool) -> Int? {
        if isStale {
            let left = frameTime - (ContinuousClock.now - lastFrame)
            return max(0, Int(left / .milliseconds(1)))
        }
        var wait: Int? = state.runs.active.isEmpty ? nil : 500
        if state.message != nil {
            let left = Int((state.messageEnds - Self.clock()) * 1000)
            wait = min(wait ?? .max, max(10, left))
        }
        return wait
    }

    private mutating func draw() {
        lastFrame = .now
        let frame = state.frame()
        driver.present(frame.surface, cursor: frame.cursor)
    }

    private mutating func carryOut(_ effect: Effect) {
        switch effect {
        case .copy(let text): driver.copy(text)
        case .ring: driver.ring()
        case .notify(let notices, let text):
            if notices.rings { driver.ring() }
            if notices.sendsMessage { driver.notify(text) }
        case .title(let title): driver.setTitle(title)
        case .redraw: driver.invalidate()
        case .suspend:
            driver.suspend()
            state.size = driver.size
        case .quit: state.isQuitting = true
        case .write(let name, let text): runner.run(.write(name: state.project.folder + "/" + name, text: text))
        default: runner.run(effect)
        }
    }

    /// Seconds since 1970.
    nonisolated static func clock() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
