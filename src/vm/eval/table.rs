//! The handler of each opcode and form.

use crate::bytecode::opcode::number::*;
use crate::vm::specialize::special::*;

use super::Handler;
use super::arithmetic::*;
use super::attributes::*;
use super::basic::*;
use super::calls::*;
use super::compare::*;
use super::containers::*;
use super::iterate::*;
use super::names::*;
use super::slow::*;

macro_rules! table {
    ($($opcode:ident $handler:expr;)*) => {{
        let mut table: [Handler; 256] = [unknown; 256];
        $(table[$opcode as usize] = $handler;)*
        table
    }};
}

/// By number.
pub(super) static TABLE: [Handler; 256] = table! {
    NOP nop;
    SETUP_FINALLY nop;
    SETUP_ASYNC_WITH nop;
    POP_BLOCK nop;

    LOAD_FAST load_fast;
    LOAD_FAST__LOAD_FAST load_fast_load_fast;
    LOAD_FAST__LOAD_CONST load_fast_load_const;
    LOAD_CONST load_const;
    STORE_FAST store_fast;
    DELETE_FAST delete_fast;
    POP_TOP pop_top;
    ROT_TWO rot_two;
    ROT_THREE rot_three;
    ROT_FOUR rot_four;
    ROT_N rot_n;
    DUP_TOP dup_top;
    DUP_TOP_TWO dup_top_two;
    LOAD_CLOSURE load_closure;
    LOAD_DEREF load_deref;
    STORE_DEREF store_deref;
    DELETE_DEREF delete_deref;
    LOAD_CLASSDEREF load_classderef;

    JUMP_FORWARD jump_forward;
    JUMP_ABSOLUTE jump_absolute;
    JUMP_WARM jump_warm;
    POP_JUMP_IF_FALSE pop_jump_if::<false>;
    POP_JUMP_IF_TRUE pop_jump_if::<true>;
    JUMP_IF_FALSE_OR_POP jump_if_or_pop::<false>;
    JUMP_IF_TRUE_OR_POP jump_if_or_pop::<true>;
    JUMP_IF_NOT_EXC_MATCH jump_if_not_exc_match;
    LOAD_FAST__POP_JUMP load_fast_pop_jump;

    UNARY_POSITIVE unary_positive;
    UNARY_NEGATIVE unary_negative;
    UNARY_INVERT unary_invert;
    UNARY_NOT unary_not;
    BINARY_ADD binary::<ADD>;
    BINARY_SUBTRACT binary::<SUBTRACT>;
    BINARY_MULTIPLY binary::<MULTIPLY>;
    BINARY_TRUE_DIVIDE binary::<TRUE_DIVIDE>;
    INPLACE_ADD inplace::<ADD>;
    INPLACE_SUBTRACT inplace::<SUBTRACT>;
    INPLACE_MULTIPLY inplace::<MULTIPLY>;
    INPLACE_TRUE_DIVIDE inplace::<TRUE_DIVIDE>;
    BINARY_MODULO binary_whole::<REMAINDER>;
    BINARY_FLOOR_DIVIDE binary_whole::<FLOOR_DIVIDE>;
    BINARY_AND binary_whole::<AND>;
    BINARY_OR binary_whole::<OR>;
    BINARY_XOR binary_whole::<XOR>;
    BINARY_LSHIFT binary_whole::<LSHIFT>;
    BINARY_RSHIFT binary_whole::<RSHIFT>;
    INPLACE_MODULO inplace_whole::<REMAINDER>;
    INPLACE_FLOOR_DIVIDE inplace_whole::<FLOOR_DIVIDE>;
    INPLACE_AND inplace_whole::<AND>;
    INPLACE_OR inplace_whole::<OR>;
    INPLACE_XOR inplace_whole::<XOR>;
    INPLACE_LSHIFT inplace_whole::<LSHIFT>;
    INPLACE_RSHIFT inplace_whole::<RSHIFT>;
    BINARY_POWER operator::<BINARY_POWER>;
    INPLACE_POWER operator::<INPLACE_POWER>;
    BINARY_MATRIX_MULTIPLY operator::<BINARY_MATRIX_MULTIPLY>;
    INPLACE_MATRIX_MULTIPLY operator::<INPLACE_MATRIX_MULTIPLY>;
    LOCALS_ADD locals_binary::<ADD>;
    LOCALS_SUBTRACT locals_binary::<SUBTRACT>;
    LOCALS_MULTIPLY locals_binary::<MULTIPLY>;
    LOCAL_CONST_ADD constant_binary::<ADD>;
    LOCAL_CONST_SUBTRACT constant_binary::<SUBTRACT>;
    LOCAL_CONST_MULTIPLY constant_binary::<MULTIPLY>;
    LOCAL_ADD local_binary::<ADD>;
    LOCAL_SUBTRACT local_binary::<SUBTRACT>;
    LOCAL_MULTIPLY local_binary::<MULTIPLY>;

    COMPARE_OP compare;
    COMPARE_LT_JUMP compare_jump::<0>;
    COMPARE_LE_JUMP compare_jump::<1>;
    COMPARE_EQ_JUMP compare_jump::<2>;
    COMPARE_NE_JUMP compare_jump::<3>;
    COMPARE_GT_JUMP compare_jump::<4>;
    COMPARE_GE_JUMP compare_jump::<5>;
    LOCALS_LT_JUMP locals_compare_jump::<0>;
    LOCALS_LE_JUMP locals_compare_jump::<1>;
    LOCALS_EQ_JUMP locals_compare_jump::<2>;
    LOCALS_NE_JUMP locals_compare_jump::<3>;
    LOCALS_GT_JUMP locals_compare_jump::<4>;
    LOCALS_GE_JUMP locals_compare_jump::<5>;
    LOCAL_CONST_LT_JUMP constant_compare_jump::<0>;
    LOCAL_CONST_LE_JUMP constant_compare_jump::<1>;
    LOCAL_CONST_EQ_JUMP constant_compare_jump::<2>;
    LOCAL_CONST_NE_JUMP constant_compare_jump::<3>;
    LOCAL_CONST_GT_JUMP constant_compare_jump::<4>;
    LOCAL_CONST_GE_JUMP constant_compare_jump::<5>;
    IS_OP is_op;
    CONTAINS_OP contains_op;

    BINARY_SUBSCR binary_subscr;
    LOCALS_SUBSCR locals_subscr;
    LOCAL_CONST_SUBSCR constant_subscr;
    LOCALS_STORE_SUBSCR locals_store_subscr;
    STORE_SUBSCR store_subscr;
    DELETE_SUBSCR delete_subscr;
    BUILD_TUPLE build_tuple;
    BUILD_LIST build_list;
    BUILD_SET build_set;
    BUILD_MAP build_map;
    BUILD_CONST_KEY_MAP build_const_key_map;
    BUILD_STRING build_string;
    BUILD_SLICE build_slice;
    FORMAT_VALUE format_value;
    LIST_APPEND list_append;
    LIST_EXTEND list_extend;
    LIST_TO_TUPLE list_to_tuple;
    SET_ADD set_add;
    SET_UPDATE set_update;
    MAP_ADD map_add;
    DICT_UPDATE dict_update;
    DICT_MERGE dict_merge;
    UNPACK_SEQUENCE unpack_sequence;
    UNPACK_EX unpack_ex;
    GET_LEN get_len;
    MATCH_MAPPING match_mapping;
    MATCH_SEQUENCE match_sequence;
    MATCH_KEYS match_keys;
    MATCH_CLASS match_class;
    COPY_DICT_WITHOUT_KEYS copy_dict_without_keys;

    GET_ITER get_iter;
    FOR_ITER for_iter;
    FOR_ITER_RANGE for_iter_range;
    FOR_ITER_LIST for_iter_list;
    FOR_ITER_TUPLE for_iter_tuple;
    FOR_ITER_DICT for_iter_dict;
    FOR_ITER_ITEMS for_iter_items;
    FOR_ITER_GENERATOR for_iter_generator;

    LOAD_GLOBAL load_global;
    LOAD_GLOBAL_MODULE load_global_module;
    LOAD_GLOBAL_BUILTIN load_global_builtin;
    STORE_GLOBAL store_global;
    DELETE_GLOBAL delete_global;
    LOAD_NAME load_name;
    STORE_NAME store_name;
    DELETE_NAME delete_name;

    LOAD_ATTR load_attr;
    LOAD_ATTR_SHAPE load_attr_shape;
    LOAD_FAST__LOAD_ATTR_SHAPE load_fast_load_attr_shape;
    LOAD_ATTR_SLOT load_attr_slot;
    LOAD_ATTR_MANY load_attr_many;
    LOAD_ATTR_CLASS load_attr_class;
    LOAD_ATTR_PROPERTY load_attr_property;
    LOAD_ATTR_MODULE load_attr_module;
    LOAD_ATTR_OF_CLASS load_attr_of_class;
    STORE_ATTR store_attr;
    STORE_ATTR_SHAPE store_attr_shape;
    STORE_ATTR_ADD store_attr_add;
    STORE_ATTR_SLOT store_attr_slot;
    DELETE_ATTR delete_attr;
    LOAD_METHOD load_method;
    LOAD_METHOD_SHAPE load_method_shape;
    LOAD_FAST__LOAD_METHOD_SHAPE load_fast_load_method_shape;
    LOAD_METHOD_EXACT load_method_exact;
    LOAD_METHOD_MANY load_method_many;
    LOAD_METHOD_MODULE load_method_module;
    LOAD_METHOD_OF_CLASS load_method_of_class;

    CALL_FUNCTION call_function;
    CALL_METHOD call_method;
    CALL_FUNCTION_KW call_function_kw;
    CALL_FUNCTION_EX call_function_ex;
    MAKE_FUNCTION make_function;
    LOAD_BUILD_CLASS load_build_class;
    LOAD_ASSERTION_ERROR load_assertion_error;
    RETURN_VALUE return_value;

    YIELD_VALUE yield_value;
    YIELD_FROM yield_from;
    GEN_START gen_start;
    GET_YIELD_FROM_ITER get_yield_from_iter;
    GET_AWAITABLE get_awaitable;
    GET_AITER get_aiter;
    GET_ANEXT get_anext;
    END_ASYNC_FOR end_async_for;
    BEFORE_ASYNC_WITH before_async_with;

    SETUP_WITH setup_with;
    WITH_EXCEPT_START with_except_start;
    POP_EXCEPT pop_except;
    RERAISE reraise;
    RAISE_VARARGS raise_varargs;
    PRINT_EXPR print_expr;
    SETUP_ANNOTATIONS setup_annotations;
    IMPORT_NAME import_name;
    IMPORT_FROM import_from;
    IMPORT_STAR import_star;
};
