# the order of iteration of sets after every kind of operation, folded into one number
M=(1<<64)-1
class Rng:
    def __init__(s, seed): s.x=seed
    def __call__(s, n):
        s.x=(s.x*6364136223846793005+1442695040888963407)&M
        return (s.x>>33)%n
def key(r, kind):
    if kind==0: return r(24)
    if kind==1: return r(4000)
    if kind==2: return r(64)*1024-30000
    return r(1<<20)*r(1<<20)-(1<<30)
def main(sequences=300):
    d=14695981039346656037
    for seed in range(sequences):
        r=Rng(seed); kind=seed%4; long=60 if seed%50==0 else 12
        sets=[set(),set(),set()]
        for _ in range(40):
            op=r(18); i=r(3); j=r(3); k=r(3)
            a,b,c=sets[i],sets[j],sets[k]
            if op<=2:
                for _ in range(r(long)): a.add(key(r,kind))
            elif op==3:
                for _ in range(r(long)): a.discard(key(r,kind))
            elif op==4:
                for _ in range(min(r(6),len(a))): a.pop()
            elif op==5: a.update([key(r,kind) for _ in range(r(long))])
            elif op==6: a|=b
            elif op==7: a&=b
            elif op==8: a-=b
            elif op==9: a^=b
            elif op==10: sets[i]=b|c
            elif op==11: sets[i]=b&c
            elif op==12: sets[i]=b-c
            elif op==13: sets[i]=b^c
            elif op==14: sets[i]=b.copy()
            elif op==15: a.difference_update([key(r,kind) for _ in range(r(long))])
            elif op==16: sets[i]=b.intersection([key(r,kind) for _ in range(r(long))])
            elif op==17: sets[i]=set(dict.fromkeys([key(r,kind) for _ in range(r(long))]))-b
            for x in sets[i]:
                d=((d^(x&M))*1099511628211)&M
            d=((d^len(sets[i]))*1099511628211)&M
    print(d)  # expect: 17891248753889328627
main()
