# argparse: options, arguments, groups, subcommands, help, errors.
import argparse, sys, os
os.environ['COLUMNS']='80'
def run(p,*lines):
    for l in lines:
        try: print(p.parse_args(l.split()))
        # expect: Namespace(x=1, y='dy', z=[], foo=5, verbose=None, flag=False, no=True, a=None, choice=None, n=None, const=None, ext=None, bool=True, longoptionnamethatistoolong=None)
        # expect: Namespace(x=1, y='2', z=['3', '4'], foo=5, verbose=None, flag=False, no=True, a=None, choice=None, n=None, const=None, ext=None, bool=True, longoptionnamethatistoolong=None)
        # expect: Namespace(x=1, y='dy', z=[], foo=2.0, verbose=None, flag=False, no=True, a=None, choice=None, n=None, const=None, ext=None, bool=True, longoptionnamethatistoolong=None)
        # expect: Namespace(x=1, y='dy', z=[], foo=3.0, verbose=None, flag=False, no=True, a=None, choice=None, n=None, const=None, ext=None, bool=True, longoptionnamethatistoolong=None)
        # expect: Namespace(x=1, y='dy', z=[], foo=5, verbose=3, flag=False, no=True, a=None, choice=None, n=None, const=None, ext=None, bool=True, longoptionnamethatistoolong=None)
        # expect: Namespace(x=1, y='dy', z=[], foo=5, verbose=None, flag=False, no=True, a=['b', 'c'], choice=None, n=None, const=None, ext=None, bool=True, longoptionnamethatistoolong=None)
        # expect: Namespace(x=1, y='dy', z=[], foo=5, verbose=None, flag=False, no=True, a=None, choice='r', n=None, const=None, ext=None, bool=True, longoptionnamethatistoolong=None)
        # expect: usage: p [-h] [-f FOO] [-v] [--flag] [--no] [-a A] [--choice {r,g}] [-n A B]
        # expect:          [--version] [--const] [--ext EXT [EXT ...]] [--bool | --no-bool]
        # expect:          [--longoptionnamethatistoolong LONGOPTIONNAMETHATISTOOLONG]
        # expect:          x [y] [z ...]
        # expect: p: error: argument --choice: invalid choice: 'q' (choose from 'r', 'g')
        except SystemExit as e: print('exit',e.code)  # expect: exit 2
        except Exception as e: print(type(e).__name__, e)
