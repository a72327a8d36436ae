import Exchange
import Glibc

/// The work tree of git that a folder lies in: what a run's project was like when it was made.
struct GitTree {
    /// The folder with `.git`.
    private let folder: String
    /// The commit that is checked out.
    let commit: String

    /// Finds the tree without asking git; nil where there is none, or nothing was committed.
    init?(containing folder: String) {
        var place = folder
        while !FilePath.exists(place + "/.git") {
            if place == "/" || place.isEmpty { return nil }
            place = FilePath.parent(of: place)
        }
        guard let commit = Self.commit(in: Self.repository(of: place)) else { return nil }
        (self.folder, self.commit) = (place, commit)
    }

    /// Where the repository is: `.git`, or where that file says.
    private static func repository(of folder: String) -> String {
        let path = folder + "/.git"
        guard !FilePath.isFolder(path), let text = FilePath.text(of: path), text.hasPrefix("gitdir: ") else { return path }
        return FilePath.absolute(text.dropFirst(8).filter { !$0.isNewline }, in: folder)
    }

    private static func commit(in repository: String) -> String? {
        guard let head = FilePath.text(of: repository + "/HEAD")?.filter({ !$0.isNewline }) else { return nil }
        guard head.hasPrefix("ref: ") else { return head.count >= 40 ? head : nil }
        let name = String(head.dropFirst(5))
        // Another work tree of a repository has a head of its own, but no branches.
        let shared = FilePath.text(of: repository + "/commondir").map { text in
            FilePath.absolute(text.filter { !$0.isNewline }, in: repository)
        }
        for place in [repository, shared ?? repository] {
            if let commit = FilePath.text(of: place + "/" + name) { return String(commit.prefix { $0.isHexDigit }) }
            let packed = (FilePath.text(of: place + "/packed-refs") ?? "").split(separator: "\n")
            if let line = packed.first(where: { $0.hasSuffix(" " + name) }) { return String(line.prefix { $0.isHexDigit }) }
        }
        return nil
    }
}

extension GitTree {
    /// Whether files that git knows are not as they were committed; nil where git is not there or takes too long.
    ///
    /// git is only asked what starts no other program, whatever the repository's settings say: a folder from a stranger must not have its
    /// filters run because somebody looks at its data.
    var hasChanges: Bool? {
        // Both print a line a file; a file with other times than in the index may still have the same content.
        guard let staged = ask(["diff-index", "--cached", "--raw", "--ignore-submodules=all", "HEAD", "--"]) else { return nil }
        if !staged.isEmpty { return true }
        guard let listed = ask(["diff-files", "--raw", "-z", "--ignore-submodules=all"]) else { return nil }
        var words = listed.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }[...]
        var touched: [(hash: Substring, path: String)] = []
        while words.count > 1 {
            let (entry, path) = (words.removeFirst().split(separator: " "), words.removeFirst())
            guard entry.count == 5, entry[4] == "M", entry[0].dropFirst() == entry[1], touched.count < 64 else { return true }
            touched.append((entry[2], path))
        }
        if touched.isEmpty { return false }
        guard let hashed = ask(["hash-object", "--no-filters", "--"] + touched.map(\.path)) else { return nil }
        let hashes = hashed.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        return hashes != touched.map { String($0.hash) }
    }

    /// What git says, where it ends well within two seconds.
    private func ask(_ words: [String]) -> [UInt8]? {
        guard let git = Program.named("git"), let ends = ProgramStart.pipeEnds() else { return nil }
        defer { close(ends.read) }
        let start = ["git", "-C", folder, "-c", "core.fsmonitor=false", "--no-optional-locks"] + words
        let child = ProgramStart.spawn(
            git.path, start, streams: [.nowhere, .descriptor(ends.write), .nowhere],
            environment: ["GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": ""], inOwnSession: true)
        close(ends.write)
        guard let pid = child.pid else { return nil }
        let output = Self.output(of: ends.read, until: Clock.monotonic() + 2)
        if output == nil { kill(pid, SIGKILL) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return status == 0 ? output : nil
    }

    private static func output(of descriptor: Int32, until end: Double) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let left = end - Clock.monotonic()
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard left > 0, poll(&waiting, 1, Int32(left * 1000) + 1) > 0 else { return nil }
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return count == 0 ? bytes : nil }
            bytes += buffer[..<count]
        }
    }
}
