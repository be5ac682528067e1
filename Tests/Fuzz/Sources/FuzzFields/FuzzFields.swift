// FuzzFields: a cell of any bytes for all field types at once.

import Glibc

@testable import Ingest

private let laws: FieldLaws = {
  do {
    return FieldLaws(try LawReference.read(near: #filePath))
  } catch {
    preconditionFailure("\(error)")
  }
}()

/// What the fuzzer calls; a broken law ends the process, so that the fuzzer keeps the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneCell(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let broken = laws.broken(UnsafeBufferPointer(start: bytes, count: count))
  guard broken.isEmpty else {
    for law in broken { print("BROKEN LAW \(law)") }
    fflush(nil)
    abort()
  }
  return 0
}
