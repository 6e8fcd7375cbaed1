# What a function gives when try, except and finally all return or raise.
def run(t, e, f):
    def act(x):
        if isinstance(x, BaseException): raise x
        return x
    def body():
        try:
            r = act(t)
            if r is not None: return r
        except ValueError:
            r = act(e)
            if r is not None: return r
        finally:
            r = act(f)
            if r is not None: return r
        return 'fell through'
    try: return body()
    except Exception as x: return repr(x), repr(x.__context__)
V, K, O = ValueError('t'), KeyError('e'), OSError('f')
for case in (('t', 'e', None), ('t', 'e', 'f'), (None, 'e', None), (V, 'e', None), (V, 'e', 'f'), (V, None, None), (V, K, None), (V, K, 'f'), (V, K, O), ('t', None, O), (K, None, None), (K, None, 'f')):
    V.__context__ = K.__context__ = O.__context__ = None
    print(run(*case))
    # expect: t
    # expect: f
    # expect: fell through
    # expect: e
    # expect: f
    # expect: fell through
    # expect: ("KeyError('e')", "ValueError('t')")
    # expect: f
    # expect: ("OSError('f')", "KeyError('e')")
    # expect: ("OSError('f')", 'None')
    # expect: ("KeyError('e')", 'None')
    # expect: f
def in_loop():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: return 'returned', i
        finally:
            if i == 3: break
    return 'broke', i
print(in_loop())  # expect: ('broke', 3)
