//! The machine's own opcodes: one row for each form that an instruction, or several, may be rewritten to (see `specialize`).

use crate::bytecode::opcode::Opcode;

macro_rules! forms {
    ($($number:literal $name:ident $cache:literal;)*) => {
        /// The machine's own opcodes, where CPython 3.10 has none, and what their caches hold.
        pub mod special {
            $(#[doc = $cache] pub const $name: u8 = $number;)*
        }

        /// Number and name of each, for `dis`.
        pub static FORMS: &[(u8, &str)] = &[$(($number, stringify!($name)),)*];
    };
}

forms! {
    35 FOR_ITER_SEQUENCE "A str of characters that are shared, bytes, or a list backwards.";
    36 FOR_ITER_PAIRS "Two words: `enumerate`, or `zip` of two, and UNPACK_SEQUENCE.";
    37 STORE_NAME_MODULE "Names are globals. a: their keys version, b: address of the value.";
    38 MAKE_COMPREHENSION "Three words: the code, its name, MAKE_FUNCTION. The code itself is called.";
    39 LOAD_ATTR_GETSET "b: the descriptor's bits, c: class version, or 0 and a: tag of exact objects.";
    40 CONST_LOCALS_STORE_SUBSCR "Four words: a constant, two locals, STORE_SUBSCR.";
    41 LOCALS_WHOLE "Three words: two locals, an operator of whole numbers.";
    42 LOCAL_CONST_WHOLE "Three words: a local, a constant, an operator of whole numbers.";
    166 LOAD_METHOD_STATIC "a: attribute word, b: the staticmethod's bits, c: class version.";
    167 LOAD_METHOD_CLASSMETHOD "a: attribute word, b: the classmethod's bits, c: class version.";
    168 LOAD_METHOD_STATIC_OF_CLASS "a: the metaclass's version, b: the staticmethod's bits, c: the class's own version.";
    169 LOAD_METHOD_CLASSMETHOD_OF_CLASS "a: the metaclass's version, b: the classmethod's bits, c: the class's own version.";
    170 JUMP_WARM "JUMP_ABSOLUTE in warm code.";
    171 LOAD_FAST__LOAD_FAST "Two words.";
    172 LOAD_FAST__LOAD_CONST "Two words.";
    173 LOAD_FAST__POP_JUMP "Two words: the truth of a local that has it at hand.";
    174 LOCALS_ADD "Three words: two locals, the operator.";
    175 LOCALS_SUBTRACT "Three words: two locals, the operator.";
    176 LOCALS_MULTIPLY "Three words: two locals, the operator.";
    177 LOCAL_CONST_ADD "Three words: a local, a constant, the operator.";
    178 LOCAL_CONST_SUBTRACT "Three words: a local, a constant, the operator.";
    179 LOCAL_CONST_MULTIPLY "Three words: a local, a constant, the operator.";
    180 LOCAL_ADD "Two words: a local as the right operand, the operator.";
    181 LOCAL_SUBTRACT "Two words: a local as the right operand, the operator.";
    182 LOCAL_MULTIPLY "Two words: a local as the right operand, the operator.";
    183 COMPARE_LT_JUMP "Two words: COMPARE_OP and the conditional jump.";
    184 COMPARE_LE_JUMP "Two words: COMPARE_OP and the conditional jump.";
    185 COMPARE_EQ_JUMP "Two words: COMPARE_OP and the conditional jump.";
    186 COMPARE_NE_JUMP "Two words: COMPARE_OP and the conditional jump.";
    187 COMPARE_GT_JUMP "Two words: COMPARE_OP and the conditional jump.";
    188 COMPARE_GE_JUMP "Two words: COMPARE_OP and the conditional jump.";
    189 LOCALS_LT_JUMP "Four words: two locals, COMPARE_OP, the jump.";
    190 LOCALS_LE_JUMP "Four words: two locals, COMPARE_OP, the jump.";
    191 LOCALS_EQ_JUMP "Four words: two locals, COMPARE_OP, the jump.";
    192 LOCALS_NE_JUMP "Four words: two locals, COMPARE_OP, the jump.";
    193 LOCALS_GT_JUMP "Four words: two locals, COMPARE_OP, the jump.";
    194 LOCALS_GE_JUMP "Four words: two locals, COMPARE_OP, the jump.";
    195 LOCAL_CONST_LT_JUMP "Four words: a local, a constant, COMPARE_OP, the jump.";
    196 LOCAL_CONST_LE_JUMP "Four words: a local, a constant, COMPARE_OP, the jump.";
    197 LOCAL_CONST_EQ_JUMP "Four words: a local, a constant, COMPARE_OP, the jump.";
    198 LOCAL_CONST_NE_JUMP "Four words: a local, a constant, COMPARE_OP, the jump.";
    199 LOCAL_CONST_GT_JUMP "Four words: a local, a constant, COMPARE_OP, the jump.";
    200 LOCAL_CONST_GE_JUMP "Four words: a local, a constant, COMPARE_OP, the jump.";
    201 LOCALS_SUBSCR "Three words: two locals, BINARY_SUBSCR.";
    202 LOCAL_CONST_SUBSCR "Three words: a local, a constant, BINARY_SUBSCR.";
    203 LOAD_GLOBAL_MODULE "a: the globals' keys version, b: address of the value.";
    204 LOAD_GLOBAL_BUILTIN "a: the globals' keys version, b: address of the value in builtins, c: the builtins' keys version.";
    205 LOAD_ATTR_SHAPE "a: attribute word, b: place, c: class version.";
    206 LOAD_FAST__LOAD_ATTR_SHAPE "Two words; the cache is the second one's.";
    207 LOAD_ATTR_SLOT "b: number of the `__slots__` value, c: class version.";
    208 LOAD_ATTR_CLASS "a: attribute word, b: the value's bits, c: class version.";
    209 LOAD_ATTR_PROPERTY "b: the property's bits, c: class version.";
    210 LOAD_ATTR_MODULE "a: the namespace's keys version, b: address of the value, c: class version.";
    211 LOAD_ATTR_OF_CLASS "a: the metaclass's version (0: `type`), b: the value's bits, c: the class's own version.";
    212 STORE_ATTR_SHAPE "a: attribute word, b: place, c: class version.";
    213 STORE_ATTR_ADD "a: attribute word before, b: after, c: class version, place above.";
    214 STORE_ATTR_SLOT "b: number of the `__slots__` value, c: class version.";
    215 LOAD_METHOD_SHAPE "a: attribute word, b: the function's bits, c: class version.";
    216 LOAD_FAST__LOAD_METHOD_SHAPE "Two words; the cache is the second one's.";
    217 LOAD_METHOD_EXACT "a: tag, b: the function's bits.";
    218 LOAD_METHOD_MODULE "a: the namespace's keys version, b: address of the value, c: class version.";
    219 LOAD_METHOD_OF_CLASS "a: the metaclass's version, b: the value's bits, c: the class's own version.";
    220 FOR_ITER_RANGE "A range of small ints.";
    221 FOR_ITER_LIST "A list.";
    222 FOR_ITER_TUPLE "A tuple.";
    223 FOR_ITER_DICT "Keys or values of a dict.";
    224 FOR_ITER_ITEMS "Items of a dict, unpacked at once.";
    225 FOR_ITER_GENERATOR "A generator.";
    226 LOCALS_STORE_SUBSCR "Three words: two locals, STORE_SUBSCR; the value lies on the stack.";
    227 LOAD_ATTR_MANY "a: the name's bits; the places are in a table of the machine.";
    228 LOAD_METHOD_MANY "a: the name's bits and 1; the methods are in a table of the machine.";
    229 STORE_ATTR_MANY "a: the name's bits and 2; the places are in a table of the machine.";
    230 STORE_ATTR_PROPERTY "b: the property's bits, c: class version.";
    231 LOAD_ATTR_METHOD "a: attribute word, b: the function's bits, c: class version.";
    232 LOAD_FAST__LOAD_ATTR_MANY "Two words; the cache is the second one's.";
    233 LOAD_FAST__LOAD_METHOD_MANY "Two words; the cache is the second one's.";
    234 LOAD_FAST__LOAD_ATTR_SLOT "Two words; the cache is the second one's.";
    235 LOAD_FAST__STORE_ATTR_SHAPE "Two words; the cache is the second one's.";
    236 LOAD_FAST__STORE_ATTR_ADD "Two words; the cache is the second one's.";
    237 LOAD_FAST__STORE_ATTR_MANY "Two words; the cache is the second one's.";
    238 LOAD_FAST__STORE_ATTR_SLOT "Two words; the cache is the second one's.";
    239 LOAD_FAST__DUP__LOAD_ATTR_SHAPE "Three words; the cache is the last one's.";
    240 ROT_TWO__STORE_ATTR_SHAPE "Two words; the cache is the second one's.";
    241 NONE_JUMP "Three words: None, IS_OP, the jump.";
    242 LOCAL_NONE_JUMP "Four words: a local, None, IS_OP, the jump.";
    243 SUPER_METHOD "Two words: the call of super(), LOAD_METHOD. The argument is the slot of the `__class__` cell.";
    244 CALL_KEYWORDS "a: the code's number, b: where each parameter comes from, c: the names' bits.";
    245 LOAD_ATTR_CLASS_ITEM "a: the namespace's keys version, b: address of the value, c: the class's own version.";
    246 STORE_ATTR_CLASS_ITEM "a: the namespace's keys version, b: number of the entry, c: the class's own version.";
    247 CALL_LEN "A call with one argument of what was `len`.";
    248 CALL_ISINSTANCE "A call with two arguments of what was `isinstance`.";
    249 LOCAL_ATTR_ADD "Three words: LOAD_FAST, LOAD_ATTR_SHAPE, the operator; the cache is the second one's.";
    250 LOCAL_ATTR_SUBTRACT "Three words, as LOCAL_ATTR_ADD.";
    251 LOCAL_ATTR_MULTIPLY "Three words, as LOCAL_ATTR_ADD.";
    252 COMPARE_REFUSED "COMPARE_OP in the deepest frame that the recursion limit allows.";
    253 LOCAL_KEYWORDS "Three words: a new dict, a local, DICT_MERGE, for the call that follows.";
    254 LOAD_ATTR_FIELD "b: the property's bits, c: class version.";
    255 LOAD_NAME_MODULE "Names are globals. a: their keys version, b: address of the value, c: the builtins' keys version, if it lies there.";
}

// No number is given twice, and none of CPython's.
const _: () = {
    let mut taken = [false; 256];
    let mut i = 0;
    while i < FORMS.len() {
        let number = FORMS[i].0;
        assert!(number > Opcode::DictUpdate as u8 || number >= 35 && number <= 48);
        assert!(!taken[number as usize]);
        taken[number as usize] = true;
        i += 1;
    }
};
