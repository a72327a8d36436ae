import Foundation
import Learning
import Recipes
import RunStore
import TestSupport
import Testing

@testable import Experiments

/// Event files of TensorBoard: every form, cut, damaged, and while they grow.
@Suite struct EventFileTests {
    let folder = TemporaryFolder()

    private func write(_ bytes: [UInt8], _ path: String) throws {
        let whole = folder.path + "/" + path
        try FileManager.default.createDirectory(
            atPath: (whole as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: whole))
    }

    private func taker() throws -> RunTaker {
        let project = Project(folder: folder.path + "/project")
        return RunTaker(project: project, store: try project.openStore())
    }

    private func points(_ store: RunStore, _ number: Int = 1) throws -> [String: [Double]] {
        let run = try store.resolve(String(number))
        return Dictionary(uniqueKeysWithValues: try store.points(of: run.id).map { ($0.name.description, $0.values) })
    }

    @Test func theSumIsCastagnolis() {
        let bytes = Array("123456789".utf8)
        #expect(bytes.withUnsafeBytes { CRC32C.sum($0) } == 0xE306_9283)
        #expect(bytes.withUnsafeBytes { CRC32C.masked($0) } == EventBytes.masked(bytes))
    }

    @Test(arguments: EventBytes.Form.allCases) func everyFormOfAScalarIsRead(_ form: EventBytes.Form) {
        let event = EventMessage(EventBytes.event(1_700_000_000.5, step: 7, [("loss", 4)], form: form))
        #expect(event.time == 1_700_000_000.5 && event.step == 7)
        #expect(event.scalars.map(\.tag) == ["loss"] && event.scalars.map(\.value) == [4])
    }

    @Test func whatIsNoScalarIsPassedOver() {
        let two = EventBytes.field(8, EventBytes.field(1, varint: 1) + EventBytes.field(5, [UInt8](repeating: 0, count: 8)))
        let text =
            EventBytes.field(9, EventBytes.field(1, EventBytes.field(1, Array("text".utf8)))) + EventBytes.field(2, float: 1)
        for value in [two, text] {
            let event = EventMessage(EventBytes.field(5, EventBytes.field(1, EventBytes.field(1, Array("t".utf8)) + value)))
            #expect(event.scalars.isEmpty)
        }
    }

