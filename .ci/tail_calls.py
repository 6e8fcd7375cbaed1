"""Do all handlers of the evaluation loop end with jumps?

    python3 .ci/tail_calls.py target/release/kaa

A handler that calls the next one, instead of jumping to it, uses up the stack. Lists such calls; exit status 1 if any.
"""
import re
import subprocess
import sys


def main(program):
    command = ['objdump', '-d', '--no-show-raw-insn', '-C', program]
    listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # By address, since the handlers of one generic function have one name.
    names, handlers, calls, address = {}, set(), [], ''
    for line in listing.splitlines():
        if match := re.match(r'([0-9a-f]+) <(.*)>:$', line):
            address = match[1].lstrip('0')
            names[address] = match[2]
        elif 'vm::eval::' in names.get(address, ''):
            if re.search(r'jmp +\*.*,8\)', line):
                handlers.add(address)
            elif 'Vm' not in names[address] and (match := re.search(r'call +(?:(\*.*,8\))|([0-9a-f]+) )', line)):
                calls.append((address, match[2], line.strip()))
    bad = [f'{names[at]}: {line}' for at, target, line in calls if target is None or target in handlers]
    print('\n'.join(bad) or f'{len(handlers)} handlers, all in order')
    return bool(bad) or not handlers


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
