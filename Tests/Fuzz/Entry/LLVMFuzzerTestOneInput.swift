import Glibc

/// The target that `ASSAY_FUZZ_TARGET` names.
private let target: FuzzTarget = {
    let name = getenv("ASSAY_FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
        print("ASSAY_FUZZ_TARGET is one of \(FuzzTarget.all.map(\.name).joined(separator: ", "))")
        exit(2)
    }
    return target
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    target.run(UnsafeBufferPointer(start: bytes, count: count))
    return 0
}
