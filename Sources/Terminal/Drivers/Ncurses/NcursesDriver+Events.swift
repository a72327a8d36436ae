import CNcurses
import Glibc

extension NcursesDriver {
    /// How long the rest of a sequence that has begun may take (over a slow line), in milliseconds.
    private static let sequencePatience: Int32 = 60
    /// The same for a paste, whose end mark could be lost.
    private static let pastePatience: Int32 = 1000

    public func events(timeout milliseconds: Int?) -> [InputEvent] {
        guard isOpen, !isClosed else { return [] }
        var events: [InputEvent] = []
        // ncurses may hold bytes that poll cannot see.
        drain(into: &events)
        handleRequests(into: &events)
        if !events.isEmpty { return events }
        let (hasInput, isGone) = wait(milliseconds.map { Int32(clamping: max(0, $0)) } ?? -1)
        let before = events.count
        if hasInput { drain(into: &events) }
        handleRequests(into: &events)
        // Readable and yet nothing to read is the end of the input.
        if isGone || hasInput && events.count == before && curses_waiting_bytes(STDIN_FILENO) == 0 && isAtEnd() {
            isClosed = true
            events.append(.closed)
        }
        return events
    }

    /// Waits for input or a wake-up.
    private func wait(_ milliseconds: Int32) -> (hasInput: Bool, isGone: Bool) {
        var descriptors = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: rescue.wakeInput, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&descriptors, nfds_t(descriptors.count), milliseconds) > 0 else { return (false, false) }
        if descriptors[1].revents != 0 {
            var bytes = [UInt8](repeating: 0, count: 256)
            while Glibc.read(rescue.wakeInput, &bytes, bytes.count) == bytes.count {}
        }
        let input = Int32(descriptors[0].revents)
        return (input & POLLIN != 0, input & (POLLHUP | POLLERR | POLLNVAL) != 0)
    }

    /// Whether poll still says that there is input, without a byte to read: a terminal that has ended.
    private func isAtEnd() -> Bool {
        var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0 && curses_waiting_bytes(STDIN_FILENO) == 0
    }

    /// Reads all that is waiting.
    private func drain(into events: inout [InputEvent]) {
        while true {
            while let unit = readUnit() { decoder.feed(unit, into: &events) }
            guard decoder.isInside else { return }
            // A lone Escape ends here: ncurses has already waited its 25 ms. What is longer may still be on its way.
            if decoder.isAfterEscape {
                decoder.feed(.pause, into: &events)
                return
            }
            var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            if poll(&descriptor, 1, decoder.isInPaste ? Self.pastePatience : Self.sequencePatience) <= 0
                || curses_waiting_bytes(STDIN_FILENO) == 0
            {
                decoder.feed(.pause, into: &events)
                return
            }
        }
    }

    private func readUnit() -> InputDecoder.Unit? {
        var value: UInt32 = 0
        while true {
            switch Int(curses_read(&value)) {
            case Int(curses_read_character):
                if let scalar = Unicode.Scalar(value) { return .scalar(scalar) }
            case Int(curses_read_key):
                if let unit = keys.unit(value) { return unit }
            default: return nil
            }
        }
    }

    /// Does what signals have asked for.
    private func handleRequests(into events: inout [InputEvent]) {
        let requests = rescue.takeRequests()
        if requests.suspending {
            suspend()
        } else if requests.continued {
            // Stopped from outside (SIGSTOP) without a chance to give the terminal back.
            takeAgain()
        } else if requests.resized, adoptKernelSize() {
            events.append(.resize(size))
        }
        events += pending
        pending = []
        if requests.closing {
            isClosed = true
            events.append(.closed)
        }
    }

    /// Asks for the background (OSC 11) and, after it, for the terminal's identity, which every terminal gives: so that one that
    /// does not know the first question costs no waiting. At most 100 ms; keys typed meanwhile are kept.
    public func backgroundColour() -> Colour? {
        guard isOpen, modes.isXtermLike else { return nil }
        put("\u{1B}]11;?\u{7}\u{1B}[c")
        for _ in 0..<10 {
            drain(into: &pending)
            if decoder.backgroundAnswer != nil || decoder.hasIdentified { break }
            var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            poll(&descriptor, 1, 10)
        }
        return decoder.backgroundAnswer.flatMap(Colour.init(answer:))
    }
}
