#!/usr/bin/env bash
# tcplab is what it becomes: words, exit codes and end are the window's. usage: launch.sh TCPLAB
set -euo pipefail

tcplab=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export QT_QPA_PLATFORM=offscreen ASAN_OPTIONS=detect_leaks=0
fail() { echo "launch: $*" >&2; exit 1; }

said=$("$tcplab" --version)
[[ $said == tcplab\ [0-9]* ]] || fail "--version said '$said'"

code=0
"$tcplab" --no-such-option >"$work/out" 2>"$work/err" || code=$?
[ "$code" = 2 ] || fail "misuse ended with $code"
grep -q '^tcplab: .*no-such-option' "$work/err" || fail "misuse said: $(cat "$work/err")"

# From anywhere, through a link, and as it is installed.
ln -s "$tcplab" "$work/link"
[ "$(cd / && "$work/link" --version)" = "$said" ] || fail "a link to it does not start"
mkdir -p "$work/bin" "$work/lib/tcplab"
cp "$tcplab" "$work/bin/tcplab"
cp "$tcplab-window" "$work/lib/tcplab/"
[ "$("$work/bin/tcplab" --version)" = "$said" ] || fail "installed, it does not start"

# Whoever reads what it says hears the end with it, although another process still fetches.
timeout 20 bash -c '"$1" --version | cat >"$2"' _ "$tcplab" "$work/piped" || fail "a pipe does not end"
[ "$(cat "$work/piped")" = "$said" ] || fail "through a pipe it said '$(cat "$work/piped")'"

# Alone it says what is missing, in the language of the surroundings.
cp "$tcplab" "$work/tcplab"
for language in C.UTF-8:'install it again' zh_CN.UTF-8:重新安装; do
  code=0
  LC_ALL=${language%%:*} "$work/tcplab" 2>"$work/err" || code=$?
  [ "$code" = 1 ] || fail "without its window it ended with $code"
  grep -q "${language#*:}" "$work/err" || fail "without its window it said: $(cat "$work/err")"
done

# What is there and cannot be started is not called missing, and does not hide the one that can.
printf 'no program' >"$work/tcplab-window"
chmod +x "$work/tcplab-window"
code=0
LC_ALL=C.UTF-8 "$work/tcplab" 2>"$work/err" || code=$?
[ "$code" = 1 ] || fail "with a window that is no program it ended with $code"
grep -q "cannot start .*tcplab-window: Exec format error" "$work/err" ||
  fail "of what is no program it said: $(cat "$work/err")"
mkdir "$work/bin/tcplab-window"
[ "$("$work/bin/tcplab" --version)" = "$said" ] || fail "a folder of the window's name keeps it from starting"
