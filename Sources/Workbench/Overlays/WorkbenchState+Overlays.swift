import Interface
import Recipes
import RunStore
import Terminal

extension WorkbenchState {
    mutating func openPalette() -> [Effect] {
        overlay = .palette(Palette(rows: Catalogue.registry.allRows(in: scopes, context: self), recent: recentCommands))
        return []
    }

    mutating func openHelp() -> [Effect] {
        overlay = .help(HelpView(rows: Catalogue.registry.rows(in: scopes, context: self), place: screen.title))
        return []
    }

    mutating func openThemes() -> [Effect] {
        let items = looks.names.map { Picker.Item($0, isCurrent: $0 == looks.theme.name) }
        overlay = .themes(Picker(title: "Themes", items: items), before: looks.theme)
        return []
    }

    /// The log of what was done; choosing an entry takes back everything after it.
    mutating func openLog() -> [Effect] {
        let items = journal.entries.enumerated().reversed().map { index, entry in
            Picker.Item(
                entry.title, detail: index >= journal.done ? "taken back" : "", isCurrent: index == journal.done - 1)
        }
        guard !items.isEmpty else {
            say("nothing was done yet", .answer)
            return []
        }
        overlay = .log(Picker(title: "What was done", items: items))
        return []
    }

    mutating func openFilter() -> [Effect] {
        let before: String? =
            switch screen {
            case .data: focusedSheet.filter
            case .features: features.filter
            case .runs: runsScreen.filter
            default: nil
            }
        let placeholder: String =
            switch screen {
            case .data: focusedSheet.filterHint ?? ""
            case .features: "part of a name, or a kind"
            default: "auc>0.85 model:boosting not tag:draft"
            }
        overlay = .prompt(
            Prompt(label: "/", text: before ?? "", placeholder: placeholder), .filter(screen, before: before))
        return []
    }

    mutating func openPrompt(_ purpose: PromptPurpose, label: String, text: String) -> [Effect] {
        overlay = .prompt(Prompt(label: label, text: text), purpose)
        return []
    }

    /// A key while something lies over the screen.
    mutating func pressInOverlay(_ key: Key) -> [Effect] {
        switch overlay {
        case .palette(var palette):
            let outcome = palette.handle(key)
            overlay = .palette(palette)
            return finish(outcome)
        case .help(var help):
            let outcome = help.handle(key)
            overlay = .help(help)
            return finish(outcome)
        case .themes(var picker, let before):
            let outcome = picker.handle(key)
            overlay = .themes(picker, before: before)
            return finishThemes(outcome, before: before)
        case .encodings(var picker, let column):
            let outcome = picker.handle(key)
            overlay = .encodings(picker, column: column)
            return finishEncodings(outcome, column: column)
        case .steps(let sheet): return press(key, in: sheet)
        case .derive(let sheet): return press(key, in: sheet)
        case .trust(let asked, let question, let action): return answer(key, asked, question, action)
        case .guarding(let sheet): return press(key, in: sheet)
        case .unseal(let question): return press(key, unsealing: question)
        case .log(var picker):
            let outcome = picker.handle(key)
            overlay = .log(picker)
            return finishLog(outcome)
        case .plot(var picker, let column, let others):
            let outcome = picker.handle(key)
            overlay = .plot(picker, column: column, others: others)
            return finishPlot(outcome, column, others)
        case .runColumns(var picker, let fields):
            let outcome = picker.handle(key)
            overlay = .runColumns(picker, fields: fields)
            return finishRunColumns(outcome, fields)
        case .views(var picker):
            let outcome = picker.handle(key)
            overlay = .views(picker)
            return finishViews(outcome)
        case .settings(var picker):
            let outcome = picker.handle(key)
            overlay = .settings(picker)
            return finishSettings(outcome)
        case .prompt(let prompt, .filter(.runs, let before)) where key == Key(.tab): return complete(prompt, before: before)
        case .prompt(var prompt, let purpose):
            let outcome = prompt.handle(key)
            overlay = .prompt(prompt, purpose)
            return finish(outcome, purpose)
        case nil: return []
        }
    }

