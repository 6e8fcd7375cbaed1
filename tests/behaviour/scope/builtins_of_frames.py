# exec and function objects without __builtins__ in their globals take over those of the running frame.
safe = {'None': None, 'len': lambda s: 'mine'}
space = {'type': type, '__builtins__': safe}
exec("def f(): return len('abc')\ng = type(f)(f.__code__, {})", space)
print(space['f'](), space['g'](), space['g'].__builtins__ is safe, '__builtins__' in space['g'].__globals__)
# expect: mine mine True False
