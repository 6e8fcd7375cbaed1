# subprocess: running, streams, timeouts, errors.
import subprocess as sp, sys, os, signal
print(sp.run(['echo','hi'], capture_output=True))
# expect: CompletedProcess(args=['echo', 'hi'], returncode=0, stdout=b'hi\n', stderr=b'')
print(sp.run('echo a; echo b >&2; exit 3', shell=True, capture_output=True, text=True))
# expect: CompletedProcess(args='echo a; echo b >&2; exit 3', returncode=3, stdout='a\n', stderr='b\n')
print(sp.check_output(['cat'], input=b'xyz'), sp.check_output('cat', input='abc', text=True))  # expect: b'xyz' abc
for f in [lambda: sp.check_call(['false']), lambda: sp.run(['nonexistent_cmd']), lambda: sp.run(['ls'],cwd='/nonex'), lambda: sp.run('kill -9 $$',shell=True,check=True), lambda: sp.check_output('echo x; exit 2', shell=True), lambda: sp.run(['/etc/passwd']), lambda: sp.run([]), lambda: sp.run('a',input=b'',stdin=sp.PIPE), lambda: sp.Popen(['ls'],bufsize='a'), lambda: sp.run(['cat'],input='abc'), lambda: sp.run(['true'],preexec_fn=lambda: 1/0), lambda: sp.run(['true'], env={'a=b':'c'}), lambda: sp.run(['tr\0ue'])]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
    # expect: CalledProcessError Command '['false']' returned non-zero exit status 1.
    # expect: FileNotFoundError [Errno 2] No such file or directory: 'nonexistent_cmd'
    # expect: FileNotFoundError [Errno 2] No such file or directory: '/nonex'
    # expect: CalledProcessError Command 'kill -9 $$' died with <Signals.SIGKILL: 9>.
    # expect: CalledProcessError Command 'echo x; exit 2' returned non-zero exit status 2.
    # expect: PermissionError [Errno 13] Permission denied: '/etc/passwd'
    # expect: IndexError list index out of range
    # expect: ValueError stdin and input arguments may not both be used.
    # expect: TypeError bufsize must be an integer
    # expect: TypeError a bytes-like object is required, not 'str'
    # expect: SubprocessError Exception occurred in preexec_fn.
    # expect: ValueError illegal environment variable name
    # expect: ValueError embedded null byte
p=sp.Popen(['cat'],stdin=sp.PIPE,stdout=sp.PIPE,text=True); print(p.poll(), p.communicate('hello\nx'), p.returncode, p)
# expect: None ('hello\nx', None) 0 <Popen: returncode: 0 args: ['cat']>
p=sp.Popen(['sleep','10']); p.terminate(); print(p.wait(), p.poll());   # expect: -15 -15
p=sp.Popen('cat; echo err >&2',shell=True,stdin=sp.PIPE,stdout=sp.PIPE,stderr=sp.STDOUT); print(p.communicate(b'x'*100000)[0][-10:])
# expect: b'xxxxxxerr\n'
with sp.Popen(['printf','a\\nb\\n'],stdout=sp.PIPE,text=True) as p:
    for l in p.stdout: print(repr(l))
    # expect: 'a\n'
    # expect: 'b\n'
print(sp.getoutput('echo hi'), sp.getstatusoutput('exit 4'), sp.call('exit 5',shell=True))  # expect: hi (4, '') 5
print(sp.run(['env'],env={'A':'1'},capture_output=True,text=True).stdout)
# expect: A=1
# expect:
r,w=os.pipe(); p=sp.Popen(['sh','-c','echo through >&%d'%w],pass_fds=[w]); p.wait(); os.close(w); print(os.read(r,100))
# expect: b'through\n'
print(sp.run(['sh','-c','echo $PWD'],cwd='/tmp',capture_output=True,text=True).stdout, sp.run(['cat'],stdin=sp.DEVNULL,stdout=sp.PIPE).stdout)
# expect: /tmp
# expect:  b''
print(os.popen('echo pop').read(), os.popen('exit 3').close())
# expect: pop
# expect:  768
with open('/tmp/kaa_out.txt','w') as f: sp.run(['echo','to file'],stdout=f)
print(open('/tmp/kaa_out.txt').read())
# expect: to file
# expect:
print(sp.list2cmdline(['a b','c"d','']))  # expect: "a b" c\"d ""
print(sp.run(['sh','-c','umask'],umask=0o77,capture_output=True).stdout, sp.run(['sh','-c','echo $0'],executable='/bin/sh',capture_output=True).stdout)
# expect: b'0077\n' b'sh\n'
try:
    p=sp.Popen('echo part; sleep 5',shell=True,stdout=sp.PIPE,stderr=sp.PIPE)
    p.communicate(timeout=0.3)
except sp.TimeoutExpired as e: print(e, e.output); p.kill(); print(p.communicate())
# expect: Command 'echo part; sleep 5' timed out after 0.3 seconds b'part\n'
# expect: (b'part\n', b'')
print(os.spawnlp(os.P_WAIT,'sh','sh','-c','exit 9'))  # expect: 9
