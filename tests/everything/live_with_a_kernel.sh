#!/usr/bin/env bash
# A real kernel on the other end: in a network namespace of its own, over a TUN device that the simulator makes.
#   live_with_a_kernel.sh TCPLAB-CLI [TEST…]   runs live_with_a_kernel.py there; 77: it may not, and says why
#   live_with_a_kernel.sh --may                only says whether it may
set -euo pipefail

skip()
{
  echo "no test with a real kernel: $*"
  exit 77
}

[ "$(id -u)" = 0 ] || skip "it takes root"
for program in unshare ip nc curl python3; do
  command -v "$program" >/dev/null || skip "there is no $program"
done
[ -c /dev/net/tun ] || skip "this machine has no /dev/net/tun"
( : <>/dev/net/tun ) 2>/dev/null || skip "/dev/net/tun may not be opened here"
unshare --net true 2>/dev/null || skip "no network namespace may be made here"
unshare --net ip tuntap add dev tcplab0 mode tun 2>/dev/null || skip "no TUN device may be made here"
[ "$1" != --may ] || exit 0

exec unshare --net bash -c 'ip link set lo up && exec python3 "$@"' bash "$(dirname "$0")/live_with_a_kernel.py" "$@"
