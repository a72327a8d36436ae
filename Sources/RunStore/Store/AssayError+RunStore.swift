import GRDB
import Recipes

extension AssayError {
    /// No run is called so.
    static func noSuchRun(_ name: String) -> AssayError {
        AssayError(code: "no_such_run", message: "there is no run \"\(name)\"", hint: "assay runs lists them")
    }

    /// No run is there yet, or none is the baseline.
    static func noRunYet(_ name: String) -> AssayError {
        name == "baseline"
            ? AssayError(code: "no_such_run", message: "no run is the baseline", hint: "choose one with B on the Runs screen")
            : AssayError(code: "no_such_run", message: "there are no runs yet", hint: "assay train makes one")
    }

    /// A prefix that several ids begin with.
    static func ambiguousRun(_ name: String, numbers: [Int], total: Int) -> AssayError {
        let list = numbers.map(String.init).joined(separator: ", ") + (total > numbers.count ? ", .." : "")
        return AssayError(
            code: "ambiguous", message: "\"\(name)\" may be any of \(total) runs (numbers \(list))",
            hint: "write more of the id, or the run's number")
    }

    /// A change that needed the run in another state.
    static func runIs(_ state: RunState, number: Int, wanted: [RunState]) -> AssayError {
        AssayError(
            code: "wrong_state",
            message: "run \(number) is \(state.rawValue), not \(wanted.map(\.rawValue).joined(separator: " or "))",
            hint: "assay show \(number) says where it stands")
    }

    /// Somebody else changed the run since it was read.
    static func changedMeanwhile(number: Int) -> AssayError {
        AssayError(
            code: "changed", message: "run \(number) was changed elsewhere in the meantime", hint: "look at it again, then repeat"
        )
    }

    /// A newer build wrote the store.
    static func newerStore(_ folder: String, version: Int, known: Int) -> AssayError {
        AssayError(
            code: "newer_store",
            message:
                "\(folder)/\(RunStore.fileName) was written by a newer assay (store version \(version), this build knows \(known))",
            hint: "use that one; nothing was changed")
    }

    /// The file is SQLite, but not ours.
    static func foreignStore(_ folder: String) -> AssayError {
        AssayError(
            code: "not_a_store", message: "\(folder)/\(RunStore.fileName) is a database of another program",
            hint: "move it away, or choose another project with --project")
    }

    /// Another process holds the writers' lock and does not let go.
    static func storeBusy(_ folder: String) -> AssayError {
        AssayError(
            code: "store_busy", message: "another process has been writing to \(folder) for more than ten seconds",
            hint: "see with fuser \(folder)/writer who it is, then try again")
    }

    /// A file beside the store cannot be made or opened.
    static func storeFile(_ path: String, errno number: Int32) -> AssayError {
        switch number {
        case 28, 122: .diskFull(path)
        case 30, 13, 1: .storeNotWritable(path)
        default:
            AssayError(
                code: "store", message: "\(path) cannot be opened (\(RunStore.systemText(number)))",
                hint: "check the folder and its permissions")
        }
    }

    static func diskFull(_ path: String) -> AssayError {
        AssayError(
            code: "disk_full", message: "no space is left on the disk of \(path)",
            hint: "free some and try again; what was kept before is safe")
    }

    static func storeNotWritable(_ path: String) -> AssayError {
        AssayError(
            code: "read_only", message: "\(path) cannot be written",
            hint: "check its permissions, or choose another project with --project DIR")
    }

    /// What SQLite says, as a sentence.
    static func store(_ error: any Error, folder: String) -> AssayError {
        if let error = error as? AssayError { return error }
        let path = folder + "/" + RunStore.fileName
        guard let error = error as? DatabaseError else {
            return AssayError(code: "store", message: "\(path) cannot be used (\(error))", hint: "check the folder and the disk")
        }
        switch error.resultCode {
        case .SQLITE_FULL: return .diskFull(path)
        case .SQLITE_READONLY, .SQLITE_PERM: return .storeNotWritable(path)
        case .SQLITE_NOTADB:
            return AssayError(
                code: "not_a_store", message: "\(path) is no database", hint: "move it away; assay makes a new one")
        case .SQLITE_CORRUPT:
            return AssayError(
                code: "store_damaged", message: "\(path) is damaged (\(error.message ?? "malformed"))",
                hint: "copy .assay away, then: sqlite3 runs.sqlite .recover | sqlite3 repaired.sqlite")
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .storeBusy(folder)
        case .SQLITE_CANTOPEN:
            return AssayError(
                code: "store", message: "\(path) cannot be opened", hint: "check that the folder is there and may be written")
        case .SQLITE_IOERR:
            return AssayError(
                code: "store_io", message: "reading or writing \(path) failed (\(error.message ?? "input or output error"))",
                hint: "check the disk and the space left on it")
        default:
            return AssayError(
                code: "store", message: "\(path) cannot be used (\(error.message ?? error.resultCode.description))",
                hint: "check the folder and the disk")
        }
    }
}
