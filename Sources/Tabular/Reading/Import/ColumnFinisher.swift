import Recipes

/// Decides what a column is when all of it was read, and puts its values into their last form.
struct ColumnFinisher {
    let plan: ReadingPlan
    let chunks: [Chunk]
    /// The thread that read each chunk.
    let owners: [Int]
    /// The values as they were written.
    let memory: MappedMemory
    let names: [String]
    /// As what each column was tried before, and is not.
    let failed: [Set<ColumnTrial>]

    private static let block = 1 << 15

    /// Finishes the column that threads read as `works` has it.
    func finish(_ works: [ColumnWork]) -> ColumnOutcome {
        guard let first = works.first else { return .again(.words) }
        let place = first.place
        if works.contains(where: { $0.stray != nil }) { return .again(.words) }
        var missing = MissingCounter(plan.cells[place].missing)
        for work in works { missing.merge(work.missing) }
        switch first.trial {
        case .words: return finishWords(works, place)
        case .numbers:
            var scanner = NumberScanner()
            for work in works { scanner.merge(work.numbers) }
            return finishNumbers(works, place, scanner, missing, format: .plain, isAmbiguous: false)
        case .formatted(let format):
            var (formatted, probe) = (first.formatted, first.probe)
            for work in works.dropFirst() {
                formatted.merge(work.formatted)
                probe.merge(work.probe)
            }
            guard probe.isEmpty ? format == .plain : probe.format == format else {
                let other = probe.format.map { ColumnTrial.formatted($0) } ?? .words
                return .again(failed[place].contains(other) ? .words : other)
            }
            return finishNumbers(
                works, place, formatted.scanner, missing, format: format, isAmbiguous: !probe.isEmpty && probe.isAmbiguous)
        case .dates: return finishDates(works, place, missing)
        }
    }

    private func doubles(_ place: Int) -> UnsafeBufferPointer<Double> {
        let start = (memory.base + plan.offset(of: place)).assumingMemoryBound(to: Double.self)
        return UnsafeBufferPointer(start: start, count: plan.rows)
    }

    // MARK: Numbers and dates

    private func finishNumbers(
        _ works: [ColumnWork], _ place: Int, _ scanner: NumberScanner, _ missing: MissingCounter, format: NumberFormat,
        isAmbiguous: Bool
    ) -> ColumnOutcome {
        let rules = plan.cells[place]
        if rules.keepsDigits(scanner) { return .again(.words) }
        let name = names[place]
        let values = doubles(place)
        var result = ColumnResult(name: name, kind: .number, missingSpellings: missing.spellings, missing: missing.count)
        if format != .plain { result.numbers = format }
        result.remarks = NumberRemarks.of(format, isAmbiguous: isAmbiguous, column: name)
        if rules.kind == nil, scanner.isExactlyWhole, scanner.widths.least == 8, scanner.widths.most == 8,
            DateRules.areCompact(values, name: name)
        {
            result.kind = .date
            result.dates = .init(format: .compact)
            result.checksum = rewrite(place) { first, target in
                for index in target.indices {
                    let value = values[first + index]
                    target[index] = value.isNaN ? .nan : Double(CalendarDate.days(compact: Int(value)) ?? 0) * 86_400
                }
            }
            return .finished(result)
        }
        let facts = NumberFacts(values, isWhole: scanner.isExactlyWhole, hasMissing: missing.count > 0)
        result.kind = rules.kind ?? (KindRules.isIdentifier(facts, name: name) ? .identifier : .number)
        result.decimals = scanner.decimals
        result.checksum = works.reduce(0) { $0 &+ $1.checksum }
        return .finished(result)
    }

    private func finishDates(_ works: [ColumnWork], _ place: Int, _ missing: MissingCounter) -> ColumnOutcome {
        // A column without a date is none of dates.
        if missing.count == plan.rows { return .again(plan.cells[place].allowsPlainNumbers ? .numbers : .words) }
        let decision = ReadingDecisions.DateDecision(
            format: .yearMonthDay, isAmbiguous: false, hasZones: works.contains(where: \.hasOffset))
        return .finished(
            ColumnResult(
                name: names[place], kind: .date, hasTime: works.contains(where: \.hasTime), missingSpellings: missing.spellings,
                missing: missing.count, checksum: works.reduce(0) { $0 &+ $1.checksum },
                remarks: decision.remarks(column: names[place]),
                dates: decision))
    }