    @Test func foldersAreRunsAndTrainAndValidationAreOne() throws {
        try write(EventBytes.file("epoch_loss", steps: [0, 1, 2]), "logs/a/train/events.out.tfevents.1.host.v2")
        try write(EventBytes.file("epoch_loss", steps: [0, 1]), "logs/a/validation/events.out.tfevents.2.host.v2")
        try write(EventBytes.file("Loss/train", steps: [5, 6], time: 1_700_000_100), "logs/b/events.out.tfevents.3.host")
        try write(Array("no events".utf8), "logs/b/notes.txt")
        let taker = try taker()
        let report = try taker.take(tensorBoard: folder.path + "/logs")
        #expect(report.new.map(\.number) == [1, 2] && report.remarks.isEmpty)
        #expect(
            try points(taker.store, 1)
                == ["1/train/epoch_loss": [1, 0.5, 1.0 / 3], "1/valid/epoch_loss": [1, 0.5]].mapValues {
                    $0.map { Double(Float($0)) }
                })
        #expect(try points(taker.store, 2).keys.sorted() == ["1/train/Loss"])
        let run = try taker.store.resolve("2")
        #expect(run.note == "b" && run.state == .done && run.startedAt == 1_700_000_100 && run.recipe.modelName == "logs")
        // Again, and by another way to the same files.
        #expect(try taker.take(tensorBoard: folder.path + "/logs").known == 2)
        #expect(try taker.take(tensorBoard: folder.path + "/logs/b").known == 1)
    }

    @Test func aStepThatIsLoggedAgainTakesItsOwnPlaceAlone() throws {
        let bytes =
            EventBytes.file("loss", steps: [0, 1, 3, 7])
            + [1, 2].flatMap { EventBytes.record(EventBytes.event(1_700_000_009, step: $0, [("loss", 8)])) }
        try write(bytes, "logs/events.out.tfevents.1")
        let taker = try taker()
        let report = try taker.take(tensorBoard: folder.path + "/logs")
        #expect(try points(taker.store)["1/valid/loss"] == [1, 8, 8, 0.25, 0.125])
        #expect(report.remarks == ["logs: 1 points were logged again later; the last ones count"])
    }

    @Test func aProgramThatSaysThatItWasStartedAgainIsBelievedLast() throws {
        let start = EventBytes.field(1, double: 1_700_000_008) + EventBytes.field(2, varint: 2)
        let bytes =
            EventBytes.file("loss", steps: [0, 1, 2, 3])
            + EventBytes.record(start + EventBytes.field(7, EventBytes.field(1, varint: 1)))
            + EventBytes.record(EventBytes.event(1_700_000_009, step: 2, [("loss", 8)]))
        try write(bytes, "logs/events.out.tfevents.1")
        let taker = try taker()
        let report = try taker.take(tensorBoard: folder.path + "/logs")
        #expect(try points(taker.store)["1/valid/loss"] == [1, 0.5, 8])
        #expect(report.remarks == ["logs: 2 points were logged again later; the last ones count"])
    }

    @Test func aLaterFileGoesOnWhereItBegins() throws {
        try write(EventBytes.file("loss", steps: [0, 1, 3, 7]), "logs/events.out.tfevents.1")
        try write(
            EventBytes.file("other", steps: [9], time: 1_700_000_100)
                + EventBytes.record(EventBytes.event(1_700_000_109, step: 1, [("loss", 8)])), "logs/events.out.tfevents.2")
        let taker = try taker()
        _ = try taker.take(tensorBoard: folder.path + "/logs")
        #expect(try points(taker.store)["1/valid/loss"] == [1, 8])
    }

    @Test func stepsBeyondAllCountingAreLeftOut() throws {
        let steps = [Int.min, -5, 3, Int.max]
        try write(
            EventBytes.file("loss", steps: [])
                + steps.flatMap { EventBytes.record(EventBytes.event(1_700_000_009, step: $0, [("loss", 8)])) },
            "logs/events.out.tfevents.1")
        let taker = try taker()
        let report = try taker.take(tensorBoard: folder.path + "/logs")
        #expect(try points(taker.store)["1/valid/loss"] == [8, 8])
        #expect(report.remarks == ["logs: 2 values have a step beyond 10^12 and are left out"])
    }

    @Test func noFileStaysOpen() throws {
        for name in 0..<5 { try write(EventBytes.file("loss", steps: [0, 1]), "logs/\(name)/events.out.tfevents.1") }
        let events = EventFolder(folder.path + "/logs")
        for run in events.runs { #expect(run.read()?["loss"]?.steps == [0, 1]) }
        let open = FilePath.names(in: "/proc/self/fd").filter {
            FilePath.target(ofLink: "/proc/self/fd/" + $0)?.hasPrefix(folder.path + "/logs") == true
        }
        #expect(events.runs.count == 5 && open.isEmpty)
    }

    @Test func noMoreIsTakenOnceSomebodySaysStop() throws {
        for name in 0..<3 {
            try write(
                EventBytes.file("loss", steps: [0, 1], time: 1_700_000_000 + Double(name)), "logs/\(name)/events.out.tfevents.1")
        }
        let taker = try taker()
        var asked = 0
        let report = try taker.take(
            tensorBoard: folder.path + "/logs",
            directive: {
                asked += 1
                return asked < 3 ? .proceed : .cancel
            })
        #expect(report.new.count == 2)
    }

    @Test func aCutRecordIsToldAndReadLater() throws {
        let bytes = EventBytes.file("loss", steps: Array(0..<10))
        let taker = try taker()
        for length in stride(from: 60, to: bytes.count, by: 7) {
            try write(Array(bytes[..<length]), "logs/events.out.tfevents.1")
            _ = try taker.take(tensorBoard: folder.path + "/logs")
        }
        try write(Array(bytes.dropLast(5)), "logs/events.out.tfevents.1")
        let report = try taker.take(tensorBoard: folder.path + "/logs")
        #expect(report.remarks.first?.contains("in the middle of a record") == true)
        #expect(try points(taker.store)["1/valid/loss"]?.count == 9)
        try write(bytes, "logs/events.out.tfevents.1")
        #expect(try taker.take(tensorBoard: folder.path + "/logs").remarks.isEmpty)
        #expect(try points(taker.store)["1/valid/loss"]?.count == 10)
    }

    @Test func aDamagedRecordIsToldAndWhatStandsBeforeIsTaken() throws {
        var bytes = EventBytes.file("loss", steps: Array(0..<10))
        let place = EventBytes.file("loss", steps: Array(0..<5)).count
        bytes[place + 14] ^= 0xFF
        try write(bytes, "logs/events.out.tfevents.1")
        let taker = try taker()
        let report = try taker.take(tensorBoard: folder.path + "/logs")
        #expect(report.remarks.first?.contains("is damaged at byte \(place)") == true)
        #expect(try points(taker.store)["1/valid/loss"]?.count == 5)
        // A length that is wrong, with a right sum, is no reason to ask for all of the memory.
        let length = EventBytes.little(UInt64.max)
        try write(length + EventBytes.little(EventBytes.masked(length)) + [1, 2, 3], "huge/events.out.tfevents.1")
        #expect(try taker.take(tensorBoard: folder.path + "/huge").remarks.contains { $0.contains("damaged at byte 0") })
    }

    @Test func nothingInAFileDoesHarm() throws {
        var generator = SeededGenerator(seed: 5)
        let whole = EventBytes.file("loss", steps: Array(0..<6))
        for round in 0..<3000 {
            var bytes: [UInt8]
            if round.isMultiple(of: 2) {
                bytes = (0..<Int.random(in: 0...80, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            } else {
                bytes = EventBytes.event(1_700_000_000, step: 1, [("loss", 1)], form: .packedFloat)
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
                }
            }
            _ = EventMessage(bytes)
            _ = TensorScalar.value(bytes[...])
        }
        for round in 0..<40 {
            var bytes = whole
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)))
            // Bytes that make no sense within right sums reach everything behind.
            bytes += EventBytes.record((0..<50).map { _ in UInt8.random(in: 0...255, using: &generator) })
            try write(bytes, "fuzz/\(round)/events.out.tfevents.1")
        }
        let taker = try taker()
        _ = try taker.take(tensorBoard: folder.path + "/fuzz")
        #expect(try taker.store.damage() == [])
    }

    @Test func filesThatGrowAreFollowed() throws {
        let bytes = EventBytes.file("train/loss", steps: Array(0..<200))
        let first = EventBytes.file("train/loss", steps: Array(0..<3)).count
        try write(Array(bytes[..<first]), "logs/events.out.tfevents.1")
        let taker = try taker()
        var (looks, states): (Int, [RunState]) = (0, [])
        let path = folder.path + "/logs/events.out.tfevents.1"
        let report = try taker.take(
            tensorBoard: folder.path + "/logs", follows: true,
            directive: {
                looks += 1
                let handle = FileHandle(forWritingAtPath: path)
                handle?.seekToEndOfFile()
                switch looks {
                case 1: break
                // In the middle of a record, then the rest with another tag, then a step that was there.
                case 2: handle?.write(Data(bytes[first..<first + 100]))
                case 3:
                    handle?.write(Data(bytes[(first + 100)...]))
                    handle?.write(Data(EventBytes.record(EventBytes.event(1_700_000_300, step: 1, [("val/loss", 4)]))))
                case 4: handle?.write(Data(EventBytes.record(EventBytes.event(1_700_000_301, step: 199, [("train/loss", 9)]))))
                default: break
                }
                if let run = try? taker.store.resolve("1") { states.append(run.state) }
                return looks < 7 ? .proceed : .stop
            })
        #expect(states.contains(.running) && report.changed.isEmpty == false)
        #expect(try taker.store.resolve("1").state == .done)
        let points = try points(taker.store)
        #expect(points["1/train/loss"]?.count == 200 && points["1/train/loss"]?.last == 9 && points["1/valid/loss"] == [4])
    }

    @Test func keysOfOtherTrackersAreSeries() {
        func names(_ keys: String...) -> [String] { keys.map { SeriesNaming.names(of: keys)[$0]?.description ?? "" } }
        #expect(names("val_loss", "loss") == ["1/valid/loss", "1/train/loss"])
        #expect(names("loss") == ["1/valid/loss"])
        #expect(names("Loss/train", "Loss/valid") == ["1/train/Loss", "1/valid/Loss"])
        #expect(names("train/acc", "eval_accuracy") == ["1/train/accuracy", "1/valid/accuracy"])
        #expect(names("3/valid/auc", "refit/train/auc") == ["3/valid/auc", "refit/train/auc"])
        #expect(names("lr-Adam", "val", "") == ["1/valid/lr-Adam", "1/valid/val", "1/valid/"])
        let clash = names("val_loss", "val/loss", "loss/val")
        #expect(Set(clash).count == 3)
    }
}
