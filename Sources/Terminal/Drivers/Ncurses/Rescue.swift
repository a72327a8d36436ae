import CNcurses
import Glibc

/// Gives the terminal back whatever happens, and keeps what was said to standard error while the screen was up.
///
/// All calls that touch the handlers' state are in this file, and none of them may be inlined into another: each object file has a
/// copy of the state of its own, and a handler that sets one is not heard by a reader of the other.
struct Rescue {
    /// The descriptor that ends a wait of the driver.
    let wakeInput: Int32
    private let wakeOutput: Int32

    /// Makes the wake-up pipe, remembers the terminal's settings and installs the handlers. Before the screen is opened.
    @inline(never)
    init() {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
        }
        (wakeInput, wakeOutput) = (ends[0], ends[1])
        guard let state = curses_rescue_state() else { return }
        tcgetattr(STDIN_FILENO, &state.pointee.before)
        state.pointee.wake = wakeOutput
        state.pointee.owner = getpid()
        (state.pointee.closing, state.pointee.resized, state.pointee.continued, state.pointee.suspending) = (0, 0, 0, 0)
        curses_install_handlers()
    }

    /// Callable from any thread. The pipe stays open for the life of the process, so that a late call cannot hit another file.
    var waker: Waker {
        let output = wakeOutput
        return Waker {
            var byte: UInt8 = 1
            _ = Glibc.write(output, &byte, 1)
        }
    }

    /// From now on a crash gives the terminal back with these bytes.
    @inline(never)
    func arm(restoring bytes: String) {
        guard let state = curses_rescue_state() else { return }
        withUnsafeMutableBytes(of: &state.pointee.restore) { buffer in
            let utf8 = Array(bytes.utf8.prefix(buffer.count))
            buffer.copyBytes(from: utf8)
            state.pointee.restore_length = Int32(utf8.count)
        }
        state.pointee.is_active = 1
    }

    /// The terminal has been given back in the ordinary way.
    @inline(never)
    func disarm() { curses_rescue_state()?.pointee.is_active = 0 }

    /// Sends standard error to a file without a name, if it would go to the screen.
    @inline(never)
    func captureErrors() {
        guard let state = curses_rescue_state(), state.pointee.error_log < 0, isatty(STDERR_FILENO) == 1 else { return }
        var template = Array("/tmp/assay-errors-XXXXXX".utf8CString)
        let log = mkstemp(&template)
        guard log >= 0 else { return }
        unlink(template)
        _ = fcntl(log, F_SETFD, FD_CLOEXEC)
        let before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        guard before >= 0 else {
            Glibc.close(log)
            return
        }
        state.pointee.error_log = log
        state.pointee.error_before = before
        dup2(log, STDERR_FILENO)
    }

    /// Captures again after ``replayErrors()``, as when the program is continued.
    @inline(never)
    func recaptureErrors() {
        guard let state = curses_rescue_state(), state.pointee.error_log >= 0 else { return }
        dup2(state.pointee.error_log, STDERR_FILENO)
    }

    /// Shows what was said, and lets standard error go where it went before.
    @inline(never)
    func replayErrors() { curses_replay_errors() }

    /// What signals have asked for since the last call.
    @inline(never)
    func takeRequests() -> (closing: Bool, resized: Bool, continued: Bool, suspending: Bool) {
        guard let state = curses_rescue_state() else { return (false, false, false, false) }
        let resized = state.pointee.resized != 0
        let continued = state.pointee.continued != 0
        let suspending = state.pointee.suspending != 0
        (state.pointee.resized, state.pointee.continued, state.pointee.suspending) = (0, 0, 0)
        return (state.pointee.closing != 0, resized, continued, suspending)
    }

    /// Stops the process group; returns when it is continued.
    @inline(never)
    func stop() { curses_stop_here() }

    /// Back to the defaults; the program goes on without a screen.
    @inline(never)
    func removeHandlers() { curses_remove_handlers() }
}
