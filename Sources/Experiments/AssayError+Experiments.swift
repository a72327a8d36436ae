import Glibc
import Recipes
import RunStore

extension AssayError {
    /// A folder or file cannot be made or used.
    static func folder(_ path: String, errno number: Int32) -> AssayError {
        let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        switch number {
        case ENOSPC, EDQUOT:
            return AssayError(
                code: "disk_full", message: "no space is left on the disk of \(path)", hint: "free some and try again")
        case EACCES, EROFS, EPERM:
            return AssayError(
                code: "read_only", message: "\(path) cannot be written",
                hint: "check its permissions, or choose another with --project DIR")
        case ENOTDIR, EEXIST:
            return AssayError(
                code: "not_a_folder", message: "\(path) is in the way or lies below a file", hint: "name another folder")
        default: return AssayError(code: "folder", message: "\(path) cannot be made (\(reason))", hint: "check the path")
        }
    }

    /// Neither the data's folder nor a home can be written.
    static let nowhereToWrite = AssayError(
        code: "read_only", message: "there is no folder to keep runs in: the data's cannot be written and HOME is not set",
        hint: "name one with --project DIR")

    static func projectExists(_ path: String) -> AssayError {
        AssayError(
            code: "project_exists", message: "\(path) is there already", hint: "edit it, or name another folder with --dir")
    }

    /// `assay.toml` is wrong.
    static func projectFile(_ path: String, line: Int?, _ what: String) -> AssayError {
        AssayError(
            code: "project_file", message: "\(path)" + (line.map { ", line \($0)" } ?? "") + ": \(what)", hint: "correct the file"
        )
    }

    /// The file holds something else than when the run was made.
    static func dataChanged(_ path: String, run: RunRecord) -> AssayError {
        AssayError(
            code: "data_changed", message: "\(path) is not what it was when run \(run.number) was made",
            hint: "put the old file back, or train a new run on the new one")
    }

    /// The lock of a run that was only just named is taken.
    static func storeLock(_ run: String) -> AssayError {
        AssayError(code: "worker", message: "the lock of run \(run) is taken", hint: "try again")
    }

    /// Another process works on the run.
    static func alreadyTrained(_ run: RunRecord) -> AssayError {
        AssayError(
            code: "wrong_state", message: "run \(run.number) is worked on by another process",
            hint: "watch it with assay show \(run.number)")
    }

    /// The run is not in a state in which this can be asked of it.
    static func notGoingOn(_ run: RunRecord, _ verb: String) -> AssayError {
        AssayError(
            code: "wrong_state", message: "run \(run.number) is \(run.state.rawValue) and cannot be \(verb)",
            hint: "assay show \(run.number) says where it stands")
    }

    /// Another table that is not read while a step is typed.
    static func readWithStep(_ path: String) -> AssayError {
        AssayError(code: "not_previewed", message: "\(path) is read when the step is taken", hint: "Enter takes it")
    }

    static func noResult(_ run: RunRecord) -> AssayError {
        AssayError(
            code: "wrong_state", message: "run \(run.number) is \(run.state.rawValue) and has no result to verify",
            hint: "choose one that is done")
    }

    /// The worker could not be started.
    static func spawn(_ path: String, errno number: Int32) -> AssayError {
        let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        return AssayError(
            code: "worker", message: "no worker could be started (\(path): \(reason))", hint: "run assay work in another terminal"
        )
    }
}
