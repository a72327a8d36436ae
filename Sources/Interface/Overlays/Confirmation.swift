public import Terminal

/// A question that only `y` says yes to: before something that cannot be taken back.
public struct Confirmation: Equatable, Sendable {
    public var title: String
    /// What would be done.
    public var text: String
    /// What it means, below.
    public var remark: String
    /// What `y` does, in a word or two.
    public var yes: String

    public init(title: String, text: String, remark: String = "", yes: String = "yes") {
        self.title = title
        self.text = text
        self.remark = remark
        self.yes = yes
    }

    /// Takes a key: `y` chooses, `n`, `q` and Esc cancel, everything else leaves it open.
    public func handle(_ key: Key) -> OverlayOutcome<Bool> {
        switch key {
        case "y", "Y": .chosen(true)
        case "n", "N", "q", "Ctrl-C", Key(.escape): .cancelled
        default: .open
        }
    }

    /// Draws it as a box in the middle.
    public func draw(in bounds: Rect, on surface: inout Surface, theme: Theme) {
        let width = min(76, bounds.width - 4)
        let ground = theme.style(.text, on: .overlay)
        let block = TextBlock([
            StyledText(text, ground), StyledText("", ground), StyledText(remark, theme.style(.dim, on: .overlay)),
        ])
        let lines = block.lines(width: max(1, width - 4)).count
        let rect = Popup.rect(in: bounds, width: width, height: lines + 4)
        let inside = Popup.draw(in: rect, title: title, on: &surface, theme: theme)
        block.draw(on: &surface, in: Rect(x: inside.x, y: inside.y, width: inside.width, height: max(0, inside.height - 2)))
        Popup.hints([("y", yes), ("n", "no")], in: inside, on: &surface, theme: theme)
    }
}
