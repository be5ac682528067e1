// Ingest: from what the user names to the files to read: a data package, a bare folder or one file.

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One file to read as one table.
struct PackageFile {
  /// The table that its name stands for; nil where only its header can tell.
  let schema: TableSchema?
  /// Where it is, or `-` for standard input.
  let path: String

  /// Whether it can be read only once.
  var isStream: Bool { path == ByteSource.standardInput }
  /// What messages call it.
  var name: String { isStream ? "standard input" : path }

  /// Opens the file and finds out which table it is.
  func open(chunkSize: Int = 1 << 18) throws(IngestError) -> OpenTable {
    try OpenTable.open(path: path, name: name, schema: schema, chunkSize: chunkSize)
  }
}

/// The files of one input.
struct PackageFiles {
  /// Tables with records, in the order of reading.
  private(set) var records: [PackageFile] = []
  /// Reference tables by name.
  private(set) var reference: [String: String] = [:]
  /// Resources that are no table of ours.
  private(set) var ignored: [String] = []

  /// Finds the files behind an input: a folder with `datapackage.json`, a bare folder with
  /// tables, one table, or standard input for `-`.
  init(input: String) throws(IngestError) {
    guard input != ByteSource.standardInput else {
      records = [PackageFile(schema: nil, path: input)]
      return
    }
    var isFolder = false
    guard Self.exists(input, isFolder: &isFolder) else {
      throw .missing("\(input): no such file or folder; check the path")
    }
    guard isFolder else {
      add(path: input, name: Self.tableName(input))
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
      // A file of another name is what its header says.
      for name in Self.tables(in: folder) {
        let table = Self.tableName(name)
        // Whose program would have to be started to see a header must be named as a table.
        if table == nil, FileFormat(path: name) != nil {
          ignored.append("\(folder)/\(name)")
        } else {
          add(path: "\(folder)/\(name)", name: table)
        }
      }
    }
    guard !records.isEmpty else {
      let names = TableSchema.records.map { "\($0.name).csv" }.joined(separator: ", ")
      let endings = FileFormat.allCases.flatMap(\.endings).joined(separator: ", ")
      throw .missing(
        "\(input): no table with records; put one of these there: \(names), also as \(endings)")
    }
    let order = TableSchema.records.map(\.name)
    records.sort { left, right in
      let places = [left, right].map { file in
        file.schema.flatMap { order.firstIndex(of: $0.name) } ?? order.count
      }
      return places[0] != places[1] ? places[0] < places[1] : left.path < right.path
    }
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
    // The path's own name decides; the resource's name where the path tells nothing.
    guard let name = Self.tableName(resource) ?? named.flatMap({ TableSchema.named($0)?.name })
    else {
      ignored.append(path)
      return
    }
    add(path: path, name: name)
  }

  private mutating func add(path: String, name: String?) {
    if let name, TableSchema.reference.contains(where: { $0.name == name }) {
      reference[name] = path
    } else {
      records.append(PackageFile(schema: name.flatMap { TableSchema.named($0) }, path: path))
    }
  }

  /// Names of the files of a folder that can be tables, in order.
  private static func tables(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") && stem($0) != nil }.sorted()
  }

  /// The name of a file without `.csv`, `.csv.gz` or the ending of another format, in lower case; nil
  /// for other files.
  private static func stem(_ name: String) -> String? {
    if let stem = FileFormat.stem(name) { return stem }
    let name = name.lowercased()
    return [".csv", ".csv.gz"].first { name.hasSuffix($0) }.map { String(name.dropLast($0.count)) }
  }

  /// The table that a file's name stands for; nil for other names.
  private static func tableName(_ path: String) -> String? {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return stem(file).flatMap { TableSchema.named($0)?.name }
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
