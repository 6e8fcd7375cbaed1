"""Do all handlers of the evaluation loop end with jumps?

    python3 .ci/tail_calls.py target/release/kaa

A handler that calls the next one, instead of jumping to it, uses up the stack. Lists such calls; exit status 1 if any.
"""
import re
import subprocess
import sys


def main(program):
    listing = subprocess.run(['objdump', '-d', '--no-show-raw-insn', '-C', program], check=True, capture_output=True, text=True).stdout
    bad, handlers, function = [], 0, ''
    for line in listing.splitlines():
        if match := re.match(r'[0-9a-f]+ <(.*)>:$', line):
            function = match[1]
            handlers += 'vm::eval::' in function
        elif 'vm::eval::' in function and 'Vm' not in function:
            indexed = re.search(r'call +\*.*,8\)', line)
            direct = re.search(r'call .*<(?:kaa::)?vm::eval::', line) or re.search(r'call .*<kaa::vm::eval::', line)
            if indexed or direct:
                bad.append(f'{function}: {line.strip()}')
    print('\n'.join(bad) or f'{handlers} functions, all in order')
    return bool(bad) or not handlers


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