    /// Pasted text: into the line that is being typed, else nowhere.
    mutating func paste(_ text: String) -> [Effect] {
        switch overlay {
        case .palette(var palette):
            palette.paste(text)
            overlay = .palette(palette)
        case .help(var help):
            help.paste(text)
            overlay = .help(help)
        case .prompt(var prompt, let purpose):
            let outcome = prompt.paste(text)
            overlay = .prompt(prompt, purpose)
            return finish(outcome, purpose)
        case .steps(let sheet): return paste(text, into: sheet)
        case .derive(let sheet): return paste(text, into: sheet)
        case .plot(var picker, let column, let others):
            let outcome = picker.paste(text)
            overlay = .plot(picker, column: column, others: others)
            return finishPlot(outcome, column, others)
        case .runColumns(var picker, let fields):
            let outcome = picker.paste(text)
            overlay = .runColumns(picker, fields: fields)
            return finishRunColumns(outcome, fields)
        case .themes, .log, .encodings, .views, .settings, .trust, .guarding, .unseal, nil: break
        }
        return []
    }

    /// The mouse while something lies over the screen.
    mutating func point(_ event: MouseEvent) -> [Effect] {
        let bounds = Rect(size)
        switch overlay {
        case .palette(var palette):
            let outcome = palette.handle(event, in: bounds)
            overlay = .palette(palette)
            return finish(outcome)
        case .help(var help):
            let outcome = help.handle(event, in: bounds)
            overlay = .help(help)
            return finish(outcome)
        case .themes(var picker, let before):
            let outcome = picker.handle(event, in: bounds)
            overlay = .themes(picker, before: before)
            return finishThemes(outcome, before: before)
        case .encodings(var picker, let column):
            let outcome = picker.handle(event, in: bounds)
            overlay = .encodings(picker, column: column)
            return finishEncodings(outcome, column: column)
        case .log(var picker):
            let outcome = picker.handle(event, in: bounds)
            overlay = .log(picker)
            return finishLog(outcome)
        case .plot(var picker, let column, let others):
            let outcome = picker.handle(event, in: bounds)
            overlay = .plot(picker, column: column, others: others)
            return finishPlot(outcome, column, others)
        case .runColumns(var picker, let fields):
            let outcome = picker.handle(event, in: bounds)
            overlay = .runColumns(picker, fields: fields)
            return finishRunColumns(outcome, fields)
        case .views(var picker):
            let outcome = picker.handle(event, in: bounds)
            overlay = .views(picker)
            return finishViews(outcome)
        case .settings(var picker):
            let outcome = picker.handle(event, in: bounds)
            overlay = .settings(picker)
            return finishSettings(outcome)
        case .prompt, .steps, .derive, .trust, .guarding, .unseal, nil: return []
        }
    }

    private mutating func finish(_ outcome: OverlayOutcome<String>) -> [Effect] {
        switch outcome {
        case .open, .highlighted: return []
        case .cancelled:
            overlay = nil
            return []
        case .chosen(let id):
            overlay = nil
            guard let command = Catalogue.registry.command(id) else { return [] }
            recentCommands.removeAll { $0 == id }
            recentCommands.insert(id, at: 0)
            return perform(command)
        }
    }

    private mutating func finishThemes(_ outcome: OverlayOutcome<Int>, before: Theme) -> [Effect] {
        switch outcome {
        case .open: break
        case .highlighted(let index): looks.use(named: looks.names[index])
        case .cancelled:
            overlay = nil
            looks.use(before)
        case .chosen(let index):
            overlay = nil
            looks.use(named: looks.names[index])
            return [.rememberTheme(looks.names[index])]
        }
        return []
    }

    private mutating func finishLog(_ outcome: OverlayOutcome<Int>) -> [Effect] {
        switch outcome {
        case .open, .highlighted: return []
        case .cancelled:
            overlay = nil
            return []
        case .chosen(let index):
            overlay = nil
            let wanted = journal.entries.count - index
            var effects: [Effect] = []
            while journal.done > wanted { effects += undo() }
            while journal.done < wanted { effects += redo() }
            return effects
        }
    }

    private mutating func finish(_ outcome: OverlayOutcome<String>, _ purpose: PromptPurpose) -> [Effect] {
        switch outcome {
        case .open: return []
        case .highlighted(let text):
            switch purpose {
            case .filter(let screen, _): preview(text, on: screen)
            case .search(let from, _): search(text, from: from)
            case .jump(let from): jump(text, from: from)
            default: break
            }
            return []
        case .cancelled:
            overlay = nil
            switch purpose {
            case .filter(let screen, let before): setFilter(before, on: screen)
            case .search(let from, let before):
                data.search = before
                data.seek = nil
                data.grid?.place.table = from
                settleSheets()
            case .jump(let from):
                data.grid?.place.table = from
                settleSheets()
            default: break
            }
            return []
        case .chosen(let text): return answer(text, purpose)
        }
    }

