/// What is wrong with a pattern.
struct TextPatternProblem: Error {
    var reason: String
}

/// Reads a pattern into a program.
struct TextPatternParser {
    private static let sizeLimit = 2000
    private static let depthLimit = 40

    private indirect enum Node {
        case single(TextPattern.Instruction)
        case sequence([Node])
        case either([Node])
        case group(Node, slot: Int?)
        case repeated(Node, least: Int, most: Int?, isLazy: Bool)
    }

    private let scalars: [Unicode.Scalar]
    private var next = 0
    private var depth = 0
    private var hasGroup = false
    private var program: [TextPattern.Instruction] = []
    /// Nodes written, those that leave no instruction too: counts in counts multiply.
    private var work = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func parse() throws(TextPatternProblem) -> TextPattern {
        let node = try either()
        guard next == scalars.count else { throw TextPatternProblem(reason: "a parenthesis closes that none opens") }
        try emit(.save(0))
        try emit(node)
        try emit(.save(1))
        try emit(.match)
        return TextPattern(program: program, hasGroup: hasGroup)
    }

    // MARK: Reading

    private var current: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        next += 1
        return true
    }

    private mutating func either() throws(TextPatternProblem) -> Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw TextPatternProblem(reason: "it nests too deeply") }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .either(branches)
    }

    private mutating func sequence() throws(TextPatternProblem) -> Node {
        var nodes: [Node] = []
        while let scalar = current, scalar != "|", scalar != ")" {
            var node = try atom()
            while let (least, most) = try count() { node = .repeated(node, least: least, most: most, isLazy: take("?")) }
            nodes.append(node)
        }
        return .sequence(nodes)
    }

    private mutating func atom() throws(TextPatternProblem) -> Node {
        let scalar = scalars[next]
        next += 1
        switch scalar {
        case "(": return try group()
        case "[": return .single(try characterClass())
        case ".": return .single(.any)
        case "^": return .single(.start)
        case "$": return .single(.end)
        case "*", "+", "?": throw TextPatternProblem(reason: "\(scalar) has nothing before it to repeat")
        case "\\": return .single(try escaped())
        default: return .single(.character(scalar))
        }
    }

    private mutating func group() throws(TextPatternProblem) -> Node {
        var slot: Int?
        if current == "?" {
            next += 1
            guard take(":") else { throw TextPatternProblem(reason: "after (? only : can stand") }
        } else if !hasGroup {
            hasGroup = true
            slot = 2
        }
        let inner = try either()
        guard take(")") else { throw TextPatternProblem(reason: "a parenthesis never closes") }
        return .group(inner, slot: slot)
    }

    private mutating func count() throws(TextPatternProblem) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard current == "{", next + 1 < scalars.count, ("0"..."9").contains(scalars[next + 1]) else { return nil }
        next += 1
        let least = number()
        var most: Int? = least
        if take(",") { most = current == "}" ? nil : number() }
        guard take("}") else { throw TextPatternProblem(reason: "a brace never closes") }
        guard least <= 1000, most ?? 0 <= 1000, most.map({ $0 >= least }) ?? true else {
            throw TextPatternProblem(reason: "a count in braces is no range up to 1000")
        }
        return (least, most)
    }

    private mutating func number() -> Int {
        var value = 0
        while let scalar = current, ("0"..."9").contains(scalar) {
            value = min(value * 10 + Int(scalar.value - 48), 100_000)
            next += 1
        }
        return value
    }

    private static let digits: [ClosedRange<UInt32>] = [48...57]
    private static let letters: [ClosedRange<UInt32>] = [
        48...57, 65...90, 95...95, 97...122, 0xAA...0xAA, 0xB5...0xB5, 0xBA...0xBA, 0xC0...0x1FFF,
    ]
    private static let blanks: [ClosedRange<UInt32>] = [
        9...13, 32...32, 0x85...0x85, 0xA0...0xA0, 0x2000...0x200A, 0x2028...0x2029,
    ]

    /// The class or the character of a backslash.
    private mutating func escaped() throws(TextPatternProblem) -> TextPattern.Instruction {
        guard let scalar = current else { throw TextPatternProblem(reason: "a backslash stands at its end") }
        next += 1
        switch scalar {
        case "d", "D": return .oneOf(Self.digits, isNegated: scalar == "D")
        case "w", "W": return .oneOf(Self.letters, isNegated: scalar == "W")
        case "s", "S": return .oneOf(Self.blanks, isNegated: scalar == "S")
        case "n": return .character("\n")
        case "t": return .character("\t")
        default: return .character(scalar)
        }
    }

    private mutating func characterClass() throws(TextPatternProblem) -> TextPattern.Instruction {
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while let scalar = current, scalar != "]" || isFirst {
            isFirst = false
            next += 1
            var low = scalar
            if scalar == "\\" {
                switch try escaped() {
                case .character(let plain): low = plain
                case .oneOf(let known, isNegated: false):
                    ranges += known
                    continue
                default: throw TextPatternProblem(reason: "\\D, \\W and \\S cannot stand in brackets")
                }
            }
            guard current == "-", next + 1 < scalars.count, scalars[next + 1] != "]" else {
                ranges.append(low.value...low.value)
                continue
            }
            let high = scalars[next + 1]
            next += 2
            guard low <= high else { throw TextPatternProblem(reason: "\(low)-\(high) is no range") }
            ranges.append(low.value...high.value)
        }
        guard take("]") else { throw TextPatternProblem(reason: "a bracket never closes") }
        return .oneOf(ranges, isNegated: isNegated)
    }

    // MARK: Writing the program

    private mutating func emit(_ instruction: TextPattern.Instruction) throws(TextPatternProblem) {
        guard program.count < Self.sizeLimit else { throw TextPatternProblem(reason: "it is too long") }
        program.append(instruction)
    }

    private mutating func emit(_ node: Node) throws(TextPatternProblem) {
        work += 1
        guard work < 20 * Self.sizeLimit else { throw TextPatternProblem(reason: "it is too long") }
        switch node {
        case .single(let instruction): try emit(instruction)
        case .sequence(let nodes): for node in nodes { try emit(node) }
        case .group(let inner, let slot):
            if let slot { try emit(.save(slot)) }
            try emit(inner)
            if let slot { try emit(.save(slot + 1)) }
        case .either(let branches):
            var ends: [Int] = []
            for branch in branches.dropLast() {
                let split = program.count
                try emit(.jump(0))
                try emit(branch)
                ends.append(program.count)
                try emit(.jump(0))
                program[split] = .split(split + 1, program.count)
            }
            if let last = branches.last { try emit(last) }
            for end in ends { program[end] = .jump(program.count) }
        case .repeated(let inner, let least, let most, let isLazy):
            for _ in 0..<least { try emit(inner) }
            guard let most else { return try emitLoop(inner, isLazy: isLazy) }
            var splits: [Int] = []
            for _ in least..<max(least, most) {
                splits.append(program.count)
                try emit(.jump(0))
                try emit(inner)
            }
            for split in splits { program[split] = Self.split(split + 1, program.count, isLazy: isLazy) }
        }
    }

    private mutating func emitLoop(_ inner: Node, isLazy: Bool) throws(TextPatternProblem) {
        let split = program.count
        try emit(.jump(0))
        try emit(inner)
        try emit(.jump(split))
        program[split] = Self.split(split + 1, program.count, isLazy: isLazy)
    }

    private static func split(_ inside: Int, _ outside: Int, isLazy: Bool) -> TextPattern.Instruction {
        isLazy ? .split(outside, inside) : .split(inside, outside)
    }
}
