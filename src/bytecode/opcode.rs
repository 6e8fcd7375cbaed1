//! THE opcode table: everything that is known of an instruction, once.
//!
//! A row holds the number and the name (CPython 3.10's), what the operand means, the stack effect as a function of the
//! operand and of whether the jump is taken, how many values it needs on the stack, and one line of semantics (`TOS` is
//! the top of the value stack, `TOS1` the value below it). The compiler takes stack effects from it, `dis` names and
//! operand kinds, `--explain` the semantics, the verifier of run-time code the values needed, the loop its patterns.

use std::fmt;

/// What an operand means; `dis` prints each kind in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// The opcode has none (its argument byte is not shown).
    None,
    /// A plain number.
    Count,
    /// Index into `consts`.
    Const,
    /// Index into `names`.
    Name,
    /// Index into `varnames`.
    Local,
    /// Index into `cellvars` followed by `freevars`.
    Free,
    /// Instructions to skip, counted from the next one.
    JumpRel,
    /// Index of the instruction to go to.
    JumpAbs,
    /// Index into [`COMPARE_OPS`].
    Compare,
    /// Bits of [`FUNCTION_FLAGS`].
    FunctionFlags,
    /// Conversion in the lower two bits (none, str, repr, ascii), 4 = with format spec.
    FormatFlags,
}

/// `COMPARE_OP`'s operators.
pub const COMPARE_OPS: [&str; 6] = ["<", "<=", "==", "!=", ">", ">="];

/// What `MAKE_FUNCTION` takes from the stack, by bit.
pub const FUNCTION_FLAGS: [&str; 4] = ["defaults", "kwdefaults", "annotations", "closure"];

/// Opcodes from this number on show their argument.
pub const HAVE_ARGUMENT: u8 = 90;

macro_rules! opcodes {
    ($($number:literal $variant:ident $name:ident $operand:ident ($effect:expr) ($needs:expr) $semantics:literal;)*) => {
        /// An instruction's operation, with CPython 3.10's number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Opcode {
            $(#[doc = $semantics] $variant = $number,)*
        }

        impl Opcode {
            /// Every opcode, in the order of their numbers.
            pub const ALL: &'static [Opcode] = &[$(Opcode::$variant),*];

            /// The opcode with this number.
            pub fn from_number(number: u8) -> Option<Opcode> {
                match number {
                    $($number => Some(Opcode::$variant),)*
                    _ => None,
                }
            }

            /// The name that `dis` prints.
            pub fn name(self) -> &'static str {
                match self {
                    $(Opcode::$variant => stringify!($name),)*
                }
            }

            /// What the operand means.
            pub fn operand(self) -> Operand {
                match self {
                    $(Opcode::$variant => Operand::$operand,)*
                }
            }

            /// How many values the stack grows by; `jump` tells whether the jump is taken.
            pub fn stack_effect(self, arg: u32, jump: bool) -> i32 {
                let arg = arg as i32;
                match self {
                    $(Opcode::$variant => effect(arg, jump, $effect),)*
                }
            }

            /// How many values it reads or moves on the stack, those that it leaves there included.
            pub fn operands(self, arg: u32) -> u32 {
                match self {
                    $(Opcode::$variant => needs(arg, $needs),)*
                }
            }

            /// One line on what it does.
            pub fn semantics(self) -> &'static str {
                match self {
                    $(Opcode::$variant => $semantics,)*
                }
            }
        }

        /// The numbers under the names that `dis` prints, for patterns.
        pub mod number {
            $(#[doc = $semantics] pub const $name: u8 = $number;)*
        }
    };
}

/// Gives the table's closures their types.
#[inline]
fn effect(arg: i32, jump: bool, of: impl Fn(i32, bool) -> i32) -> i32 {
    of(arg, jump)
}

/// As `effect`, for the values needed.
#[inline]
fn needs(arg: u32, of: impl Fn(u32) -> u32) -> u32 {
    of(arg)
}

