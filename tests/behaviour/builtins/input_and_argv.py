# args: first --second
# stdin: line one
# stdin: 42
import sys
print(sys.argv[1:], input('prompt: '), int(input()) + 1)  # expect: prompt: ['first', '--second'] line one 43
try: input()
except EOFError as e: print(e)  # expect: EOF when reading a line
