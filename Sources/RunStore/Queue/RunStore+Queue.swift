import GRDB
public import Recipes

/// Where a run is moved to among those that wait.
public enum QueueMove: Sendable, Equatable {
    case first, last
    /// So many places towards the front; negative ones towards the end.
    case earlier(Int)
    /// To this place, from 1.
    case place(Int)
}

extension RunStore {
    /// The queued runs, those that are to be trained next first.
    public func queue() throws(AssayError) -> [RunRecord] {
        try runs(in: [.queued]).sorted { ($0.place, $0.number) < ($1.place, $1.number) }
    }

    /// Moves a run to another place in the queue.
    ///
    /// - Returns: the queue as it is now.
    /// - Throws: ``AssayError`` with code `wrong_state` where the run does not wait.
    @discardableResult
    public func move(_ id: String, _ move: QueueMove) throws(AssayError) -> [RunRecord] {
        try write(.power) { transaction in
            let db = transaction.db
            let number = try Self.number(of: id, db)
            let rows = try Row.fetchAll(
                db, sql: "SELECT number, place FROM run WHERE state = 'queued' AND binned IS NULL ORDER BY place, number")
            let numbers: [Int] = rows.map { $0[0] }
            guard let now = numbers.firstIndex(of: number) else {
                throw AssayError.runIs(try record(db, number: number).state, number: number, wanted: [.queued])
            }
            let wanted =
                switch move {
                case .first: 0
                case .last: numbers.count - 1
                case .earlier(let count): now.subtractingReportingOverflow(count).partialValue
                case .place(let place): max(1, place) - 1
                }
            var order = numbers
            order.remove(at: now)
            order.insert(number, at: min(max(0, wanted), order.count))
            // The places that they have between them are dealt out anew; of equal ones the lower number would always go first.
            let places: [Double] = rows.map { $0[1] }
            let before = Dictionary(uniqueKeysWithValues: zip(numbers, places))
            var latest = -Double.infinity
            for (number, place) in zip(order, places) {
                latest = max(place, latest.nextUp)
                guard before[number] != latest else { continue }
                try db.execute(
                    sql: "UPDATE run SET place = ?, revision = ? WHERE number = ?",
                    arguments: [latest, transaction.revision, number])
            }
        }
        return try queue()
    }

    /// How many runs may go on at once in this project: the setting `jobs`, which is 1 unless set.
    public func jobs() throws(AssayError) -> Int { max(1, Int(try setting("jobs") ?? "") ?? 1) }

    /// Sets how many runs may go on at once.
    ///
    /// - Throws: ``AssayError`` with code `out_of_range` below 1 and above 256.
    public func setJobs(_ count: Int) throws(AssayError) {
        guard (1...256).contains(count) else {
            throw AssayError(
                code: "out_of_range", message: "\(count) runs cannot go on at once", hint: "allowed is 1 to 256", isUsage: true)
        }
        try set("jobs", to: count == 1 ? nil : String(count))
    }
}
