import Recipes

extension CartModel {
    /// A tree is a string of some five bytes for each of its leaves. Numbers that leaves predict stand in one table, each once.
    var json: JSON {
        var table = ValueTable(self)
        let documents = trees.map { tree in
            var writer = StateWriter()
            tree.write(to: &writer) { table.place(of: $0) }
            return JSON.string(Base64.encode(writer.bytes))
        }
        return [
            "format": "assay trees", "version": 1, "classes": JSON(classes), "trees": .array(documents),
            "values": .packed(table.values), "importance": .array(shares.map { .finite($0) }), "out_of_bag": .finite(outOfBag),
            "features": .array(
                features.map { feature in
                    switch feature.kind {
                    case .thresholds(let thresholds): ["name": .string(feature.name), "thresholds": .packed(thresholds)]
                    case .words(let words): ["name": .string(feature.name), "words": .array(words.map(JSON.string))]
                    }
                }),
        ]
    }

    /// Reads a model back.
    ///
    /// - Throws: ``AssayError`` where a member is missing or a tree leads nowhere.
    init(json: JSON) throws(AssayError) {
        guard json["format"]?.stringValue == "assay trees" else { throw .unreadableTrees("its format is another") }
        guard json["version"]?.intValue == 1 else { throw .unreadableTrees("its version is unknown") }
        guard let classes = json["classes"]?.intValue, classes >= 0,
            let values = json["values"]?.unpacked(Double.self), classes == 0 || values.count % classes == 0
        else { throw .unreadableTrees("its classes and values do not agree") }
        var features: [Feature] = []
        for entry in json["features"]?.arrayValue ?? [] {
            guard let name = entry["name"]?.stringValue else { throw .unreadableTrees("a feature has no name") }
            if let words = entry["words"]?.arrayValue?.compactMap(\.stringValue), words.count <= CartFeature.codeLimit {
                features.append(Feature(name: name, kind: .words(words)))
            } else if let thresholds = entry["thresholds"]?.unpacked(Double.self), thresholds.count <= CartFeature.codeLimit,
                zip(thresholds, thresholds.dropFirst()).allSatisfy({ $0 <= $1 })
            {
                features.append(Feature(name: name, kind: .thresholds(thresholds)))
            } else {
                throw .unreadableTrees("the feature \"\(name)\" has no thresholds")
            }
        }
        let isWords = features.map { if case .words = $0.kind { true } else { false } }
        let payloads = classes == 0 ? values.count : classes + values.count / classes
        var trees: [CartTree] = []
        for (place, entry) in (json["trees"]?.arrayValue ?? []).enumerated() {
            guard let bytes = entry.stringValue.flatMap(Base64.decode) else {
                throw .unreadableTrees("tree \(place + 1) is damaged")
            }
            var reader = StateReader(bytes)
            guard let tree = CartTree(&reader, isWords: isWords, payloadLimit: payloads), reader.isAtEnd else {
                throw .unreadableTrees("tree \(place + 1) is damaged")
            }
            trees.append(tree)
        }
        guard !trees.isEmpty else { throw .unreadableTrees("it has no tree") }
        self.init(
            classes: classes, features: features, trees: trees, values: values,
            shares: json["importance"]?.arrayValue?.compactMap(\.doubleValue) ?? [], outOfBag: json["out_of_bag"]?.doubleValue)
    }
}

/// The values of a model, each once, in the order in which leaves first have them.
private struct ValueTable {
    private let model: CartModel
    private var numbers: [UInt64: Int] = [:]
    private var shares: [[UInt64]: Int] = [:]
    private(set) var values: [Double] = []

    init(_ model: CartModel) { self.model = model }

    /// The payload that a leaf has in the document.
    mutating func place(of payload: Int) -> Int {
        guard model.classes > 0 else {
            let value = model.values[payload]
            if let place = numbers[value.bitPattern] { return place }
            values.append(value)
            numbers[value.bitPattern] = values.count - 1
            return values.count - 1
        }
        guard payload >= model.classes else { return payload }
        let first = (payload - model.classes) * model.classes
        let own = model.values[first..<first + model.classes]
        let key = own.map(\.bitPattern)
        if let place = shares[key] { return place }
        let place = model.classes + values.count / model.classes
        values += own
        shares[key] = place
        return place
    }
}
