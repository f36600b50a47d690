#!/usr/bin/env bash
# A test program of the window on a real X server (Xvfb, a screen in memory). usage: on_a_screen.sh PROGRAM [ARGUMENTS]
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 700 "$work"
export QT_QPA_PLATFORM=xcb XDG_RUNTIME_DIR=$work LANG=C.UTF-8
# No session bus, so that nothing of libdbus's own is judged as a leak of ours (see window_on_a_screen.sh).
export DBUS_SESSION_BUS_ADDRESS=disabled: NO_AT_BRIDGE=1
echo "leak:libdbus-1.so" >"$work/suppressions"
export LSAN_OPTIONS=suppressions=$work/suppressions:print_suppressions=0
xvfb-run -a -s '-screen 0 1920x1080x24' "$@" --gtest_brief=1
