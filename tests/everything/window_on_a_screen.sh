#!/usr/bin/env bash
# The real program on a real X server (Xvfb, a screen in memory): its window comes up, a key changes what is
# seen, and Ctrl+Q ends it with 0. usage: window_on_a_screen.sh TCPLAB
set -euo pipefail

tcplab=$1
work=$(mktemp -d)
server='' program=''
end()
{
  [ -z "$program" ] || kill "$program" 2>/dev/null || true
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  wait
  rm -rf "$work"
}
trap end EXIT
fail() { echo "window_on_a_screen: $*" >&2; cat "$work/words" >&2; exit 1; }

# Waits until a command succeeds, for at most a minute (the machine may be busy).
until_true()
{
  local i
  for ((i = 0; i < 300; ++i)); do
    "$@" && return 0
    kill -0 "$program" 2>/dev/null || return 1
    sleep 0.2
  done
  return 1
}

mkfifo "$work/display"
Xvfb -displayfd 3 -screen 0 1280x720x24 -fbdir "$work" -nolisten tcp 3>"$work/display" 2>"$work/xvfb" &
server=$!
read -r number <"$work/display" || { cat "$work/xvfb" >&2; exit 1; }
export DISPLAY=:$number QT_QPA_PLATFORM=xcb XDG_RUNTIME_DIR=$work XDG_CONFIG_HOME=$work LANG=C.UTF-8
# A program that ends while libdbus still looks for a session bus leaves memory behind that is libdbus's own.
# Here is no bus to look for; what may leak in that library for another reason is not ours to judge.
export DBUS_SESSION_BUS_ADDRESS=disabled: NO_AT_BRIDGE=1
echo "leak:libdbus-1.so" >"$work/suppressions"
export LSAN_OPTIONS=suppressions=$work/suppressions:print_suppressions=0
chmod 700 "$work"

"$tcplab" >"$work/words" 2>&1 &
program=$!

shown() { xdotool search --onlyvisible --pid "$program" >"$work/windows" 2>/dev/null && [ -s "$work/windows" ]; }
until_true shown || fail "no window came up"
window=$(tail -n 1 "$work/windows")
xdotool windowfocus "$window"

# What is seen, as a number; the screen's memory is a file.
seen() { cksum <"$work/Xvfb_screen0"; }
still() { local before; before=$(seen); sleep 1; [ "$before" = "$(seen)" ]; }
changed() { [ "$before" != "$(seen)" ]; }
press() { xdotool key --clearmodifiers "$1"; }

until_true still || fail "the first picture never came to rest, though nothing plays"
before=$(seen)
press Right
until_true changed || fail "the key → (one step) changed nothing on the screen"
until_true still || fail "the picture after one step never came to rest"

press ctrl+q
code=0
gone() { ! kill -0 "$program" 2>/dev/null; }
for ((i = 0; i < 300; ++i)); do gone && break; sleep 0.2; done
gone || fail "Ctrl+Q did not end it"
wait "$program" || code=$?
program=''
[ "$code" = 0 ] || fail "it ended with $code"
echo "the window came up, stepped, and ended"
