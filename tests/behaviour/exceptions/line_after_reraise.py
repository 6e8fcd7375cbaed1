# The line of a frame that an exception left, after a `with` or a named `except` saw it: where it was raised.
class Noop:
    def __enter__(self): return self
    def __exit__(self, *args): pass
def after_with():
    with Noop():
        1 / 0
        pass
def in_named_except():
    try:
        1 / 0
    except Exception as ex:
        1 / 0
        pass
for f in after_with, in_named_except:
    try:
        f()
    except ZeroDivisionError as e:
        frame = e.__traceback__.tb_next.tb_frame
        print(frame.f_lineno - f.__code__.co_firstlineno, e.__traceback__.tb_next.tb_lineno - f.__code__.co_firstlineno)
# expect: 2 2
# expect: 4 4
import warnings
with warnings.catch_warnings():
    warnings.simplefilter('error', SyntaxWarning)
    for source in 'assert(x, "msg")', '1 is 1', '[(1, 2) (3, 4)]':
        try:
            compile(source, 'f', 'exec')
        except SyntaxError as e:
            print(e.msg, e.lineno, e.offset)
# expect: assertion is always true, perhaps remove parentheses? 1 1
# expect: "is" with a literal. Did you mean "=="? 1 1
# expect: 'tuple' object is not callable; perhaps you missed a comma? 1 2