    // MARK: Words

    private func finishWords(_ works: [ColumnWork], _ place: Int) -> ColumnOutcome {
        let (words, places) = WordCounts.merging(works.map(\.records), missing: plan.cells[place].missing)
        let rules = WordRules(name: names[place], delimiter: plan.rules.delimiter, rules: plan.cells[place])
        let decision = rules.decide(words, failed: failed[place])
        var result = ColumnResult(
            name: names[place], kind: decision.kind, decimals: decision.decimals, hasTime: decision.hasTime,
            missingSpellings: words.missingSpellings, missing: plan.rows - words.present, remarks: decision.remarks,
            numbers: decision.numbers,
            dates: decision.dates)
        switch decision.values {
        case .again(let trial): return .again(trial)
        case .words:
            var codes = [Int32](repeating: -1, count: words.words.count)
            var kept: [Cell] = []
            kept.reserveCapacity(words.distinct)
            for index in words.words.indices where !words.isMissing[index] {
                codes[index] = Int32(truncatingIfNeeded: kept.count)
                kept.append(words.words[index])
            }
            let last = places.map { $0.map { codes[Int($0)] } }
            result.checksum = translate(place, last) { Checksum.of($0, from: $1) }
            result.words = kept
        case .numbers(let values):
            result.missing = values.indices.reduce(0) { $0 + (values[$1].isNaN ? words.counts[$1] : 0) }
            let last = places.map { $0.map { values[Int($0)] } }
            result.checksum = translate(place, last) { Checksum.of($0, from: $1) }
        }
        return .finished(result)
    }

    /// Writes what `tables` has for the codes of a column in their place, and answers the checksum.
    ///
    /// Doubles take twice the room of the codes they stand for, so blocks are done from the last to the first: what they
    /// overwrite was read before.
    private func translate<Value: BitwiseCopyable>(
        _ place: Int, _ tables: [[Value]],
        _ checksum: (UnsafeBufferPointer<Value>, Int) -> UInt64
    ) -> UInt64 {
        let codes = (memory.base + plan.offset(of: place)).assumingMemoryBound(to: Int32.self)
        let target = UnsafeMutableBufferPointer<Value>.allocate(capacity: Self.block)
        defer { target.deallocate() }
        var sum: UInt64 = 0
        for (number, chunk) in chunks.enumerated().reversed() where chunk.rows > 0 {
            tables[owners[number]].withUnsafeBufferPointer { table in
                var end = chunk.firstRow + chunk.rows
                while end > chunk.firstRow {
                    let start = max(chunk.firstRow, end - Self.block)
                    for row in start..<end { target[row &- start] = table[Int(codes[row])] }
                    let done = UnsafeBufferPointer(rebasing: target[..<(end - start)])
                    sum &+= checksum(done, start)
                    plan.bodies.write(
                        UnsafeRawBufferPointer(done), at: plan.offset(of: place) + start * MemoryLayout<Value>.stride)
                    end = start
                }
            }
        }
        return sum
    }

    /// Writes new doubles over a column, block by block, and answers the checksum.
    private func rewrite(
        _ place: Int, _ body: (Int, UnsafeMutableBufferPointer<Double>) -> Void
    ) -> UInt64 {
        let target = UnsafeMutableBufferPointer<Double>.allocate(capacity: Self.block)
        defer { target.deallocate() }
        var sum: UInt64 = 0
        for start in stride(from: 0, to: plan.rows, by: Self.block) {
            let part = UnsafeMutableBufferPointer(rebasing: target[..<min(Self.block, plan.rows - start)])
            body(start, part)
            sum &+= Checksum.of(UnsafeBufferPointer(part), from: start)
            plan.bodies.write(UnsafeRawBufferPointer(part), at: plan.offset(of: place) + start * 8)
        }
        return sum
    }
}
