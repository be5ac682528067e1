// Ingest: from what the user names to the files to read: a data package, a bare folder or one CSV.

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One file to read as one table.
struct PackageFile {
  let schema: TableSchema
  /// Where it is.
  let path: String
}

/// The files of one input.
struct PackageFiles {
  /// Tables with records, in the order of reading.
  private(set) var records: [PackageFile] = []
  /// Reference tables by name.
  private(set) var reference: [String: String] = [:]
  /// Resources that are no table of ours.
  private(set) var ignored: [String] = []

  /// Finds the files behind an input: a folder with `datapackage.json`, a bare folder with files
  /// of the known names, or one CSV file.
  init(input: String) throws(IngestError) {
    var isFolder = false
    guard Self.exists(input, isFolder: &isFolder) else {
      throw .missing("\(input): no such file or folder; check the path")
    }
    guard isFolder else {
      guard !input.hasSuffix(".gz") else { throw .unreadable(Self.compressed(input)) }
      // A single file is what its name says, otherwise daily counts.
      let name = Self.tableName(input) ?? "counts"
      add(name: name, path: input)
      return
    }
    let folder = input.hasSuffix("/") ? String(input.dropLast()) : input
    let descriptor = "\(folder)/datapackage.json"
    var isOther = false
    if Self.exists(descriptor, isFolder: &isOther) {
      for resource in try Self.resources(descriptor) {
        for path in resource.paths {
          try add(resource: path, named: resource.name, folder: folder)
        }
      }
    } else {
      for schema in TableSchema.records + TableSchema.reference {
        for name in ["\(schema.name).csv", "\(schema.name).csv.gz"] {
          let path = "\(folder)/\(name)"
          if Self.exists(path, isFolder: &isOther) { try add(resource: name, folder: folder) }
        }
      }
    }
    guard !records.isEmpty else {
      let names = TableSchema.records.map { "\($0.name).csv" }.joined(separator: ", ")
      throw .missing("\(input): no table with records; put one of these there: \(names)")
    }
    let order = TableSchema.records.map(\.name)
    records.sort { left, right in
      let places = [left, right].map { order.firstIndex(of: $0.schema.name) ?? 0 }
      return places[0] != places[1] ? places[0] < places[1] : left.path < right.path
    }
  }

  private static func compressed(_ path: String) -> Fault {
    Fault(
      file: path, rule: "compressed tables cannot be read yet",
      repair: "unpack it: gunzip -k \(path)")
  }

  private mutating func add(
    resource: String, named: String? = nil, folder: String
  ) throws(IngestError) {
    let path = "\(folder)/\(resource)"
    guard !resource.hasPrefix("/"), !resource.split(separator: "/").contains("..") else {
      throw .unreadable(
        Fault(
          file: "\(folder)/datapackage.json", column: "path", value: resource,
          rule: "a resource must lie inside the package",
          repair: "use a path without .. that does not begin with /"))
    }
    guard !resource.hasSuffix(".gz") else {
      throw .unreadable(Self.compressed(path))
    }
    // The path's own name decides; the resource's name where the path tells nothing.
    guard let name = Self.tableName(resource) ?? named.flatMap({ TableSchema.named($0)?.name })
    else {
      ignored.append(path)
      return
    }
    add(name: name, path: path)
  }

  private mutating func add(name: String, path: String) {
    guard let schema = TableSchema.named(name) else { return }
    if TableSchema.records.contains(where: { $0.name == name }) {
      records.append(PackageFile(schema: schema, path: path))
    } else {
      reference[name] = path
    }
  }

  /// The table that a file's name stands for; nil for other names.
  private static func tableName(_ path: String) -> String? {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard file.hasSuffix(".csv") else { return nil }
    let stem = String(file.dropLast(4))
    return TableSchema.named(stem)?.name
  }

  private static func exists(_ path: String, isFolder: inout Bool) -> Bool {
    FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
  }

  private struct Descriptor: Decodable {
    struct Resource: Decodable {
      var name: String?
      var paths: [String]

      enum CodingKeys: String, CodingKey {
        case name
        case path
      }

      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decodeIfPresent(String.self, forKey: .name)
        if let one = try? container.decode(String.self, forKey: .path) {
          paths = [one]
        } else {
          paths = try container.decodeIfPresent([String].self, forKey: .path) ?? []
        }
      }
    }

    var resources: [Resource]
  }

  private static func resources(
    _ descriptor: String
  ) throws(IngestError) -> [Descriptor.Resource] {
    do {
      let data = try Data(contentsOf: URL(filePath: descriptor))
      return try JSONDecoder().decode(Descriptor.self, from: data).resources
    } catch {
      throw .unreadable(
        Fault(
          file: descriptor, rule: "not a data package descriptor",
          repair: "it must be JSON with \"resources\": [{\"path\": …}], or remove it"))
    }
  }
}
