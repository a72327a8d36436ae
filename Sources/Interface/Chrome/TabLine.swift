public import Terminal

/// The first line of the screen: the project, the screens with the current one lit, what is being worked on.
public struct TabLine: Equatable, Sendable {
    /// A screen.
    public struct Tab: Equatable, Sendable {
        public var key: String
        public var title: String

        /// A screen with its key.
        public init(key: String, title: String) {
            self.key = key
            self.title = title
        }
    }

    public var project: String
    public var tabs: [Tab]
    /// The place of the current one.
    public var current: Int
    /// The state of work, at the right; kept whole as long as anything else can give way.
    public var work: String
    /// The role of the state: `dim` when idle, `running`, `warning`.
    public var workRole: Role

    /// A first line.
    public init(project: String, tabs: [Tab], current: Int, work: String, workRole: Role = .dim) {
        self.project = project
        self.tabs = tabs
        self.current = current
        self.work = work
        self.workRole = workRole
    }

    /// How much is written out, from all down to the current tab alone.
    private enum Detail: Int { case full, compact, digits }

    private func label(_ index: Int, _ detail: Detail) -> String {
        let tab = tabs[index]
        switch detail {
        case .full, .compact: return " \(tab.key) \(tab.title) "
        case .digits: return index == current ? " \(tab.key) \(tab.title) " : " \(tab.key) "
        }
    }

    private func layout(width: Int) -> (head: String, tabs: [(x: Int, text: String)]) {
        let workColumns = TerminalText.columns(of: work)
        let heads = [" assay \u{B7} \(project)", " \(project)", ""]
        for (detail, head, gap) in [
            (Detail.full, heads[0], 1), (.compact, heads[1], 0), (.compact, heads[2], 0), (.digits, heads[1], 0),
            (.digits, heads[2], 0),
        ] {
            let labels = tabs.indices.map { label($0, detail) }
            let total = labels.reduce(0) { $0 + TerminalText.columns(of: $1) + gap }
            let headColumns = TerminalText.columns(of: head)
            guard headColumns + 2 + total + workColumns + 2 <= width || (head.isEmpty && detail == .digits)
            else { continue }
            // Where there is room the tabs keep their place, whatever the project is called.
            var x = detail == .full ? max(headColumns + 3, min(22, width - workColumns - total - 3)) : headColumns + 1
            var places: [(Int, String)] = []
            for label in labels {
                places.append((x, label))
                x += TerminalText.columns(of: label) + gap
            }
            return (head, places)
        }
        return ("", [])
    }

    /// The tab at a column; nil beside them.
    public func tab(at x: Int, width: Int) -> Int? {
        layout(width: width).tabs.firstIndex { x >= $0.x && x < $0.x + TerminalText.columns(of: $0.text) }
    }

    /// Draws it into the first row of a rectangle.
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) {
        let (head, places) = layout(width: rect.width)
        let isLong = head.hasPrefix(" assay")
        surface.write(head, x: rect.x, y: rect.y, style: theme[.strong], width: rect.width)
        if isLong { surface.write(" assay \u{B7}", x: rect.x, y: rect.y, style: theme[.dim], width: 8) }
        for (index, place) in places.enumerated() {
            let isCurrent = index == current
            let style = theme[isCurrent ? .tabCurrent : .tab]
            surface.write(place.text, x: rect.x + place.x, y: rect.y, style: style, width: max(0, rect.width - place.x))
            if !isCurrent {
                surface.write(
                    tabs[index].key, x: rect.x + place.x + 1, y: rect.y, style: theme[.key],
                    width: max(0, rect.width - place.x - 1))
            }
        }
        let end = places.last.map { $0.x + TerminalText.columns(of: $0.text) + 1 } ?? 0
        let room = rect.width - end - 1
        surface.write(work, x: rect.x + end, y: rect.y, style: theme[workRole], width: room, align: .right)
    }
}
