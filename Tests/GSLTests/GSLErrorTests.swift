// Tests of GSL: the error type and the set-up of the library.

import Testing

@testable import GSL

@Suite("Errors")
struct GSLErrorTests {
  @Test("the text has routine, message, context and the library's words")
  func description() {
    let error = GSLError(
      .notConverged, routine: "NonlinearFit.fit", message: "the iterations ran out", status: 11,
      context: "residuals=3")
    #expect(
      error.description
        == "NonlinearFit.fit: the iterations ran out [residuals=3] "
        + "(GSL status 11: exceeded max number of iterations)")
    #expect(GSLError(.library, routine: "R", message: "m").description == "R: m")
  }

  @Test("the loaded library names its version")
  func version() {
    #expect(GSLLibrary.version.split(separator: ".").count >= 2)
  }
}
