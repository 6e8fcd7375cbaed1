# breakpoint() passes its arguments to sys.breakpointhook.
import sys

sys.breakpointhook = lambda *args, **keywords: print(args, keywords)
breakpoint(1, header='x')  # expect: (1,) {'header': 'x'}
del sys.breakpointhook
breakpoint()  # expect error: RuntimeError: lost sys.breakpointhook
