# os: files, folders, descriptors, processes, environment; what they refuse.
import os, stat
print(os.getcwd()==os.getcwdb().decode())  # expect: True
d='/tmp/kaa_os_%d'%os.getpid()
os.makedirs(d+'/a/b/c'); 
fd=os.open(d+'/a/f', os.O_CREAT|os.O_RDWR, 0o644); print(os.write(fd,b'hello'), os.lseek(fd,0,0), os.read(fd,3), os.pread(fd,2,3)); print(os.get_inheritable(fd)); 
# expect: 5 0 b'hel' b'lo'
# expect: False
os.set_inheritable(fd,True); print(os.get_inheritable(fd)); os.close(fd)  # expect: True
s=os.stat(d+'/a/f'); print(oct(s.st_mode), s.st_size, s[6], type(s.st_mtime), s.st_mtime_ns//10**9==s[8], len(s), type(s))
# expect: 0o100644 5 5 <class 'float'> True 10 <class 'os.stat_result'>
os.symlink('f', d+'/a/l'); os.link(d+'/a/f', d+'/a/h'); print(os.readlink(d+'/a/l'), os.stat(d+'/a/h').st_nlink)
# expect: f 2
for e in sorted(os.scandir(d+'/a'), key=lambda e:e.name): print(e.name, e.is_dir(), e.is_file(), e.is_symlink(), e.is_file(follow_symlinks=False), e, e.path==d+'/a/'+e.name)
# expect: b True False False False <DirEntry 'b'> True
# expect: f False True False True <DirEntry 'f'> True
# expect: h False True False True <DirEntry 'h'> True
# expect: l False True True False <DirEntry 'l'> True
print([ (r[len(d):],sorted(x),sorted(y)) for r,x,y in os.walk(d)])
# expect: [('', ['a'], []), ('/a', ['b'], ['f', 'h', 'l']), ('/a/b', ['c'], []), ('/a/b/c', [], [])]
print([ (r[len(d):],sorted(x),sorted(y)) for r,x,y in os.walk(d,topdown=False)])
# expect: [('/a/b/c', [], []), ('/a/b', ['c'], []), ('/a', ['b'], ['f', 'h', 'l']), ('', ['a'], [])]
for f in [lambda: os.stat('/nonexistent'), lambda: os.stat(3.5), lambda: os.remove(5), lambda: os.listdir(2.0), lambda: os.mkdir(d), lambda: os.rename('/nonex','/b'), lambda: os.open('a\0b',0), lambda: os.close(999), lambda: os.read(0,-1), lambda: os.chdir(d+'/a/f'), lambda: os.rmdir(d), lambda: os.kill(999999,0), lambda:os.utime(d,(1,)), lambda: os.fdopen('a'), lambda: os.environ.__setitem__('a',1), lambda: os.environ['nonono'], lambda: os.putenv('a=b','c'), lambda: os.strerror(2), lambda: os.scandir('/nonexi'), lambda: os.unlink(d), lambda: os.truncate(d, 5), lambda: os.stat('x', dir_fd='a'), lambda: os.fspath(5), lambda: os.get_terminal_size(99), lambda: os.execv('', []), lambda: os.execv('/nonexi', ['a']), lambda: os.waitpid(-1,0), lambda: os.sysconf('abc'), lambda: os.sysconf('SC_PAGESIZE'), lambda: os.makedirs(d), lambda: os.makedirs(d,exist_ok=True), lambda: os.chown(d,'a',1), lambda: os.waitstatus_to_exitcode(256), lambda: os.waitstatus_to_exitcode(9)]:
    try: print(f())
    except Exception as e: print(type(e), str(e).replace(d,'D'))
    # expect: <class 'FileNotFoundError'> [Errno 2] No such file or directory: '/nonexistent'
    # expect: <class 'TypeError'> stat: path should be string, bytes, os.PathLike or integer, not float
    # expect: <class 'TypeError'> remove: path should be string, bytes or os.PathLike, not int
    # expect: <class 'TypeError'> listdir: path should be string, bytes, os.PathLike, integer or None, not float
    # expect: <class 'FileExistsError'> [Errno 17] File exists: 'D'
    # expect: <class 'FileNotFoundError'> [Errno 2] No such file or directory: '/nonex' -> '/b'
    # expect: <class 'ValueError'> embedded null byte
    # expect: <class 'OSError'> [Errno 9] Bad file descriptor
    # expect: <class 'OSError'> [Errno 22] Invalid argument
    # expect: <class 'NotADirectoryError'> [Errno 20] Not a directory: 'D/a/f'
    # expect: <class 'OSError'> [Errno 39] Directory not empty: 'D'
    # expect: <class 'ProcessLookupError'> [Errno 3] No such process
    # expect: <class 'TypeError'> utime: 'times' must be either a tuple of two ints or None
    # expect: <class 'TypeError'> invalid fd type (<class 'str'>, expected integer)
    # expect: <class 'TypeError'> str expected, not int
    # expect: <class 'KeyError'> 'nonono'
    # expect: <class 'ValueError'> illegal environment variable name
# expect: No such file or directory
# expect: <class 'FileNotFoundError'> [Errno 2] No such file or directory: '/nonexi'
# expect: <class 'IsADirectoryError'> [Errno 21] Is a directory: 'D'
# expect: <class 'IsADirectoryError'> [Errno 21] Is a directory: 'D'
# expect: <class 'TypeError'> argument should be integer or None, not str
# expect: <class 'TypeError'> expected str, bytes or os.PathLike object, not int
# expect: <class 'OSError'> [Errno 9] Bad file descriptor
# expect: <class 'ValueError'> execv() arg 2 must not be empty
# expect: <class 'FileNotFoundError'> [Errno 2] No such file or directory
# expect: <class 'ChildProcessError'> [Errno 10] No child processes
# expect: <class 'ValueError'> unrecognized configuration name
# expect: 4096
# expect: <class 'FileExistsError'> [Errno 17] File exists: 'D'
# expect: None
# expect: <class 'TypeError'> uid should be integer, not str
# expect: 1
# expect: -9
os.utime(d+'/a/f',(10,20.5)); s=os.stat(d+'/a/f'); print(s.st_atime, s.st_mtime, s.st_mtime_ns)
# expect: 10.0 20.5 20500000000
os.utime(d+'/a/f',ns=(10,20)); s=os.stat(d+'/a/f'); print(s.st_atime_ns, s.st_mtime, s.st_mtime_ns)
# expect: 10 2e-08 20
os.chmod(d+'/a/f',0o600); print(stat.filemode(os.stat(d+'/a/f').st_mode), os.access(d+'/a/f', os.X_OK), os.access(d, os.R_OK))
# expect: -rw------- False True
os.environ['FOO']='bar'; print(os.system('exit $((${#FOO}))'), os.getenv('FOO'), os.environb[b'FOO']); del os.environ['FOO']; print('FOO' in os.environ, os.system('test -z "$FOO"'))
# expect: 768 bar b'bar'
# expect: False 0
import sys; sys.stdout.flush(); pid=os.fork()
if pid==0:
    os._exit(7)
print(os.waitpid(pid,0)[1])  # expect: 1792
r,w=os.pipe(); os.write(w,b'x'*10); print(os.read(r,100)); os.close(w); print(os.read(r,1)); os.close(r)
# expect: b'xxxxxxxxxx'
# expect: b''
os.removedirs if 0 else None
os.renames(d+'/a/f', d+'/z/f'); print(os.listdir(d+'/z'))  # expect: ['f']
class P(os.PathLike):
    def __fspath__(self): return d
print(os.path.isdir(P()), isinstance(P(), os.PathLike), issubclass(str, os.PathLike))  # expect: True True False
try: os.stat_result((1,2))
except Exception as e: print(e)  # expect: os.stat_result() takes an at least 10-sequence (2-sequence given)
print(os.stat_result(range(10)))
# expect: os.stat_result(st_mode=0, st_ino=1, st_dev=2, st_nlink=3, st_uid=4, st_gid=5, st_size=6, st_atime=7, st_mtime=8, st_ctime=9)
import pwd, grp
for f in [lambda: pwd.getpwnam('nonono'), lambda: pwd.getpwuid(99999), lambda: pwd.getpwnam(5), lambda: grp.getgrnam('nono'), lambda: pwd.getpwuid('a')]:
    try: print(f())
    except Exception as e: print(type(e), e)
    # expect: <class 'KeyError'> "getpwnam(): name not found: 'nonono'"
    # expect: <class 'KeyError'> 'getpwuid(): uid not found: 99999'
    # expect: <class 'TypeError'> getpwnam() argument must be str, not int
    # expect: <class 'KeyError'> "getgrnam(): name not found: 'nono'"
    # expect: <class 'TypeError'> uid should be integer, not str
import sys; sys.stdout.flush(); pid=os.fork()
if pid==0:
    raise SystemExit(3)
print(os.waitpid(pid,0)[1])  # expect: 768
import shutil
shutil.rmtree(d)
names = {}
exec('from os import *; from pickle import *', names)
print({'_exit', 'path', 'HIGHEST_PROTOCOL'} <= names.keys(), {'sys', 'abc', 'supports_fd'} & names.keys())  # expect: True set()
