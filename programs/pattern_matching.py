from dataclasses import dataclass
from enum import Enum
@dataclass
class Pt: x:int; y:int
class Cl:
    __match_args__=('a','b')
    def __init__(s,a,b): s.a,s.b=a,b
    def __repr__(s): return f'Cl({s.a}, {s.b})'
class Co(Enum): R=1;G=2
def m(v):
    match v:
        case 0|1: return 'zero-one'
        case True: return 'T'
        case -1.5: return 'neg'
        case 2+3j: return 'complex'
        case 'a'|'b' as s: return f'str {s}'
        case b'x': return 'bytes'
        case None: return 'none'
        case Co.R: return 'red'
        case []: return 'empty'
        case [x]: return f'one {x}'
        case [1,*rest] if len(rest)>2: return f'long {rest}'
        case [1,(2|3) as y,*_]: return f'nested {y}'
        case (x,[y,z]): return f'tup {x}{y}{z}'
        case [*a,'end']: return f'end {a}'
        case {'type':'circle','r':r}: return f'circle {r}'
        case {'k':[a,b,*c],**rest}: return f'map {a}{b}{c}{rest}'
        case {}: return f'dict {v}'
        case Pt(x=0,y=0): return 'origin'
        case Pt(x,y) if x==y: return f'diag {x}'
        case Pt(x=px): return f'pt {px}'
        case Cl(1,b=q): return f'cl {q}'
        case int(n) if n>100: return f'big {n}'
        case int()|float(): return f'num {v}'
        case str(s): return f'other {s!r}'
        case set(): return 'set'
        case _: return 'default'
for v in (0,True,1.0,-1.5,2+3j,'a','zz',b'x',None,Co.R,Co.G,[],[5],(1,2,3),[1,2,3,4],[1,3],(7,[8,9]),['q','w','end'],{'type':'circle','r':2},{'k':[1,2,3],'z':0},{},Pt(0,0),Pt(2,2),Pt(1,2),Cl(1,2),Cl(2,2),500,50,3.5,{1},range(1),bytearray(b'x'),'', [1,2,3]): print(repr(v)[:30],'->',m(v))
def cmd(s):
    match s.split():
        case ['go',('north'|'south'|'east'|'west') as d]: return f'going {d}'
        case ['get',*objs] if objs: return 'got '+','.join(objs)
        case ['quit'|'exit']: return 'bye'
        case []: return '?'
        case [c,*_]: return f'unknown {c}'
for s in ('go north','go up','get a b','get','exit',''): print(cmd(s))
class State:
    def __init__(s): s.state='idle'; s.log=[]
    def event(s,e):
        match (s.state,e):
            case ('idle','start'): s.state='running'
            case ('running','pause'): s.state='paused'
            case ('paused','resume'): s.state='running'
            case (_, 'stop'): s.state='stopped'
            case (st,ev): s.log.append(f'bad {ev} in {st}')
        return s
print((st:=State().event('start').event('pause').event('start').event('resume').event('stop')).state,st.log)
match=5;case=6;_=7;print(match+case,_); match[case] if 0 else None
x=(1,2)
match x:
    case a,b: print(a,b)
match x,3:
    case (a,b),c: print(a,b,c)
try:
    match Cl(1,2):
        case Cl(1,2,3): pass
except TypeError as e: print(e)
try:
    match 5:
        case int(1,2): pass
except TypeError as e: print(e)
def js(o):
    match o:
        case {'op':'+','args':[l,r]}: return js(l)+js(r)
        case {'op':'*','args':[*xs]}:
            p=1
            for x in xs: p*=js(x)
            return p
        case int()|float() as n: return n
        case str() as s if s.isdigit(): return int(s)
        case o: raise ValueError(f'bad {o}')
print(js({'op':'+','args':[1,{'op':'*','args':[2,'3',4]}]}))
