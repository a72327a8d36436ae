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

    /// The bytes of its memory.
    static let memoryBytes = max(0, Int(sysconf(Int32(_SC_PHYS_PAGES)))) * max(0, Int(sysconf(Int32(_SC_PAGESIZE))))

    /// Whether a run was worked on here.
    static func isThis(_ run: RunRecord) -> Bool {
        run.host == host || !identity.isEmpty && run.environment["machine"] == identity
    }

    /// What is kept with a run: version and build of this program, processor, system, and the commit of the project's folder.
    static func environment(project: String) -> [String: String] {
        var words = here
        if let tree = GitTree(containing: project) {
            words["commit"] = tree.commit
            words["uncommitted"] = tree.hasChanges.map { $0 ? "yes" : "no" }
        }
        return words.filter { !$0.value.isEmpty }
    }

    /// What of it decides whether a run may go on here from a state that was kept.
    static let here = [
        "assay": Build.version, "processor": processor, "system": system, "machine": identity, "executable": executable,
    ].filter { !$0.value.isEmpty }

    /// How people call what ``environment(project:)`` has, in the order in which it is told.
    static let titles = [
        ("assay", "assay's version"), ("executable", "the build"), ("processor", "the processor"), ("threads", "threads"),
        ("system", "the system"), ("machine", "the machine"), ("commit", "the project's commit"),
        ("uncommitted", "uncommitted changes in the project"),
    ]

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
}
