public import Exchange
public import Recipes

/// Addresses with a password, a signature or a token in them.
///
/// What is shown, and what is kept with a project, has `***` in place of the secret: others read a project's folder. The whole address
/// lies in a file of its own in the state folder, which only its owner can read, so that a worker reaches the table, and so does the
/// next start. On another machine the address has to be said anew.
public enum SecretAddress {
    /// A source as it is kept and shown; its secrets are remembered.
    public static func kept(_ source: String) -> String {
        let shown = TableSource.shown(source)
        guard shown != source, !TableSource.isHidden(source) else { return source }
        let name = file(of: shown)
        if StateFolder.text(of: name) != source { StateFolder.write(name, source, isPrivate: true) }
        return shown
    }

    /// The same for the other tables that steps name.
    public static func kept(_ steps: [Step]) -> [Step] {
        steps.map { step in
            var step = step
            for field in step.declaration?.fields ?? [] where field.form == .path {
                if let source = step.arguments[field.name]?.stringValue { step.arguments[field.name] = .string(kept(source)) }
            }
            return step
        }
    }

    /// The same for every address in a text.
    public static func kept(in text: String) -> String { TableSource.replacingAddresses(in: text) { kept($0 as String) } }

    /// A source by which its table can be reached, where this machine knows what was hidden.
    public static func whole(_ source: String) -> String {
        guard TableSource.isHidden(source), let known = StateFolder.text(of: file(of: source)),
            TableSource.shown(known) == source
        else { return source }
        return known
    }

    private static func file(of shown: String) -> String { "addresses/\(SHA256.hexDigest(of: Array(shown.utf8)).prefix(32))" }
}

extension TableOpener {
    /// The one that projects work with: it knows the cache of ``Project/cacheFolder``, and the secrets of addresses.
    public static var standard: TableOpener { TableOpener(cacheFolder: Project.cacheFolder, whole: SecretAddress.whole) }
}
