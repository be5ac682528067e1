// Tests of ElectionField: elections by id and in words, on the shipped table.

import Records
import Testing

@testable import Ingest

@Suite("ElectionField")
struct ElectionFieldTests {
  private let tables: ReferenceTables
  private let field: ElectionField

  init() throws {
    tables = try ReferenceReader.read(folder: Fixtures.referenceFolder)
    field = ElectionField(tables.elections)
  }

  @Test("every id is read as itself, every name as its id")
  func idsAndNames() {
    #expect(!tables.elections.isEmpty)
    for election in tables.elections {
      let id = election.id
      #expect(field.parse(id.description) == .success([id], conversion: nil))
      for form in [
        election.name, election.name.uppercased(), id.description.replacing("-", with: "_"),
        id.description.replacing("-", with: " ").uppercased(),
      ] {
        #expect(
          field.parse(form) == .success([id], conversion: ElectionField.nameRule), "\(form)")
      }
    }
  }

  @Test(
    "words for one election",
    arguments: [
      ("Pilkada 2024", "pilkada-2024"), ("pilkada_2024", "pilkada-2024"),
      ("PEMILU 2024", "pemilu-2024"), ("Pilkada Serentak 2024", "pilkada-2024"),
      ("Pemilihan Umum 2024", "pemilu-2024"), ("Pemilihan Kepala Daerah 2020", "pilkada-2020"),
      ("2024 pilkada", "pilkada-2024"),
    ])
  func words(_ text: String, _ id: String) {
    #expect(
      field.parse(text) == .success([ElectionID(id)], conversion: ElectionField.nameRule))
  }

  @Test("two elections of one year")
  func both() {
    let ids = [ElectionID("pemilu-2024"), ElectionID("pilkada-2024")]
    #expect(field.parse("both-2024") == .success(ids, conversion: nil))
    for text in ["Pemilu dan Pilkada 2024", "pemilu-2024; pilkada-2024", "Pilkada/Pemilu 2024"] {
      #expect(field.parse(text) == .success(ids, conversion: ElectionField.nameRule), "\(text)")
    }
  }

  @Test(
    "others are refused with the known ones",
    arguments: [
      "", "-", "2024", "pilkada", "Pilkada 2025", "Pemilu 2029", "both-2019", "both-2025",
      "Pilkada 2020 2024", "Pilkades 2024",
    ])
  func refused(_ text: String) {
    guard case .failure(_, let repair) = field.parse(text) else {
      Issue.record("\(text) was accepted")
      return
    }
    #expect(repair.contains("pilkada-2024"))
  }
}
