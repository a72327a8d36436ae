public import Recipes

extension Project {
    /// The folder with the files that an outside trainer's run left.
    public func artifactFolder(of run: String) -> String { ArtifactShelf.folder(of: run, storeFolder: storeFolder) }

    /// What such a trainer left and said of itself: `artifacts`, `params`, `remarks`, and how many lines were no messages.
    public func trainerRecord(of run: String) -> JSON? {
        guard let text = FilePath.text(of: artifactFolder(of: run) + "/" + ArtifactShelf.listName) else { return nil }
        return try? JSON(parsing: text)
    }
}
