import Actions
import Exchange
import Experiments
import Glibc
import Recipes

/// The program, the folders that it writes to, and the programs that it can use.
enum InstallationExamination {
    static let all = [
        Examination(subject: "assay") { _ in [.good("\(Build.version), \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) processors")] },
        Examination(subject: "read tables") { _ in
            [folder(Project.cacheFolder, "XDG_CACHE_HOME", loses: "every file is read anew")]
        },
        Examination(subject: "memory of settings") { _ in
            [folder(Project.stateFolder, "XDG_STATE_HOME", loses: "nothing is remembered between starts")]
        },
        Examination(subject: "Parquet and Arrow") { _ in [columnar()] },
    ]

    private static func folder(_ path: String?, _ variable: String, loses: String) -> Diagnosis {
        guard let path else { return .lacking("there is no home folder: \(loses)", "set \(variable)") }
        return Project.canWrite(below: path)
            ? .good(path) : .bad("\(path) cannot be written: \(loses)", "make it writable, or set \(variable)")
    }

    private static func columnar() -> Diagnosis {
        let found = TableOpener.columnarPrograms
        return found.isEmpty
            ? .lacking("neither duckdb nor pyarrow is installed: such files cannot be read", "install duckdb")
            : .good("by " + found.joined(separator: " and "))
    }
}
