extension TreeGrower {
    /// Wide tables share out features, which needs no merging; narrow ones rows.
    static func sharesRows(_ matrix: BinnedMatrix, _ team: ThreadTeam) -> Bool {
        team.count > 1 && matrix.groups.count < 2 * team.count
    }

    func sharesRows(_ count: Int) -> Bool {
        count >= TreeGrower.rowsWorthSharing && TreeGrower.sharesRows(matrix, team)
    }

    func partialHistogram(_ thread: Int) -> UnsafeMutablePointer<Int64> {
        partial.base + (thread - 1) * matrix.histogramLength
    }

    /// Starts histograms of some groups afresh and adds rows.
    func build(
        _ rows: UnsafePointer<UInt32>, _ count: Int, pairs: UnsafePointer<Int64>, into histogram: UnsafeMutablePointer<Int64>,
        groups: Range<Int>
    ) {
        for place in groups {
            let group = matrix.groups[place]
            let target = histogram + group.features.lowerBound * BinnedMatrix.binsApart
            for (slot, feature) in group.features.enumerated() {
                (target + slot * BinnedMatrix.binsApart).update(repeating: 0, count: Int(matrix.binCounts.base[feature]))
            }
            if chosenByGroup.isEmpty {
                HistogramKernels.accumulate(
                    rows: rows, count: count, bins: group.bins.base, stride: group.stride, pairs: pairs,
                    features: group.features.count, into: target)
            } else {
                chosenByGroup[place].withUnsafeBufferPointer {
                    guard let base = $0.baseAddress else { return }
                    HistogramKernels.accumulate(
                        rows: rows, count: count, bins: group.bins.base, stride: group.stride, pairs: pairs, chosen: base,
                        features: $0.count, into: target)
                }
            }
        }
    }

    func buildByGroups(
        _ rows: UnsafePointer<UInt32>, _ count: Int, pairs: UnsafePointer<Int64>, into histogram: UnsafeMutablePointer<Int64>
    ) {
        if matrix.groups.count > 1, count >= 64 {
            team.forEach(below: matrix.groups.count) { [self] group, _ in
                build(rows, count, pairs: pairs, into: histogram, groups: group..<group + 1)
            }
        } else {
            build(rows, count, pairs: pairs, into: histogram, groups: 0..<matrix.groups.count)
        }
    }

    /// A free histogram; where there is none, that of the leaf which gains least is given up.
    func freeSlot(besides kept: [Int]) -> Int {
        if let slot = histograms.take() { return slot }
        var victim = -1
        for (candidate, leaf) in leaves.enumerated() where leaf.slot >= 0 && !kept.contains(candidate) {
            if victim < 0 || leaf.best.gain < leaves[victim].best.gain { victim = candidate }
        }
        // The pool has room for three, and two are kept at the most.
        precondition(victim >= 0, "a histogram pool with less than three places")
        defer { leaves[victim].slot = -1 }
        return leaves[victim].slot
    }

    func release(_ place: Int) {
        guard leaves[place].slot >= 0 else { return }
        histograms.give(leaves[place].slot)
        leaves[place].slot = -1
    }
}
