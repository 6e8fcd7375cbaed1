# Operations whose result would be huge fail at once.
import sys
print(len(str(10 ** 4299)), sys.get_int_max_str_digits())  # expect: 4300 4300
for case in ('str(10 ** 4300)', "int('1' * 4301)", "repr(10 ** 5000)", "f'{10 ** 5000}'", "'%d' % 10 ** 1 % 1", "[0] * 10 ** 13", "'x' * 10 ** 19", "(0,) * 10 ** 13",
             "b'x' * 10 ** 19", "'%*d' % (10 ** 13, 1)", "1 << 10 ** 19", "bytearray(10 ** 19)", "range(10 ** 30).__len__()"):
    try:
        eval(case)
        print('done', case)
    except (ValueError, MemoryError, OverflowError, TypeError) as e:
        print(type(e).__name__, e)
        # expect: ValueError Exceeds the limit (4300) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
        # expect: ValueError Exceeds the limit (4300) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit
        # expect: ValueError Exceeds the limit (4300) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
        # expect: ValueError Exceeds the limit (4300) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
        # expect: TypeError not all arguments converted during string formatting
        # expect: MemoryError
        # expect: OverflowError cannot fit 'int' into an index-sized integer
        # expect: MemoryError
        # expect: OverflowError cannot fit 'int' into an index-sized integer
        # expect: MemoryError
        # expect: MemoryError
        # expect: OverflowError cannot fit 'int' into an index-sized integer
        # expect: OverflowError Python int too large to convert to C ssize_t
print(hex(10 ** 5000)[:6], 0 << 10 ** 19 if False else '', [] * 10 ** 18, '' * 10 ** 18, (1 << 5) >> 10 ** 19, -1 >> 10 ** 19)
# expect: 0x31e2  []  0 -1
