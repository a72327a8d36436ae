import Interface

/// What is set once and holds from then on.
extension WorkbenchState {
    private var settingItems: [Picker.Item] {
        func onOff(_ title: String, _ isOn: Bool) -> Picker.Item {
            Picker.Item(title, detail: isOn ? "on" : "off", isCurrent: isOn)
        }
        return [
            Picker.Item("runs at once", detail: "\(runs.jobs), in this project"),
            onOff("bell when a run ends", notices.rings),
            onOff("desktop message when a run ends", notices.sendsMessage),
            onOff("window title says what goes on", notices.titles),
        ]
    }

    /// The settings, with the cursor on one of them.
    mutating func openSettings(at place: Int = 0) -> [Effect] {
        var picker = Picker(title: "Settings", items: settingItems)
        picker.select(place)
        overlay = .settings(picker)
        return []
    }

    mutating func finishSettings(_ outcome: OverlayOutcome<Int>) -> [Effect] {
        switch outcome {
        case .open, .highlighted: return []
        case .cancelled:
            overlay = nil
            return []
        case .chosen(0): return openPrompt(.jobs, label: "runs at once", text: "\(runs.jobs)")
        case .chosen(let place):
            switch place {
            case 1: notices.rings.toggle()
            case 2: notices.sendsMessage.toggle()
            default: notices.titles.toggle()
            }
            _ = openSettings(at: place)
            return [.rememberNotices(notices)] + retitle()
        }
    }
}