/// More than any stack holds: there is no such argument.
const NO_SUCH: u32 = u32::MAX;

/// What is needed where a collection lies `arg` below the `values` that go into it.
fn below(arg: u32, values: u32) -> u32 {
    if arg > 0 { arg + values } else { NO_SUCH }
}

opcodes! {
      1 PopTop POP_TOP None (|_, _| -1) (|_| 1) "drop TOS";
      2 RotTwo ROT_TWO None (|_, _| 0) (|_| 2) "swap TOS and TOS1";
      3 RotThree ROT_THREE None (|_, _| 0) (|_| 3) "TOS goes below TOS2";
      4 DupTop DUP_TOP None (|_, _| 1) (|_| 1) "push TOS again";
      5 DupTopTwo DUP_TOP_TWO None (|_, _| 2) (|_| 2) "push TOS1 and TOS again";
      6 RotFour ROT_FOUR None (|_, _| 0) (|_| 4) "TOS goes below TOS3";
      9 Nop NOP None (|_, _| 0) (|_| 0) "nothing; carries a line";
     10 UnaryPositive UNARY_POSITIVE None (|_, _| 0) (|_| 1) "TOS = +TOS";
     11 UnaryNegative UNARY_NEGATIVE None (|_, _| 0) (|_| 1) "TOS = -TOS";
     12 UnaryNot UNARY_NOT None (|_, _| 0) (|_| 1) "TOS = not TOS";
     15 UnaryInvert UNARY_INVERT None (|_, _| 0) (|_| 1) "TOS = ~TOS";
     16 BinaryMatrixMultiply BINARY_MATRIX_MULTIPLY None (|_, _| -1) (|_| 2) "TOS = TOS1 @ TOS";
     17 InplaceMatrixMultiply INPLACE_MATRIX_MULTIPLY None (|_, _| -1) (|_| 2) "TOS = TOS1 @= TOS";
     19 BinaryPower BINARY_POWER None (|_, _| -1) (|_| 2) "TOS = TOS1 ** TOS";
     20 BinaryMultiply BINARY_MULTIPLY None (|_, _| -1) (|_| 2) "TOS = TOS1 * TOS";
     22 BinaryModulo BINARY_MODULO None (|_, _| -1) (|_| 2) "TOS = TOS1 % TOS";
     23 BinaryAdd BINARY_ADD None (|_, _| -1) (|_| 2) "TOS = TOS1 + TOS";
     24 BinarySubtract BINARY_SUBTRACT None (|_, _| -1) (|_| 2) "TOS = TOS1 - TOS";
     25 BinarySubscr BINARY_SUBSCR None (|_, _| -1) (|_| 2) "TOS = TOS1[TOS]";
     26 BinaryFloorDivide BINARY_FLOOR_DIVIDE None (|_, _| -1) (|_| 2) "TOS = TOS1 // TOS";
     27 BinaryTrueDivide BINARY_TRUE_DIVIDE None (|_, _| -1) (|_| 2) "TOS = TOS1 / TOS";
     28 InplaceFloorDivide INPLACE_FLOOR_DIVIDE None (|_, _| -1) (|_| 2) "TOS = TOS1 //= TOS";
     29 InplaceTrueDivide INPLACE_TRUE_DIVIDE None (|_, _| -1) (|_| 2) "TOS = TOS1 /= TOS";
     30 GetLen GET_LEN None (|_, _| 1) (|_| 1) "push len(TOS)";
     31 MatchMapping MATCH_MAPPING None (|_, _| 1) (|_| 1) "push whether TOS is a mapping";
     32 MatchSequence MATCH_SEQUENCE None (|_, _| 1) (|_| 1) "push whether TOS is a sequence, but no str or bytes";
     33 MatchKeys MATCH_KEYS None (|_, _| 2) (|_| 2) "TOS keys, TOS1 subject; push tuple of values and True, or None and False";
     34 CopyDictWithoutKeys COPY_DICT_WITHOUT_KEYS None (|_, _| 0) (|_| 2) "TOS = dict(TOS1) without the keys in TOS";
     49 WithExceptStart WITH_EXCEPT_START None (|_, _| 1) (|_| 7) "call the __exit__ that lies below the exception with it; push the result";
     50 GetAiter GET_AITER None (|_, _| 0) (|_| 1) "TOS = TOS.__aiter__()";
     51 GetAnext GET_ANEXT None (|_, _| 1) (|_| 1) "push the awaitable of TOS.__anext__()";
     52 BeforeAsyncWith BEFORE_ASYNC_WITH None (|_, _| 1) (|_| 1) "TOS = TOS.__aexit__; push TOS.__aenter__()";
     54 EndAsyncFor END_ASYNC_FOR None (|_, _| -7) (|_| 7) "StopAsyncIteration ends the loop: drop it and the iterator; else raise again";
     55 InplaceAdd INPLACE_ADD None (|_, _| -1) (|_| 2) "TOS = TOS1 += TOS";
     56 InplaceSubtract INPLACE_SUBTRACT None (|_, _| -1) (|_| 2) "TOS = TOS1 -= TOS";
     57 InplaceMultiply INPLACE_MULTIPLY None (|_, _| -1) (|_| 2) "TOS = TOS1 *= TOS";
     59 InplaceModulo INPLACE_MODULO None (|_, _| -1) (|_| 2) "TOS = TOS1 %= TOS";
     60 StoreSubscr STORE_SUBSCR None (|_, _| -3) (|_| 3) "TOS1[TOS] = TOS2";
     61 DeleteSubscr DELETE_SUBSCR None (|_, _| -2) (|_| 2) "del TOS1[TOS]";
     62 BinaryLshift BINARY_LSHIFT None (|_, _| -1) (|_| 2) "TOS = TOS1 << TOS";
     63 BinaryRshift BINARY_RSHIFT None (|_, _| -1) (|_| 2) "TOS = TOS1 >> TOS";
     64 BinaryAnd BINARY_AND None (|_, _| -1) (|_| 2) "TOS = TOS1 & TOS";
     65 BinaryXor BINARY_XOR None (|_, _| -1) (|_| 2) "TOS = TOS1 ^ TOS";
     66 BinaryOr BINARY_OR None (|_, _| -1) (|_| 2) "TOS = TOS1 | TOS";
     67 InplacePower INPLACE_POWER None (|_, _| -1) (|_| 2) "TOS = TOS1 **= TOS";
     68 GetIter GET_ITER None (|_, _| 0) (|_| 1) "TOS = iter(TOS)";
     69 GetYieldFromIter GET_YIELD_FROM_ITER None (|_, _| 0) (|_| 1) "TOS = iter(TOS) unless TOS is a generator or coroutine";
     70 PrintExpr PRINT_EXPR None (|_, _| -1) (|_| 1) "sys.displayhook(pop)";
     71 LoadBuildClass LOAD_BUILD_CLASS None (|_, _| 1) (|_| 0) "push builtins.__build_class__";
     72 YieldFrom YIELD_FROM None (|_, _| -1) (|_| 2) "send TOS to the delegate TOS1 and yield what it yields, or replace it by its result";
     73 GetAwaitable GET_AWAITABLE None (|_, _| 0) (|_| 1) "TOS = the iterator that `await TOS` runs";
     74 LoadAssertionError LOAD_ASSERTION_ERROR None (|_, _| 1) (|_| 0) "push AssertionError";
     75 InplaceLshift INPLACE_LSHIFT None (|_, _| -1) (|_| 2) "TOS = TOS1 <<= TOS";
     76 InplaceRshift INPLACE_RSHIFT None (|_, _| -1) (|_| 2) "TOS = TOS1 >>= TOS";
     77 InplaceAnd INPLACE_AND None (|_, _| -1) (|_| 2) "TOS = TOS1 &= TOS";
     78 InplaceXor INPLACE_XOR None (|_, _| -1) (|_| 2) "TOS = TOS1 ^= TOS";
     79 InplaceOr INPLACE_OR None (|_, _| -1) (|_| 2) "TOS = TOS1 |= TOS";
     82 ListToTuple LIST_TO_TUPLE None (|_, _| 0) (|_| 1) "TOS = tuple(TOS)";
     83 ReturnValue RETURN_VALUE None (|_, _| -1) (|_| 1) "return TOS to the caller";
     84 ImportStar IMPORT_STAR None (|_, _| -1) (|_| 1) "bind all public names of module TOS";
     85 SetupAnnotations SETUP_ANNOTATIONS None (|_, _| 0) (|_| 0) "make __annotations__ if there is none";
     86 YieldValue YIELD_VALUE None (|_, _| 0) (|_| 1) "yield TOS; TOS becomes what is sent in";
     87 PopBlock POP_BLOCK None (|_, _| 0) (|_| 0) "leave the innermost handler block";
     89 PopExcept POP_EXCEPT None (|_, _| -3) (|_| 3) "restore the handled exception saved on the stack";
     90 StoreName STORE_NAME Name (|_, _| -1) (|_| 1) "locals[name] = pop";
     91 DeleteName DELETE_NAME Name (|_, _| 0) (|_| 0) "del locals[name]";
     92 UnpackSequence UNPACK_SEQUENCE Count (|a, _| a - 1) (|_| 1) "unpack TOS into exactly arg values, first on top";
     93 ForIter FOR_ITER JumpRel (|_, j| if j { -1 } else { 1 }) (|_| 1) "push next(TOS), or drop TOS and jump at the end";
     94 UnpackEx UNPACK_EX Count (|a, _| (a & 0xff) + (a >> 8)) (|_| 1) "unpack TOS around a star: low byte before, high byte after";
     95 StoreAttr STORE_ATTR Name (|_, _| -2) (|_| 2) "TOS.name = TOS1";
     96 DeleteAttr DELETE_ATTR Name (|_, _| -1) (|_| 1) "del TOS.name";
     97 StoreGlobal STORE_GLOBAL Name (|_, _| -1) (|_| 1) "globals[name] = pop";
     98 DeleteGlobal DELETE_GLOBAL Name (|_, _| 0) (|_| 0) "del globals[name]";
     99 RotN ROT_N Count (|_, _| 0) (|a| below(a, 0)) "TOS goes below the arg - 1 values under it";
    100 LoadConst LOAD_CONST Const (|_, _| 1) (|_| 0) "push consts[arg]";
    101 LoadName LOAD_NAME Name (|_, _| 1) (|_| 0) "push name from locals, globals or builtins";
    102 BuildTuple BUILD_TUPLE Count (|a, _| 1 - a) (|a| a) "push a tuple of arg values";
    103 BuildList BUILD_LIST Count (|a, _| 1 - a) (|a| a) "push a list of arg values";
    104 BuildSet BUILD_SET Count (|a, _| 1 - a) (|a| a) "push a set of arg values";
    105 BuildMap BUILD_MAP Count (|a, _| 1 - 2 * a) (|a| 2 * a) "push a dict of arg key, value pairs";
    106 LoadAttr LOAD_ATTR Name (|_, _| 0) (|_| 1) "TOS = TOS.name";
    107 CompareOp COMPARE_OP Compare (|_, _| -1) (|_| 2) "TOS = TOS1 <op> TOS";
    108 ImportName IMPORT_NAME Name (|_, _| -1) (|_| 2) "import module name; TOS1 level, TOS fromlist";
    109 ImportFrom IMPORT_FROM Name (|_, _| 1) (|_| 1) "push attribute name of module TOS";
    110 JumpForward JUMP_FORWARD JumpRel (|_, _| 0) (|_| 0) "jump";
    111 JumpIfFalseOrPop JUMP_IF_FALSE_OR_POP JumpAbs (|_, j| if j { 0 } else { -1 }) (|_| 1) "jump and keep TOS if false, else drop it";
    112 JumpIfTrueOrPop JUMP_IF_TRUE_OR_POP JumpAbs (|_, j| if j { 0 } else { -1 }) (|_| 1) "jump and keep TOS if true, else drop it";
    113 JumpAbsolute JUMP_ABSOLUTE JumpAbs (|_, _| 0) (|_| 0) "jump";
    114 PopJumpIfFalse POP_JUMP_IF_FALSE JumpAbs (|_, _| -1) (|_| 1) "pop; jump if false";
    115 PopJumpIfTrue POP_JUMP_IF_TRUE JumpAbs (|_, _| -1) (|_| 1) "pop; jump if true";
    116 LoadGlobal LOAD_GLOBAL Name (|_, _| 1) (|_| 0) "push name from globals or builtins";
    117 IsOp IS_OP Count (|_, _| -1) (|_| 2) "TOS = TOS1 is TOS; inverted if arg is 1";
    118 ContainsOp CONTAINS_OP Count (|_, _| -1) (|_| 2) "TOS = TOS1 in TOS; inverted if arg is 1";
    119 Reraise RERAISE Count (|_, _| -3) (|a| if a == 0 { 3 } else { 6 }) "raise the exception on the stack again; restore f_lasti if arg is 1";
    121 JumpIfNotExcMatch JUMP_IF_NOT_EXC_MATCH JumpAbs (|_, _| -2) (|_| 2) "pop two; jump if exception TOS1 is no TOS";
    122 SetupFinally SETUP_FINALLY JumpRel (|_, j| if j { 6 } else { 0 }) (|_| 0) "enter a block whose handler is at the target";
    124 LoadFast LOAD_FAST Local (|_, _| 1) (|_| 0) "push a local variable";
    125 StoreFast STORE_FAST Local (|_, _| -1) (|_| 1) "pop into a local variable";
    126 DeleteFast DELETE_FAST Local (|_, _| 0) (|_| 0) "unbind a local variable";
    129 GenStart GEN_START Count (|_, _| -1) (|_| 1) "drop the None sent to start; 0 generator, 1 coroutine, 2 async generator";
    130 RaiseVarargs RAISE_VARARGS Count (|a, _| -a) (|a| if a <= 2 { a } else { NO_SUCH }) "raise: again (0), TOS (1), TOS1 from TOS (2)";
    131 CallFunction CALL_FUNCTION Count (|a, _| -a) (|a| a + 1) "call with arg positional values";
    132 MakeFunction MAKE_FUNCTION FunctionFlags (|a, _| -1 - (a & 0xf).count_ones() as i32) (|a| 2 + (a & 0xf).count_ones()) "TOS qualified name, TOS1 code; below them what the flags name";
    133 BuildSlice BUILD_SLICE Count (|a, _| if a == 3 { -2 } else { -1 }) (|a| if a == 3 { 3 } else { 2 }) "push slice of two or three values";
    135 LoadClosure LOAD_CLOSURE Free (|_, _| 1) (|_| 0) "push a cell";
    136 LoadDeref LOAD_DEREF Free (|_, _| 1) (|_| 0) "push a cell's content";
    137 StoreDeref STORE_DEREF Free (|_, _| -1) (|_| 1) "pop into a cell";
    138 DeleteDeref DELETE_DEREF Free (|_, _| 0) (|_| 0) "empty a cell";
    141 CallFunctionKw CALL_FUNCTION_KW Count (|a, _| -a - 1) (|a| a + 2) "call with arg values, the last named by tuple TOS";
    142 CallFunctionEx CALL_FUNCTION_EX Count (|a, _| -1 - (a & 1)) (|a| 2 + (a & 1)) "call with an iterable and, if arg is 1, a mapping";
    143 SetupWith SETUP_WITH JumpRel (|_, j| if j { 6 } else { 1 }) (|_| 1) "TOS = TOS.__exit__; enter a block; push TOS.__enter__()";
    144 ExtendedArg EXTENDED_ARG Count (|_, _| 0) (|_| 0) "the next argument's higher byte";
    145 ListAppend LIST_APPEND Count (|_, _| -1) (|a| below(a, 1)) "append pop to the list at depth arg";
    146 SetAdd SET_ADD Count (|_, _| -1) (|a| below(a, 1)) "add pop to the set at depth arg";
    147 MapAdd MAP_ADD Count (|_, _| -2) (|a| below(a, 2)) "store TOS1: TOS in the dict at depth arg";
    148 LoadClassderef LOAD_CLASSDEREF Free (|_, _| 1) (|_| 0) "push name from locals or a cell's content";
    152 MatchClass MATCH_CLASS Count (|_, _| -1) (|_| 3) "TOS names, TOS1 class, TOS2 subject; leave attributes (or subject) and whether it matched";
    154 SetupAsyncWith SETUP_ASYNC_WITH JumpRel (|_, j| if j { 5 } else { 0 }) (|_| 1) "enter a block below the value of __aenter__";
    155 FormatValue FORMAT_VALUE FormatFlags (|a, _| if a & 4 != 0 { -1 } else { 0 }) (|a| if a & 4 == 0 { 1 } else { 2 }) "TOS = format(TOS), converted and with a spec as the flags say";
    156 BuildConstKeyMap BUILD_CONST_KEY_MAP Count (|a, _| -a) (|a| a + 1) "push a dict of arg values with keys from tuple TOS";
    157 BuildString BUILD_STRING Count (|a, _| 1 - a) (|a| a) "join arg strings";
    160 LoadMethod LOAD_METHOD Name (|_, _| 1) (|_| 1) "push method name of TOS unbound and TOS, or NULL and the attribute";
    161 CallMethod CALL_METHOD Count (|a, _| -a - 1) (|a| a + 2) "call what LOAD_METHOD pushed with arg values";
    162 ListExtend LIST_EXTEND Count (|_, _| -1) (|a| below(a, 1)) "extend the list at depth arg with pop";
    163 SetUpdate SET_UPDATE Count (|_, _| -1) (|a| below(a, 1)) "update the set at depth arg with pop";
    164 DictMerge DICT_MERGE Count (|_, _| -1) (|a| below(a, 3)) "update the dict at depth arg with pop; no key twice";
    165 DictUpdate DICT_UPDATE Count (|_, _| -1) (|a| below(a, 1)) "update the dict at depth arg with pop";
}

impl Opcode {
    /// Whether the operand is a jump target, SETUP_ opcodes included.
    pub fn is_jump(self) -> bool {
        matches!(self.operand(), Operand::JumpRel | Operand::JumpAbs)
    }

    /// Whether it enters a block: its target is a handler, not a place that control flows to.
    pub fn is_block_push(self) -> bool {
        matches!(self, Opcode::SetupFinally | Opcode::SetupWith | Opcode::SetupAsyncWith)
    }

    /// Whether it ends the frame, or leaves it to an exception.
    pub fn is_exit(self) -> bool {
        matches!(self, Opcode::ReturnValue | Opcode::RaiseVarargs | Opcode::Reraise)
    }

    /// Whether the next instruction may follow.
    pub fn falls_through(self) -> bool {
        !self.is_exit() && !matches!(self, Opcode::JumpForward | Opcode::JumpAbsolute)
    }

    /// Whether `dis` shows its argument.
    pub fn has_argument(self) -> bool {
        self as u8 >= HAVE_ARGUMENT
    }
}

impl fmt::Display for Opcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
