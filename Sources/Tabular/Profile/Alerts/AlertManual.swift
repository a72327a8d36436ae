/// The page of the manual on alerts, made from their declarations.
public enum AlertManual {
    /// `docs/alerts.md`.
    public static var page: String {
        AlertKind.all.reduce(introduction) { page, kind in
            let remedies = kind.remedies.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            return page + "\n## \(kind.code)\n\n**\(kind.title).** \(kind.sentence)\n\n"
                + "- Remedies: \(remedies.isEmpty ? "none by a key" : remedies)\n- Rule: \(kind.source)\n"
        }
    }

    private static let introduction = """
        # Alerts

        What a profile points out. Each has a level that depends on its size (`note`, `warn`, `stop`), its evidence in numbers, where the
        filter grammar can say it the rows behind it, and remedies: changes of the recipe, of which Enter makes the first and `u` takes it back.

        They stand in the order of their levels and in a level by what they cost; from the third of a kind on they stand behind others, so
        that the first five say more than one thing.

        """
}
