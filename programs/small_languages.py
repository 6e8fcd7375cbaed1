import re, operator, math
from collections import namedtuple
from enum import Enum, auto
Token=namedtuple('Token','kind value line column')
def tokenize(code):
    keywords={'IF','THEN','ENDIF','FOR','NEXT'}
    spec=[('NUMBER',r'\d+(\.\d*)?'),('ASSIGN',r':='),('END',r';'),('ID',r'[A-Za-z]+'),('OP',r'[+\-*/^()]'),('NEWLINE',r'\n'),('SKIP',r'[ \t]+'),('MISMATCH',r'.')]
    rx='|'.join('(?P<%s>%s)'%p for p in spec)
    line=1;start=0
    for mo in re.finditer(rx,code):
        kind=mo.lastgroup; value=mo.group(); col=mo.start()-start
        if kind=='NUMBER': value=float(value) if '.' in value else int(value)
        elif kind=='ID' and value in keywords: kind=value
        elif kind=='NEWLINE': start=mo.end(); line+=1; continue
        elif kind=='SKIP': continue
        elif kind=='MISMATCH': raise RuntimeError(f'{value!r} unexpected on line {line}')
        yield Token(kind,value,line,col)
for t in tokenize('IF x THEN\n  total := total + 3.5 * t;\nENDIF'): print(t)
try: list(tokenize('a ? b'))
except RuntimeError as e: print(e)
class Parser:
    OPS={'+':(1,'L',operator.add),'-':(1,'L',operator.sub),'*':(2,'L',operator.mul),'/':(2,'L',operator.truediv),'^':(3,'R',operator.pow)}
    FUN={n:getattr(math,n) for n in ('sin','cos','sqrt','log')}|{'max':max}
    def __init__(self,s): self.t=re.findall(r'\s*(\d+\.?\d*(?:e[+-]?\d+)?|\w+|[-+*/^(),])',s); self.i=0
    def peek(self): return self.t[self.i] if self.i<len(self.t) else None
    def next(self): t=self.peek(); self.i+=1; return t
    def expr(self,minp=1):
        lhs=self.atom()
        while (op:=self.peek()) in self.OPS and self.OPS[op][0]>=minp:
            self.next(); p,a,f=self.OPS[op]
            lhs=f(lhs,self.expr(p+(a=='L')))
        return lhs
    def atom(self):
        t=self.next()
        if t is None: raise SyntaxError('unexpected end')
        if t=='(':
            v=self.expr()
            if self.next()!=')': raise SyntaxError('expected )')
            return v
        if t=='-': return -self.expr(3)
        if t in self.FUN:
            self.next(); args=[self.expr()]
            while self.peek()==',': self.next(); args.append(self.expr())
            self.next(); return self.FUN[t](*args)
        try: return int(t) if t.isdigit() else float(t)
        except ValueError: raise NameError(f'unknown {t!r}') from None
for s in ['1+2*3','(1+2)*3','2^3^2','-2^2','10/4-1','sqrt(16)+max(1,2,3)','2*(3','x+1','1/0','1.5e3*2','','sin(0)']:
    try: print(s,'=',Parser(s).expr())
    except Exception as e: print(s,'->',type(e).__name__,e, repr(e.__cause__), e.__suppress_context__)
def shunt(tokens):
    out=[];st=[]; prec={'+':1,'-':1,'*':2,'/':2}
    for t in tokens:
        if t.isnumeric(): out.append(t)
        elif t=='(': st.append(t)
        elif t==')':
            while st[-1]!='(': out.append(st.pop())
            st.pop()
        else:
            while st and st[-1]!='(' and prec[st[-1]]>=prec[t]: out.append(st.pop())
            st.append(t)
    return out+st[::-1]
def rpn(ts):
    st=[]
    for t in ts:
        if t in '+-*/': b,a=st.pop(),st.pop(); st.append(eval(f'{a}{t}{b}'))
        else: st.append(t)
    return st.pop()
r=shunt('( 3 + 4 ) * 5 - 6 / 2'.split()); print(' '.join(r),rpn(r))
# lisp
def read(src):
    toks=src.replace('(',' ( ').replace(')',' ) ').split()
    def p():
        t=toks.pop(0)
        if t=='(':
            L=[]
            while toks[0]!=')': L.append(p())
            toks.pop(0); return L
        for conv in (int,float,str):
            try: return conv(t)
            except ValueError: pass
    return p()
class Env(dict):
    def __init__(s,params=(),args=(),outer=None): s.update(zip(params,args)); s.outer=outer
    def find(s,v): return s if v in s else s.outer.find(v)
G=Env(); G.update({'+':lambda *a:sum(a),'*':lambda *a:math.prod(a),'-':operator.sub,'<':operator.lt,'=':operator.eq,'list':lambda *a:list(a),'car':lambda l:l[0],'cdr':lambda l:l[1:]})
def ev(x,env=G):
    match x:
        case str(): return env.find(x)[x]
        case int()|float(): return x
        case ['quote',e]: return e
        case ['if',t,a,b]: return ev(a if ev(t,env) else b,env)
        case ['define',n,e]: env[n]=ev(e,env)
        case ['lambda',[*ps],body]: return lambda *a: ev(body,Env(ps,a,env))
        case [f,*args]: return ev(f,env)(*(ev(a,env) for a in args))
for s in ['(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))','(fact 20)','(define r 10)','(* 3.5 (* r r))','(quote (a b (c 1)))','(car (cdr (list 1 2 3)))']:
    print(ev(read(s)))
