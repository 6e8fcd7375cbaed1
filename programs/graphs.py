from collections import defaultdict, deque
import heapq, itertools
class Graph:
    def __init__(self, directed=False): self.adj=defaultdict(dict); self.directed=directed
    def add(self,u,v,w=1):
        self.adj[u][v]=w
        if not self.directed: self.adj[v][u]=w
        else: self.adj[v]
    def bfs(self,s):
        seen={s}; q=deque([s]); order=[]
        while q:
            n=q.popleft(); order.append(n)
            for m in sorted(self.adj[n]):
                if m not in seen: seen.add(m); q.append(m)
        return order
    def dfs(self,n,seen=None):
        seen=set() if seen is None else seen
        seen.add(n); yield n
        for m in sorted(self.adj[n]):
            if m not in seen: yield from self.dfs(m,seen)
    def dijkstra(self,s):
        dist={n:float('inf') for n in self.adj}; dist[s]=0; prev={}
        h=[(0,s)]
        while h:
            d,n=heapq.heappop(h)
            if d>dist[n]: continue
            for m,w in self.adj[n].items():
                if (nd:=d+w)<dist[m]: dist[m]=nd; prev[m]=n; heapq.heappush(h,(nd,m))
        return dist,prev
    def topo(self):
        indeg={n:0 for n in self.adj}
        for n in self.adj:
            for m in self.adj[n]: indeg[m]+=1
        q=deque(sorted(n for n,d in indeg.items() if d==0)); out=[]
        while q:
            n=q.popleft(); out.append(n)
            for m in self.adj[n]:
                indeg[m]-=1
                if not indeg[m]: q.append(m)
        if len(out)!=len(self.adj): raise ValueError('cycle detected')
        return out
    def kruskal(self):
        parent={n:n for n in self.adj}
        def find(x):
            while parent[x]!=x: parent[x]=parent[parent[x]]; x=parent[x]
            return x
        total=0; used=[]
        for w,u,v in sorted({(w,*sorted((u,v))) for u in self.adj for v,w in self.adj[u].items()}):
            a,b=find(u),find(v)
            if a!=b: parent[a]=b; total+=w; used.append((u,v,w))
        return total,used
g=Graph()
for u,v,w in [('A','B',4),('A','C',2),('B','C',1),('B','D',5),('C','D',8),('C','E',10),('D','E',2),('D','F',6),('E','F',3)]: g.add(u,v,w)
print(g.bfs('A'), list(g.dfs('A')))
print(*g.dijkstra('A'), sep='\n')
print(g.kruskal())
d=Graph(True)
for e in ['ab','bc','ac','cd']: d.add(*e)
print(d.topo()); d.add('d','a')
try: d.topo()
except ValueError as e: print('error:',e)
inf=float('inf')
n=4; D=[[0,3,inf,7],[8,0,2,inf],[5,inf,0,1],[2,inf,inf,0]]
for k,i,j in itertools.product(range(n),repeat=3): D[i][j]=min(D[i][j],D[i][k]+D[k][j])
for r in D: print(' '.join(f'{x:4}' for x in r))
print(dict(g.adj))
print(g.adj)
