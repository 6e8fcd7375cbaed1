//! CPython's opcode numbers as constants, for the loop's patterns.

use crate::bytecode::opcode::Opcode;

macro_rules! op {
    ($($constant:ident = $variant:ident),* $(,)?) => { $(pub(super) const $constant: u8 = Opcode::$variant as u8;)* };
}

op! {
    POP_TOP = PopTop, ROT_TWO = RotTwo, ROT_THREE = RotThree, DUP_TOP = DupTop, DUP_TOP_TWO = DupTopTwo,
    ROT_FOUR = RotFour, NOP = Nop, UNARY_POSITIVE = UnaryPositive, UNARY_NEGATIVE = UnaryNegative,
    UNARY_NOT = UnaryNot, UNARY_INVERT = UnaryInvert, BINARY_MATRIX_MULTIPLY = BinaryMatrixMultiply,
    INPLACE_MATRIX_MULTIPLY = InplaceMatrixMultiply, BINARY_POWER = BinaryPower, BINARY_MULTIPLY = BinaryMultiply,
    BINARY_MODULO = BinaryModulo, BINARY_ADD = BinaryAdd, BINARY_SUBTRACT = BinarySubtract,
    BINARY_SUBSCR = BinarySubscr, BINARY_FLOOR_DIVIDE = BinaryFloorDivide, BINARY_TRUE_DIVIDE = BinaryTrueDivide,
    INPLACE_FLOOR_DIVIDE = InplaceFloorDivide, INPLACE_TRUE_DIVIDE = InplaceTrueDivide, GET_LEN = GetLen,
    MATCH_MAPPING = MatchMapping, MATCH_SEQUENCE = MatchSequence, MATCH_KEYS = MatchKeys,
    COPY_DICT_WITHOUT_KEYS = CopyDictWithoutKeys, WITH_EXCEPT_START = WithExceptStart, GET_AITER = GetAiter,
    GET_ANEXT = GetAnext, BEFORE_ASYNC_WITH = BeforeAsyncWith, END_ASYNC_FOR = EndAsyncFor,
    INPLACE_ADD = InplaceAdd, INPLACE_SUBTRACT = InplaceSubtract, INPLACE_MULTIPLY = InplaceMultiply,
    INPLACE_MODULO = InplaceModulo, STORE_SUBSCR = StoreSubscr, DELETE_SUBSCR = DeleteSubscr,
    BINARY_LSHIFT = BinaryLshift, BINARY_RSHIFT = BinaryRshift, BINARY_AND = BinaryAnd, BINARY_XOR = BinaryXor,
    BINARY_OR = BinaryOr, INPLACE_POWER = InplacePower, GET_ITER = GetIter, GET_YIELD_FROM_ITER = GetYieldFromIter,
    PRINT_EXPR = PrintExpr, LOAD_BUILD_CLASS = LoadBuildClass, YIELD_FROM = YieldFrom,
    GET_AWAITABLE = GetAwaitable, LOAD_ASSERTION_ERROR = LoadAssertionError, INPLACE_LSHIFT = InplaceLshift,
    INPLACE_RSHIFT = InplaceRshift, INPLACE_AND = InplaceAnd, INPLACE_XOR = InplaceXor, INPLACE_OR = InplaceOr,
    LIST_TO_TUPLE = ListToTuple, RETURN_VALUE = ReturnValue, IMPORT_STAR = ImportStar,
    SETUP_ANNOTATIONS = SetupAnnotations, YIELD_VALUE = YieldValue, POP_BLOCK = PopBlock, POP_EXCEPT = PopExcept,
    STORE_NAME = StoreName, DELETE_NAME = DeleteName, UNPACK_SEQUENCE = UnpackSequence, FOR_ITER = ForIter,
    UNPACK_EX = UnpackEx, STORE_ATTR = StoreAttr, DELETE_ATTR = DeleteAttr, STORE_GLOBAL = StoreGlobal,
    DELETE_GLOBAL = DeleteGlobal, ROT_N = RotN, LOAD_CONST = LoadConst, LOAD_NAME = LoadName,
    BUILD_TUPLE = BuildTuple, BUILD_LIST = BuildList, BUILD_SET = BuildSet, BUILD_MAP = BuildMap,
    LOAD_ATTR = LoadAttr, COMPARE_OP = CompareOp, IMPORT_NAME = ImportName, IMPORT_FROM = ImportFrom,
    JUMP_FORWARD = JumpForward, JUMP_IF_FALSE_OR_POP = JumpIfFalseOrPop, JUMP_IF_TRUE_OR_POP = JumpIfTrueOrPop,
    JUMP_ABSOLUTE = JumpAbsolute, POP_JUMP_IF_FALSE = PopJumpIfFalse, POP_JUMP_IF_TRUE = PopJumpIfTrue,
    LOAD_GLOBAL = LoadGlobal, IS_OP = IsOp, CONTAINS_OP = ContainsOp, RERAISE = Reraise,
    JUMP_IF_NOT_EXC_MATCH = JumpIfNotExcMatch, SETUP_FINALLY = SetupFinally, LOAD_FAST = LoadFast,
    STORE_FAST = StoreFast, DELETE_FAST = DeleteFast, GEN_START = GenStart, RAISE_VARARGS = RaiseVarargs,
    CALL_FUNCTION = CallFunction, MAKE_FUNCTION = MakeFunction, BUILD_SLICE = BuildSlice,
    LOAD_CLOSURE = LoadClosure, LOAD_DEREF = LoadDeref, STORE_DEREF = StoreDeref, DELETE_DEREF = DeleteDeref,
    CALL_FUNCTION_KW = CallFunctionKw, CALL_FUNCTION_EX = CallFunctionEx, SETUP_WITH = SetupWith,
    LIST_APPEND = ListAppend, SET_ADD = SetAdd, MAP_ADD = MapAdd, LOAD_CLASSDEREF = LoadClassderef,
    MATCH_CLASS = MatchClass, SETUP_ASYNC_WITH = SetupAsyncWith, FORMAT_VALUE = FormatValue,
    BUILD_CONST_KEY_MAP = BuildConstKeyMap, BUILD_STRING = BuildString, LOAD_METHOD = LoadMethod,
    CALL_METHOD = CallMethod, LIST_EXTEND = ListExtend, SET_UPDATE = SetUpdate, DICT_MERGE = DictMerge,
    DICT_UPDATE = DictUpdate,
}
