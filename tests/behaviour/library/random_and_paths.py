# CPython's random numbers for a seed; paths and their errors.
import random
random.seed(42)
print(random.random(), random.randint(1,100), random.sample(range(50),6), random.choice('abc'), random.gauss(0,1), random.getrandbits(100))
random.seed('hello'); print(random.random(), random.choices([1,2,3],k=4), random.shuffle(x:=list(range(6))), x)
random.seed(12345678901234567890123); print(random.random(), random.normalvariate(0,1), random.gammavariate(2,3), random.betavariate(1,2), random.vonmisesvariate(1,2), random.triangular(), random.expovariate(2))
random.seed(-3.5); print(random.random()); s=random.getstate(); a=random.random(); random.setstate(s); print(a==random.random())
random.seed(b'xx',version=1); print(random.random())
r=random.Random(1); print(r.randrange(0,100,7), r.randbytes(5), r.sample([1,2,3],2,counts=[2,2,2]))
import os, os.path
print(os.path.join('a','b','/c','d'), os.path.splitext('a/b.tar.gz'), os.path.normpath('/a/../b//c/./d/..'), os.path.basename('/a/b/'), os.path.dirname('/a/b'), os.path.relpath('/a/b/c','/a/d'))
try: os.remove('/nope/x')
except OSError as e: print(repr(e), e.filename)
try: os.rename('/nope/x','/nope/y')
except OSError as e: print(e)
# expect: 0.6394267984578837 4 [47, 17, 15, 14, 8, 6] c -0.07358145350888119 2518083635803577543239042153
# expect: 0.3537754404730722 [2, 2, 1, 1] None [5, 3, 0, 4, 1, 2]
# expect: 0.15803717805068784 -0.6646258568812853 2.9473776614561067 0.37059932025462766 0.20585982333545472 0.5496130576084892 0.7340842599183629
# expect: 0.4125139924995227
# expect: True
# expect: 0.8732215742596109
# expect: 14 b'JX\xb7\x91\xd8' [1, 2]
# expect: /c/d ('a/b.tar', '.gz') /b/c  /a ../b/c
# expect: FileNotFoundError(2, 'No such file or directory') /nope/x
# expect: [Errno 2] No such file or directory: '/nope/x' -> '/nope/y'
