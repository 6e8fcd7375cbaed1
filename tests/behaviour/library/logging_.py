# logging: levels, the tree of loggers, formatters, filters, adapters, errors.
import logging, sys, io
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format='%(levelname)s:%(name)s:%(module)s:%(funcName)s:%(message)s')
log=logging.getLogger('a.b'); log.info('hi %s %d','x',3); log.debug({'a':1}); log.warning('%(k)s',{'k':5})
# expect: INFO:a.b:logging_:<module>:hi x 3
# expect: DEBUG:a.b:logging_:<module>:{'a': 1}
# expect: WARNING:a.b:logging_:<module>:5
def f(): log.error('in f')  # expect: ERROR:a.b:logging_:f:in f
f()
class Short(logging.Formatter):
    def formatException(self, ei): return super().formatException(ei).splitlines()[-1]
k=logging.StreamHandler(sys.stdout); k.setFormatter(Short('%(message)s')); kl=logging.getLogger('k'); kl.addHandler(k); kl.propagate=False
try: 1/0
except ZeroDivisionError: kl.exception('boom')
# expect: boom
# expect: ZeroDivisionError: division by zero
kl.error('e', exc_info=ValueError('v'))
# expect: e
# expect: ValueError: v
print(logging.getLogger('a'), logging.getLogger('a.b').parent, logging.getLogger(), log.getChild('c'), log.getEffectiveLevel(), log.isEnabledFor(5))
# expect: <Logger a (DEBUG)> <Logger a (DEBUG)> <RootLogger root (DEBUG)> <Logger a.b.c (DEBUG)> 10 False
logging.getLogger('a').setLevel('ERROR'); log.info('no'); log.error('yes')
# expect: ERROR:a.b:logging_:<module>:yes
for g in [lambda: log.setLevel('X'), lambda: log.setLevel(1.5), lambda: logging.basicConfig(foo=1), lambda: logging.Formatter('x'), lambda: logging.Formatter('{x!z}',style='{'), lambda: logging.Formatter('$',style='$'), lambda: logging.Formatter(style='x'), lambda: log.log('x','y'), lambda: log.error('x',extra={'message':1}), lambda: logging.getLogger(5), lambda: logging.getLevelName('INFO'), lambda: logging.getLevelName(33), lambda: logging.basicConfig(force=True,stream=sys.stdout,foo=1)]:
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
    # expect: ValueError Unknown level: 'X'
    # expect: TypeError Level not an integer or a valid string: 1.5
# expect: None
# expect: ValueError Invalid format 'x' for '%' style
# expect: ValueError invalid format: invalid conversion: 'z'
# expect: ValueError invalid format: bare '$' not allowed
# expect: ValueError Style must be one of: %,{,$
# expect: TypeError level must be an integer
# expect: KeyError "Attempt to overwrite 'message' in LogRecord"
# expect: TypeError A logger name must be a string
# expect: 20
# expect: Level 33
# expect: ValueError Unrecognised argument(s): foo
logging.basicConfig(force=True, stream=sys.stdout, style='{', format='{levelname:>8}|{message}|{x}' if 0 else '{levelname:>8}|{message}', level='INFO')
logging.info('root'); logging.critical('c'); logging.warning('w %s', 1)
# expect:     INFO|root
# expect: CRITICAL|c
# expect:  WARNING|w 1
class F(logging.Filter):
    def filter(self, r): return 'secret' not in r.getMessage()
h=logging.StreamHandler(sys.stdout); h.setFormatter(logging.Formatter('%(asctime)s %(message)s', datefmt='D')); l2=logging.getLogger('z'); l2.propagate=False; l2.addHandler(h); l2.addFilter(F()); l2.info('secret'); l2.info('ok'); print(l2.hasHandlers(), l2)
# expect: D ok
# expect: True <Logger z (INFO)>
ad=logging.LoggerAdapter(l2, {'user':'bob'}); h.setFormatter(logging.Formatter('%(user)s %(message)s')); ad.info('adapted'); print(ad)
# expect: bob adapted
# expect: <LoggerAdapter z (INFO)>
class B: 
    def __str__(self): raise ValueError
logging.addLevelName(25,'NOTICE'); l2.log(25,'x',extra={'user':1})  # expect: 1 x
logging.disable(logging.ERROR); l2.error('nope'); logging.disable(0)
