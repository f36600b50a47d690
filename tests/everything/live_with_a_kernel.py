"""A real kernel on the other end of tcplab-cli live: sockets, nc and curl of this machine talk to the simulated host.

Runs in a network namespace of its own (live_with_a_kernel.sh). The simulated server is 10.0.0.2 with the kernel at
10.0.0.1; the simulated client is 10.0.0.1 with the kernel at 10.0.0.2.
"""
import hashlib
import json
import os
import random
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest

CLI = ""
MEGABYTE = 1_000_000


class Live:
    """tcplab-cli live, running."""

    def __init__(self, *arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE):
        self.said = tempfile.TemporaryFile()
        environment = dict(os.environ, LC_ALL="C.UTF-8")
        self.process = subprocess.Popen([CLI, "live", *arguments], stdin=stdin, stdout=stdout, stderr=self.said,
                                        env=environment)
        end = time.monotonic() + 60
        while "Ctrl+C ends it" not in self.text() and self.process.poll() is None and time.monotonic() < end:
            time.sleep(0.01)

    def text(self):
        return os.pread(self.said.fileno(), 1 << 20, 0).decode()

    def wait(self, timeout=120):
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError("it does not end; it said:\n" + self.text())

    def stop(self):
        """As Ctrl+C does."""
        self.process.send_signal(2)
        return self.wait()

    def paths(self):
        """The states that each connection went through, in the order of their ends."""
        return re.findall(r"; ([A-Z0-9→ -]+)$", self.text(), re.MULTILINE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        self.said.close()


def octets(count, seed=1):
    return random.Random(seed).randbytes(count)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def receive_all(connection):
    parts = []
    while part := connection.recv(1 << 16):
        parts.append(part)
    return b"".join(parts)


def connect(port=80, address="10.0.0.2"):
    return socket.create_connection((address, port), timeout=60)


def talk(connection, data):
    """Sends all, closes its direction, and returns all that comes."""
    sender = threading.Thread(target=lambda: (connection.sendall(data), connection.shutdown(socket.SHUT_WR)))
    sender.start()
    answer = receive_all(connection)
    sender.join()
    return answer


def wait_until(holds, what, seconds=30):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError("it never came to this: " + what)
        time.sleep(0.02)


class WithAKernel(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def file(self, name, data=None):
        path = os.path.join(self.folder, name)
        if data is not None:
            with open(path, "wb") as out:
                out.write(data)
        return path

    def content(self, name):
        with open(self.file(name), "rb") as file:
            return file.read()

    # Programs of this machine

    def test_nc_is_echoed(self):
        with Live("--listen", "80") as live:
            answer = subprocess.run(["nc", "-N", "-w", "20", "10.0.0.2", "80"], input=b"hello\n", capture_output=True)
            self.assertEqual(answer.stdout, b"hello\n")
            self.assertEqual(live.stop(), 0)
            self.assertEqual(live.paths(), ["SYN-RECEIVED → ESTABLISHED → CLOSE-WAIT → LAST-ACK → CLOSED"])
            self.assertIn("6 octets in, 6 octets out", live.text())
            self.assertIn("; 0 wrong checksums", live.text())

    def test_nc_sends_a_file_that_is_received(self):
        data = octets(MEGABYTE)
        with Live("--listen", "80", "--receive", self.file("in")) as live:
            subprocess.run(["nc", "-N", "-w", "20", "10.0.0.2", "80"], input=data, check=True)
            self.assertEqual(live.wait(), 0)
        self.assertEqual(self.content("in"), data)

    def test_curl_gets_and_puts(self):
        page = octets(MEGABYTE)
        upload = octets(2 * MEGABYTE, 2)
        url = "http://10.0.0.2:8080/"
        with Live("--listen", "8080", "--page", self.file("page", page)) as live:
            got = subprocess.run(["curl", "-sS", "-m", "60", url], capture_output=True, check=True)
            self.assertEqual(got.stdout, page)
            back = subprocess.run(["curl", "-sS", "-m", "60", "-T", self.file("upload", upload), url],
                                  capture_output=True, check=True)
            self.assertEqual(back.stdout, upload)
            self.assertEqual(live.stop(), 0)

    # Every way of closing

    def test_kernel_closes_first(self):
        with Live("--listen", "80", "--echo", "--connections", "1") as live:
            with connect() as kernel:
                kernel.sendall(b"x")
                self.assertEqual(kernel.recv(10), b"x")
            self.assertEqual(live.wait(), 0)
            self.assertEqual(live.paths(), ["SYN-RECEIVED → ESTABLISHED → CLOSE-WAIT → LAST-ACK → CLOSED"])

    def test_simulated_host_closes_first(self):
        with Live("--listen", "80", "--discard", "--close", "sent", "--connections", "1") as live:
            with connect() as kernel:
                self.assertEqual(kernel.recv(10), b"")
            self.assertEqual(live.wait(), 0)
            self.assertEqual(live.paths(), ["SYN-RECEIVED → ESTABLISHED → FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT"])

    def test_kernel_half_closes_and_still_receives(self):
        data = octets(300_000)
        with Live("--listen", "80", "--echo", "--connections", "1", "--set", "network.delay=20 ms") as live:
            with connect() as kernel:
                kernel.sendall(data)
                kernel.shutdown(socket.SHUT_WR)
                self.assertEqual(sha256(receive_all(kernel)), sha256(data))
            self.assertEqual(live.wait(), 0)

    def test_simulated_host_half_closes_and_still_receives(self):
        ours, theirs = octets(100_000), octets(200_000, 2)
        with Live("--listen", "80", "--send", self.file("out", ours), "--receive", self.file("in")) as live:
            with connect() as kernel:
                self.assertEqual(receive_all(kernel), ours)  # up to the end
                kernel.sendall(theirs)
            self.assertEqual(live.wait(), 0)
            self.assertEqual(live.paths(), ["SYN-RECEIVED → ESTABLISHED → FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT"])
        self.assertEqual(self.content("in"), theirs)

    def test_kernel_resets(self):
        with Live("--listen", "80", "--echo", "--connections", "1") as live:
            kernel = connect()
            kernel.sendall(b"x")
            self.assertEqual(kernel.recv(10), b"x")
            kernel.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            kernel.close()
            live.wait()
            self.assertEqual(live.paths(), ["SYN-RECEIVED → ESTABLISHED → CLOSED"])
            self.assertIn("ECONNRESET", live.text())

    def test_simulated_host_resets(self):
        with Live("--listen", "80", "--echo", "--close", "abort", "--connections", "1") as live:
            with connect() as kernel:
                kernel.sendall(b"x")
                with self.assertRaises(ConnectionResetError):
                    while kernel.recv(10):
                        pass
            self.assertEqual(live.wait(), 0)
            self.assertEqual(live.paths(), ["SYN-RECEIVED → ESTABLISHED → CLOSED"])

    def test_both_close_at_once(self):
        # Both FINs are on their way for 100 ms.
        with Live("--listen", "80", "--discard", "--close", "sent", "--connections", "1",
                  "--set", "network.delay=100 ms") as live:
            connect().close()
            self.assertEqual(live.wait(), 0)
            self.assertEqual(live.paths(), ["SYN-RECEIVED → ESTABLISHED → FIN-WAIT-1 → CLOSING → TIME-WAIT"])

    def test_interrupt_resets_what_is_open(self):
        with Live("--listen", "80", "--echo") as live:
            with connect() as kernel:
                kernel.sendall(b"x")
                self.assertEqual(kernel.recv(10), b"x")
                self.assertEqual(live.stop(), 0)
                with self.assertRaises(ConnectionResetError):
                    kernel.recv(10)
            self.assertIn("From this machine", live.text())

    # Opening

    def test_simulated_host_connects(self):
        data = octets(MEGABYTE)
        with socket.create_server(("", 8070)) as listener:
            with Live("--connect", "10.0.0.2:8070", "--send", self.file("out", data),
                      "--receive", self.file("in")) as live:
                kernel, peer = listener.accept()
                with kernel:
                    self.assertEqual(peer[0], "10.0.0.1")
                    got = receive_all(kernel)
                    kernel.sendall(got[::-1])
                self.assertEqual(live.wait(), 0)
        self.assertEqual(self.content("in"), data[::-1])

    def test_refused_both_ways(self):
        with Live("--connect", "10.0.0.2:8080") as live:
            self.assertEqual(live.wait(), 1)
            self.assertIn("connect: ECONNREFUSED", live.text())
        with Live("--listen", "80"):
            with self.assertRaises(ConnectionRefusedError):
                connect(81)

    def test_both_open_at_once(self):
        with Live("--connect", "10.0.0.2:8080", "--from", "9090", "--discard", "--close", "eof",
                  "--set", "network.delay=500 ms") as live:
            kernel = socket.socket()
            kernel.bind(("10.0.0.2", 8080))
            kernel.settimeout(30)
            kernel.connect(("10.0.0.1", 9090))
            kernel.close()
            self.assertEqual(live.wait(), 0)
            self.assertEqual(live.paths(),
                             ["SYN-SENT → SYN-RECEIVED → ESTABLISHED → CLOSE-WAIT → LAST-ACK → CLOSED"])

    def test_many_connections_at_a_time(self):
        with Live("--listen", "80", "--echo", "--connections", "50", "--loss", "1 %", "--profile", "linux") as live:
            def one(i):
                with connect() as kernel:
                    results[i] = talk(kernel, octets(20_000, i)) == octets(20_000, i)

            results = [False] * 50
            threads = [threading.Thread(target=one, args=(i,)) for i in range(50)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertTrue(all(results))
            self.assertEqual(live.wait(), 0)

    # A wire that does things to segments

    def test_hundred_megabytes_both_ways_at_loss(self):
        data = octets(100 * MEGABYTE)
        with Live("--listen", "80", "--echo", "--connections", "1", "--profile", "linux", "--loss", "0.1 %",
                  "--seed", "1") as live:
            with connect() as kernel:
                self.assertEqual(sha256(talk(kernel, data)), sha256(data))
            self.assertEqual(live.wait(), 0)
            lost = re.search(r"From this machine \d+ segments, (\d+) .*to it \d+ segments, (\d+)", live.text())
            self.assertGreater(int(lost[1]), 0, live.text())
            self.assertGreater(int(lost[2]), 0, live.text())

    def test_scripted_faults_befall_both_directions(self):
        scenario = self.file("faults.toml", b"""
[network]
delay = "1 ms"
[client]
[server]
[[fault]]
drop = { from = "server", flags = "SYN,ACK", nth = 1 }
[[fault]]
drop = { from = "client", flags = "ACK", length = "1 .. 1460", nth = 1 }
[[fault]]
duplicate = { from = "server", flags = "ACK", length = "1 .. 1460", nth = 1 }
[[fault]]
corrupt = { from = "server", flags = "FIN,ACK", nth = 1 }
""")
        with Live("--listen", "80", "--echo", "--connections", "1", "--scenario", scenario,
                  "--trace", self.file("trace.jsonl")) as live:
            with connect() as kernel:
                self.assertEqual(talk(kernel, b"hello"), b"hello")
            self.assertEqual(live.wait(), 0, live.text())
        with open(self.file("trace.jsonl"), encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        drops = [(r["host"], r["why"]) for r in records if r.get("event") == "drop"]
        self.assertEqual(drops, [("server", "fault"), ("client", "fault"), ("server", "checksum")])
        self.assertEqual([r["event"] for r in records if r.get("event") == "duplicate"], ["duplicate"])

    def test_ipv6(self):
        data = octets(MEGABYTE)
        with Live("--listen", "80", "--ipv6", "--echo", "--connections", "1", "--profile", "linux",
                  "--loss", "0.5 %") as live:
            with connect(address="fd00::2") as kernel:
                self.assertEqual(sha256(talk(kernel, data)), sha256(data))
            self.assertEqual(live.wait(), 0)
            self.assertIn("fd00::1:", live.text())

    # What is left of it

    def test_program_of_a_scenario_runs(self):
        scenario = self.file("program.toml", b"""
[network]
delay = "0 s"
[server]
program = '''
listen 80
accept
recv 5
send "world"
abort
'''
""")
        with Live("--listen", "80", "--program", "--scenario", scenario) as live:
            with connect() as kernel:
                kernel.sendall(b"hello")
                with self.assertRaises(ConnectionResetError):
                    while True:
                        kernel.recv(10)
            self.assertEqual(live.wait(), 0)
            self.assertEqual(live.paths(), ["SYN-RECEIVED → ESTABLISHED → CLOSED"])

    def test_saved_run_replays_without_a_kernel(self):
        with Live("--listen", "80", "--echo", "--connections", "1", "--set", "network.delay=5 ms",
                  "--trace", self.file("trace.jsonl"), "--save", self.file("saved.toml")) as live:
            with connect() as kernel:
                self.assertEqual(talk(kernel, octets(50_000)), octets(50_000))
            self.assertEqual(live.wait(), 0, live.text())
        again = subprocess.run([CLI, "run", self.file("saved.toml"), "--format", "jsonl"], capture_output=True)
        self.assertEqual(again.stderr, b"")
        self.assertEqual(again.stdout.split(b"\n")[1:], self.content("trace.jsonl").split(b"\n")[1:])

    def test_wireshark_finds_no_fault_in_the_capture(self):
        if shutil.which("tshark") is None:
            self.skipTest("there is no tshark")
        with Live("--listen", "4711", "--echo", "--connections", "1", "--loss", "2 %", "--seed", "3", "--profile",
                  "linux", "--capture", self.file("run.pcapng")) as live:
            with connect(4711) as kernel:
                self.assertEqual(talk(kernel, octets(200_000)), octets(200_000))
            self.assertEqual(live.wait(), 0)

        def tshark(filter_, *more):
            return subprocess.run(["tshark", "-r", self.file("run.pcapng"), "-o", "tcp.check_checksum:TRUE", "-o",
                                   "ip.check_checksum:TRUE", "-Y", filter_, *more],
                                  capture_output=True, check=True).stdout

        self.assertEqual(tshark("_ws.malformed || tcp.checksum.status == 0 || ip.checksum.status == 0"), b"")
        self.assertIn(b"lost on the way (loss)", tshark("frame.comment", "-T", "fields", "-e", "frame.comment"))
        for interface in ("client", "server"):
            self.assertNotEqual(tshark(f'frame.interface_name == "{interface}" && tcp.len > 0'), b"")


if __name__ == "__main__":
    CLI = sys.argv.pop(1)
    unittest.main(verbosity=2)
