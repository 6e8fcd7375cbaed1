"""The errors of errors.txt: two lines for each, a source and below it what CPython 3.10 says of it.

In a source `\\n`, `\\t`, `\\f`, `\\r` and `\\\\` stand for themselves. What is said: class, `lineno:offset-end_lineno:end_offset`,
the shown line unless it is the source's with its end (`.` without the end, `?` for none), and the message.
`python3.10 errors.py` writes what is said anew; `kaa errors.py --check` prints what differs.
"""

import os
import sys
import warnings

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "errors.txt")
ESCAPES = {"n": "\n", "t": "\t", "f": "\f", "r": "\r", "\\": "\\"}


def source_of(line):
    parts = line.split("\\")
    text = parts.pop(0)
    while parts:
        part = parts.pop(0)
        if part:
            text += ESCAPES[part[0]] + part[1:]
        else:
            text += "\\" + (parts.pop(0) if parts else "")
    return text


def shown(error, source):
    lines = source.split("\n")
    line = lines[error.lineno - 1] if 0 < (error.lineno or 0) <= len(lines) else None
    if error.text is None:
        return " ?"
    if line is not None and error.text == line + "\n":
        return ""
    return " ." if error.text == line else f" {error.text!r}"


def told(source):
    try:
        compile(source, "<errors>", "exec")
    except SyntaxError as e:
        place = f"{e.lineno}:{e.offset}-{e.end_lineno}:{e.end_offset}"
        return f"{type(e).__name__} {place}{shown(e, source)} {e.msg}"
    except Exception as e:
        return f"{type(e).__name__} {e}"
    return "no error"


def main():
    warnings.simplefilter("ignore")
    with open(FILE, encoding="utf-8") as file:
        lines = file.read().split("\n")
    result = []
    for line, expected in zip(lines[::2], lines[1::2]):
        got = told(source_of(line))
        if "--check" in sys.argv and got != expected.strip():
            print(f"{line}\n  expected {expected.strip()}\n  got      {got}")
        result += [line, "    " + got]
    if "--check" not in sys.argv:
        with open(FILE, "w", encoding="utf-8") as file:
            file.write("\n".join(result) + "\n")


main()
