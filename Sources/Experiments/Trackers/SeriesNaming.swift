import Recipes

/// What other trackers call a value, as a series of ours. They know no folds and no rows; people put these into the name.
///
///     val_loss, loss         1/valid/loss and 1/train/loss
///     Loss/train, Loss/test  1/train/Loss and 1/valid/test_Loss
///     1/valid/auc            the same
enum SeriesNaming {
    /// A series for each of a run's keys; no two have the same.
    static func names(of keys: some Sequence<String>) -> [String: SeriesName] {
        let sorted = Set(keys).sorted()
        let read = sorted.map { (key: $0, reading: Self.reading($0)) }
        let validated = Set(read.lazy.filter { $0.reading.rows == "valid" }.map(\.reading.metric))
        var names: [String: SeriesName] = [:]
        var taken: Set<SeriesName> = []
        func give(_ key: String, _ wanted: SeriesName) {
            var name = wanted
            var count = 1
            while !taken.insert(name).inserted {
                count += 1
                // Another key was read the same way: this one keeps its own words.
                name.metric = count == 2 ? key : "\(key)_\(count)"
            }
            names[key] = name
        }
        // What says its rows itself comes before what says none.
        for (key, reading) in read where reading.rows != nil {
            give(key, SeriesName(fold: reading.fold, rows: reading.rows ?? "valid", metric: reading.metric))
        }
        for (key, reading) in read where reading.rows == nil {
            // Beside a val_loss a plain loss is that of the training rows.
            let rows = validated.contains(reading.metric) ? "train" : "valid"
            give(key, SeriesName(fold: reading.fold, rows: rows, metric: reading.metric))
        }
        return names
    }

    /// What a key says by itself.
    private static func reading(_ key: String) -> (fold: String, rows: String?, metric: String) {
        let parts = key.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 3, parts[0] == "refit" || Int(parts[0]) != nil, parts[1] == "train" || parts[1] == "valid" {
            return (parts[0], parts[1], parts[2])
        }
        for mark in ["/", "_", ".", "-"] as [Character] {
            if let place = key.firstIndex(of: mark) {
                let rest = String(key[key.index(after: place)...])
                if let rows = rows(key[..<place]), !rest.isEmpty { return ("1", rows, metric(rest)) }
            }
            if let place = key.lastIndex(of: mark) {
                let rest = String(key[..<place])
                if let rows = rows(key[key.index(after: place)...]), !rest.isEmpty { return ("1", rows, metric(rest)) }
            }
        }
        return ("1", nil, metric(key))
    }

    /// The rows that a word means; nil where it means none.
    static func rows(_ word: some StringProtocol) -> String? {
        switch word.lowercased() {
        case "train", "training": "train"
        case "val", "valid", "validation", "eval", "evaluation", "dev": "valid"
        default: nil
        }
    }

    /// A metric of ours under the names that others give it.
    private static func metric(_ name: String) -> String {
        let word = name.lowercased()
        if Metric.named(word) != nil { return word }
        return ["acc": "accuracy", "logloss": "log_loss", "roc_auc": "auc", "f1_score": "f1"][word] ?? name
    }
}
