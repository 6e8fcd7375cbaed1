# module: a package
NAME = __name__
