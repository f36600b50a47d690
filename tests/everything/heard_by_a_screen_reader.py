#!/usr/bin/env python3
"""Listens to the accessibility bus as a screen reader does: each thing that happens is said once, and the keyboard is
never said to have gone where it has not. usage: heard_by_a_screen_reader.py TCPLAB"""
import subprocess
import sys
import time

subprocess.Popen(['/usr/libexec/at-spi-bus-launcher', '--launch-immediately'])
time.sleep(1)

import gi  # noqa: E402 - not before there is a bus

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

heard = []
focused = []


def listen(event):
    try:
        role, name = event.source.get_role(), event.source.get_name()
    except GLib.Error:  # gone by now
        return
    if event.type == 'object:state-changed:showing' and event.detail1 and role == Atspi.Role.NOTIFICATION:
        heard.append(name)
    if event.type == 'object:state-changed:focused' and event.detail1:
        focused.append(name)


def wait_for(what, seconds=30):
    context = GLib.MainContext.default()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        while context.pending():
            context.iteration(False)
        if what():
            return True
        time.sleep(0.02)
    return False


def pause(seconds):
    wait_for(lambda: False, seconds)


def press(key):
    subprocess.run(['xdotool', 'key', key], check=True)


failures = []


def expect(keys, words):
    """After these keys that is heard, each once, and nothing else; focus stays."""
    del heard[:], focused[:]
    for key in keys:
        press(key)
    wait_for(lambda: len(heard) >= len(words))
    pause(0.7)
    if len(heard) != len(words) or not all(word in said for word, said in zip(words, heard)):
        failures.append(f'after {keys}: heard {heard} instead of {words}')
    if focused:
        failures.append(f'after {keys}: the keyboard is said to be at {focused}')


def go_through(language, words):
    program = subprocess.Popen([sys.argv[1], '--lang', language, '--at', '75 ms', 'three-way-handshake'])
    if not wait_for(lambda: subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', 'TCP Lab'],
                                           capture_output=True).returncode == 0, 90):
        sys.exit('no window came up')
    window = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', 'TCP Lab'], capture_output=True,
                            text=True).stdout.split()[-1]
    pause(2)
    subprocess.run(['xdotool', 'windowfocus', window])
    pause(1)
    for keys, wanted in words:
        expect(keys, wanted)
    press('ctrl+q')
    if program.wait(60) != 0:
        failures.append(f'the program ended with {program.returncode}')


listener = Atspi.EventListener.new(listen)
for kind in ('object:state-changed:showing', 'object:state-changed:focused'):
    listener.register(kind)
go_through('en', [(['n'], ['SYN, ACK is selected.']),
                  (['x'], ['You drop SYN, ACK']),
                  (['ctrl+d'], ['SYN, ACK from the server is lost in B']),
                  (['ctrl+d'], []),
                  (['ctrl+z'], ['Taken back: Drop SYN, ACK']),
                  (['Right'], ['SYN, ACK']),
                  (['End'], ['That was all.'])])
go_through('zh_CN', [(['n'], ['已选中 SYN, ACK']),
                     (['End'], ['到此结束。'])])
for failure in failures:
    print('FAILED:', failure)
print('heard as it should be' if not failures else f'{len(failures)} failures')
sys.exit(1 if failures else 0)
