import Experiments
public import Recipes
import RunStore

extension Session {
    /// The draft and the journal as they were when the project was last open; nil where nothing was kept.
    public func keptDraft() -> (draft: JSON, journal: JSON)? {
        let text = (try? storeIfThere()?.setting("draft")) ?? StateFolder.text(of: draftFile)
        guard let text, let document = try? JSON(parsing: text) else { return nil }
        return (document["draft"] ?? .null, document["journal"] ?? .null)
    }

    /// Keeps the draft and the journal for the next time: in the store once there is one, else in the state folder of the
    /// person, because nothing is written beside the data before the first run is kept.
    public func keepDraft(_ draft: JSON, journal: JSON) throws(AssayError) {
        // A step that was typed a moment ago has its address as it was typed.
        let text = SecretAddress.kept(in: JSON.object(["draft": draft, "journal": journal]).canonicalText)
        if let store = try storeIfThere() {
            try store.set("draft", to: text)
        } else {
            StateFolder.write(draftFile, text)
        }
    }

    /// Of each project's folder one file.
    private var draftFile: String { "drafts/\(SHA256.hexDigest(of: Array(project.folder.utf8)).prefix(16)).json" }
}