    private mutating func answer(_ text: String, _ purpose: PromptPurpose) -> [Effect] {
        switch purpose {
        case .filter(let screen, _):
            if let error = filterError(text, on: screen) {
                remark(Message(error.sentence, .error))
                return []
            }
            overlay = nil
            if screen == .data, text == data.grid?.filter ?? "", data.grid?.failure == nil { return [] }
            setFilter(text.isEmpty ? nil : text, on: screen)
        case .search(let from, let before):
            overlay = nil
            // An empty line searches for the same again.
            if text.isEmpty {
                data.search = before
                data.grid?.place.table = from
                return before == nil ? [] : searchAgain(1)
            }
            if data.search != text { say("this cannot be searched for: \(text)", .warning) }
            return []
        case .jump:
            overlay = nil
            followColumn()
            return []
        case .reading(let line):
            overlay = nil
            return changeReading(line, to: text.split(separator: " ").map(String.init))
        case .note(let run):
            overlay = nil
            guard let record = runs[run], record.note != text else { return [] }
            return self.record(
                "noted run \(record.number)", .note(run: run, before: record.note, after: text), [.setNote(run: run, text)])
        case .tags(let run):
            overlay = nil
            let tags = Self.tags(text)
            guard let record = runs[run], record.tags != tags else { return [] }
            return self.record(
                "tagged run \(record.number)", .tags(run: run, before: record.tags, after: tags), [.setTags(run: run, tags)])
        case .encoding(let column):
            return typedEncoding(text, of: column)
        case .learningRate(let run):
            overlay = nil
            return setLearningRate(text, of: run)
        case .emptyBin:
            overlay = nil
            return emptyBin(text)
        case .viewName:
            overlay = nil
            return keepView(as: text)
        case .addTags(let runs):
            overlay = nil
            return addTags(text, to: runs)
        case .more(let run):
            overlay = nil
            return trainMore(text, of: run)
        case .jobs:
            overlay = nil
            return setJobs(text)
        case .otherTable:
            overlay = nil
            return compareTable(with: text)
        case .setting(let name):
            overlay = nil
            guard let setting = settings.first(where: { $0.name == name }) else { return [] }
            return set(setting, to: text)
        }
        return []
    }

    /// Shows what a filter would leave while it is typed; half a filter changes nothing and says why.
    private mutating func preview(_ text: String, on screen: ScreenID) {
        if text.isEmpty {
            setFilter(nil, on: screen)
            remark(nil)
        } else if let error = filterError(text, on: screen) {
            remark(Message(error.message + completions(of: text, on: screen), .warning))
        } else {
            setFilter(text, on: screen)
            if screen == .data {
                remarkOnFilter()
            } else {
                remark(Message(filterCount(on: screen) + completions(of: text, on: screen), .answer))
            }
        }
    }

    /// What Tab would make of the word that is being typed.
    private func completions(of text: String, on screen: ScreenID) -> String {
        guard screen == .runs else { return "" }
        let words = RunQueryCompletion(text, runs: runs.records).words.filter { !text.hasSuffix($0) }.prefix(4)
        return words.isEmpty ? "" : " · Tab " + words.joined(separator: " ")
    }

    /// Tab: completes the word before the cursor of a query for runs.
    private mutating func complete(_ prompt: Prompt, before: String?) -> [Effect] {
        var prompt = prompt
        let head = prompt.head
        guard let completed = RunQueryCompletion(head, runs: runs.records).completed(head) else { return [] }
        let text = completed + prompt.text.dropFirst(head.count)
        prompt.replace(with: text)
        overlay = .prompt(prompt, .filter(.runs, before: before))
        preview(text, on: .runs)
        return []
    }

    /// Says how many rows a filter leaves, as soon as that is known, or what is wrong with it.
    mutating func remarkOnFilter() {
        guard case .prompt(_, .filter(.data, _)) = overlay else { return }
        if let failure = data.grid?.failure, focusedSheet is RowsSheet {
            remark(Message(failure.error.message, .warning))
        } else {
            remark(Message(filterCount(on: .data), .answer))
        }
    }

    mutating func remark(_ message: Message?) {
        guard case .prompt(var prompt, let purpose) = overlay else { return }
        prompt.remark = message
        overlay = .prompt(prompt, purpose)
    }
}
