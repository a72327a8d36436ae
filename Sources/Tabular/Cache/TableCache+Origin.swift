import Recipes

/// What a table was made of, where that is not one file of text: the identities of all its files, and what was taken from them.
extension TableCache {
    private func path(ofOrigin text: String) -> String {
        "\(folder)/\(SHA256.hexDigest(of: Array("origin \(text)".utf8)).prefix(32)).v2.source"
    }

    /// The content hash that was remembered for an origin.
    func content(ofOrigin text: String) -> String? {
        hash(at: path(ofOrigin: text))
    }

    /// Remembers what an origin came to. Whoever calls vouches for its not having changed meanwhile.
    func remember(_ content: String, ofOrigin text: String) {
        makeFolders(folder)
        put(Array(content.utf8), at: path(ofOrigin: text))
    }
}
