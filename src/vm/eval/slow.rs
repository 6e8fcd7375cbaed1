//! Instructions that `exec` does as a whole.

use crate::vm::{Vm, exec};

use super::{Regs, apart, fail, handlers, raise};

/// Runs a function of `exec` that has seen to its own exception.
macro_rules! unwound {
    ($r:ident, $run:expr) => {{
        $r.save();
        match apart($r.vm, $r.word >> 8, $run) {
            Ok(()) => Regs::load($r.vm).next(),
            Err(error) => fail($r.vm, error),
        }
    }};
}

/// One row for each: handler, function of `exec`.
macro_rules! rows {
    ($($name:ident $run:expr;)*) => {
        handlers! {
            $(#[inline(never)] $name(r) { r.slow($run) })*
        }
    };
}

rows! {
    unary_positive |vm, _| exec::unary(vm, Vm::positive);
    unary_negative |vm, _| exec::unary(vm, Vm::negative);
    unary_invert |vm, _| exec::unary(vm, Vm::invert);
    delete_subscr |vm, _| exec::delete_item(vm);
    get_aiter |vm, _| exec::get_aiter(vm);
    get_anext_other |vm, _| exec::get_anext(vm);
    before_async_with |vm, _| exec::before_async_with(vm);
    setup_with |vm, _| exec::setup_with(vm);
    with_except_start |vm, _| exec::with_except_start(vm);
    pop_except |vm, _| exec::pop_except(vm);
    load_global exec::load_global;
    store_global exec::store_global;
    delete_global exec::delete_global;
    load_name exec::load_name;
    store_name exec::store_name;
    delete_name exec::delete_name;
    delete_deref exec::delete_deref;
    load_classderef exec::load_classderef;
    load_attr exec::load_attr;
    store_attr exec::store_attr;
    delete_attr exec::delete_attr;
    load_method exec::load_method;
    call_function_ex exec::call_function_ex;
    make_function exec::make_function;
    load_build_class |vm, _| exec::load_build_class(vm);
    load_assertion_error |vm, _| {
        let class = vm.types().assertion_error().clone();
        vm.push(class);
        Ok(())
    };
    build_set exec::build_set;
    build_map exec::build_map;
    build_const_key_map exec::build_const_key_map;
    build_slice exec::build_slice;
    format_value exec::format_value;
    list_extend exec::list_extend;
    list_to_tuple |vm, _| exec::list_to_tuple(vm);
    set_update exec::set_update;
    dict_update exec::dict_update;
    dict_merge exec::dict_merge;
    unpack_ex exec::unpack_ex;
    get_len |vm, _| exec::get_len(vm);
    match_mapping |vm, _| exec::match_mapping(vm);
    match_sequence |vm, _| exec::match_sequence(vm);
    match_keys |vm, _| exec::match_keys(vm);
    match_class exec::match_class;
    copy_dict_without_keys |vm, _| exec::copy_dict_without_keys(vm);
    print_expr |vm, _| exec::print_expr(vm);
    setup_annotations |vm, _| exec::setup_annotations(vm);
    import_name exec::import_name;
    import_from exec::import_from;
    import_star |vm, _| exec::import_star(vm);
}

handlers! {
    /// The operators without a handler of their own.
    #[inline(never)]
    operator<const OPCODE: u8>(r) { r.slow(|vm, _| exec::operator(vm, OPCODE)) }

    /// The value that started it is None: `send` has checked.
    gen_start(r) {
        r.sp = r.sp.sub(1);
        r.next()
    }

    #[inline(never)]
    end_async_for(r) { unwound!(r, |vm, _| exec::end_async_for(vm)) }

    #[inline(never)]
    reraise(r) { unwound!(r, |vm, arg| exec::reraise(vm, arg != 0)) }

    #[inline(never)]
    raise_varargs(r) { unwound!(r, exec::raise) }

    #[cold]
    #[inline(never)]
    unknown(r) {
        r.save();
        let error = r.vm.system_error("unknown opcode");
        raise(r.vm, error)
    }
}
