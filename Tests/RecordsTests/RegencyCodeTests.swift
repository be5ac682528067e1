// Tests of Records: codes of regencies and provinces, which are text and not numbers.

import Records
import Testing

@Suite("Regency and province codes")
struct RegencyCodeTests {
  @Test("11.10 is not 11.1")
  func textNotNumber() throws {
    let code = try #require(RegencyCode("11.10"))
    #expect(code.description == "11.10")
    #expect(RegencyCode("11.1") == nil)
    #expect(code != RegencyCode("11.01"))
  }

  @Test(
    "malformed codes are refused",
    arguments: [
      "", "1", "11", "11.", "11.1", "11.001", "1.101", "1101", "11,01", "10.01", "00.01", "11.00",
      " 11.01", "11.01 ", "1१.01", "११.०१", "-1.01", "11.0a", "aa.bb", "11·01",
    ])
  func malformed(text: String) {
    #expect(RegencyCode(text) == nil)
  }

  @Test("every well-formed code prints as it was read")
  func roundTrip() throws {
    var before: RegencyCode?
    for province in 11...99 {
      for local in 1...99 {
        let text = "\(province).\(local < 10 ? "0" : "")\(local)"
        let code = try #require(RegencyCode(text))
        #expect(code.description == text)
        #expect(code.province.description == String(province))
        if let before { #expect(before < code) }
        before = code
      }
    }
  }

  @Test("province codes", arguments: ["", "1", "10", "001", "1a", "11 ", "١١"])
  func province(text: String) {
    #expect(ProvinceCode(text) == nil)
    #expect(ProvinceCode("11")?.description == "11")
  }

  @Test("a province stands before its regencies and after those of the one before")
  func regionOrder() throws {
    let codes = try ["11.01", "11.99", "12.01"].map { try #require(RegencyCode($0)) }
    let province = try #require(ProvinceCode("12"))
    let regions: [Region] = [
      .regency(codes[2]), .province(province), .regency(codes[1]), .regency(codes[0]),
    ]
    #expect(regions.sorted().map(\.description) == ["11.01", "11.99", "12", "12.01"])
    #expect(Region.province(province).regency == nil)
    #expect(Region.regency(codes[2]).province == province)
  }
}
