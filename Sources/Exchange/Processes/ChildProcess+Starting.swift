import Glibc
import Recipes
import Synchronization

extension ChildProcess {
    /// What a started program is reached by: its number, and this side of its pipes, -1 where there is none.
    struct Started {
        var pid: pid_t
        var output: Int32
        var errors: Int32
        var input: Int32
    }

    /// Pipes are made and programs started one at a time: otherwise one could inherit another's pipe, which then never ends.
    private static let turn = Mutex(())

    /// Starts a program.
    static func start(
        _ program: Program, _ arguments: [String], input: Input, environment: [String: String]
    ) throws(AssayError) -> Started {
        try turn.withLock { _ throws(AssayError) in
            try startAlone(program, arguments, input: input, environment: environment)
        }
    }

    private static func startAlone(
        _ program: Program, _ arguments: [String], input: Input, environment: [String: String]
    ) throws(AssayError) -> Started {
        var ours: [Int32] = []
        var theirs: [Int32] = []
        defer { for descriptor in theirs { close(descriptor) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var inputEnd: Int32 = -1
        switch input {
        case .nothing: posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, 0)
        case .pipe:
            guard let (read, write) = pipeEnds() else { throw .cannotStart(program, errno: errno) }
            theirs.append(read)
            ours.append(write)
            inputEnd = write
            posix_spawn_file_actions_adddup2(&actions, read, 0)
        }
        for number in [Int32(1), 2] {
            guard let (read, write) = pipeEnds() else {
                let reason = errno
                for descriptor in ours { close(descriptor) }
                throw .cannotStart(program, errno: reason)
            }
            theirs.append(write)
            ours.append(read)
            posix_spawn_file_actions_adddup2(&actions, write, number)
        }
        let (pid, status) = spawn(program, arguments, environment, &actions)
        guard status == 0 else {
            for descriptor in ours { close(descriptor) }
            throw .cannotStart(program, errno: status)
        }
        return Started(pid: pid, output: ours[ours.count - 2], errors: ours[ours.count - 1], input: inputEnd)
    }

    private static func spawn(
        _ program: Program, _ arguments: [String], _ environment: [String: String], _ actions: inout posix_spawn_file_actions_t
    ) -> (pid: pid_t, status: Int32) {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var words: [UnsafeMutablePointer<CChar>?] = ([program.name] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var variables = variables(environment)
        defer { for variable in variables { free(variable) } }
        var pid = pid_t()
        let status = posix_spawn(&pid, program.path, &actions, &attributes, &words, &variables)
        return (pid, status)
    }

    private static func pipeEnds() -> (read: Int32, write: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func variables(_ added: [String: String]) -> [UnsafeMutablePointer<CChar>?] {
        var all: [UnsafeMutablePointer<CChar>?] = []
        var next = environ
        while let variable = next.pointee {
            let text = String(cString: variable)
            if !added.keys.contains(where: { text.hasPrefix($0 + "=") }) { all.append(strdup(text)) }
            next += 1
        }
        return all + added.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    }
}
