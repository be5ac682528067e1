// Ingest: posix_spawn(2), which Linux and macOS declare with different types.

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

enum Spawning {
  /// Starts a program with descriptors for its input, output and complaints; those that are absent
  /// are `/dev/null`.
  ///
  /// - Returns: 0, or the number of the error.
  static func run(
    _ program: String, _ arguments: [String], _ process: inout pid_t, input: Int32?, output: Int32,
    complaints: Int32
  ) -> Int32 {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    if complaints >= 0 {
      posix_spawn_file_actions_adddup2(&actions, complaints, 2)
    } else {
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    // Whatever this process ignores or holds back, the program must end with a closed pipe, at
    // Ctrl-C and when it is asked to.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGINT, SIGTERM] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

    let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
    var texts = ([program] + arguments).map { strdup($0) }
    var variables = environment.map { strdup($0) }
    defer { for text in texts + variables { free(text) } }
    texts.append(nil)
    variables.append(nil)
    return posix_spawn(&process, program, &actions, &attributes, texts, variables)
  }
}
