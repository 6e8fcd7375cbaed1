"""Writes src/start_order.ld anew: which functions a start runs, as valgrind sees it.

    cargo build --release && python3 .ci/start_order.py target/release/kaa

Worth running when the functions of a start have changed much: the list goes stale without harm.
"""
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HEAD = '''/* Functions that every start runs, then those that a start of asyncio runs, side by side: a start then brings an eighth
   of the program into memory and not two thirds (the system maps 64 KB around each page that is touched). Hashes in
   names are wild cards; a name that fits nothing is without effect. Written by .ci/start_order.py. */
'''
STARTS = 'pass', 'import asyncio; asyncio.run(asyncio.sleep(0))'
TOO_COMMON = 40


def pattern(symbol):
    return re.sub(r'Cs[0-9A-Za-z]+_', 'Cs*_', re.sub(r'17h[0-9a-f]{16}E', '17h*E', symbol))


def functions_run(program, code):
    with tempfile.NamedTemporaryFile() as profile:
        subprocess.run(['valgrind', '--tool=callgrind', '--demangle=no', f'--callgrind-out-file={profile.name}',
                        program, '-c', code], check=True, stderr=subprocess.DEVNULL)
        text = Path(profile.name).read_text()
    return {name.split("'")[0] for name in re.findall(r'^c?fn=\(\d+\) (\S+)', text, re.M)}


def main(program):
    symbols = subprocess.run(['nm', program], check=True, capture_output=True, text=True).stdout
    known = Counter(pattern(name) for name in re.findall(r'^\w+ [tT] (\S+)', symbols, re.M))
    wanted = {}
    for code in STARTS:
        wanted.update(dict.fromkeys(sorted({pattern(name) for name in functions_run(program, code)})))
    lines = [f'    *(.text.{name})' for name in wanted if name.startswith(('_ZN', '_R')) and 0 < known[name] < TOO_COMMON]
    handlers = '_ZN3kaa2vm4eval'
    lines = [line for line in lines if handlers not in line]
    first = ['    /* The handlers of instructions, which jump to one another. */', '    . = ALIGN(64);',
             f'    *(.text.{handlers}*)', '    *(.text.slots)']
    script = [HEAD + 'SECTIONS {', '  .text.start : {', *first, *lines, '  }', '}', 'INSERT BEFORE .text;', '']
    Path(__file__, '../../src/start_order.ld').resolve().write_text('\n'.join(script))


main(sys.argv[1])
