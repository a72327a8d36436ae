import Glibc
import RunStore

/// This machine, as runs remember it.
enum Machine {
    static let host: String = {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    /// What stays the same when the host's name changes; empty where the system has none.
    static let identity = (FilePath.text(of: "/etc/machine-id") ?? "").filter { !$0.isWhitespace }

    /// How many threads can run at once.
    static let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// Whether a run was worked on here.
    static func isThis(_ run: RunRecord) -> Bool {
        run.host == host || !identity.isEmpty && run.environment["machine"] == identity
    }

    /// What is kept with a run: processor, system, build, and the commit of the project's folder.
    static func environment(project: String) -> [String: String] {
        var words = ["processor": processor, "system": system, "machine": identity, "executable": executable]
        if let commit = commit(of: project) { words["commit"] = commit }
        return words.filter { !$0.value.isEmpty }
    }

    private static let processor: String = {
        let lines = (FilePath.text(of: "/proc/cpuinfo") ?? "").split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix("model name") }), let colon = line.firstIndex(of: ":") else {
            return ""
        }
        return String(line[line.index(after: colon)...].drop { $0 == " " })
    }()

    private static let system: String = {
        (FilePath.text(of: "/proc/sys/kernel/osrelease") ?? "").filter { !$0.isNewline }
    }()

    /// Size and time of the running executable: tells builds apart.
    private static let executable: String = {
        var status = stat()
        guard stat("/proc/self/exe", &status) == 0 else { return "" }
        return "\(status.st_size)-\(status.st_mtim.tv_sec)"
    }()

    /// The commit that the folder's repository is at, without asking git.
    static func commit(of folder: String) -> String? {
        var place = folder
        while true {
            let repository = place + "/.git"
            if let head = FilePath.text(of: repository + "/HEAD") {
                let line = head.filter { !$0.isNewline }
                guard line.hasPrefix("ref: ") else { return line.count == 40 ? line : nil }
                let name = String(line.dropFirst(5))
                if let commit = FilePath.text(of: repository + "/" + name) { return String(commit.prefix(40)) }
                let packed = (FilePath.text(of: repository + "/packed-refs") ?? "").split(separator: "\n")
                return packed.first { $0.hasSuffix(" " + name) }.map { String($0.prefix(40)) }
            }
            if place == "/" { return nil }
            place = FilePath.parent(of: place)
        }
    }
}
