#!/usr/bin/env bash
# What a screen reader hears of the window, through the accessibility bus, while keys are pressed.
#   heard_by_a_screen_reader.sh TCPLAB   77: it may not listen, and says why
#   heard_by_a_screen_reader.sh --may    only says whether it may
set -euo pipefail

skip()
{
  echo "nobody listens as a screen reader does: $*"
  exit 77
}
for program in xvfb-run xdotool dbus-run-session; do
  command -v "$program" >/dev/null || skip "there is no $program"
done
[ -x /usr/libexec/at-spi-bus-launcher ] || skip "there is no accessibility bus (Debian: at-spi2-core)"
/usr/bin/python3 -c 'import gi; gi.require_version("Atspi", "2.0")' 2>/dev/null ||
  skip "Python has no Atspi (Debian: gir1.2-atspi-2.0, python3-gi)"
[ "$1" != --may ] || exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 700 "$work"
export XDG_RUNTIME_DIR=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data LANG=C.UTF-8 QT_QPA_PLATFORM=xcb
export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
# What may leak in the libraries of the buses is not ours to judge.
printf 'leak:%s\n' libdbus-1.so libatspi.so >"$work/suppressions"
export LSAN_OPTIONS=suppressions=$work/suppressions:print_suppressions=0
xvfb-run -a -s '-screen 0 1600x1000x24' dbus-run-session -- \
  /usr/bin/python3 "$(dirname "$0")/heard_by_a_screen_reader.py" "$1" 2>"$work/words" || { tail -n 20 "$work/words"; exit 1; }
