import Glibc
import Recipes
import Tabular

/// A program that runs beside this one, its output read and its input written through pipes.
///
/// No shell has a part in it: arguments reach the program as they are. A child that is let go of before its end is killed, and one
/// whose parent dies meets a closed pipe.
final class ChildProcess {
    private let program: Program
    private let control: ImportControl
    private let pid: pid_t
    private var output: Int32
    private var errors: Int32
    private var input: Int32
    private var isReaped = false
    private var errorBytes: [UInt8] = []

    /// How a program ended.
    struct Ending {
        /// The exit status; 128 and the signal's number where a signal ended it.
        var status: Int32
        /// The last of what it said on standard error.
        var words: String
    }

    /// What a child reads.
    enum Input {
        case nothing
        /// A file that is open here, from where it stands.
        case descriptor(Int32)
        /// What is written to the pipe by ``ChildProcess/write(_:)``.
        case pipe
    }

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: what is started.
    ///   - arguments: the words after its name.
    ///   - input: what it reads.
    ///   - environment: variables to set besides the present ones.
    ///   - control: whether to stop; then ``read(into:)`` throws, and the program is killed when it is let go of.
    /// - Throws: ``AssayError`` where it cannot be started.
    init(
        _ program: Program, _ arguments: [String], input: Input = .nothing, environment: [String: String] = [:],
        control: ImportControl = ImportControl()
    ) throws(AssayError) {
        self.program = program
        self.control = control
        let started = try Self.start(program, arguments, input: input, environment: environment)
        pid = started.pid
        output = started.output
        errors = started.errors
        self.input = started.input
        _ = fcntl(errors, F_SETFL, O_NONBLOCK)
        // Its standard error is read while it takes what is written, so neither may wait for the other.
        if started.input >= 0 { _ = fcntl(started.input, F_SETFL, O_NONBLOCK) }
    }

    deinit {
        closeAll()
        if !isReaped {
            kill(pid, SIGKILL)
            reap()
        }
    }

    /// Reads some of what the program says on standard output; 0 at its end.
    func read(into memory: UnsafeMutableRawBufferPointer) throws(AssayError) -> Int {
        var patience = Int.max
        return try read(into: memory, patience: &patience)
    }

    /// The same, waiting only so many times, each of them a tenth of a second.
    ///
    /// - Throws: ``AssayError`` `import_stopped`, also where nothing came in that time.
    private func read(into memory: UnsafeMutableRawBufferPointer, patience: inout Int) throws(AssayError) -> Int {
        while true {
            try control.check()
            guard patience > 0 else { throw .importStopped() }
            var waited = [
                pollfd(fd: output, events: Int16(POLLIN), revents: 0), pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&waited, 2, ImportControl.patience)
            if ready < 0, errno != EINTR { throw .cannotStart(program, errno: errno) }
            guard ready > 0 else {
                patience -= 1
                continue
            }
            if waited[1].revents != 0 { drainErrors() }
            guard waited[0].revents != 0 else { continue }
            let got = Glibc.read(output, memory.baseAddress, memory.count)
            if got < 0, errno == EINTR || errno == EAGAIN { continue }
            return max(0, got)
        }
    }

    /// Writes to the program's standard input; false where it reads no more.
    func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            var waited = [
                pollfd(fd: input, events: Int16(POLLOUT), revents: 0), pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&waited, 2, -1) < 0, errno != EINTR { return false }
            if waited[1].revents != 0 { drainErrors() }
            if waited[0].revents & Int16(POLLERR) != 0 { return false }
            guard waited[0].revents != 0 else { continue }
            let put = PipeWriting.write(base + done, bytes.count - done, to: input)
            if put < 0, errno == EINTR || errno == EAGAIN { continue }
            if put <= 0 { return false }
            done += put
        }
        return true
    }

    /// Writes a short text and ends the input. A program that reads none of it says itself what is wrong.
    func say(_ text: String) {
        var text = text
        _ = text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
        endInput()
    }

    /// Says that nothing more comes on its standard input.
    func endInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// Waits for the program's end; one that is to stop is ended.
    func ended() -> Ending {
        endInput()
        var rest = [UInt8](repeating: 0, count: 1 << 16)
        // What it still says is of no use, but it must be able to say it.
        while let got = try? rest.withUnsafeMutableBytes({ memory throws(AssayError) in try read(into: memory) }), got > 0 {}
        return ending(status: waitForEnd() ?? reap())
    }

    /// The end of a program whose output could not be made sense of.
    ///
    /// One that is about to fail says best itself why, and is given a second and a MiB for it.
    ///
    /// - Returns: how it ended; nil where it went on and was killed, so that the end tells nothing.
    func endedSoon() -> Ending? {
        endInput()
        var rest = [UInt8](repeating: 0, count: 1 << 16)
        var patience = 10
        for _ in 0..<16 {
            let got = try? rest.withUnsafeMutableBytes { memory throws(AssayError) in try read(into: memory, patience: &patience)
            }
            guard let got else { break }
            guard got == 0 else { continue }
            return waitForEnd(milliseconds: 1000).map { ending(status: $0) }
        }
        kill(pid, SIGKILL)
        reap()
        closeAll()
        return nil
    }

    private func ending(status: Int32) -> Ending {
        drainErrors()
        closeAll()
        return Ending(status: status, words: String(decoding: errorBytes, as: UTF8.self))
    }

    /// Waits for the end of a program that writes no more output, and reads what it still says of errors; one that is to stop, or takes
    /// longer than it may, is killed.
    ///
    /// - Returns: its status; nil where it took longer.
    private func waitForEnd(milliseconds limit: Int32? = nil) -> Int32? {
        var waited: Int32 = 0
        var pause: Int32 = 1
        var isLate = false
        while true {
            if let status = reap(WNOHANG) { return isLate ? nil : status }
            if !isLate, let limit, waited >= limit { isLate = true }
            if isLate || control.isCancelled() { kill(pid, SIGKILL) }
            // Without standard error this is a pause.
            var said = pollfd(fd: errors, events: Int16(POLLIN), revents: 0)
            if poll(&said, 1, pause) > 0 {
                drainErrors()
            } else {
                waited += pause
                pause = min(pause * 2, ImportControl.patience)
            }
        }
    }

    @discardableResult
    private func reap() -> Int32 { reap(0) ?? 0 }

    /// The status of a program that has ended; nil where it has not and nobody waits for it.
    private func reap(_ options: Int32) -> Int32? {
        var status: Int32 = 0
        while true {
            let ended = waitpid(pid, &status, options)
            if ended < 0, errno == EINTR { continue }
            if ended == 0 { return nil }
            isReaped = true
            return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
        }
    }

    private func drainErrors() {
        guard errors >= 0 else { return }
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            let got = Glibc.read(errors, &bytes, bytes.count)
            if got < 0, errno == EINTR { continue }
            if got == 0 {
                close(errors)
                errors = -1
            }
            guard got > 0 else { return }
            errorBytes.append(contentsOf: bytes[..<got])
            if errorBytes.count > 1 << 16 { errorBytes.removeFirst(errorBytes.count - 1 << 15) }
        }
    }

    private func closeAll() {
        for descriptor in [output, errors, input] where descriptor >= 0 { close(descriptor) }
        (output, errors, input) = (-1, -1, -1)
    }
}

extension ChildProcess.Ending {
    /// The words as one line that fits a sentence: the last that is not empty, or the one that speaks of an error.
    var sentence: String {
        let lines = words.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
        let line = lines.first { $0.lowercased().contains("error") } ?? lines.last ?? "it ended with status \(status)"
        return String(line.prefix(300))
    }
}
