import Glibc
import Recipes

extension ChildProcess {
    /// What a started program is reached by: its number, and this side of its pipes, -1 where there is none.
    struct Started {
        var pid: pid_t
        var output: Int32
        var errors: Int32
        var input: Int32
    }

    /// Starts a program.
    static func start(
        _ program: Program, _ arguments: [String], input: Input, environment: [String: String]
    ) throws(AssayError) -> Started {
        var ours: [Int32] = []
        var theirs: [Int32] = []
        defer { for descriptor in theirs { close(descriptor) } }
        func pipe(readsHere: Bool) throws(AssayError) -> Int32 {
            guard let ends = ProgramStart.pipeEnds() else {
                let reason = errno
                for descriptor in ours { close(descriptor) }
                throw .cannotStart(program, errno: reason)
            }
            ours.append(readsHere ? ends.read : ends.write)
            theirs.append(readsHere ? ends.write : ends.read)
            return readsHere ? ends.write : ends.read
        }
        let source: ProgramStart.Stream
        var inputEnd: Int32 = -1
        switch input {
        case .nothing: source = .nowhere
        case .descriptor(let descriptor): source = .descriptor(descriptor)
        case .pipe:
            source = .descriptor(try pipe(readsHere: false))
            inputEnd = ours[0]
        }
        let output = try pipe(readsHere: true)
        let errors = try pipe(readsHere: true)
        let started = ProgramStart.spawn(
            program.path, [program.name] + arguments, streams: [source, .descriptor(output), .descriptor(errors)],
            environment: environment)
        guard let pid = started.pid else {
            for descriptor in ours { close(descriptor) }
            throw .cannotStart(program, errno: started.errno)
        }
        return Started(pid: pid, output: ours[ours.count - 2], errors: ours[ours.count - 1], input: inputEnd)
    }
}
