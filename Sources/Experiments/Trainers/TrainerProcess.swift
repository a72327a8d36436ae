import Exchange
import Glibc
import Recipes

/// An outside trainer while it runs: a session and process group of its own, its output and errors read through pipes.
///
/// It never outlives its worker. A second small process, outside of the group, waits on a pipe whose other end only the worker has:
/// however the worker ends, the kernel closes that end, and the whole group is ended (SIGTERM, three seconds, SIGKILL). The trainer itself
/// waits on such a pipe before it begins, so that there is no moment in which it runs unwatched. A signal of the kernel to the child alone
/// (`PR_SET_PDEATHSIG`) would leave what the trainer started in its turn.
final class TrainerProcess {
    /// How it ended.
    enum Ending: Equatable {
        case status(Int32)
        case signal(Int32)
    }

    /// Also the number of the process group.
    let pid: pid_t
    private var output: Int32
    private var errors: Int32
    private let watcher: pid_t
    private var lifeline: Int32
    private var ending: Ending?

    /// Waits for the word to go, goes to the folder, and becomes the program, which reads nothing.
    private static let starting =
        #"IFS= read -r word && [ "$word" = go ] || exit 125; cd -- "$1" || exit 126; shift; exec "$@" </dev/null"#
    private static let watching =
        #"IFS= read -r word || { kill -s TERM -- "-$1"; sleep 3; kill -s KILL -- "-$1"; } 2>/dev/null"#

    /// Starts a trainer.
    ///
    /// - Parameters:
    ///   - trainer: whose command it is.
    ///   - folder: where it starts.
    ///   - environment: variables besides those that are set.
    /// - Throws: ``AssayError`` where it cannot be started.
    init(_ trainer: OutsideTrainer, in folder: String, environment: [String: String]) throws(AssayError) {
        guard let program = TrainerProgram.path(of: trainer.command[0], in: folder) else {
            throw .noSuchProgram(trainer.command[0], folder: folder)
        }
        guard let out = ProgramStart.pipeEnds(), let err = ProgramStart.pipeEnds(), let go = ProgramStart.pipeEnds(),
            let life = ProgramStart.pipeEnds()
        else {
            throw .cannotStartTrainer(trainer, errno: errno)
        }
        let words = ["/bin/sh", "-c", Self.starting, "sh", folder, program] + trainer.command.dropFirst()
        let started = ProgramStart.spawn(
            words[0], words, streams: [go.read, out.write, err.write].map { .descriptor($0) }, environment: environment,
            inOwnSession: true)
        for descriptor in [go.read, out.write, err.write] { close(descriptor) }
        guard let pid = started.pid else {
            for descriptor in [go.write, out.read, err.read, life.read, life.write] { close(descriptor) }
            throw .cannotStartTrainer(trainer, errno: started.errno)
        }
        let watched = ProgramStart.spawn(
            "/bin/sh", ["/bin/sh", "-c", Self.watching, "sh", String(pid)],
            streams: [.descriptor(life.read), .nowhere, .nowhere], inOwnSession: true)
        close(life.read)
        guard let watcher = watched.pid else {
            // It never got the word to go, and ends at once.
            for descriptor in [go.write, out.read, err.read, life.write] { close(descriptor) }
            var status: Int32 = 0
            waitpid(pid, &status, 0)
            throw .cannotStartTrainer(trainer, errno: watched.errno)
        }
        self.pid = pid
        self.watcher = watcher
        lifeline = life.write
        (output, errors) = (out.read, err.read)
        for descriptor in [output, errors] { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
        PipeWriting.write("go\n", to: go.write)
        close(go.write)
    }

    deinit { end() }

    /// Whether neither output nor errors can come any more.
    var isSilent: Bool { output < 0 && errors < 0 }

    /// Waits so long for something that it says, and hands it over: what it printed, and what it said of errors.
    ///
    /// - Returns: whether anything came.
    func read(
        milliseconds: Int32, into buffer: UnsafeMutableRawBufferPointer,
        output body: (UnsafeRawBufferPointer) throws(AssayError) -> Void,
        errors errorBody: (UnsafeRawBufferPointer) -> Void
    ) throws(AssayError) -> Bool {
        // A closed pipe has -1, which is passed over: then this is a pause.
        var waited = [
            pollfd(fd: output, events: Int16(POLLIN), revents: 0), pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&waited, 2, milliseconds) > 0 else { return false }
        if waited[1].revents != 0, let bytes = Self.read(&errors, into: buffer) { errorBody(bytes) }
        if waited[0].revents != 0, let bytes = Self.read(&output, into: buffer) { try body(bytes) }
        return true
    }

    /// Whether the program has ended; what it started may go on.
    var hasEnded: Bool {
        if ending != nil { return true }
        var information = siginfo_t()
        return waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT) == 0 && information.si_signo != 0
    }

    /// Sends a signal to the whole group.
    func signal(_ number: Int32) {
        guard ending == nil else { return }
        // One that is held takes no other signal before it goes on.
        kill(-pid, number)
        if number != SIGSTOP, number != SIGCONT { kill(-pid, SIGCONT) }
    }

    /// Ends what is left of the group, lets the watcher go, and says how the program ended.
    @discardableResult
    func end() -> Ending {
        if let ending { return ending }
        // Until it is reaped its number cannot be given to another, so the group is surely its own.
        kill(-pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        PipeWriting.write("done\n", to: lifeline)
        close(lifeline)
        var ignored: Int32 = 0
        while waitpid(watcher, &ignored, 0) < 0, errno == EINTR {}
        for descriptor in [output, errors] where descriptor >= 0 { close(descriptor) }
        (output, errors, lifeline) = (-1, -1, -1)
        let ended: Ending = status & 0x7F == 0 ? .status(status >> 8 & 0xFF) : .signal(status & 0x7F)
        ending = ended
        return ended
    }
}

extension TrainerProcess {
    /// What there is; nil where nothing is, and the pipe is closed at its end.
    private static func read(_ descriptor: inout Int32, into buffer: UnsafeMutableRawBufferPointer) -> UnsafeRawBufferPointer? {
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if count > 0 { return UnsafeRawBufferPointer(rebasing: buffer[..<count]) }
        if count < 0, errno == EINTR || errno == EAGAIN { return nil }
        close(descriptor)
        descriptor = -1
        return nil
    }
}
