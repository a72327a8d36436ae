// What stands before the first layer: numbers as sums of cosines, words as rows of a table, and a factor for each.
//
// Gorishniy, Rubachev and Babenko 2022, "On embeddings for numerical features in tabular deep learning",
// https://doi.org/10.48550/arXiv.2203.05556; with phases and the number itself beside them (PBLD) in RealMLP.
extension NetworkPass {
    private typealias Lanes = SIMD8<Float>

    /// Fills the inputs of the first layer from the encoded rows.
    func fillInputs(_ work: NetworkWorkspace, _ count: Int) {
        let (raw, inputs) = (work.raw.base, work.inputs.base)
        let (rawStride, width) = (NetworkShape.rounded(shape.rawWidth), shape.inputWidth)
        if shape.embedsNumbers {
            for number in 0..<shape.numbers { embed(number, raw, rawStride, inputs, width, count) }
        } else {
            for row in 0..<count {
                (inputs + row &* width).update(from: raw + row &* rawStride, count: shape.numbers)
            }
        }
        let (plain, tables, size) = (shape.plainColumn, shape.tables.count, shape.embeddingWidth)
        for row in 0..<count {
            (inputs + (row &* width &+ plain)).update(from: raw + (row &* rawStride &+ shape.numbers), count: shape.plain)
            var column = shape.tableColumn
            for table in 0..<tables {
                let code = Int(work.codes.base[row &* tables &+ table])
                (inputs + (row &* width &+ column)).update(
                    from: weights + (shape.tableStarts[table] &+ code &* size), count: size)
                column &+= size
            }
        }
        guard shape.isParametric else { return }
        let scaled = work.scaled.base
        for column in stride(from: 0, to: width, by: 8) {
            let factor = Lanes(at: weights + (shape.scaleStart &+ column))
            for row in 0..<count {
                let at = row &* width &+ column
                (Lanes(at: inputs + at) * factor).store(at: scaled + at)
            }
        }
    }

    /// One number of every row becomes itself and three sums of cosines of it.
    private func embed(
        _ number: Int, _ raw: UnsafePointer<Float>, _ rawStride: Int, _ inputs: UnsafeMutablePointer<Float>, _ width: Int,
        _ count: Int
    ) {
        let own = weights + (shape.numberStart &+ number &* NetworkShape.numberStride)
        let (f0, f1, p0, p1) = (Lanes(at: own), Lanes(at: own + 8), Lanes(at: own + 16), Lanes(at: own + 24))
        let (a0, a1, b0, b1) = (Lanes(at: own + 32), Lanes(at: own + 40), Lanes(at: own + 48), Lanes(at: own + 56))
        let (c0, c1) = (Lanes(at: own + 64), Lanes(at: own + 72))
        let (first, second, third) = (own[80], own[81], own[82])
        for row in 0..<count {
            let x = raw[row &* rawStride &+ number]
            let low = FloatMath.sinCos(f0 * x + p0).cos
            let high = FloatMath.sinCos(f1 * x + p1).cos
            let out = inputs + (row &* width &+ number &* NetworkShape.expansion)
            out[0] = (low * a0 + high * a1).total + first
            out[1] = (low * b0 + high * b1).total + second
            out[2] = (low * c0 + high * c1).total + third
            out[3] = x
        }
    }

    /// The gradient of all that stands before the first layer, from that of the inputs as they go into it.
    func backwardInputs(
        _ work: NetworkWorkspace, _ delta: UnsafeMutablePointer<Float>, _ count: Int,
        _ gradient: UnsafeMutablePointer<Float>, _ tableDeltas: UnsafeMutablePointer<Float>
    ) {
        let (inputs, width) = (work.inputs.base, shape.inputWidth)
        if shape.isParametric {
            for column in stride(from: 0, to: width, by: 8) {
                let factor = Lanes(at: weights + (shape.scaleStart &+ column))
                var sum = Lanes.zero
                for row in 0..<count {
                    let at = row &* width &+ column
                    let own = Lanes(at: delta + at)
                    sum += own * Lanes(at: inputs + at)
                    (own * factor).store(at: delta + at)
                }
                sum.store(at: gradient + (shape.scaleStart &+ column))
            }
        }
        if shape.embedsNumbers {
            let rawStride = NetworkShape.rounded(shape.rawWidth)
            for number in 0..<shape.numbers {
                backwardEmbedding(number, work.raw.base, rawStride, delta, width, count, gradient)
            }
        }
        let columns = shape.tables.count &* shape.embeddingWidth
        guard columns > 0 else { return }
        for row in 0..<count {
            (tableDeltas + row &* columns).update(from: delta + (row &* width &+ shape.tableColumn), count: columns)
        }
    }

    private func backwardEmbedding(
        _ number: Int, _ raw: UnsafePointer<Float>, _ rawStride: Int, _ delta: UnsafePointer<Float>, _ width: Int, _ count: Int,
        _ gradient: UnsafeMutablePointer<Float>
    ) {
        let place = shape.numberStart &+ number &* NetworkShape.numberStride
        let own = weights + place
        let (f0, f1, p0, p1) = (Lanes(at: own), Lanes(at: own + 8), Lanes(at: own + 16), Lanes(at: own + 24))
        let (a0, a1, b0, b1) = (Lanes(at: own + 32), Lanes(at: own + 40), Lanes(at: own + 48), Lanes(at: own + 56))
        let (c0, c1) = (Lanes(at: own + 64), Lanes(at: own + 72))
        var (df0, df1, dp0, dp1) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
        var (da0, da1, db0, db1, dc0, dc1) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
        var (first, second, third): (Float, Float, Float) = (0, 0, 0)
        for row in 0..<count {
            let x = raw[row &* rawStride &+ number]
            let d = delta + (row &* width &+ number &* NetworkShape.expansion)
            let (d0, d1, d2) = (d[0], d[1], d[2])
            let low = FloatMath.sinCos(f0 * x + p0)
            let high = FloatMath.sinCos(f1 * x + p1)
            da0 += low.cos * d0
            da1 += high.cos * d0
            db0 += low.cos * d1
            db1 += high.cos * d1
            dc0 += low.cos * d2
            dc1 += high.cos * d2
            first += d0
            second += d1
            third += d2
            let w0: Lanes = a0 * d0 + b0 * d1
            let w1: Lanes = a1 * d0 + b1 * d1
            let u0: Lanes = low.sin * (w0 + c0 * d2)
            let u1: Lanes = high.sin * (w1 + c1 * d2)
            dp0 -= u0
            dp1 -= u1
            df0 -= u0 * x
            df1 -= u1 * x
        }
        let out = gradient + place
        for (at, lanes) in [df0, df1, dp0, dp1, da0, da1, db0, db1, dc0, dc1].enumerated() { lanes.store(at: out + 8 * at) }
        (out[80], out[81], out[82]) = (first, second, third)
    }
}
