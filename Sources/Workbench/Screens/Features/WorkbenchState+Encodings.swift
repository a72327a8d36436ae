import Interface
import Recipes

extension WorkbenchState {
    /// Opens the words that a feature's encoding may have; each one that is chosen is put in or taken away.
    mutating func openEncodings(of column: String) -> [Effect] {
        guard let feature = draft?.feature(column) else { return [] }
        overlay = .encodings(encodingPicker(feature, at: nil), column: column)
        return []
    }

    private func encodingPicker(_ feature: Recipe.Feature, at place: Int?) -> Picker {
        let encoding = (try? FeatureEncoding(parsing: feature.encoding)) ?? .auto
        var items = [Picker.Item("auto", detail: "what the model prefers, and nothing else", isCurrent: encoding.isAuto)]
        for word in EncodingWord.all(for: feature.kind) {
            let written = encoding.words.first { $0.prefix { $0 != "=" } == word.key }
            items.append(
                Picker.Item(written ?? word.offered(for: feature.kind), detail: word.summary, isCurrent: written != nil))
        }
        items.append(Picker.Item("write it", detail: "the words with values of your own, such as clip=0.05+log"))
        var picker = Picker(title: "Encoding of \(feature.column): \(encoding)", items: items)
        if let place { picker.select(place) }
        return picker
    }

    mutating func finishEncodings(_ outcome: OverlayOutcome<Int>, column: String) -> [Effect] {
        switch outcome {
        case .open, .highlighted: return []
        case .cancelled:
            overlay = nil
            return []
        case .chosen(let place):
            guard let feature = draft?.feature(column) else { return [] }
            let words = EncodingWord.all(for: feature.kind)
            if place == words.count + 1 {
                return openPrompt(.encoding(column), label: "encoding of \(column)", text: feature.encoding)
            }
            var encoding = (try? FeatureEncoding(parsing: feature.encoding)) ?? .auto
            if place == 0 {
                encoding = .auto
            } else if words.indices.contains(place - 1) {
                let word = words[place - 1]
                if encoding.has(word) {
                    encoding.remove(word.key)
                } else {
                    _ = try? encoding.add(word.offered(for: feature.kind))
                }
            }
            let effects = encode(column, as: encoding)
            if let changed = draft?.feature(column) { overlay = .encodings(encodingPicker(changed, at: place), column: column) }
            return effects
        }
    }

    /// Takes an encoding that was written out; what is wrong with it stands under the line.
    mutating func typedEncoding(_ text: String, of column: String) -> [Effect] {
        guard var feature = draft?.feature(column) else {
            overlay = nil
            return []
        }
        feature.encoding = text.isEmpty ? "auto" : text
        do {
            let encoding = try feature.readEncoding()
            overlay = nil
            return encode(column, as: encoding)
        } catch {
            remark(Message(error.sentence, .error))
            return []
        }
    }

    private mutating func encode(_ column: String, as encoding: FeatureEncoding) -> [Effect] {
        let effects = edit("\(column): \(encoding)") { recipe in
            guard var feature = recipe.feature(column) else { return }
            feature.encoding = encoding.description
            recipe.insert(feature)
        }
        return effects + verdictEffects(effects)
    }
}
