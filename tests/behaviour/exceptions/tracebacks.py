# The traceback object: frames, lines, growth on re-raise.
import sys, traceback
def a(): b()
def b():
    1 / 0
def entries(e):
    out, tb = [], e.__traceback__
    while tb:
        out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return out
try: a()
except ZeroDivisionError as e:
    first = e
    print(entries(e))
def again():
    try: a()
    except ZeroDivisionError as e:
        raise
try: again()
except ZeroDivisionError as e: print(entries(e))
def third(): raise first
try: third()
except ZeroDivisionError as e: print(entries(e))
try: raise first.with_traceback(None)
except ZeroDivisionError as e: print(entries(e))
f = sys._getframe()
print(f.f_code.co_name, f.f_back, f.f_lineno, f.f_globals is globals())
def deep(): return [fr.f_code.co_name for fr in (sys._getframe(), sys._getframe(1))]
print(deep())
try: sys._getframe(1000)
except ValueError as e: print(e)
try: a()
except ZeroDivisionError:
    class Page:
        def write(self, text): print(text.replace(__file__, 'FILE'), end='')
        def flush(self): pass
    traceback.print_exc(file=Page())
# expect: [('<module>', 12), ('a', 3), ('b', 5)]
# expect: [('<module>', 20), ('again', 17), ('a', 3), ('b', 5)]
# expect: [('<module>', 23), ('third', 22), ('<module>', 12), ('a', 3), ('b', 5)]
# expect: [('<module>', 25)]
# expect: <module> None 28 True
# expect: ['deep', '<module>']
# expect: call stack is not deep enough
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 33, in <module>
# expect:     try: a()
# expect:   File "FILE", line 3, in a
# expect:     def a(): b()
# expect:   File "FILE", line 5, in b
# expect:     1 / 0
# expect: ZeroDivisionError: division by zero
