"""Writes what is expected in reports.txt anew: `python3.10 write.py`.

A program begins with `@@ `, words before the interpreter's own that set variables, and its arguments. Its source is t.py;
after `@+ NAME` another file beside it follows. After `@> STATUS` stands what goes to standard output, after `@!` what goes
to standard error. DIR is the folder of the files, 0x stands for an address. Nothing may come from frames of the library.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "reports.txt")


def run(head, files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        words = shlex.split(head)
        env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        env.update(PYTHONDONTWRITEBYTECODE="1", LC_ALL="C.UTF-8")
        while words and re.match(r"[A-Z_]+=", words[0]):
            name, value = words.pop(0).split("=", 1)
            env[name] = value
        done = subprocess.run([sys.executable] + words, cwd=folder, env=env, capture_output=True, text=True, errors="replace")
        texts = [re.sub(r"0x[0-9a-f]+", "0x", text.replace(os.path.realpath(folder), "DIR")) for text in (done.stdout, done.stderr)]
        if "lib/python3" in "".join(texts):
            sys.exit(f"frames of the library: {head} {files}")
        return done.returncode, *texts


def main():
    with open(FILE, encoding="utf-8") as file:
        programs = file.read().split("@@ ")[1:]
    result = []
    for program in programs:
        head, rest = program.split("\n", 1)
        source = rest.split("@> ")[0]
        names = ["t.py"] + re.findall(r"^@\+ (.*)$", source, re.M)
        status, out, err = run(head, dict(zip(names, re.split(r"^@\+ .*\n", source, flags=re.M))))
        result.append(f"@@ {head}\n{source}@> {status}\n{out}@!\n{err}")
    with open(FILE, "w", encoding="utf-8") as file:
        file.write("".join(result))


main()
