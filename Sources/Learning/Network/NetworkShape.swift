/// Where everything that a network learns stands in one row of floats.
///
/// Widths are rounded up to eights, so that kernels need no ends; what lies behind a layer's own width is 0 and stays 0. First comes
/// all that every row of a batch has a gradient for, then the tables of the embeddings, of which a row touches few.
struct NetworkShape: Sendable, Equatable {
    /// Numbers that go in, and further columns that are taken as they are.
    let numbers: Int
    let plain: Int
    /// Rows of each table of embeddings.
    let tables: [Int]
    let embeddingWidth: Int
    /// Whether a number becomes four: itself and three sums of cosines of it.
    let embedsNumbers: Bool
    /// Whether there is a factor for every input and a share of every activation, as RealMLP has.
    let isParametric: Bool
    let hidden: [Int]
    let outputs: Int

    /// Cosines of a number.
    static let cosines = 16
    /// What becomes of an embedded number.
    static let expansion = 4
    /// Floats of an embedded number: frequencies, phases, three rows of weights, and their intercepts.
    static let numberStride = 5 * cosines + 8

    /// One layer; widths are rounded.
    struct Layer: Sendable, Equatable {
        let inputs: Int
        let outputs: Int
        /// Before rounding.
        let fanIn: Int
        let fanOut: Int
        let weights: Int
        let biases: Int
        /// Of the activation, -1 where there is none.
        let shares: Int
    }

    let layers: [Layer]
    /// First float of the embedded numbers, of the factors of the inputs (-1 where there are none), and of each table.
    let numberStart: Int
    let scaleStart: Int
    let tableStarts: [Int]
    /// Floats before the tables, and all.
    let denseCount: Int
    let count: Int

    init(
        numbers: Int, plain: Int, tables: [Int], embeddingWidth: Int, embedsNumbers: Bool, isParametric: Bool, hidden: [Int],
        outputs: Int
    ) {
        self.numbers = numbers
        self.plain = plain
        self.tables = tables
        self.embeddingWidth = embeddingWidth
        self.embedsNumbers = embedsNumbers
        self.isParametric = isParametric
        self.hidden = hidden
        self.outputs = outputs
        let inputs = numbers * (embedsNumbers ? Self.expansion : 1) + plain + tables.count * embeddingWidth
        var next = 0
        func take(_ count: Int) -> Int {
            defer { next += count }
            return next
        }
        numberStart = take(embedsNumbers ? numbers * Self.numberStride : 0)
        scaleStart = isParametric ? take(Self.rounded(inputs)) : -1
        var layers: [Layer] = []
        var width = inputs
        for (place, own) in (hidden + [outputs]).enumerated() {
            let (wide, high) = (Self.rounded(own), Self.rounded(width))
            layers.append(
                Layer(
                    inputs: high, outputs: wide, fanIn: width, fanOut: own, weights: take(high * wide), biases: take(wide),
                    shares: isParametric && place < hidden.count ? take(wide) : -1))
            width = own
        }
        self.layers = layers
        denseCount = next
        tableStarts = tables.map { take($0 * embeddingWidth) }
        count = next
    }

    static func rounded(_ width: Int) -> Int { max(8, (width + 7) / 8 * 8) }

    /// Columns that go into the first layer, before rounding and after.
    var inputs: Int { layers[0].fanIn }
    var inputWidth: Int { layers[0].inputs }
    /// Columns of an encoded row.
    var rawWidth: Int { numbers + plain }
    /// First column of the plain ones and of the embeddings among the inputs.
    var plainColumn: Int { numbers * (embedsNumbers ? Self.expansion : 1) }
    var tableColumn: Int { plainColumn + plain }
    /// Whether anything before the first layer learns.
    var learnsInputs: Bool { embedsNumbers || isParametric || !tables.isEmpty }
    /// The widest layer, the inputs included.
    var widest: Int { layers.reduce(inputWidth) { max($0, $1.outputs) } }
}
