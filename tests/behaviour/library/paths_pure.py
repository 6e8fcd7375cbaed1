# pathlib: pure paths, their parts, comparisons and errors.
from pathlib import *
import os
for P in PurePosixPath, PureWindowsPath:
    for a in ['', '.', 'a', '/a/b', '//a/b', '///a', 'a/../b', 'a//b/./c/', 'c:/a', 'c:a', '//srv/share/x', '/a.b.c', 'x.tar.gz', '.bash', 'a.', '\\\\?\\C:\\x','//srv/share', 'C:', '\\a', 'con.txt']:
        p=P(a); print(repr(p), str(p), p.drive, p.root, p.anchor, p.parts, p.name, p.suffix, p.suffixes, p.stem, p.parent, list(p.parents), p.is_absolute(), p.is_reserved())
        # expect: PurePosixPath('.') .    ()   []  . [] False False
        # expect: PurePosixPath('.') .    ()   []  . [] False False
        # expect: PurePosixPath('a') a    ('a',) a  [] a . [PurePosixPath('.')] False False
        # expect: PurePosixPath('/a/b') /a/b  / / ('/', 'a', 'b') b  [] b /a [PurePosixPath('/a'), PurePosixPath('/')] True False
        # expect: PurePosixPath('//a/b') //a/b  // // ('//', 'a', 'b') b  [] b //a [PurePosixPath('//a'), PurePosixPath('//')] True False
        # expect: PurePosixPath('/a') /a  / / ('/', 'a') a  [] a / [PurePosixPath('/')] True False
        # expect: PurePosixPath('a/../b') a/../b    ('a', '..', 'b') b  [] b a/.. [PurePosixPath('a/..'), PurePosixPath('a'), PurePosixPath('.')] False False
        # expect: PurePosixPath('a/b/c') a/b/c    ('a', 'b', 'c') c  [] c a/b [PurePosixPath('a/b'), PurePosixPath('a'), PurePosixPath('.')] False False
        # expect: PurePosixPath('c:/a') c:/a    ('c:', 'a') a  [] a c: [PurePosixPath('c:'), PurePosixPath('.')] False False
        # expect: PurePosixPath('c:a') c:a    ('c:a',) c:a  [] c:a . [PurePosixPath('.')] False False
        # expect: PurePosixPath('//srv/share/x') //srv/share/x  // // ('//', 'srv', 'share', 'x') x  [] x //srv/share [PurePosixPath('//srv/share'), PurePosixPath('//srv'), PurePosixPath('//')] True False
        # expect: PurePosixPath('/a.b.c') /a.b.c  / / ('/', 'a.b.c') a.b.c .c ['.b', '.c'] a.b / [PurePosixPath('/')] True False
        # expect: PurePosixPath('x.tar.gz') x.tar.gz    ('x.tar.gz',) x.tar.gz .gz ['.tar', '.gz'] x.tar . [PurePosixPath('.')] False False
        # expect: PurePosixPath('.bash') .bash    ('.bash',) .bash  [] .bash . [PurePosixPath('.')] False False
        # expect: PurePosixPath('a.') a.    ('a.',) a.  [] a. . [PurePosixPath('.')] False False
        # expect: PurePosixPath('\\\\?\\C:\\x') \\?\C:\x    ('\\\\?\\C:\\x',) \\?\C:\x  [] \\?\C:\x . [PurePosixPath('.')] False False
        # expect: PurePosixPath('//srv/share') //srv/share  // // ('//', 'srv', 'share') share  [] share //srv [PurePosixPath('//srv'), PurePosixPath('//')] True False
        # expect: PurePosixPath('C:') C:    ('C:',) C:  [] C: . [PurePosixPath('.')] False False
        # expect: PurePosixPath('\\a') \a    ('\\a',) \a  [] \a . [PurePosixPath('.')] False False
        # expect: PurePosixPath('con.txt') con.txt    ('con.txt',) con.txt .txt ['.txt'] con . [PurePosixPath('.')] False False
        # expect: PureWindowsPath('.') .    ()   []  . [] False False
        # expect: PureWindowsPath('.') .    ()   []  . [] False False
        # expect: PureWindowsPath('a') a    ('a',) a  [] a . [PureWindowsPath('.')] False False
        # expect: PureWindowsPath('/a/b') \a\b  \ \ ('\\', 'a', 'b') b  [] b \a [PureWindowsPath('/a'), PureWindowsPath('/')] False False
        # expect: PureWindowsPath('//a/b/') \\a\b\ \\a\b \ \\a\b\ ('\\\\a\\b\\',)   []  \\a\b\ [] True False
        # expect: PureWindowsPath('/a') \a  \ \ ('\\', 'a') a  [] a \ [PureWindowsPath('/')] False False
        # expect: PureWindowsPath('a/../b') a\..\b    ('a', '..', 'b') b  [] b a\.. [PureWindowsPath('a/..'), PureWindowsPath('a'), PureWindowsPath('.')] False False
        # expect: PureWindowsPath('a/b/c') a\b\c    ('a', 'b', 'c') c  [] c a\b [PureWindowsPath('a/b'), PureWindowsPath('a'), PureWindowsPath('.')] False False
        # expect: PureWindowsPath('c:/a') c:\a c: \ c:\ ('c:\\', 'a') a  [] a c:\ [PureWindowsPath('c:/')] True False
        # expect: PureWindowsPath('c:a') c:a c:  c: ('c:', 'a') a  [] a c: [PureWindowsPath('c:')] False False
        # expect: PureWindowsPath('//srv/share/x') \\srv\share\x \\srv\share \ \\srv\share\ ('\\\\srv\\share\\', 'x') x  [] x \\srv\share\ [PureWindowsPath('//srv/share/')] True False
        # expect: PureWindowsPath('/a.b.c') \a.b.c  \ \ ('\\', 'a.b.c') a.b.c .c ['.b', '.c'] a.b \ [PureWindowsPath('/')] False False
        # expect: PureWindowsPath('x.tar.gz') x.tar.gz    ('x.tar.gz',) x.tar.gz .gz ['.tar', '.gz'] x.tar . [PureWindowsPath('.')] False False
        # expect: PureWindowsPath('.bash') .bash    ('.bash',) .bash  [] .bash . [PureWindowsPath('.')] False False
        # expect: PureWindowsPath('a.') a.    ('a.',) a.  [] a. . [PureWindowsPath('.')] False False
        # expect: PureWindowsPath('//?/C:/x') \\?\C:\x \\?\C: \ \\?\C:\ ('\\\\?\\C:\\', 'x') x  [] x \\?\C:\ [PureWindowsPath('//?/C:/')] True False
        # expect: PureWindowsPath('//srv/share/') \\srv\share\ \\srv\share \ \\srv\share\ ('\\\\srv\\share\\',)   []  \\srv\share\ [] True False
        # expect: PureWindowsPath('C:') C: C:  C: ('C:',)   []  C: [] False False
        # expect: PureWindowsPath('/a') \a  \ \ ('\\', 'a') a  [] a \ [PureWindowsPath('/')] False False
        # expect: PureWindowsPath('con.txt') con.txt    ('con.txt',) con.txt .txt ['.txt'] con . [PureWindowsPath('.')] False True
