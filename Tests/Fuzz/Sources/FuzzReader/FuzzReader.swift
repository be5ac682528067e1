// FuzzReader: a file of any bytes for the reader of registers.

import Glibc

@testable import Ingest

private let context: RowContext = {
  do {
    return RowContext(try LawReference.read(near: #filePath))
  } catch {
    preconditionFailure("\(error)")
  }
}()

/// A file in memory without a name, that every input is written to.
private let memory: Int32 = {
  var name = Array("/dev/shm/netralitas-XXXXXX".utf8CString)
  let descriptor = mkstemp(&name)
  precondition(descriptor >= 0, "no file can be made in /dev/shm: error \(errno)")
  unlink(name)
  return descriptor
}()

/// What the fuzzer calls; a broken law ends the process, so that the fuzzer keeps the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneFile(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let file = ReaderLaws.file(of: UnsafeBufferPointer(start: bytes, count: count))
  let isWritten = ftruncate(memory, 0) == 0 && pwrite(memory, file, file.count, 0) == file.count
  precondition(isWritten, "the input cannot be written: error \(errno)")
  let broken = ReaderLaws.broken(
    path: "/proc/self/fd/\(memory)", size: file.count, context: context)
  guard broken.isEmpty else {
    for law in broken { print("BROKEN LAW \(law)") }
    fflush(nil)
    abort()
  }
  return 0
}
