/// A folder with the data, `assay.toml` and `.assay/`: where runs are kept.
public struct Project: Sendable, Equatable {
    /// The project's folder, absolute.
    public var folder: String
    /// The data file of `assay.toml`, absolute, if one is named.
    public var data: String?
    /// The target column of `assay.toml`.
    public var target: String?
    /// True where the project stands elsewhere because the folder of the data cannot be written.
    public var isElsewhere: Bool

    public init(folder: String, data: String? = nil, target: String? = nil, isElsewhere: Bool = false) {
        self.folder = folder
        self.data = data
        self.target = target
        self.isElsewhere = isElsewhere
    }

    /// The last part of the folder.
    public var name: String { String(folder.split(separator: "/").last ?? "/") }

    /// Where the store, locks and logs are.
    public var storeFolder: String { folder + "/.assay" }
}
