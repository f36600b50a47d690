#!/usr/bin/env python3
"""Asks the Linux kernel of this machine what it does, and writes its answers as packetdrill scripts.

    unshare -n python3 record.py SEED FILE.pkt     (root, /dev/net/tun)

A seed deals a situation: options, window, then some calls and packets at fixed instants. The kernel's socket is real;
the other host is this program, behind a TUN. What the kernel sends becomes the script's ">" lines, at the instants at
which it was sent. Timers of a kernel depend on its clock's ticks and on how busy the machine is: record twice, and keep
what came out the same (`record.py --all FROM TO FOLDER` does so, and calls unshare itself).
"""
import errno
import fcntl
import os
import random
import re
import select
import socket
import struct
import subprocess
import sys
import threading
import time

LOCAL, REMOTE, PORT, REMOTE_PORT = "192.168.0.1", "192.0.2.1", 8080, 34567
FLAGS = "FSRP.UEW"
SETTINGS = {"tcp_congestion_control": "cubic", "tcp_rmem": "4096 540000 15728640",
            "tcp_wmem": "4096 262144 4194304", "tcp_slow_start_after_idle": "0", "tcp_ecn": "0",
            "tcp_no_metrics_save": "1"}


def checksum(octets):
    octets += b"\0" * (len(octets) % 2)
    total = sum(struct.unpack("!%dH" % (len(octets) // 2), octets))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Wire:
    """A TUN with the kernel's TCP on one side; notes every packet with the time since `begin`."""

    def __init__(self):
        self.file = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(self.file, 0x400454CA, struct.pack("16sH", b"tun0", 0x1001))  # TUNSETIFF: TUN, no header
        for command in ("ip link set lo up", f"ip addr add {LOCAL}/16 dev tun0", "ip link set tun0 up",
                        "ip route add 192.0.2.0/24 dev tun0"):
            subprocess.run(command.split(), check=False, stderr=subprocess.DEVNULL)
        self.packets = []
        self.isn = self.stamp = self.last_stamp = None
        self.local_port = PORT
        self.begin = time.time()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            select.select([self.file], [], [])
            packet = os.read(self.file, 65536)
            if packet[0] >> 4 == 4 and packet[9] == socket.IPPROTO_TCP:
                self.note(time.time() - self.begin, packet[(packet[0] & 15) * 4:])

    def note(self, at, tcp):
        port, _, seq, ack, offset, flags, _, _, _ = struct.unpack("!HHIIBBHHH", tcp[:20])
        header = (offset >> 4) * 4
        if flags & 2:
            self.isn, self.local_port = seq, port
        self.packets.append({
            "at": at, "flags": "".join(f for i, f in enumerate(FLAGS) if flags >> i & 1),
            "seq": (seq - (self.isn or 0)) & 0xFFFFFFFF, "length": len(tcp) - header,
            "ack": ack if flags & 16 else None, "options": self.options(tcp[20:header])})

    def options(self, octets):
        words, i = [], 0
        while i < len(octets):
            kind = octets[i]
            if kind < 2:
                words.append("nop" if kind else "eol")
                i += 1
                continue
            size = octets[i + 1]
            value = octets[i + 2:i + size]
            if kind == 2:
                words.append("mss %d" % struct.unpack("!H", value))
            elif kind == 3:
                words.append("wscale %d" % value[0])
            elif kind == 4:
                words.append("sackOK")
            elif kind == 5:
                edges = struct.unpack("!%dI" % (len(value) // 4), value)
                words.append("sack " + " ".join("%d:%d" % pair for pair in zip(edges[::2], edges[1::2])))
            elif kind == 8:
                stamp, echo = struct.unpack("!II", value)
                self.stamp = self.stamp if self.stamp is not None else stamp
                self.last_stamp = stamp
                words.append("TS val %d ecr %d" % (stamp - self.stamp + 100, echo))
            i += size
        return ",".join(words)

    def option_octets(self, text):
        octets = b""
        for word in text.split(",") if text else []:
            name, *values = word.split()
            if name == "nop":
                octets += b"\1"
            elif name == "sackOK":
                octets += b"\4\2"
            elif name == "mss":
                octets += struct.pack("!BBH", 2, 4, int(values[0]))
            elif name == "wscale":
                octets += struct.pack("!BBB", 3, 3, int(values[0]))
            elif name == "TS":
                echo = int(values[3]) - 100 + (self.stamp or 0) if values[3] != "0" else 0
                octets += struct.pack("!BBII", 8, 10, int(values[1]), echo)
            elif name == "sack":
                octets += bytes([5, 2 + 8 * len(values)])
                for block in values:
                    octets += struct.pack("!II", *((int(edge) + self.isn) & 0xFFFFFFFF for edge in block.split(":")))
        return octets + b"\0" * (-len(octets) % 4)

    def send(self, line):
        flags, first, _, length, ack, window, options = re.match(
            r"(\S+) (\d+):(\d+)\((\d+)\)(?: ack (\d+))?(?: win (\d+))?(?: <(.*)>)?$", line).groups()
        octets = self.option_octets(options)
        bits = sum(1 << FLAGS.index(flag) for flag in flags)
        number = (int(ack) + (self.isn or 0)) & 0xFFFFFFFF if ack else 0
        tcp = struct.pack("!HHIIBBHHH", REMOTE_PORT if self.local_port == PORT else PORT, self.local_port, int(first),
                          number, ((20 + len(octets)) // 4) << 4, bits, int(window), 0, 0) + octets + b"x" * int(length)
        ends = socket.inet_aton(REMOTE) + socket.inet_aton(LOCAL)
        tcp = tcp[:16] + struct.pack("!H", checksum(ends + struct.pack("!BBH", 0, 6, len(tcp)) + tcp)) + tcp[18:]
        header = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(tcp), 0, 0x4000, 64, 6, 0) + ends
        os.write(self.file, header[:10] + struct.pack("!H", checksum(header)) + header[12:] + tcp)


class Situation:
    """What one seed deals, and the script that comes of it."""

    def __init__(self, seed):
        for name, value in SETTINGS.items():
            with open("/proc/sys/net/ipv4/" + name, "w") as file:
                file.write(value)
        self.dice, self.seed = random.Random(seed), seed
        self.wire, self.now, self.lines = Wire(), 0.0, []
        deal = self.dice.random
        self.sack, self.stamps, self.scaled = deal() < 0.6, deal() < 0.3, deal() < 0.7
        self.mss = self.dice.choice([1000, 1000, 1460, 536])
        self.window = self.dice.choice([257, 257, 120]) if self.scaled else self.dice.choice([32768, 32768, 16000])
        self.value = 1000
        self.next, self.una = 1, 1  # what this side has sent and acknowledged
        self.closed = self.finished = False

    def wait(self, seconds):
        self.now += seconds
        rest = self.wire.begin + self.now - time.time()
        if rest < -0.015:
            sys.exit("seed %d: this machine is too busy" % self.seed)
        time.sleep(max(rest, 0))

    def line(self, text):
        self.lines.append((self.now, text))

    def call(self, text, act, after=0.0):
        self.wait(after)
        try:
            result = str(act())
        except OSError as error:
            name = errno.errorcode[error.errno]
            result = "-1 %s (%s)" % (name, os.strerror(error.errno))
        self.line("%s = %s" % (text, result))

    def options(self, more=""):
        words = []
        if self.stamps:
            self.value += 10
            words.append("nop,nop,TS val %d ecr %d" % (self.value, self.wire.last_stamp - self.wire.stamp + 100))
        if more:
            words.append("nop,nop," + more)
        return " <%s>" % ",".join(words) if words else ""

    def packet(self, text, after):
        self.wait(after)
        self.line("< " + text)
        self.wire.send(text)

    def segment(self, flags, first, length, ack, window=None, more="", after=None):
        self.packet("%s %d:%d(%d) ack %d win %d%s" % (flags, first, first + length, length, ack,
                                                     self.window if window is None else window, self.options(more)),
                    self.gap() if after is None else after)

    def gap(self):
        return self.dice.choice([0.03, 0.03, 0.05, 0.05, 0.12, 0.25])

    def syn_options(self):
        words = ["mss %d" % self.mss]
        if self.sack:
            words.append("sackOK")
        if self.stamps:
            echo = self.wire.last_stamp - self.wire.stamp + 100 if self.wire.stamp is not None else 0
            words.append("TS val 1000 ecr %d" % echo)
        if self.scaled:
            words.append("nop,wscale 7")
        return " <%s>" % ",".join(words)

    def open(self):
        self.line("socket(..., SOCK_STREAM, IPPROTO_TCP) = 3")
        first = socket.socket()
        if self.dice.random() < 0.7:
            first.bind((LOCAL, PORT))
            first.listen(1)
            self.line("bind(3, ..., ...) = 0")
            self.line("listen(3, 1) = 0")
            self.packet("S 0:0(0) win 32768" + self.syn_options(), 0.03)
            self.wait(0.03)
            self.segment(".", 1, 0, 1, after=0)
            self.wait(0.03)
            self.socket, self.number, self.listener = first.accept()[0], 4, first
            self.line("accept(3, ..., ...) = 4")
        else:
            self.socket, self.number = first, 3
        self.socket.setblocking(False)
        self.line("fcntl(%d, F_SETFL, O_RDWR|O_NONBLOCK) = 0" % self.number)
        if self.number == 3:
            self.call("connect(3, ..., ...)", lambda: first.connect((REMOTE, PORT)), 0.03)
            self.wait(0.03)
            self.packet("S. 0:0(0) ack 1 win 32768" + self.syn_options(), 0)
        if self.dice.random() < 0.3:
            self.call("setsockopt(%d, IPPROTO_TCP, TCP_NODELAY, [1], 4)" % self.number,
                      lambda: self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1) or 0)

    def their_next(self):
        ends = [p["seq"] + p["length"] + ("F" in p["flags"]) for p in self.wire.packets if not set("SR") & set(p["flags"])]
        return max(ends, default=1)

    def step(self, first):
        kind, dice, mss = self.dice.random(), self.dice, self.mss
        time.sleep(0.004)
        theirs = self.their_next()
        if kind < 0.22 and not self.closed:
            size = dice.choice([1, 100, mss - 1, mss, 2 * mss, 3 * mss + 7, 10 * mss])
            self.call("write(%d, ..., %d)" % (self.number, size), lambda: self.socket.send(b"y" * size), self.gap())
        elif kind < 0.40:
            ack = dice.choice([theirs, theirs, min(theirs, self.una + mss), min(theirs, self.una + 2 * mss), self.una])
            self.una = max(self.una, ack)
            self.segment(".", self.next, 0, ack, dice.choice([self.window] * 3 + [0]))
        elif kind < 0.55 and not self.finished:
            size, self.una = dice.choice([1, 100, mss, mss]), dice.choice([theirs, self.una])
            self.segment("P.", self.next, size, self.una)
            self.next += size
        elif kind < 0.63:
            ahead = dice.choice([mss, 2 * mss, 3 * mss])
            self.segment(".", self.next + ahead, dice.choice([100, mss]), self.una)
        elif kind < 0.68 and self.next > 1:
            size = min(mss, self.next - 1)
            self.segment(".", self.next - size, size, self.una)
        elif kind < 0.76 and not self.closed:
            most = dice.choice([100, 5000])
            self.call("read(%d, ..., %d)" % (self.number, most), lambda: len(self.socket.recv(most)), self.gap())
        elif kind < 0.80 and self.sack and theirs - self.una >= 3 * mss:
            block = (self.una + mss, min(theirs, self.una + dice.choice([2, 3, 5]) * mss))
            self.segment(".", self.next, 0, self.una, more="sack %d:%d" % block)
        elif kind < 0.84 and not self.finished:
            self.una, self.finished = dice.choice([theirs, self.una]), True
            self.segment("F.", self.next, 0, self.una)
            self.next += 1
        elif kind < 0.87 and not self.closed:
            how = dice.choice([0, 1, 2])
            self.call("shutdown(%d, %s)" % (self.number, ("SHUT_RD", "SHUT_WR", "SHUT_RDWR")[how]),
                      lambda: self.socket.shutdown(how) or 0, self.gap())
        elif kind < 0.90 and not self.closed and not first:
            self.call("close(%d)" % self.number, lambda: self.socket.close() or 0, self.gap())
            self.closed = True
        elif kind < 0.92:
            at = self.next + dice.choice([0, 1, 50, 300000])
            self.packet("R %d:%d(0) win 0" % (at, at), self.gap())
        elif kind < 0.94 and not any("R" in p["flags"] for p in self.wire.packets):
            self.packet("S %d:%d(0) win 1000 <mss 1000>" % (self.next, self.next), self.gap())
        elif kind < 0.96:
            self.segment(".", self.next, 0, theirs + dice.choice([1, 1000]))
        else:
            self.wait(dice.choice([0.3, 0.7]))

    def sent(self):
        """The kernel's packets; what left in one go as one line, as packetdrill has it."""
        lines = []
        for packet in (p for p in self.wire.packets if p["at"] <= self.now):
            last = lines[-1] if lines else None
            if (last and packet["at"] - last["at"] < 0.004 and packet["length"] and last["length"] and
                    packet["seq"] == last["seq"] + last["length"] and packet["options"] == last["options"] and
                    "F" not in last["flags"]):
                last.update(length=last["length"] + packet["length"], flags=packet["flags"], ack=packet["ack"])
            else:
                lines.append(dict(packet))
        for p in lines:
            ack = "" if p["ack"] is None else " ack %d" % p["ack"]
            options = " <%s>" % p["options"] if p["options"] else ""
            yield p["at"], "> %s %d:%d(%d)%s%s" % (p["flags"], p["seq"], p["seq"] + p["length"], p["length"], ack, options)

    def play(self):
        self.open()
        for i in range(self.dice.randint(5, 11)):
            self.step(i < 3)
        self.wait(self.dice.choice([0.1, 0.6]))
        time.sleep(0.02)
        events = sorted(self.lines + list(self.sent()), key=lambda event: round(event[0], 4))
        head = "--tolerance_usecs=60000\n// Recorded from Linux %s, seed %d.\n`../common/defaults.sh`\n\n" % (
            os.uname().release.split("-")[0], self.seed)
        return head + "".join("%.4f %s\n" % event for event in events)


def record_all(first, last, folder):
    def without_times(text):
        return re.sub(r"TS val \d+ ecr \d+", "TS", re.sub(r"(?m)^[0-9.]+ ", "", text))

    os.makedirs(folder, exist_ok=True)
    for seed in range(first, last + 1):
        texts = []
        for part in ("a", "b"):
            path = os.path.join(folder, "%s-%d" % (part, seed))
            if os.path.exists(path):
                os.remove(path)  # of a run that was broken off
            try:
                subprocess.run(["unshare", "-n", sys.executable, __file__, str(seed), path], check=False, timeout=60,
                               stderr=subprocess.DEVNULL)
            except subprocess.TimeoutExpired:
                continue
            if os.path.exists(path):
                with open(path) as file:
                    texts.append(file.read())
                os.remove(path)
        if len(texts) == 2 and without_times(texts[0]) == without_times(texts[1]):
            with open(os.path.join(folder, "linux-%04d.pkt" % seed), "w") as file:
                file.write(texts[0])


if __name__ == "__main__":
    if sys.argv[1] == "--all":
        record_all(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
    else:
        script = Situation(int(sys.argv[1])).play()
        with open(sys.argv[2], "w") as output:
            output.write(script)
        os._exit(0)
