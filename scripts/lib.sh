# Shared by the scripts beside it; sourced, not run.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Versions this repository is built with. The wasm-bindgen command must be of the very
# version of the crate, so it is read from Cargo.lock and stands nowhere else.
wasm_pack_version=0.15.1
wasm_bindgen_version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, "", $3); print $3 }' "$root/Cargo.lock")
[ -n "$wasm_bindgen_version" ] || { echo "error: Cargo.lock names no wasm-bindgen" >&2; exit 1; }
cargo_deny_version=0.20.2
cargo_cyclonedx_version=0.5.9
cargo_llvm_cov_version=0.9.1
cargo_mutants_version=27.1.0
wasm_target=wasm32-unknown-unknown
node_major=20

# Tools are kept beside cargo's own, so that a clean checkout finds them again.
tools=${CARGO_HOME:-$HOME/.cargo}/luat-tools
wasm_pack_root=$tools/wasm-pack-$wasm_pack_version
wasm_bindgen_root=$tools/wasm-bindgen-$wasm_bindgen_version
cargo_deny_root=$tools/cargo-deny-$cargo_deny_version
cargo_cyclonedx_root=$tools/cargo-cyclonedx-$cargo_cyclonedx_version
cargo_llvm_cov_root=$tools/cargo-llvm-cov-$cargo_llvm_cov_version
cargo_mutants_root=$tools/cargo-mutants-$cargo_mutants_version

if [ -t 2 ]; then bold=$'\e[1m' red=$'\e[31m' plain=$'\e[0m'; else bold='' red='' plain=''; fi
say() { printf '%s== %s%s\n' "$bold" "$*" "$plain" >&2; }
fail() {
  printf '%serror: %s%s\n' "$red" "$*" "$plain" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# as_root COMMAND …: with sudo when this is not root.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# progress WHAT COMMAND …: runs it, with a line every half minute saying that it still works.
progress() {
  local what=$1 started=$SECONDS pulse status=0
  shift
  (while sleep 30; do printf '   … %s (%ss)\n' "$what" "$((SECONDS - started))" >&2; done) &
  pulse=$!
  "$@" || status=$?
  kill "$pulse" 2>/dev/null || true
  wait "$pulse" 2>/dev/null || true
  return "$status"
}

# chromium_path: prints the browser to test in; fails when there is none.
chromium_path() {
  local name
  if [ -n "${CHROMIUM:-}" ]; then
    have "$CHROMIUM" && command -v "$CHROMIUM"
    return
  fi
  for name in chromium chromium-browser google-chrome; do
    if have "$name"; then
      command -v "$name"
      return
    fi
  done
  return 1
}

# has_version TOOL VERSION: whether the tool on PATH is of exactly that version; a tool may be told with a command of its own.
has_version() {
  local words
  read -ra words <<<"$1"
  have "${words[0]}" && [ "$("${words[@]}" --version 2>/dev/null | awk '{ print $2; exit }')" = "$2" ]
}

PATH=$root/node_modules/.bin:$wasm_bindgen_root/bin:$wasm_pack_root/bin:$cargo_deny_root/bin:$cargo_cyclonedx_root/bin:$cargo_llvm_cov_root/bin:$cargo_mutants_root/bin:$PATH
export PATH
