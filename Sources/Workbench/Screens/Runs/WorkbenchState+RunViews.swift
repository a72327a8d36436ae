import Interface
import Recipes
import RunStore

/// Views of the runs that are kept.
extension WorkbenchState {
    /// V: the views, and what can be done with them.
    mutating func openViews(_ views: [KeptView]) {
        runsScreen.views = views
        guard screen == .runs else { return }
        var items = views.map { kept in
            Picker.Item(kept.name, detail: Self.words(kept.view), isCurrent: kept.name == runsScreen.viewName)
        }
        items.append(Picker.Item("as usual", detail: "the usual columns, the latest first", isCurrent: false))
        items.append(Picker.Item("keep this view", detail: "under a name", isCurrent: false))
        if let name = runsScreen.viewName { items.append(Picker.Item("forget \(name)", isCurrent: false)) }
        overlay = .views(Picker(title: "Views", items: items))
    }

    private static func words(_ view: RunView) -> String {
        var words: [String] = []
        if !view.query.isEmpty { words.append(view.query) }
        if !view.sorts.isEmpty { words.append("by " + view.sorts.map(\.text).joined(separator: ",")) }
        if let columns = view.columns { words.append("\(columns.count) columns") }
        if view.groupsSeeds { words.append("seeds together") }
        if view.showsOnlyDifferences { words.append("only what differs") }
        return words.joined(separator: " · ")
    }

    mutating func finishViews(_ outcome: OverlayOutcome<Int>) -> [Effect] {
        switch outcome {
        case .open, .highlighted: return []
        case .cancelled:
            overlay = nil
            return []
        case .chosen(let index):
            overlay = nil
            let views = runsScreen.views
            switch index - views.count {
            case ..<0: show(views[index].view, named: views[index].name)
            case 0: show(RunView(), named: nil)
            case 1: return openPrompt(.viewName, label: "name of the view", text: runsScreen.viewName ?? "")
            default:
                guard let name = runsScreen.viewName else { return [] }
                runsScreen.viewName = nil
                say("the view \(name) is forgotten; the table stays as it is", .answer)
                return [.keepView(name, nil)]
            }
            return []
        }
    }

    /// Arranges the table as a view says.
    private mutating func show(_ view: RunView, named name: String?) {
        runsScreen.view = view
        runsScreen.view.query = ""
        runsScreen.filter = view.query.isEmpty ? nil : view.query
        runsScreen.viewName = name
        runsScreen.table = .init()
    }

    /// Keeps the table as it is arranged under a name.
    mutating func keepView(as text: String) -> [Effect] {
        let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !name.isEmpty else { return [] }
        var view = runsScreen.view
        view.query = runsScreen.filter ?? ""
        runsScreen.viewName = name
        say("kept as \(name) · V opens it · assay runs --view \(name.contains(" ") ? "\"\(name)\"" : name)", .good)
        return [.keepView(name, view)]
    }
}
