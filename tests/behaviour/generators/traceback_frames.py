# A traceback through a generator shows its frame each time; a kept frame keeps locals.
def gen():
    secret = 'local'
    yield 1
    raise ValueError('boom')
def driver(g):
    for _ in g:
        pass
try:
    driver(gen())
except ValueError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno)
        # expect: <module> 10
        # expect: driver 7
        # expect: gen 5
        last = tb
        tb = tb.tb_next
    print(last.tb_frame.f_locals)  # expect: {'secret': 'local'}
g = gen()
next(g)
frame = g.gi_frame
print(frame.f_back, frame.f_locals['secret'])  # expect: None local
try:
    frame.clear()
    print(g.gi_frame, next(g, 'over'))  # expect: None over
except RuntimeError as e:
    print(e)