P=PurePosixPath; W=PureWindowsPath
print(W('c:/a','d:b'), W('c:/a','/b'), W('c:/a','c:b'), W('a','c:'), W('c:/a','//x/y/z'), P('a','/b'), P('a',P('b'),'c'))
# expect: d:b c:\b c:b c: \\x\y\z /b a/b/c
for f in [lambda: P('a/b').relative_to('a'), lambda: P('a/b').relative_to('b'), lambda: P('/a/b').relative_to('/'), lambda: W('C:/A/b').relative_to('c:/a'), lambda: P('a').relative_to(), lambda: P('/a').with_name('b'), lambda: P('/').with_name('b'), lambda: P('/a').with_name('b/c'), lambda: P('a.b').with_suffix('.c'), lambda: P('a').with_suffix('c'), lambda: P('a.b').with_suffix(''), lambda: P('a.b').with_stem('x'), lambda: P('/a b/ü').as_uri(), lambda: W('c:/a b').as_uri(), lambda: P('a').as_uri(), lambda: P('a/b.py').match('*.py'), lambda: P('/a/b.py').match('/*.py'), lambda: P('a').match(''), lambda: W('A.PY').match('*.py'), lambda: P('a')/'b'/P('c'), lambda: 'x'/P('a'), lambda: P('a')/5, lambda: P(5), lambda: P(b'a'), lambda: P('a')<P('b'), lambda: P('a')<W('b'), lambda: W('A')==W('a'), lambda: hash(W('A'))==hash(W('a')), lambda: P('a')==W('a'), lambda: sorted([P('b'),P('a')]), lambda: P('a/b/c').parents[1], lambda: P('a/b/c').parents[-1], lambda:P('a/b/c').parents[5], lambda: P('a/b').is_relative_to('a'), lambda: WindowsPath('a'), lambda: Path('a').resolve()==Path.cwd()/'a', lambda: Path('~nono').expanduser(), lambda: Path(), lambda: bytes(P('a')), lambda: P('a\\b').parts, lambda: list(Path('.').glob('')), lambda: list(Path('.').glob('/a')), lambda: list(Path('.').glob('**x'))]:
    try: print(f())  # expect: b
    except Exception as e: print(type(e).__name__, e)
    # expect: ValueError 'a/b' is not in the subpath of 'b' OR one path is relative and the other is absolute.
# expect: a/b
# expect: b
# expect: TypeError need at least one argument
# expect: /b
# expect: ValueError PurePosixPath('/') has an empty name
# expect: ValueError Invalid name 'b/c'
# expect: a.c
# expect: ValueError Invalid suffix 'c'
# expect: a
# expect: x.b
# expect: file:///a%20b/%C3%BC
# expect: file:///c:/a%20b
# expect: ValueError relative path can't be expressed as a file URI
# expect: True
# expect: False
# expect: ValueError empty pattern
# expect: True
# expect: a/b/c
# expect: x/a
# expect: TypeError unsupported operand type(s) for /: 'PurePosixPath' and 'int'
# expect: TypeError expected str, bytes or os.PathLike object, not int
# expect: TypeError argument should be a str object or an os.PathLike object returning str, not <class 'bytes'>
# expect: True
# expect: TypeError '<' not supported between instances of 'PurePosixPath' and 'PureWindowsPath'
# expect: True
# expect: True
# expect: False
# expect: [PurePosixPath('a'), PurePosixPath('b')]
# expect: a
# expect: .
# expect: IndexError 5
# expect: True
# expect: NotImplementedError cannot instantiate 'WindowsPath' on your system
# expect: True
# expect: RuntimeError Could not determine home directory.
# expect: .
# expect: b'a'
# expect: ('a\\b',)
# expect: ValueError Unacceptable pattern: ''
# expect: NotImplementedError Non-relative patterns are unsupported
# expect: ValueError Invalid pattern: '**' can only be an entire path component
