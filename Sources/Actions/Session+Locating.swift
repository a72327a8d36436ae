import Exchange
public import Experiments
import Glibc
public import Recipes
import RunStore

extension Session {
    /// The session of the project that a command means: the folder that was named, else the nearest project upwards, else the
    /// folder of the data, else one under the state folder.
    ///
    /// - Parameters:
    ///   - project: the folder that was named, made when it is not there.
    ///   - data: the data file or project folder that was named.
    /// - Returns: the session; nothing is written but the folder that was named.
    /// - Throws: ``AssayError`` where the folder cannot be used.
    public static func locate(project: String?, data: String?) throws(AssayError) -> Session {
        Session(project: try Project.discover(named: project, path: data))
    }

    /// The data file that a command means: the one that was named, else the project's, else that of the last run.
    ///
    /// - Parameter path: a source as ``TableSource`` has it, or a folder with `assay.toml` or with data files in it.
    /// - Returns: its absolute path, or the text itself where it names no file here; whether it can be read is found out when it is.
    /// - Throws: ``AssayError`` where a folder has no data file, or where none is named and the project's folder has several.
    public func dataFile(named path: String?) throws(AssayError) -> String {
        guard let path else {
            if let data = project.data { return data }
            if let last = try storeIfThere()?.runs().last { return last.source }
            return try Self.onlyDataFile(in: project.folder)
        }
        var info = stat()
        guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else { return Self.absolute(path) }
        let folder = Self.absolute(path)
        if let data = project.data, folder == project.folder || data.hasPrefix(folder + "/") { return data }
        // A folder that was named and has several is a table of many files.
        let files = Self.dataFiles(in: folder)
        return files.count > 1 ? folder : try Self.onlyDataFile(in: folder)
    }

    /// Writes `assay.toml`, and makes the folder where it is not there.
    ///
    /// - Parameters:
    ///   - data: the data file.
    ///   - target: the column to predict.
    ///   - folder: nil is the folder of this session's project.
    /// - Returns: the project.
    /// - Throws: ``AssayError`` where it is a project already, or cannot be written.
    public func makeProject(data: String, target: String, in folder: String?) throws(AssayError) -> Project {
        var made = project
        if let folder { made.folder = Self.absolute(folder) }
        made.data = Self.absolute(data)
        made.target = target
        made.reading = readingOptions(of: data)
        try made.initialize()
        return made
    }

    /// The one data file of a folder.
    private static func onlyDataFile(in folder: String) throws(AssayError) -> String {
        let found = dataFiles(in: folder)
        guard let only = found.first else { throw .noData(in: folder) }
        guard found.count == 1 else { throw .severalDataFiles(in: folder, found) }
        return folder + "/" + only
    }

    /// The names of a folder's data files, sorted.
    private static func dataFiles(in folder: String) -> [String] {
        var found: [String] = []
        if let entries = opendir(folder) {
            defer { closedir(entries) }
            while let entry = readdir(entries) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if !name.hasPrefix("."), TableSource.isTable(name) { found.append(name) }
            }
        }
        return found.sorted()
    }

    /// The path from the root; an address as it is kept.
    static func absolute(_ path: String) -> String {
        guard TableSource.isPath(path), path != "/dev/stdin" else { return SecretAddress.kept(path) }
        guard let resolved = realpath(path, nil) else {
            guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
            defer { free(here) }
            return String(cString: here) + "/" + path
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
