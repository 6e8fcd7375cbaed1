# The three-argument form, its instances, and what it refuses.
def gen():
    while True:
        try:
            yield
        except Exception as e:
            print(type(e).__name__, e.args)
            # expect: ValueError ()
            # expect: ValueError ('text',)
            # expect: ValueError (1, 2)
            # expect: ValueError ('instance',)
            # expect: ValueError ('only',)
            # expect: ValueError ()
def started():
    g = gen()
    next(g)
    return g
g = started()
g.throw(ValueError)
g.throw(ValueError, 'text')
g.throw(ValueError, (1, 2))
g.throw(ValueError, ValueError('instance'))
g.throw(ValueError('only'))
g.throw(ValueError, None, None)
for args in [(3,), ('str',), (ValueError('a'), 'b'), (ValueError, 'x', 'notb'), (int,), ()]:
    try:
        started().throw(*args)
    except TypeError as e:
        print(e)
        # expect: exceptions must be classes or instances deriving from BaseException, not int
        # expect: exceptions must be classes or instances deriving from BaseException, not str
        # expect: instance exception may not have a separate value
        # expect: throw() third argument must be a traceback object
        # expect: exceptions must be classes or instances deriving from BaseException, not type
        # expect: throw expected at least 1 argument, got 0
try:
    1 / 0
except ZeroDivisionError as e:
    tb = e.__traceback__
h = started()
try:
    h.throw(KeyboardInterrupt, KeyboardInterrupt(), tb)
except KeyboardInterrupt as e:
    names = []
    t = e.__traceback__
    while t:
        names.append(t.tb_frame.f_code.co_name)
        t = t.tb_next
    print(names)  # expect: ['<module>', 'gen', '<module>']
