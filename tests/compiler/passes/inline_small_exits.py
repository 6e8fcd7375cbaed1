def one(a):
    if a:
        b()
    else:
        c()
def through_a_handler(a):
    try:
        a()
    except E:
        if a:
            b()
        else:
            c()
def two_rounds(self, a):
    if a:
        self.x = (b
                  if c
                  else d)
    else:
        self.x = None
def not_through_a_chain(a):
    if a:
        try:
            if a: b()
            else: c()
        except: d()
    else:
        e()
