/// Whether a command can be done now, and if not, why.
public enum Availability: Equatable, Sendable {
    case available
    /// A short sentence without a full stop, such as `no run is selected`.
    case unavailable(String)

    public var isAvailable: Bool { self == .available }
}

/// Where a command's keys hold: everywhere, on a screen, in a pane.
public struct Scope: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// Such as `global`, `data`, `data.alerts`, `table`.
    public var name: String

    /// A scope by its name.
    public init(_ name: String) { self.name = name }
    public init(stringLiteral value: String) { self.name = value }

    public var description: String { name }

    /// Holds wherever no nearer scope takes the key.
    public static let global: Scope = "global"
}

/// Something that a person can do, declared once: footer, help, palette, key file and manual are made from it.
public struct Command<Context, Effect>: Sendable {
    /// A stable name, such as `runs.compare`: in key files, journals and the palette.
    public var id: String
    /// Two or three words for the footer and the palette: `compare marked`.
    public var title: String
    /// A sentence for help and the manual, with a full stop.
    public var summary: String
    /// Alternatives; the first is shown.
    public var keys: [KeySequence]
    /// Where the keys hold.
    public var scopes: [Scope]
    /// The heading in help, such as `Runs`.
    public var category: String
    /// Likelihood to be wanted next: the footer shows the highest first, 0 never stands there.
    public var priority: Int
    /// Whether it can be done now.
    public var availability: @Sendable (Context) -> Availability
    /// Does it: changes the context and says what else has to happen.
    public var perform: @Sendable (inout Context) -> [Effect]

    /// Declares a command.
    ///
    /// - Parameters:
    ///   - id: a stable name, unique in the registry.
    ///   - title: two or three words.
    ///   - summary: a sentence.
    ///   - keys: alternatives; several keys one after another are written with a blank, `"g g"`.
    ///   - scopes: where the keys hold.
    ///   - category: the heading in help.
    ///   - priority: 0 to 100; above 0 it may stand in the footer.
    ///   - availability: whether it can be done now; always, by default.
    ///   - perform: what it does.
    public init(
        _ id: String, _ title: String, _ summary: String, keys: [KeySequence] = [], scopes: [Scope] = [.global],
        category: String, priority: Int = 0, availability: @escaping @Sendable (Context) -> Availability = { _ in .available },
        perform: @escaping @Sendable (inout Context) -> [Effect]
    ) {
        self.id = id
        self.title = title
        self.summary = summary
        self.keys = keys
        self.scopes = scopes
        self.category = category
        self.priority = priority
        self.availability = availability
        self.perform = perform
    }
}
