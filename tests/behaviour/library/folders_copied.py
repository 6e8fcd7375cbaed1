# fnmatch, glob, shutil and tempfile: patterns, copies, trees, temporary files.
import fnmatch, glob, shutil, tempfile, os, sys
for n,p in [('a.py','*.py'),('a.py','?.p[xyz]'),('b','[!a]'),('a-b','a[-]b'),('[','[[]'),('abcabc','*b*c'),('A','a'),('.x','*'),('a]','a[]]'),('z','[z-a]'),('x\n','x?')]:
    print(n,p,fnmatch.fnmatch(n,p))
    # expect: a.py *.py True
    # expect: a.py ?.p[xyz] True
    # expect: b [!a] True
    # expect: a-b a[-]b True
    # expect: [ [[] True
    # expect: abcabc *b*c True
    # expect: A a False
    # expect: .x * True
    # expect: a] a[]] True
    # expect: z [z-a] False
    # expect: x
    # expect:  x? True
print(fnmatch.filter(['a.c','b.py'],'*.c'), fnmatch.fnmatch(b'ab',b'a*'), fnmatch.translate('*.py'), fnmatch.translate('[!a-c]x?'))
# expect: ['a.c'] True (?s:.*\.py)\Z (?s:[^a-c]x.)\Z
with tempfile.TemporaryDirectory() as d:
    print(os.path.isdir(d), os.path.basename(d)[:3], len(os.path.basename(d)))  # expect: True tmp 11
    os.makedirs(d+'/x/y/z'); open(d+'/x/a.txt','w').write('hi'); open(d+'/x/y/b.txt','w').write('yo'); open(d+'/x/.h','w').close()
    os.symlink('a.txt', d+'/x/ln')
    r=lambda l: sorted(p.replace(d,'D') for p in l)
    print(r(glob.glob(d+'/*')), r(glob.glob(d+'/x/*.txt')), r(glob.glob(d+'/**',recursive=True)), r(glob.glob('*/*.txt',root_dir=d)), r(glob.glob(d+'/x/[ab]*')), glob.escape('a[*]'))
    # expect: ['D/x'] ['D/x/a.txt'] ['D/', 'D/x', 'D/x/a.txt', 'D/x/ln', 'D/x/y', 'D/x/y/b.txt', 'D/x/y/z'] ['x/a.txt'] ['D/x/a.txt'] a[[][*]]
    print(shutil.copy(d+'/x/a.txt', d+'/c.txt').replace(d,'D'), open(d+'/c.txt').read())  # expect: D/c.txt hi
    try: shutil.copy(d+'/c.txt', d+'/c.txt')
    except shutil.SameFileError as e: print(str(e).replace(d,'D'))
    # expect: 'D/c.txt' and 'D/c.txt' are the same file
    print(shutil.copytree(d+'/x', d+'/t', ignore=shutil.ignore_patterns('b*'), symlinks=True).replace(d,'D'), [(a.replace(d,'D'),sorted(b),sorted(c)) for a,b,c in os.walk(d+'/t')])
    # expect: D/t [('D/t', ['y'], ['.h', 'a.txt', 'ln']), ('D/t/y', ['z'], []), ('D/t/y/z', [], [])]
    try: shutil.copytree(d+'/x', d+'/t')
    except FileExistsError as e: print(str(e).replace(d,'D'))  # expect: [Errno 17] File exists: 'D/t'
    print(shutil.move(d+'/t', d+'/x').replace(d,'D'))  # expect: D/x/t
    shutil.rmtree(d+'/x'); print(os.path.exists(d+'/x'))  # expect: False
    try: shutil.rmtree(d+'/nonex')
    except FileNotFoundError as e: print(str(e).replace(d,'D'))
    # expect: [Errno 2] No such file or directory: 'D/nonex'
    shutil.rmtree(d+'/nonex', ignore_errors=True)
    try: shutil.rmtree(d+'/c.txt')
    except NotADirectoryError as e: print(str(e).replace(d,'D'))  # expect: [Errno 20] Not a directory: 'D/c.txt'
    fd,p=tempfile.mkstemp('.txt','pre',d); print(os.path.basename(p)[:3], p[-4:], oct(os.stat(p).st_mode)); os.close(fd)
    # expect: pre .txt 0o100600
    with tempfile.NamedTemporaryFile('w+',dir=d) as f:
        f.write('abc'); f.flush(); print(open(f.name).read(), os.path.exists(f.name)); nm=f.name  # expect: abc True
    print(os.path.exists(nm))  # expect: False
    with tempfile.TemporaryFile() as f:
        f.write(b'12'); f.seek(0); print(f.read())  # expect: b'12'
    with tempfile.SpooledTemporaryFile(5) as f:
        f.write(b'123'); print(f._rolled); f.write(b'4567'); print(f._rolled); f.seek(0); print(f.read())
        # expect: False
        # expect: True
        # expect: b'1234567'
print(os.path.exists(d), shutil.which('nonono'), shutil.disk_usage('/')._fields)
# expect: False None ('total', 'used', 'free')
try: tempfile.mkstemp(b'a','b')
except TypeError as e: print(e)  # expect: Can't mix bytes and non-bytes in path components.
print([n for n in shutil.__all__ if not hasattr(shutil,n)])  # expect: []
