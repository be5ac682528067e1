#!/usr/bin/env bash
# Installs what is missing on this machine, and does nothing (in well under a second) when all is
# there. Also works with the bash 3.2 of macOS.
#
#   scripts/setup.sh build   Swift, git, GSL
#   scripts/setup.sh demo    the same, and the tool that draws charts; goes on without it
#   scripts/setup.sh test    the same, and the tools that check data, run notebooks and read files other
#                            than CSV; all needed
#   scripts/setup.sh peers   build, and NumPy, SciPy, R, DuckDB, Polars and chDB to compare with; goes
#                            on without R
#   scripts/setup.sh count   build, and valgrind to count instructions; goes on without it
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:-test}
venv=.tools/venv
[ "$purpose" != peers ] || venv=.tools/peers

say() { printf '==> %s\n' "$*"; }
stop() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

has_gsl() { have pkg-config && pkg-config --exists gsl; }
has_zlib() { have pkg-config && pkg-config --exists zlib; }
# Debian's python3 can lack the part that makes environments; it is the package python3-venv.
has_python() { have python3 && python3 -c 'import venv, ensurepip' >/dev/null 2>&1; }
has_tools() { cmp -s "scripts/requirements-$1.txt" "$venv/installed-$1.txt" && [ -x "$venv/bin/python" ]; }

# R with the packages that the comparison of speed calls.
has_r() { have Rscript && Rscript -e 'quit(status = length(find.package(c("VGAM", "jsonlite"), quiet = TRUE)) < 2)' >/dev/null 2>&1; }

wants_python() {
  case $purpose in
    build | count) return 1 ;;
    peers) ! has_tools peers && ! has_python ;;
    demo) ! has_tools charts && ! has_python ;;
    *) ! { has_tools charts && has_tools tests; } && ! has_python ;;
  esac
}

# What to install, in the words of the package manager at hand: apt, else Homebrew, else names
# to look for.
missing_packages() {
  if have apt-get; then
    have git || printf 'git ca-certificates '
    has_gsl || printf 'libgsl-dev pkg-config '
    has_zlib || printf 'zlib1g-dev '
    if wants_python; then printf 'python3 python3-venv '; fi
    if [ "$purpose" = test ]; then have sqlite3 || printf 'sqlite3 '; fi
    if [ "$purpose" = count ] && { [ "$(id -u)" = 0 ] || have sudo; }; then
      have valgrind || printf 'valgrind '
      have strip || printf 'binutils '
    fi
    # Without root's rights the comparison still runs, without R.
    if [ "$purpose" = peers ] && ! has_r && { [ "$(id -u)" = 0 ] || have sudo; }; then
      printf 'r-base-core r-cran-vgam r-cran-jsonlite '
    fi
  else
    have git || printf 'git '
    has_gsl || printf 'gsl pkgconf '
    has_zlib || printf 'zlib '
    if wants_python; then printf 'python '; fi
    if [ "$purpose" = test ]; then have sqlite3 || printf 'sqlite '; fi
  fi
}

install_packages() {
  local packages=$1 as_root="" command
  if have apt-get; then
    [ "$(id -u)" = 0 ] || as_root="sudo "
    command="${as_root}apt-get update && ${as_root}apt-get install -y --no-install-recommends $packages"
    if [ -n "$as_root" ] && ! have sudo; then
      stop "missing: $packages. Without root's rights or sudo this cannot install them. As root, run: ${command//sudo /}"
    fi
    say "Installing with apt: $packages"
    ${as_root}apt-get -qq -o DPkg::Lock::Timeout=300 update </dev/null || true
    ${as_root}env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 \
      install -y --no-install-recommends $packages </dev/null >/dev/null || true
  elif have brew; then
    command="brew install $packages"
    say "Installing with Homebrew: $packages"
    brew install --quiet $packages </dev/null || true
  elif [ "$(uname)" = Darwin ]; then
    stop "missing: $packages. Install Homebrew (https://brew.sh), then run: brew install $packages"
  else
    stop "missing: $packages (GSL with its headers, pkg-config, Python 3 with venv). Install them with your package manager; on Fedora: sudo dnf install git gsl-devel zlib-devel pkgconf-pkg-config python3"
  fi
  if ! has_gsl || ! has_zlib || ! have git; then stop "the installation failed. Run it by hand: $command"; fi
  if [ "$purpose" = test ] && ! have sqlite3; then stop "the installation failed. Run it by hand: $command"; fi
  if wants_python; then
    [ "$purpose" = demo ] || stop "the installation failed. Run it by hand: $command"
    say "Python could not be installed: $command"
  fi
}

# Python tools at the versions that requirements-NAME.txt pins; a copy of that file marks them as
# installed.
install_tools() {
  has_tools "$1" && return 0
  has_python || return 1
  say "Installing Python tools ($1) into $venv"
  mkdir -p .tools
  {
    "$venv/bin/python" -m pip --version || python3 -m venv --clear "$venv"
  } >.tools/install.log 2>&1 || return 1
  "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --retries 2 \
    --only-binary vl-convert-python -r "scripts/requirements-$1.txt" >.tools/install.log 2>&1 || return 1
  cp "scripts/requirements-$1.txt" "$venv/installed-$1.txt"
}

tools_failed() {
  tail -n 3 .tools/install.log >&2 2>/dev/null || true
  stop "the Python tools ($1) could not be installed (is PyPI reachable? see .tools/install.log). Try again, or run: $venv/bin/python -m pip install -r scripts/requirements-$1.txt"
}

have swift || stop "Swift 6.2 or newer is needed. Install it from https://www.swift.org/install and try again."
packages=$(missing_packages)
[ -z "$packages" ] || install_packages "${packages% }"

case $purpose in
  build | count) ;;
  demo)
    install_tools charts || say "The tool that draws charts (vl-convert-python) could not be installed: the report will have no pictures."
    ;;
  test)
    install_tools charts || tools_failed charts
    install_tools tests || tools_failed tests
    ;;
  peers)
    install_tools peers || tools_failed peers
    has_r || say "R with its packages VGAM and jsonlite is missing: the comparison goes on without it. On Debian, as root: apt-get install r-base-core r-cran-vgam r-cran-jsonlite. Elsewhere install R (https://cran.r-project.org), then run: Rscript -e 'install.packages(c(\"VGAM\", \"jsonlite\"))'"
    ;;
  *) stop "usage: scripts/setup.sh [build|demo|test|peers|count]" ;;
esac
