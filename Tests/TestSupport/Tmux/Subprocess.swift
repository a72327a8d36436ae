import Glibc

/// Runs another program to its end.
enum Subprocess {
    /// What a program said and how it ended.
    struct Answer {
        /// The exit status; 127 where the program could not be started, 128 and the signal where one ended it.
        var status: Int32
        /// Standard output and standard error, as they came.
        var output: String
    }

    /// Runs a program and waits for its end.
    ///
    /// - Parameters:
    ///   - arguments: The program's name, looked for in `PATH`, and its arguments.
    ///   - environment: All of its environment.
    /// - Returns: Its words and its end.
    static func run(_ arguments: [String], environment: [String: String]) -> Answer {
        // A file, not a pipe: a server that the program leaves behind cannot keep us waiting for the end of the output.
        var template = Array("/tmp/assay-test-output-XXXXXX".utf8CString)
        let output = mkstemp(&template)
        guard output >= 0 else { return Answer(status: 127, output: "no file for the output") }
        unlink(template)
        _ = fcntl(output, F_SETFD, FD_CLOEXEC)
        defer { close(output) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
        // Nothing else is handed on. Foundation learns of the end of a process when the last copy of a socket closes: a server that
        // inherited one would keep every test that waits for a process waiting for the server.
        for descriptor in 3..<Int32(min(sysconf(Int32(_SC_OPEN_MAX)), 1024)) {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        // Threads of a pool hold signals back, and children would inherit that: a terminal whose programs hear of no new size.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let words = arguments.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        var pid = pid_t()
        let failure = posix_spawnp(&pid, arguments[0], &actions, &attributes, words, variables)
        guard failure == 0 else { return Answer(status: 127, output: String(cString: strerror(failure))) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}

        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = pread(output, &buffer, buffer.count, bytes.count)
            if count <= 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        let signal = status & 0x7F
        return Answer(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: String(decoding: bytes, as: UTF8.self))
    }
}
