import Glibc

/// The file that is touched after every commit, so that other processes look at once instead of polling.
struct Bell: Sendable {
    static func path(in folder: String) -> String { folder + "/bell" }

    private let descriptor: Int32

    /// Opens the bell; a bell that cannot be made is silent, and watchers fall back on looking every second.
    init(folder: String) {
        descriptor = open(Self.path(in: folder), O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    }

    /// Wakes everyone who watches.
    func ring() {
        if descriptor >= 0 { futimens(descriptor, nil) }
    }

    /// Gives the file back.
    func close() {
        if descriptor >= 0 { Glibc.close(descriptor) }
    }
}
