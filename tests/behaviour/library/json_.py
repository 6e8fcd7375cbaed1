# json: texts to values and back, hooks, and what is wrong with a text.
import enum, io, json

for text in ('[]', ' {"a": [1, -2.5e3, true, false, null], "b": {"a": {}}} ', '"\\ud83d\\ude00\\u0041\\n\\/"', '-0', '1E400',
             '123456789012345678901234567890', '[NaN, -Infinity]', '"\ud800é"', '{"a": 1, "a": 2}'):
    print(ascii(json.loads(text)))
    # expect: []
    # expect: {'a': [1, -2500.0, True, False, None], 'b': {'a': {}}}
    # expect: '\U0001f600A\n/'
    # expect: 0
    # expect: inf
    # expect: 123456789012345678901234567890
    # expect: [nan, -inf]
    # expect: '\ud800\xe9'
    # expect: {'a': 2}

for text in ('', '{', '[1,', '[1,]', '{"a"', '{"a":1,}', '"a', '"\\u12"', '"\\x"', '"\n"', 'tru', '01', '1.', '[1 2]',
             '{1:2}', '{}x', '\ufeff{}', '[\n1,\n x]'):
    try:
        print(json.loads(text))
    except json.JSONDecodeError as error:
        print(error, error.lineno, error.colno)
        # expect: Expecting value: line 1 column 1 (char 0) 1 1
        # expect: Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 2
        # expect: Expecting value: line 1 column 4 (char 3) 1 4
        # expect: Expecting value: line 1 column 4 (char 3) 1 4
        # expect: Expecting ':' delimiter: line 1 column 5 (char 4) 1 5
        # expect: Expecting property name enclosed in double quotes: line 1 column 8 (char 7) 1 8
        # expect: Unterminated string starting at: line 1 column 1 (char 0) 1 1
        # expect: Invalid \uXXXX escape: line 1 column 3 (char 2) 1 3
        # expect: Invalid \escape: line 1 column 2 (char 1) 1 2
        # expect: Invalid control character at: line 1 column 2 (char 1) 1 2
        # expect: Expecting value: line 1 column 1 (char 0) 1 1
        # expect: Extra data: line 1 column 2 (char 1) 1 2
        # expect: Extra data: line 1 column 2 (char 1) 1 2
        # expect: Expecting ',' delimiter: line 1 column 4 (char 3) 1 4
        # expect: Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 2
        # expect: Extra data: line 1 column 3 (char 2) 1 3
        # expect: Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0) 1 1
        # expect: Expecting value: line 3 column 2 (char 6) 3 2

print(json.loads(b'[1]'), json.loads('{"\xe9": 1}'.encode('utf-16')), json.loads(bytearray(b'"a"')))
# expect: [1] {'é': 1} a
print(json.loads('[1.5, 2]', parse_float=str, parse_int=lambda digits: 'i' + digits))  # expect: ['1.5', 'i2']
print(json.loads('{"a": {"b": 1}}', object_hook=sorted), json.loads('{"a": {"b": 1}}', object_pairs_hook=tuple))
# expect: ['a'] (('a', (('b', 1),)),)
print(json.loads('[NaN]', parse_constant=str.lower), ascii(json.loads('"\n"', strict=False)))
# expect: ['nan'] '\n'


class Number(int):
    def __repr__(self):
        return 'never'


class Level(enum.IntEnum):
    LOW = 1


value = {'b': [1, 2.5, None, True, 'é"\\\n\x7f\U0001f600'], 'a': {}, 3: [], 1.5: (), None: Number(7), True: Level.LOW}
print(json.dumps(value))
# expect: {"b": [1, 2.5, null, true, "\u00e9\"\\\n\u007f\ud83d\ude00"], "a": {}, "3": [], "1.5": [], "null": 7, "true": 1}
print(json.dumps(value, ensure_ascii=False, separators=(',', ':')))
# expect: {"b":[1,2.5,null,true,"é\"\\\n😀"],"a":{},"3":[],"1.5":[],"null":7,"true":1}
print(json.dumps({'b': [1, [2, {}]], 'a': {'c': []}}, indent=2, sort_keys=True))
# expect: {
# expect:   "a": {
# expect:     "c": []
# expect:   },
# expect:   "b": [
# expect:     1,
# expect:     [
# expect:       2,
# expect:       {}
# expect:     ]
# expect:   ]
# expect: }
print(json.dumps([{(1, 2): 3, 'k': 4}], skipkeys=True, indent='\t'), json.dumps([1e22, -0.0, float('nan')]))
# expect: [
# expect: 	{
# expect: 		"k": 4
# expect: 	}
# expect: ] [1e+22, -0.0, NaN]


class Encoder(json.JSONEncoder):
    def default(self, o):
        return sorted(o) if isinstance(o, set) else super().default(o)


print(json.dumps({'x': {3, 1}}, cls=Encoder), json.dumps(1j, default=str))  # expect: {"x": [1, 3]} "1j"
print(list(Encoder(indent=1).iterencode({'a': [1, {2}, {}]})))
# expect: ['{', '\n ', '"a"', ': ', '[\n  1', ',\n  ', '[\n   2', '\n  ', ']', ',\n  ', '{}', '\n ', ']', '\n', '}']
loop = []
loop.append(loop)
for bad, options in ((loop, {}), (1j, {}), ({(): 1}, {}), (float('inf'), {'allow_nan': False}), ({1: 2, 'a': 3}, {'sort_keys': True})):
    try:
        print(json.dumps(bad, **options))
    except Exception as error:
        print(type(error).__name__, error)
        # expect: ValueError Circular reference detected
        # expect: TypeError Object of type complex is not JSON serializable
        # expect: TypeError keys must be str, int, float, bool or None, not tuple
        # expect: ValueError Out of range float values are not JSON compliant
        # expect: TypeError '<' not supported between instances of 'str' and 'int'
deep = []
for _ in range(100000):
    deep = [deep]
for attempt in (lambda: json.dumps(deep), lambda: json.loads('[' * 100000)):
    try:
        attempt()
    except RecursionError as error:
        print(error)
        # expect: maximum recursion depth exceeded while encoding a JSON object
        # expect: maximum recursion depth exceeded while decoding a JSON array from a unicode string
file = io.StringIO()
json.dump(value, file, indent=1)
file.seek(0)
print(len(file.getvalue()), json.load(file)['null'])  # expect: 133 7
print(json.JSONDecoder().raw_decode('[1] rest'))  # expect: ([1], 3)
