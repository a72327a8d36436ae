import Exchange
import Glibc
public import Recipes

extension Project {
    /// Finds the project that a command means, and reads its `assay.toml`. Nothing is written, but for the folder of `--project`.
    ///
    /// The order is the contract's: the folder that is named; else the nearest folder upwards with `assay.toml` or `.assay/`; else
    /// the folder of the data file; and where that cannot be written one under `$XDG_STATE_HOME/assay`.
    ///
    /// - Parameters:
    ///   - named: the folder of `--project`, made where it is missing.
    ///   - path: the data file, or the folder, that the command works on.
    ///   - workingDirectory: where relative paths begin; nil is the process's own.
    ///   - stateFolder: where projects are kept whose own folder cannot be written; nil is ``stateFolder``.
    /// - Returns: the project, whose store may not be there yet.
    /// - Throws: ``AssayError`` where the folder cannot be used or `assay.toml` cannot be read.
    public static func discover(
        named: String? = nil, path: String? = nil, workingDirectory: String? = nil, stateFolder: String? = nil
    ) throws(AssayError) -> Project {
        let start = workingDirectory ?? FilePath.workingDirectory
        let target = path.flatMap { TableSource.isPath($0) ? $0 : nil }.map { FilePath.absolute($0, in: start) }
        if let named {
            let folder = FilePath.absolute(named, in: start)
            try FilePath.makeFolder(folder)
            guard FilePath.isWritable(folder) else { throw .folder(folder, errno: EACCES) }
            return try Project(folder: folder).configured(from: folder)
        }
        let home: String
        if let target, FilePath.isFolder(target) {
            home = nearest(from: target) ?? target
        } else {
            let beside = target.map(TableSource.folder(of:))
            home = nearest(from: start) ?? beside.flatMap(nearest) ?? beside ?? start
        }
        if isUsable(home) { return try Project(folder: home).configured(from: home) }
        guard let state = stateFolder ?? Self.stateFolder else { throw .nowhereToWrite }
        let elsewhere = state + "/" + FilePath.name(of: home) + "-" + SHA256.hexDigest(of: home.utf8).prefix(8)
        return try Project(folder: elsewhere, isElsewhere: true).configured(from: home)
    }

    /// Where imported tables are cached: `$XDG_CACHE_HOME/assay`, else `~/.cache/assay`; nil where neither is known.
    public static var cacheFolder: String? {
        if let folder = FilePath.environment("XDG_CACHE_HOME") { return FilePath.absolute(folder) + "/assay" }
        return FilePath.environment("HOME").map { $0 + "/.cache/assay" }
    }

    /// What is remembered of a person, and projects that cannot be kept with their data: `$XDG_STATE_HOME/assay`, else
    /// `~/.local/state/assay`; nil where neither is known.
    public static var stateFolder: String? {
        if let folder = FilePath.environment("XDG_STATE_HOME") { return FilePath.absolute(folder) + "/assay" }
        return FilePath.environment("HOME").map { $0 + "/.local/state/assay" }
    }

    /// Whether a folder can be written, or made.
    public static func canWrite(below folder: String) -> Bool {
        var place = folder
        while !FilePath.exists(place), place != "/" { place = FilePath.parent(of: place) }
        return FilePath.isFolder(place) && FilePath.isWritable(place)
    }

    /// The nearest folder upwards that is a project.
    private static func nearest(from folder: String) -> String? {
        var place = folder
        while true {
            if FilePath.exists(place + "/" + configurationName) || FilePath.isFolder(place + "/.assay") { return place }
            if place == "/" { return nil }
            place = FilePath.parent(of: place)
        }
    }

    /// Whether runs can be kept in a folder.
    private static func isUsable(_ folder: String) -> Bool {
        let store = folder + "/.assay"
        return FilePath.exists(store) ? FilePath.isWritable(store) : FilePath.isWritable(folder)
    }
}
