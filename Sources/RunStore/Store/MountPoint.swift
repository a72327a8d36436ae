import Glibc

/// Which file system a folder lies on, as `/proc/self/mounts` says.
enum MountPoint {
    /// File systems of other machines, where a write-ahead log does not work between hosts.
    private static let network: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "lustre", "gpfs", "ceph", "9p", "afs", "fuse.sshfs", "fuse.glusterfs",
    ]

    /// Whether the folder lies on a file system of another machine.
    static func isOnNetwork(_ folder: String) -> Bool {
        guard let real = realpath(folder, nil) else { return false }
        defer { free(real) }
        guard let mounts = text(ofSmallFile: "/proc/self/mounts") else { return false }
        return isOnNetwork(String(cString: real), mounts: mounts)
    }

    static func isOnNetwork(_ path: String, mounts: String) -> Bool {
        var longest = -1
        var kind = ""
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2 else { continue }
            // Blanks in a path are written as \040.
            let place = fields[1].replacing("\\040", with: " ")
            guard place == "/" || path == place || path.hasPrefix(place + "/") else { continue }
            if place.utf8.count >= longest { (longest, kind) = (place.utf8.count, String(fields[2])) }
        }
        return network.contains(kind)
    }

    private static func text(ofSmallFile path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16384)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
