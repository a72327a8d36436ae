import Glibc
import Recipes

/// A folder with event files of TensorBoard somewhere below: each folder that has some is a run.
final class EventFolder {
    /// More files and deeper folders are nobody's runs.
    private static let mostFiles = 20_000
    private static let deepest = 32

    let path: String
    private(set) var runs: [EventRun] = []
    private var byFolder: [String: EventRun] = [:]
    /// Files that cannot be opened.
    private(set) var remarks: [String] = []
    private var failed: Set<String> = []

    /// - Parameter path: a folder, or one event file.
    init(_ path: String) {
        self.path = path
        look()
    }

    /// Whether a name is that of an event file.
    static func isEventFile(_ name: String) -> Bool { name.contains("tfevents") && !name.hasSuffix(".profile-empty") }

    /// Whether there is an event file at a path or below it.
    static func isOne(_ path: String) -> Bool { !files(at: path, most: 1).isEmpty }

    /// Looks for files that are new.
    func look() {
        for file in Self.files(at: path, most: Self.mostFiles) where !failed.contains(file) {
            var folder = FilePath.parent(of: file)
            var prefix = ""
            // Keras writes the curves of one run into two folders.
            let word = FilePath.name(of: folder)
            if folder != path, SeriesNaming.rows(word) != nil, folder.hasPrefix(path + "/") {
                prefix = word + "/"
                folder = FilePath.parent(of: folder)
            }
            let run = byFolder[folder] ?? EventRun(name: name(of: folder), folder: folder)
            do throws(AssayError) {
                try run.add(file, prefix: prefix)
                if byFolder.updateValue(run, forKey: folder) == nil { runs.append(run) }
            } catch {
                failed.insert(file)
                remarks.append(error.sentence)
            }
        }
    }

    private var root: String { FilePath.isFolder(path) ? path : FilePath.parent(of: path) }

    private func name(of folder: String) -> String {
        folder.hasPrefix(root + "/") ? String(folder.dropFirst(root.count + 1)) : FilePath.name(of: folder)
    }

    /// The event files at a path or below it, in the order of their names; links to folders are not followed.
    private static func files(at path: String, most: Int) -> [String] {
        guard FilePath.isFolder(path) else {
            return FilePath.size(ofFile: path) != nil && isEventFile(FilePath.name(of: path)) ? [path] : []
        }
        var found: [String] = []
        func walk(_ folder: String, depth: Int) {
            for name in FilePath.names(in: folder) where found.count < most {
                let below = folder + "/" + name
                var status = stat()
                guard lstat(below, &status) == 0 else { continue }
                if status.st_mode & S_IFMT == S_IFDIR {
                    if depth < deepest { walk(below, depth: depth + 1) }
                } else if isEventFile(name), FilePath.size(ofFile: below) != nil {
                    found.append(below)
                }
            }
        }
        walk(path, depth: 0)
        return found
    }
}
