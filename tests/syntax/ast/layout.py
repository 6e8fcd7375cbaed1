if a:
	if b:
	        x = 1 + \
  2

  # comment at an odd place
    
	y = [1,
# in brackets
    2
]; z
else:
    pass
  
 

def f(
a,
  b): return (
    a
)
class A: x: int; y = 2;
if 1: pass
# the end without a newline
x