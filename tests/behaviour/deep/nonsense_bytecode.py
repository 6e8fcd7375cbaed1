# Bytecode that no compiler makes: an error or an answer, never a crash (what CPython does with it is undefined).
import random, types
def sample(a, b=2, *c, d=4, **e):
    class Local: pass
    result = {a: b, **{}}
    try:
        with open(a) as q: pass
    except (TypeError, KeyError) as z:
        for k in [i for i in range(3)]:
            if k: continue
    match a:
        case [1, *y]: return f'{y!r}'
        case {'k': v, **r}: return v
    try: return result[a] + b * 2
    finally: del result
def run(code_bytes, code=sample.__code__):
    cells = tuple(types.CellType(1) for _ in code.co_freevars)
    names = {'__builtins__': {'range': range, 'TypeError': TypeError, 'KeyError': KeyError}}
    try:
        types.FunctionType(code.replace(co_code=bytes(code_bytes)), names, 'f', None, cells)(1, 2)
    except BaseException as e:
        return type(e).__name__
# Values that are not there: DUP_TOP_TWO after one, ROT_N 0, LIST_APPEND 0, a handler that popped what it needs.
bad = [b'G\0\x05\0S\0', b'd\0c\0S\0', b'g\0d\0\x91\0S\0', b'd\0z\x02\x01\0\x01\0t\0S\0', b'z\0w\x01', b'i\xff\x90\xff\x90\xff\x90\xffi\xff']
print({run(code) for code in bad} <= {'SystemError', 'NameError'})  # expect: True
rng = random.Random(7)
start = bytearray(sample.__code__.co_code)
jumps = {110, 111, 112, 113, 114, 115}
for _ in range(300):
    code = bytearray(start)
    for _ in range(rng.choice([1, 1, 2, 8])):
        code[rng.randrange(len(code))] = rng.choice([rng.randrange(256), rng.randrange(8)])
    for i in range(0, len(code), 2):  # no backward jumps, which might not end
        if code[i] == 113: code[i] = 110
        if code[i] in jumps: code[i + 1] = max(code[i + 1], i // 2 + 1)
    run(code)
print('done')  # expect: done
