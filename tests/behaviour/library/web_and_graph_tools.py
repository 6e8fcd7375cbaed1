# Parts of URLs, HTML's names, graphs in order, timed events, commands, colours, re's Scanner.
import cmd
import colorsys
import graphlib
import html
import io
import re
import sched
from urllib.parse import (parse_qs, parse_qsl, quote, quote_plus, unquote, urldefrag, urlencode, urljoin, urlparse,
                          urlsplit, urlunsplit)

u = urlparse('https://user:pw@Ex.com:8080/p/a;x?q=1&r=a%20b#frag')
print(u)
# expect: ParseResult(scheme='https', netloc='user:pw@Ex.com:8080', path='/p/a', params='x', query='q=1&r=a%20b', fragment='frag')
print(u.port, u.hostname, u.username, u.password, u.geturl() == urlunsplit(urlsplit(u.geturl())))
# expect: 8080 ex.com user pw True
print(parse_qs(u.query), parse_qsl('a=1&b=&c', keep_blank_values=True))
# expect: {'q': ['1'], 'r': ['a b']} [('a', '1'), ('b', ''), ('c', '')]
print(urlencode({'a': 'b c', 'd': ['é', 1]}, doseq=True), quote('a b/é?'), quote_plus('a b&'), unquote('%C3%A9+x%zz%'))
# expect: a=b+c&d=%C3%A9&d=1 a%20b/%C3%A9%3F a+b%26 é+x%zz%
print(urljoin('http://a/b/c', '../d?x'), urljoin('http://a/b/c/d', './e/../f'), urldefrag(b'http://a/#x'))
# expect: http://a/d?x http://a/b/c/f DefragResultBytes(url=b'http://a/', fragment=b'x')
try:
    urlparse('http://h:99999').port
except ValueError as e:
    print(e)  # expect: Port out of range 0-65535

print(html.escape('<a href="x">&\''), html.unescape('&lt;&eacute;&#39;&ampx&notit;&#x80;&hearts;&nope;'))
# expect: &lt;a href=&quot;x&quot;&gt;&amp;&#x27; <é'&x¬it;€♥&nope;

sorter = graphlib.TopologicalSorter({'d': ['b', 'c'], 'b': ['a'], 'c': ['a']})
print(*sorter.static_order())  # expect: a b c d
try:
    graphlib.TopologicalSorter({'a': 'b', 'b': 'a'}).prepare()
except graphlib.CycleError as e:
    print(e)  # expect: ('nodes are in a cycle', ['a', 'b', 'a'])

now = 0


def delay(seconds):
    global now
    now += seconds


scheduler = sched.scheduler(lambda: now, delay)
scheduler.enter(2, 1, print, ('second',))
scheduler.enter(1, 2, print, ('low',))
scheduler.enter(1, 1, print, ('first',), {'end': '!\n'})
scheduler.cancel(scheduler.enter(3, 1, print))
scheduler.run()
# expect: first!
# expect: low
# expect: second
print(now, scheduler.empty())  # expect: 2 True


class Shell(cmd.Cmd):
    prompt = '> '
    use_rawinput = False

    def do_add(self, line):
        """Add numbers."""
        print(sum(map(int, line.split())), file=self.stdout)

    def do_quit(self, line):
        return True


out = io.StringIO()
Shell(stdin=io.StringIO('add 1 2\nhelp add\n?\nfly away\nquit\n'), stdout=out).cmdloop('Hello')
print(out.getvalue())
# expect: Hello
# expect: > 3
# expect: > Add numbers.
# expect: > 
# expect: Documented commands (type help <topic>):
# expect: ========================================
# expect: add  help
# expect: 
# expect: Undocumented commands:
# expect: ======================
# expect: quit
# expect: 
# expect: > *** Unknown syntax: fly away
# expect: > 

print(colorsys.rgb_to_hsv(1, .5, .25), colorsys.hls_to_rgb(.5, .5, .5), colorsys.rgb_to_hls(.25, .5, .75))
# expect: (0.05555555555555556, 0.75, 1) (0.25, 0.7499999999999999, 0.75) (0.5833333333333334, 0.5, 0.5)

scanner = re.Scanner([(r'(\d)+', lambda s, t: int(t)), (r'[a-z]+', lambda s, t: s.match.span()), (r'\s+', None), ('=', 'is')])
print(scanner.scan('ab = 12 !x'))  # expect: ([(0, 2), 'is', 12], '!x')


class Plain:
    a = 1


print(*vars(Plain))  # expect: __module__ a __dict__ __weakref__ __doc__
