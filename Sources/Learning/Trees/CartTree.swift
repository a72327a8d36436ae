/// A node of a tree in eight bytes.
///
/// Rows go to ``left`` where their code is at most `cut`, and else to the node after it. A leaf has cut 0 and leads to itself, as no code
/// is 0: so rows can go down side by side without asking at each node whether one has arrived.
struct CartNode: Equatable, Sendable, BitwiseCopyable {
    /// For words: one more than the place of its set in the tree.
    private(set) var cut: UInt16
    /// The place of the feature.
    private(set) var slot: UInt16
    private(set) var link: UInt32

    private static let lowMissing: UInt32 = 1 << 30
    private static let asksWords: UInt32 = 1 << 31
    /// Nodes that a tree may have.
    static let limit = 1 << 30

    /// A leaf.
    init(leafAt place: Int) {
        cut = 0
        slot = 0
        link = UInt32(place - 1)
    }

    /// A question about a number. Where missing values go left, codes count one more, so that the code of what is missing, the highest
    /// there is, turns to 0.
    init(slot: Int, cut: Int, left: Int, missingGoesLeft: Bool) {
        self.slot = UInt16(slot)
        self.cut = UInt16(missingGoesLeft ? cut + 1 : cut)
        link = UInt32(left) | (missingGoesLeft ? Self.lowMissing : 0)
    }

    /// A question about a word: those of a set go to the side that others, missing ones among them, do not go to.
    init(slot: Int, set: Int, left: Int, othersGoLeft: Bool) {
        self.slot = UInt16(slot)
        cut = UInt16(set + 1)
        link = UInt32(left) | Self.asksWords | (othersGoLeft ? Self.lowMissing : 0)
    }

    var isLeaf: Bool { cut == 0 }
    var isWords: Bool { link & Self.asksWords != 0 }
    var missingGoesLeft: Bool { link & Self.lowMissing != 0 }
    @inline(__always) var left: Int { Int(link & (Self.lowMissing - 1)) }
    /// The highest code that goes left.
    var highestLeft: Int { Int(cut) - (missingGoesLeft ? 1 : 0) }
    var set: Int { Int(cut) - 1 }

    /// The node that a row with this code of a number goes on to.
    @inline(__always)
    func next(_ code: UInt16) -> Int {
        let moved = code &+ UInt16(truncatingIfNeeded: (link >> 30) & 1)
        return left &+ (moved > cut ? 1 : 0)
    }
}

/// A tree of nodes that lie in one array, the root at place 1 and siblings side by side.
struct CartTree: Equatable, Sendable {
    var nodes: [CartNode]
    /// For each node, what a leaf there stands for: of classes, those below the number of classes are a class alone and others a place in
    /// ``values``; of numbers, a place in ``values``.
    var payloads: [UInt32]
    /// Of classes, shares of leaves with more than one class; of numbers, what leaves predict.
    var values: [Double]
    /// Codes of words, set by set, ascending in each.
    var members: [UInt16]
    /// Where the sets begin, and the end of the last.
    var starts: [UInt32]

    var hasSets: Bool { starts.count > 1 }

    /// The codes of a set.
    func set(_ place: Int) -> ArraySlice<UInt16> { members[Int(starts[place])..<Int(starts[place + 1])] }
}

extension CartTree {
    /// Rows that go down side by side: the processor works on one while it waits for another's node.
    static let lanes = 8

    /// Tells what the leaves stand for that rows arrive at.
    ///
    /// - `codes`: ``lanes`` rows at a time, slot by slot.
    /// - `width`: slots a row.
    /// - `found`: takes the place of a row and its payload.
    /// - Complexity: O(rows x depth).
    @inline(__always)
    func descend(_ codes: UnsafePointer<UInt16>, width: Int, count: Int, found: (Int, UInt32) -> Void) {
        nodes.withUnsafeBufferPointer { nodes in
            payloads.withUnsafeBufferPointer { payloads in
                guard let nodes = nodes.baseAddress, let payloads = payloads.baseAddress else { return }
                var first = 0
                while first < count {
                    let own = codes + first &* width
                    if hasSets || count &- first < Self.lanes {
                        for lane in 0..<min(Self.lanes, count &- first) {
                            found(first &+ lane, payloads[leaf(own + lane, nodes)])
                        }
                    } else {
                        CartTree.descend(own, nodes) { found(first &+ $0, payloads[$1]) }
                    }
                    first &+= Self.lanes
                }
            }
        }
    }

    /// Eight rows, by questions about numbers only.
    @inline(__always)
    private static func descend(
        _ codes: UnsafePointer<UInt16>, _ nodes: UnsafePointer<CartNode>, arrived: (Int, Int) -> Void
    ) {
        @inline(__always) func next(_ node: CartNode, _ lane: Int) -> Int { node.next(codes[Int(node.slot) &* lanes &+ lane]) }
        var (a, b, c, d, e, f, g, h) = (1, 1, 1, 1, 1, 1, 1, 1)
        while true {
            let (na, nb, nc, nd) = (nodes[a], nodes[b], nodes[c], nodes[d])
            let (ne, nf, ng, nh) = (nodes[e], nodes[f], nodes[g], nodes[h])
            // All are at leaves where all cuts are 0.
            if (na.cut | nb.cut | nc.cut | nd.cut) | (ne.cut | nf.cut | ng.cut | nh.cut) == 0 { break }
            a = next(na, 0)
            b = next(nb, 1)
            c = next(nc, 2)
            d = next(nd, 3)
            e = next(ne, 4)
            f = next(nf, 5)
            g = next(ng, 6)
            h = next(nh, 7)
        }
        arrived(0, a)
        arrived(1, b)
        arrived(2, c)
        arrived(3, d)
        arrived(4, e)
        arrived(5, f)
        arrived(6, g)
        arrived(7, h)
    }

    /// The leaf of one row, whose codes are ``lanes`` apart.
    private func leaf(_ row: UnsafePointer<UInt16>, _ nodes: UnsafePointer<CartNode>) -> Int {
        var place = 1
        while !nodes[place].isLeaf {
            let node = nodes[place]
            let code = row[Int(node.slot) &* Self.lanes]
            place = node.isWords ? node.left + (contains(code, set: node.set) == node.missingGoesLeft ? 1 : 0) : node.next(code)
        }
        return place
    }

    private func contains(_ code: UInt16, set: Int) -> Bool {
        var (from, to) = (Int(starts[set]), Int(starts[set + 1]))
        let end = to
        while from < to {
            let middle = (from + to) / 2
            if members[middle] < code { from = middle + 1 } else { to = middle }
        }
        return from < end && members[from] == code
    }
}