sys.stderr=sys.stdout
p=argparse.ArgumentParser(prog='p',description='desc %(prog)s',epilog='the end')
p.add_argument('x',type=int,help='an x'); p.add_argument('y',nargs='?',default='dy'); p.add_argument('z',nargs='*')
p.add_argument('-f','--foo',help='foo help %(default)s',default=5,type=float); p.add_argument('-v','--verbose',action='count'); p.add_argument('--flag',action='store_true'); p.add_argument('--no',action='store_false'); p.add_argument('-a',action='append'); p.add_argument('--choice',choices=['r','g']); p.add_argument('-n',nargs=2,metavar=('A','B')); p.add_argument('--version',action='version',version='%(prog)s 1'); p.add_argument('--const',action='store_const',const=9); p.add_argument('--ext',action='extend',nargs='+'); p.add_argument('--bool',action=argparse.BooleanOptionalAction,default=True,help='a bool'); p.add_argument('--longoptionnamethatistoolong',help='very long help text that has to be wrapped since it is so long that it does not fit')
run(p,'1','1 2 3 4','-f 2 1','--foo=3 1','-vvv 1','1 -a b -a c','--choice r 1','--choice q 1','a','','-n 1 2 3','-n 1','--version','--unknown 1','--fl 1','--c 1','-h','1 --ext a b --ext c','--no-bool 1','-f','-f x 1','-- -1','-1','--flag=3 1','-vf3 1','-vx 1')
# expect: usage: p [-h] [-f FOO] [-v] [--flag] [--no] [-a A] [--choice {r,g}] [-n A B]
# expect:          [--version] [--const] [--ext EXT [EXT ...]] [--bool | --no-bool]
# expect:          [--longoptionnamethatistoolong LONGOPTIONNAMETHATISTOOLONG]
# expect:          x [y] [z ...]
# expect: p: error: argument x: invalid int value: 'a'
# expect: exit 2
# expect: usage: p [-h] [-f FOO] [-v] [--flag] [--no] [-a A] [--choice {r,g}] [-n A B]
# expect:          [--version] [--const] [--ext EXT [EXT ...]] [--bool | --no-bool]
# expect:          [--longoptionnamethatistoolong LONGOPTIONNAMETHATISTOOLONG]
# expect:          x [y] [z ...]
# expect: p: error: the following arguments are required: x, z
# expect: exit 2
# expect: Namespace(x=3, y='dy', z=[], foo=5, verbose=None, flag=False, no=True, a=None, choice=None, n=['1', '2'], const=None, ext=None, bool=True, longoptionnamethatistoolong=None)
# expect: usage: p [-h] [-f FOO] [-v] [--flag] [--no] [-a A] [--choice {r,g}] [-n A B]
# expect:          [--version] [--const] [--ext EXT [EXT ...]] [--bool | --no-bool]
# expect:          [--longoptionnamethatistoolong LONGOPTIONNAMETHATISTOOLONG]
# expect:          x [y] [z ...]
# expect: p: error: argument -n: expected 2 arguments
# expect: exit 2
# expect: p 1
# expect: exit 0
# expect: usage: p [-h] [-f FOO] [-v] [--flag] [--no] [-a A] [--choice {r,g}] [-n A B]
# expect:          [--version] [--const] [--ext EXT [EXT ...]] [--bool | --no-bool]
# expect:          [--longoptionnamethatistoolong LONGOPTIONNAMETHATISTOOLONG]
# expect:          x [y] [z ...]
# expect: p: error: unrecognized arguments: --unknown
# expect: exit 2
# expect: Namespace(x=1, y='dy', z=[], foo=5, verbose=None, flag=True, no=True, a=None, choice=None, n=None, const=None, ext=None, bool=True, longoptionnamethatistoolong=None)
# expect: usage: p [-h] [-f FOO] [-v] [--flag] [--no] [-a A] [--choice {r,g}] [-n A B]
# expect:          [--version] [--const] [--ext EXT [EXT ...]] [--bool | --no-bool]
# expect:          [--longoptionnamethatistoolong LONGOPTIONNAMETHATISTOOLONG]
# expect:          x [y] [z ...]
# expect: p: error: ambiguous option: --c could match --choice, --const
# expect: exit 2
# expect: usage: p [-h] [-f FOO] [-v] [--flag] [--no] [-a A] [--choice {r,g}] [-n A B]
# expect:          [--version] [--const] [--ext EXT [EXT ...]] [--bool | --no-bool]
# expect:          [--longoptionnamethatistoolong LONGOPTIONNAMETHATISTOOLONG]
# expect:          x [y] [z ...]
# expect:
# expect: desc p
# expect:
# expect: positional arguments:
# expect:   x                     an x
# expect:   y
# expect:   z
# expect:
# expect: options:
# expect:   -h, --help            show this help message and exit
# expect:   -f FOO, --foo FOO     foo help 5
# expect:   -v, --verbose
# expect:   --flag
# expect:   --no
# expect:   -a A
# expect:   --choice {r,g}
# expect:   -n A B
# expect:   --version             show program's version number and exit
# expect:   --const
# expect:   --ext EXT [EXT ...]
# expect:   --bool, --no-bool     a bool (default: True)
# expect:   --longoptionnamethatistoolong LONGOPTIONNAMETHATISTOOLONG
# expect:                         very long help text that has to be wrapped since it is
# expect:                         so long that it does not fit
# expect:
# expect: the end
# expect: exit 0
# expect: Namespace(x=1, y='dy', z=[], foo=5, verbose=None, flag=False, no=True, a=None, choice=None, n=None, const=None, ext=['a', 'b', 'c'], bool=True, longoptionnamethatistoolong=None)
# expect: Namespace(x=1, y='dy', z=[], foo=5, verbose=None, flag=False, no=True, a=None, choice=None, n=None, const=None, ext=None, bool=False, longoptionnamethatistoolong=None)
# expect: usage: p [-h] [-f FOO] [-v] [--flag] [--no] [-a A] [--choice {r,g}] [-n A B]
# expect:          [--version] [--const] [--ext EXT [EXT ...]] [--bool | --no-bool]
# expect:          [--longoptionnamethatistoolong LONGOPTIONNAMETHATISTOOLONG]
# expect:          x [y] [z ...]
# expect: p: error: argument -f/--foo: expected one argument
# expect: exit 2
# expect: usage: p [-h] [-f FOO] [-v] [--flag] [--no] [-a A] [--choice {r,g}] [-n A B]
# expect:          [--version] [--const] [--ext EXT [EXT ...]] [--bool | --no-bool]
# expect:          [--longoptionnamethatistoolong LONGOPTIONNAMETHATISTOOLONG]
# expect:          x [y] [z ...]
# expect: p: error: argument -f/--foo: invalid float value: 'x'
# expect: exit 2
# expect: Namespace(x=-1, y='dy', z=[], foo=5, verbose=None, flag=False, no=True, a=None, choice=None, n=None, const=None, ext=None, bool=True, longoptionnamethatistoolong=None)
# expect: Namespace(x=-1, y='dy', z=[], foo=5, verbose=None, flag=False, no=True, a=None, choice=None, n=None, const=None, ext=None, bool=True, longoptionnamethatistoolong=None)
# expect: usage: p [-h] [-f FOO] [-v] [--flag] [--no] [-a A] [--choice {r,g}] [-n A B]
# expect:          [--version] [--const] [--ext EXT [EXT ...]] [--bool | --no-bool]
# expect:          [--longoptionnamethatistoolong LONGOPTIONNAMETHATISTOOLONG]
# expect:          x [y] [z ...]
# expect: p: error: argument --flag: ignored explicit argument '3'
# expect: exit 2
# expect: Namespace(x=1, y='dy', z=[], foo=3.0, verbose=1, flag=False, no=True, a=None, choice=None, n=None, const=None, ext=None, bool=True, longoptionnamethatistoolong=None)
# expect: usage: p [-h] [-f FOO] [-v] [--flag] [--no] [-a A] [--choice {r,g}] [-n A B]
# expect:          [--version] [--const] [--ext EXT [EXT ...]] [--bool | --no-bool]
# expect:          [--longoptionnamethatistoolong LONGOPTIONNAMETHATISTOOLONG]
# expect:          x [y] [z ...]
# expect: p: error: argument -v/--verbose: ignored explicit argument 'x'
# expect: exit 2
g=argparse.ArgumentParser('g'); m=g.add_mutually_exclusive_group(required=True); m.add_argument('--a',action='store_true'); m.add_argument('--b'); gr=g.add_argument_group('grp','grp desc'); gr.add_argument('--c')
run(g,'--a','--a --b x','','-h','--b q --c r')
# expect: Namespace(a=True, b=None, c=None)
# expect: usage: g [-h] (--a | --b B) [--c C]
# expect: g: error: argument --b: not allowed with argument --a
# expect: exit 2
# expect: usage: g [-h] (--a | --b B) [--c C]
# expect: g: error: one of the arguments --a --b is required
# expect: exit 2
# expect: usage: g [-h] (--a | --b B) [--c C]
# expect:
# expect: options:
# expect:   -h, --help  show this help message and exit
# expect:   --a
# expect:   --b B
# expect:
# expect: grp:
# expect:   grp desc
# expect:
# expect:   --c C
# expect: exit 0
# expect: Namespace(a=False, b='q', c='r')
s=argparse.ArgumentParser('s'); s.add_argument('--top'); sub=s.add_subparsers(dest='cmd',help='sub help'); a=sub.add_parser('aa',help='aa help',aliases=['al']); a.add_argument('q'); a.set_defaults(func='f'); b=sub.add_parser('bb'); b.add_argument('--w',type=int)
run(s,'','aa 1','--top x bb --w 3','zz','-h','aa -h','al 2','bb --w x','aa 1 extra')
# expect: Namespace(top=None, cmd=None)
# expect: Namespace(top=None, cmd='aa', q='1', func='f')
# expect: Namespace(top='x', cmd='bb', w=3)
# expect: usage: s [-h] [--top TOP] {aa,al,bb} ...
# expect: s: error: argument cmd: invalid choice: 'zz' (choose from 'aa', 'al', 'bb')
# expect: exit 2
# expect: usage: s [-h] [--top TOP] {aa,al,bb} ...
# expect:
# expect: positional arguments:
# expect:   {aa,al,bb}  sub help
# expect:     aa (al)   aa help
# expect:
# expect: options:
# expect:   -h, --help  show this help message and exit
# expect:   --top TOP
# expect: exit 0
# expect: usage: s aa [-h] q
# expect:
# expect: positional arguments:
# expect:   q
# expect:
# expect: options:
# expect:   -h, --help  show this help message and exit
# expect: exit 0
# expect: Namespace(top=None, cmd='al', q='2', func='f')
# expect: usage: s bb [-h] [--w W]
# expect: s bb: error: argument --w: invalid int value: 'x'
# expect: exit 2
# expect: usage: s [-h] [--top TOP] {aa,al,bb} ...
# expect: s: error: unrecognized arguments: extra
# expect: exit 2
r=argparse.ArgumentParser('r',formatter_class=argparse.ArgumentDefaultsHelpFormatter,add_help=False,prefix_chars='+-'); r.add_argument('++foo',default=3,help='f'); r.add_argument('rest',nargs=argparse.REMAINDER,help='rest'); print(r.format_help()); run(r,'++foo 4 a ++foo b')
# expect: usage: r [++foo FOO] ...
# expect:
# expect: positional arguments:
# expect:   rest       rest
# expect:
# expect: options:
# expect:   ++foo FOO  f (default: 3)
# expect:
# expect: Namespace(foo='4', rest=['a', '++foo', 'b'])
for f in [lambda: p.add_argument('-f'), lambda: p.add_argument('x',required=True), lambda: p.add_argument('--q',action='zz'), lambda: p.add_argument('--q',type='zz'), lambda: p.add_argument('--q',nargs=2,metavar=('a',)), lambda: p.add_argument('--q',nargs=0), lambda: argparse.ArgumentParser(conflict_handler='zz'), lambda: p.add_argument('q','w'), lambda: argparse.FileType('r')('/nonexi'), lambda: p.add_argument('--q',type=argparse.FileType)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
    # expect: ArgumentError argument -f: conflicting option string: -f
    # expect: TypeError 'required' is an invalid argument for positionals
    # expect: ValueError unknown action "zz"
    # expect: ValueError 'zz' is not callable
    # expect: ValueError length of metavar tuple does not match nargs
    # expect: ValueError nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const may be more appropriate
    # expect: ValueError invalid conflict_resolution value: 'zz'
    # expect: ValueError invalid option string 'q': must start with a character '-'
    # expect: ArgumentTypeError can't open '/nonexi': [Errno 2] No such file or directory: '/nonexi'
    # expect: ValueError <class 'argparse.FileType'> is a FileType class object, instance of it must be passed
print(p, argparse.Namespace(a=1,**{'b c':2}), argparse.FileType('w',encoding='x'), argparse.Namespace(a=1)==argparse.Namespace(a=1), 'a' in argparse.Namespace(a=1))
# expect: ArgumentParser(prog='p', usage=None, description='desc %(prog)s', formatter_class=<class 'argparse.HelpFormatter'>, conflict_handler='error', add_help=True) Namespace(a=1, **{'b c': 2}) FileType('w', encoding='x') True True
i=argparse.ArgumentParser('i'); i.add_argument('--foo'); i.add_argument('cmd'); i.add_argument('rest',nargs='*',type=int); print(i.parse_intermixed_args('doit 1 --foo bar 2 3'.split()), i.parse_known_args(['a','--zz']))
# expect: Namespace(foo='bar', cmd='doit', rest=[1, 2, 3]) (Namespace(foo=None, cmd='a', rest=[]), ['--zz'])
par=argparse.ArgumentParser(add_help=False); par.add_argument('--pp',help=argparse.SUPPRESS); ch=argparse.ArgumentParser('ch',parents=[par],usage='%(prog)s [x]'); run(ch,'--pp 1','-h')
# expect: Namespace(pp='1')
# expect: usage: ch [x]
# expect:
# expect: options:
# expect:   -h, --help  show this help message and exit
# expect: exit 0
e=argparse.ArgumentParser('e',exit_on_error=False); e.add_argument('--i',type=int); run(e,'--i x')
# expect: ArgumentError argument --i: invalid int value: 'x'
w=argparse.ArgumentParser('w'*10); [w.add_argument('--option%d'%k,metavar='VALUE%d'%k,required=k%2) for k in range(9)]; w.add_argument('pos',nargs='+'); print(w.format_usage()); 
# expect: usage: wwwwwwwwww [-h] [--option0 VALUE0] --option1 VALUE1 [--option2 VALUE2]
# expect:                   --option3 VALUE3 [--option4 VALUE4] --option5 VALUE5
# expect:                   [--option6 VALUE6] --option7 VALUE7 [--option8 VALUE8]
# expect:                   pos [pos ...]
# expect:
open('/tmp/kaa_args.txt','w').write('--i\n3\n'); e2=argparse.ArgumentParser('e2',fromfile_prefix_chars='@'); e2.add_argument('--i',type=int); run(e2,'@/tmp/kaa_args.txt','@/nonexi')
# expect: Namespace(i=3)
# expect: usage: e2 [-h] [--i I]
# expect: e2: error: [Errno 2] No such file or directory: '/nonexi'
# expect: exit 2
print(argparse.ArgumentParser('d',formatter_class=argparse.RawTextHelpFormatter,description='a\n  b').format_help())
# expect: usage: d [-h]
# expect:
# expect: a
# expect:   b
# expect:
# expect: options:
# expect:   -h, --help  show this help message and exit
# expect:
d=argparse.ArgumentParser('d'); d.add_argument('--s',default='7',type=int); d.add_argument('--t',dest='tt',required=True); run(d,'','--t 1')
# expect: usage: d [-h] [--s S] --t TT
# expect: d: error: the following arguments are required: --t
# expect: exit 2
# expect: Namespace(s=7, tt='1')
