# pathlib: paths of this system.
from pathlib import *
import os, tempfile
with tempfile.TemporaryDirectory() as d:
    d=Path(d); (d/'x/y').mkdir(parents=True); (d/'x/a.txt').write_text('hi\n'); (d/'x/y/b.txt').write_bytes(b'yo'); (d/'l').symlink_to('x')
    r=lambda l: sorted(str(p.relative_to(d)) for p in l)
    print(r(d.iterdir()), r(d.glob('*')), r(d.glob('**/*.txt')), r(d.rglob('*.txt')), r(d.glob('x/*')), r(d.glob('*/y')), r(d.rglob('')), r(d.glob('**')))
    # expect: ['l', 'x'] ['l', 'x'] ['x/a.txt', 'x/y/b.txt'] ['x/a.txt', 'x/y/b.txt'] ['x/a.txt', 'x/y'] ['l/y', 'x/y'] ['.', 'x', 'x/y'] ['.', 'x', 'x/y']
    print((d/'l').is_symlink(), (d/'l').is_dir(), (d/'l').readlink(), (d/'x/a.txt').read_text(), (d/'x').exists(), (d/'zz').exists(), (d/'x/a.txt').stat().st_size, (d/'l').resolve()==(d/'x').resolve())
    # expect: True True x hi
    # expect:  True False 3 True
    for f in [lambda: (d/'x').mkdir(), lambda: (d/'x').mkdir(exist_ok=True), lambda: (d/'q/w').mkdir(), lambda: (d/'nn').unlink(), lambda: (d/'nn').unlink(missing_ok=True), lambda: (d/'x').rmdir(), lambda: (d/'nn').open(), lambda: (d/'t').touch(), lambda: (d/'t').touch(exist_ok=False), lambda: (d/'t').rename(d/'u').name, lambda: (d/'u').replace(d/'v').name, lambda: (d/'nn').resolve(strict=True), lambda: (d/'v').write_text(b'x'), lambda:(d/'v').is_mount(), lambda: Path('/').is_mount(), lambda: (d/'v').samefile(d/'v')]:
        try: print(f())
        except Exception as e: print(type(e).__name__, str(e).replace(str(d),'D'))
        # expect: FileExistsError [Errno 17] File exists: 'D/x'
    with (d/'v').open('w') as f: f.write('x')
    print(isinstance(d, os.PathLike), open(d/'v').read(), os.path.join(d,'a')==str(d/'a'))
# expect: None
# expect: FileNotFoundError [Errno 2] No such file or directory: 'D/q/w'
# expect: FileNotFoundError [Errno 2] No such file or directory: 'D/nn'
# expect: None
# expect: OSError [Errno 39] Directory not empty: 'D/x'
# expect: FileNotFoundError [Errno 2] No such file or directory: 'D/nn'
# expect: None
# expect: FileExistsError [Errno 17] File exists: 'D/t'
# expect: u
# expect: v
# expect: FileNotFoundError [Errno 2] No such file or directory: 'D/nn'
# expect: TypeError data must be str, not bytes
# expect: False
# expect: True
# expect: True
# expect: True x True
import copy; print(copy.copy(Path('a/b')), PurePath, type(Path('a')))
# expect: a/b <class 'pathlib.PurePath'> <class 'pathlib.PosixPath'>
