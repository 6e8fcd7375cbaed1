# Exceptions that travel through many frames and handlers.
trace = []
def level(n):
    try:
        if n == 0: raise RuntimeError('bottom')
        level(n - 1)
    except RuntimeError as e:
        trace.append(n)
        if n % 3 == 2: raise RuntimeError(f'level {n}') from e
        raise
    finally:
        trace.append(-n)
try: level(6)
except RuntimeError as e:
    print(e, '<-', e.__cause__, '<-', e.__cause__.__cause__)  # expect: level 5 <- level 2 <- bottom
print(trace)  # expect: [0, 0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6]
def retry():
    for attempt in range(5):
        try:
            try: 1 / (attempt - attempt)
            except ZeroDivisionError: raise KeyError(attempt)
        except KeyError as e:
            if attempt < 3: continue
            return attempt, type(e.__context__).__name__
print(retry())  # expect: (3, 'ZeroDivisionError')
e1 = ValueError('reused')
for i in range(3):
    try: raise e1
    except ValueError as e:
        n, tb = 0, e.__traceback__
        while tb: n, tb = n + 1, tb.tb_next
        print(n, end=' ')
print()  # expect: 1 2 3
try:
    try: raise ValueError('a')
    except ValueError as a:
        a.__context__ = a.__cause__ = None
        raise a from a
except ValueError as e: print(e.__cause__ is e)  # expect: True
