package import Glibc
import Synchronization

/// How programs are started, the same for workers, trainers, and programs that read tables.
package enum ProgramStart {
    /// What a program has as its input, output or errors.
    package enum Stream {
        case nowhere
        /// An open file of this process.
        case descriptor(Int32)
        /// A file that begins anew, and is only written to its end.
        case log(String)
        /// What the stream with this number has.
        case sameAs(Int32)
    }

    /// Starts a program with no signal held back or ignored.
    ///
    /// - Parameters:
    ///   - path: the executable.
    ///   - words: its own name, and its arguments.
    ///   - streams: what it has as 0, 1 and 2, in this order.
    ///   - environment: variables besides this process's, or in their place.
    ///   - inOwnSession: whether it gets a session and process group of its own, which a closing terminal does not reach, and nothing
    ///     else that this process was given: whoever waits for the end of a pipe must not wait for it.
    /// - Returns: its number, or why it could not be started.
    package static func spawn(
        _ path: String, _ words: [String], streams: [Stream], environment: [String: String] = [:], inOwnSession: Bool = false
    ) -> (pid: pid_t?, errno: Int32) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (place, stream) in streams.enumerated() {
            let number = Int32(place)
            switch stream {
            case .nowhere: posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
            case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, number)
            case .log(let file):
                posix_spawn_file_actions_addopen(&actions, number, file, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o644)
            case .sameAs(let other): posix_spawn_file_actions_adddup2(&actions, other, number)
            }
        }
        if inOwnSession {
            for inherited in openDescriptors() where inherited > 2 { posix_spawn_file_actions_addclose(&actions, inherited) }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // 0x80 is POSIX_SPAWN_SETSID.
        let session: Int32 = inOwnSession ? 0x80 : 0
        posix_spawnattr_setflags(&attributes, Int16(Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | session))
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var variables = variables(environment)
        defer { for variable in variables { free(variable) } }
        var pid = pid_t()
        let status = turn.withLock { _ in posix_spawn(&pid, path, &actions, &attributes, &arguments, &variables) }
        return status == 0 ? (pid, 0) : (nil, status)
    }

    /// Both ends of a pipe, which no program inherits that is not handed one; nil with `errno` where there can be none.
    package static func pipeEnds() -> (read: Int32, write: Int32)? {
        turn.withLock { _ in
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { return nil }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            return (ends[0], ends[1])
        }
    }

    /// No program is started between the making of a pipe and the note that nobody inherits it.
    private static let turn = Mutex(())

    /// What this process has open.
    private static func openDescriptors() -> [Int32] {
        guard let listing = opendir("/proc/self/fd") else { return [] }
        defer { closedir(listing) }
        var found: [Int32] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let descriptor = Int32(name) { found.append(descriptor) }
        }
        return found
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
