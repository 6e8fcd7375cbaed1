"""`python -m json.tool`: check JSON and print it nicely."""
import argparse
import json
import sys


def main():
    parser = argparse.ArgumentParser(
        prog='python -m json.tool',
        description='A simple command line interface for json module to validate and pretty-print JSON objects.')
    parser.add_argument('infile', nargs='?', type=argparse.FileType(encoding='utf-8'), default=sys.stdin,
                        help='a JSON file to be validated or pretty-printed')
    parser.add_argument('outfile', nargs='?', default=None, help='write the output of infile to outfile')
    indentation = parser.add_mutually_exclusive_group()
    plain, exclusive = parser.add_argument, indentation.add_argument
    for add, option, settings, text in (
            (plain, '--sort-keys', {'action': 'store_true'}, 'sort the output of dictionaries alphabetically by key'),
            (plain, '--no-ensure-ascii', {'dest': 'ensure_ascii', 'action': 'store_false'},
             'disable escaping of non-ASCII characters'),
            (plain, '--json-lines', {'action': 'store_true'},
             'parse input using the JSON Lines format. Use with --no-indent or --compact to produce valid JSON Lines '
             'output.'),
            (exclusive, '--indent', {'default': 4, 'type': int},
             'separate items with newlines and use this number of spaces for indentation'),
            (exclusive, '--tab', {'action': 'store_const', 'dest': 'indent', 'const': '\t'},
             'separate items with newlines and use tabs for indentation'),
            (exclusive, '--no-indent', {'action': 'store_const', 'dest': 'indent', 'const': None},
             'separate items with spaces rather than newlines'),
            (exclusive, '--compact', {'action': 'store_true'},
             'suppress all whitespace separation (most compact)')):
        add(option, help=text, **settings)
    options = parser.parse_args()
    arguments = dict(sort_keys=options.sort_keys, indent=options.indent, ensure_ascii=options.ensure_ascii)
    if options.compact:
        arguments.update(indent=None, separators=(',', ':'))
    with options.infile as infile:
        try:
            objects = (json.loads(line) for line in infile) if options.json_lines else (json.load(infile),)
            if options.outfile is None:
                _write(objects, sys.stdout, arguments)
            else:
                with open(options.outfile, 'w', encoding='utf-8') as outfile:
                    _write(objects, outfile, arguments)
        except ValueError as error:
            raise SystemExit(error)


def _write(objects, outfile, arguments):
    for obj in objects:
        json.dump(obj, outfile, **arguments)
        outfile.write('\n')


if __name__ == '__main__':
    try:
        main()
    except BrokenPipeError as error:
        sys.exit(error.errno)
