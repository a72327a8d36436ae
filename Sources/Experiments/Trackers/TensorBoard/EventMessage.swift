import Recipes

/// What a record of an event file says (tensorflow.Event): the scalars of a step, and the parameters that were noted with the run.
struct EventMessage {
    /// Seconds since 1970 UTC.
    private(set) var time = 0.0
    private(set) var step = 0
    private(set) var scalars: [(tag: String, value: Double)] = []
    private(set) var parameters: [String: ParameterValue] = [:]
    /// Whether the program says that it begins, or begins once more, at this step (tensorflow.SessionLog).
    private(set) var isStart = false
    /// Whether the run is said to have failed.
    private(set) var hasFailed = false

    /// Reads a record; what is no event has nothing in it.
    init(_ record: [UInt8]) {
        var reader = WireReader(record[...])
        while let (number, value) = reader.next() {
            switch number {
            case 1: time = value.real ?? 0
            case 2: step = value.whole ?? 0
            case 5: readSummary(value.bytes ?? [])
            case 7: isStart = Self.isStart(value.bytes ?? [])
            default: break
            }
        }
        if !(time > 0 && time < 1e12) { time = 0 }
    }

    private static func isStart(_ message: ArraySlice<UInt8>) -> Bool {
        var reader = WireReader(message)
        while let (number, value) = reader.next() {
            if number == 1 { return value.whole == 1 }
        }
        return false
    }

    private mutating func readSummary(_ message: ArraySlice<UInt8>) {
        var reader = WireReader(message)
        while let (number, value) = reader.next() {
            if number == 1, let bytes = value.bytes { readValue(bytes) }
        }
    }

    /// A value with its tag: a plain number, or a tensor of the plugin for scalars.
    private mutating func readValue(_ message: ArraySlice<UInt8>) {
        var reader = WireReader(message)
        var tag = ""
        var number: Double?
        var plugin: (name: String, content: ArraySlice<UInt8>) = ("", [])
        while let (field, value) = reader.next() {
            switch field {
            case 1: tag = value.text ?? ""
            case 2: number = value.real
            case 8: number = value.bytes.flatMap(TensorScalar.value) ?? number
            case 9: plugin = Self.plugin(value.bytes ?? [])
            default: break
            }
        }
        if plugin.name == "hparams" { return readParameters(plugin.content) }
        guard let number, !tag.isEmpty, tag.utf8.count <= 500, plugin.name.isEmpty || plugin.name == "scalars" else { return }
        scalars.append((tag, number))
    }

    /// The plugin that a value is for (SummaryMetadata), with what it keeps there.
    private static func plugin(_ message: ArraySlice<UInt8>) -> (name: String, content: ArraySlice<UInt8>) {
        var found: (name: String, content: ArraySlice<UInt8>) = ("", [])
        var reader = WireReader(message)
        while let (number, value) = reader.next() {
            guard number == 1 else { continue }
            var data = WireReader(value.bytes ?? [])
            while let (field, inner) = data.next() {
                if field == 1 { found.name = inner.text ?? "" }
                if field == 2 { found.content = inner.bytes ?? [] }
            }
        }
        return found
    }

    /// The parameters of the plugin `hparams` (HParamsPluginData): a map from names to values of google.protobuf.Value.
    private mutating func readParameters(_ message: ArraySlice<UInt8>) {
        var reader = WireReader(message)
        while let (number, value) = reader.next() {
            var part = WireReader(value.bytes ?? [])
            while let (field, inner) = part.next() {
                if number == 3, field == 1, let entry = inner.bytes { readParameter(entry) }
                if number == 4, field == 1 { hasFailed = inner.whole == 2 }
            }
        }
    }

    private mutating func readParameter(_ entry: ArraySlice<UInt8>) {
        var reader = WireReader(entry)
        var name = ""
        var found: ParameterValue?
        while let (number, value) = reader.next() {
            if number == 1 { name = value.text ?? "" }
            guard number == 2 else { continue }
            var inner = WireReader(value.bytes ?? [])
            while let (kind, value) = inner.next() {
                switch kind {
                case 2: found = value.real.flatMap { $0.isFinite ? ParameterValue(json: .number($0)) : nil }
                case 3: found = value.text.map { .text($0) }
                case 4: found = value.whole.map { .flag($0 != 0) }
                default: break
                }
            }
        }
        if !name.isEmpty, parameters.count < 1000, let found { parameters[name] = found }
    }
}
