import Glibc
import Recipes

/// Small files that a person writes: themes, keys.
enum TextFiles {
    /// No theme or key file is near this size.
    private static let limit = 1 << 20

    /// The text of a file.
    static func text(of path: String) throws(AssayError) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadableFile(path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { throw .unreadableFile(path, reason: String(cString: strerror(errno))) }
            if count == 0 { break }
            bytes += buffer.prefix(count)
            guard bytes.count <= limit else { throw .unreadableFile(path, reason: "it is larger than a megabyte") }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .unreadableFile(path, reason: "it is not UTF-8 text")
        }
        return text
    }

    /// Whether there is something at a path.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The names in a folder, sorted; none where it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}

/// Where a person's own settings are.
public enum ConfigurationFolder {
    /// `$XDG_CONFIG_HOME/assay`, else `~/.config/assay`; nil without a home.
    public static var path: String? {
        func value(_ name: String) -> String? {
            guard let value = getenv(name) else { return nil }
            let text = String(cString: value)
            return text.isEmpty ? nil : text
        }
        if let folder = value("XDG_CONFIG_HOME"), folder.hasPrefix("/") { return folder + "/assay" }
        return value("HOME").map { $0 + "/.config/assay" }
    }
}
