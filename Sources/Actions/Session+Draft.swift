import Experiments
import Glibc
public import Recipes
import RunStore

extension Session {
    /// The draft and the journal as they were when the project was last open; nil where nothing was kept.
    public func keptDraft() -> (draft: JSON, journal: JSON)? {
        let text = (try? storeIfThere()?.setting("draft")) ?? readState()
        guard let text, let document = try? JSON(parsing: text) else { return nil }
        return (document["draft"] ?? .null, document["journal"] ?? .null)
    }

    /// Keeps the draft and the journal for the next time: in the store once there is one, else in the state folder of the
    /// person, because nothing is written beside the data before the first run is kept.
    public func keepDraft(_ draft: JSON, journal: JSON) throws(AssayError) {
        let text = JSON.object(["draft": draft, "journal": journal]).canonicalText
        if let store = try storeIfThere() {
            try store.set("draft", to: text)
        } else {
            writeState(text)
        }
    }

    private var statePath: String? {
        guard let folder = Project.stateFolder else { return nil }
        return folder + "/drafts/" + SHA256.hexDigest(of: Array(project.folder.utf8)).prefix(16) + ".json"
    }

    private func readState() -> String? {
        guard let path = statePath, let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Where the state folder cannot be written the draft lives as long as the screen: no reason to stop anyone.
    private func writeState(_ text: String) {
        guard let path = statePath, let folder = Project.stateFolder else { return }
        var made = ""
        for part in (folder + "/drafts").split(separator: "/") {
            made += "/" + part
            mkdir(made, 0o755)
        }
        let fresh = path + ".new"
        guard let file = fopen(fresh, "w") else { return }
        let isWhole = fputs(text, file) >= 0
        guard fclose(file) == 0, isWhole else { return }
        rename(fresh, path)
    }
}
