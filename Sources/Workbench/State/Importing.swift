import Charts
import Tabular
import Terminal

/// How far an import is that goes on behind the screen.
public struct Importing: Sendable, Equatable {
    public var path: String
    /// Done, 0 to 1.
    public var share: Double
    /// Bytes of the source that were read, and that there are; 0 while that is not known.
    public var bytesDone: Int
    public var bytesTotal: Int
    /// Rows that were read so far; 0 while none were.
    public var rows: Int
    /// Seconds since 1970.
    public var began: Double

    public init(path: String, share: Double = 0, bytesDone: Int = 0, bytesTotal: Int = 0, rows: Int = 0, began: Double) {
        self.path = path
        self.share = share
        self.bytesDone = bytesDone
        self.bytesTotal = bytesTotal
        self.rows = rows
        self.began = began
    }

    /// Takes in what an import tells; what it does not count stays as it was.
    mutating func take(_ report: ImportProgress) {
        share = report.share
        if report.bytesDone > 0 { (bytesDone, bytesTotal) = (report.bytesDone, report.bytesTotal) }
        if report.rows > 0 { rows = report.rows }
    }

    /// Seconds it may still take; nil before that can be told.
    func left(at now: Double) -> Double? {
        let passed = now - began
        return share > 0.02 && passed > 0.2 ? passed * (1 - share) / share : nil
    }

    /// In words, what matters most first: `41 %`, `312 MB/s`, `1.2 M rows`, `0:03 left`; without a total `312 MB` for the share.
    func words(at now: Double) -> [String] {
        let hasTotal = bytesTotal > 0 || share > 0
        var words = hasTotal ? [Figures.percent(share, 0)] : []
        if !hasTotal, bytesDone > 0 { words.append(Figures.si(Double(bytesDone), 3, unit: "B")) }
        let passed = now - began
        // By the share of all the work: a file is gone through more than once.
        let done = hasTotal ? share * Double(bytesTotal) : Double(bytesDone)
        if done > 0, passed > 0.05 { words.append(Figures.si(done / passed, 3, unit: "B") + "/s") }
        if rows > 0 { words.append("\(Figures.si(Double(rows), 3)) rows so far") }
        if let left = left(at: now) { words.append("\(Figures.clock(left)) left") }
        return words
    }
}
