//! The submodules of `encodings` that are one codec each: what the package makes for their names.

use super::super::ModuleDef;
use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

const fn codec(name: &'static str) -> ModuleDef {
    ModuleDef { name, init: Some(fill), ..ModuleDef::EMPTY }
}

/// Takes over what `encodings._definitions` gives for the module's name.
fn fill(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let name = module.dict().get_str(&vm.heap().intern("__name__")).unwrap_or(Value::NONE);
    let name = name.as_str().map(|name| name.to_string_lossy()).unwrap_or_default();
    let short = vm.heap().str(name.rsplit('.').next().unwrap_or_default());
    let package = vm.import_module("encodings")?;
    let definitions = vm.heap().intern("_definitions");
    let found = vm.call_method(&package, &definitions, &[short])?;
    let Some(found) = found.downcast::<Dict>() else {
        return Err(vm.module_not_found(&name, &format!("No module named '{name}'")));
    };
    for (key, value) in found.items() {
        drop(module.dict().set_str(&key, value).or_memory_error(vm)?);
    }
    Ok(())
}

pub static MODULES: &[ModuleDef] = &[
    codec("encodings.utf_7"),
    codec("encodings.utf_8"),
    codec("encodings.utf_16"),
    codec("encodings.utf_16_le"),
    codec("encodings.utf_16_be"),
    codec("encodings.utf_32"),
    codec("encodings.utf_32_le"),
    codec("encodings.utf_32_be"),
    codec("encodings.latin_1"),
    codec("encodings.ascii"),
    codec("encodings.unicode_escape"),
    codec("encodings.raw_unicode_escape"),
    codec("encodings.charmap"),
    codec("encodings.undefined"),
    codec("encodings.rot_13"),
    codec("encodings.hex_codec"),
    codec("encodings.base64_codec"),
    codec("encodings.zlib_codec"),
    codec("encodings.bz2_codec"),
    codec("encodings.uu_codec"),
    codec("encodings.quopri_codec"),
    codec("encodings.cp1250"),
    codec("encodings.cp1251"),
    codec("encodings.cp1252"),
    codec("encodings.cp1253"),
    codec("encodings.cp1254"),
    codec("encodings.cp1255"),
    codec("encodings.cp1256"),
    codec("encodings.cp1257"),
    codec("encodings.cp1258"),
    codec("encodings.cp437"),
    codec("encodings.cp850"),
    codec("encodings.cp852"),
    codec("encodings.cp855"),
    codec("encodings.cp866"),
    codec("encodings.cp1125"),
    codec("encodings.iso8859_2"),
    codec("encodings.iso8859_3"),
    codec("encodings.iso8859_4"),
    codec("encodings.iso8859_5"),
    codec("encodings.iso8859_6"),
    codec("encodings.iso8859_7"),
    codec("encodings.iso8859_8"),
    codec("encodings.iso8859_9"),
    codec("encodings.iso8859_10"),
    codec("encodings.iso8859_11"),
    codec("encodings.iso8859_13"),
    codec("encodings.iso8859_14"),
    codec("encodings.iso8859_15"),
    codec("encodings.iso8859_16"),
    codec("encodings.koi8_r"),
    codec("encodings.koi8_u"),
    codec("encodings.koi8_t"),
    codec("encodings.mac_roman"),
    codec("encodings.mac_cyrillic"),
    codec("encodings.mac_latin2"),
    codec("encodings.tis_620"),
    codec("encodings.cp037"),
    codec("encodings.cp1006"),
    codec("encodings.cp1026"),
    codec("encodings.cp1140"),
    codec("encodings.cp273"),
    codec("encodings.cp424"),
    codec("encodings.cp500"),
    codec("encodings.cp720"),
    codec("encodings.cp737"),
    codec("encodings.cp775"),
    codec("encodings.cp856"),
    codec("encodings.cp857"),
    codec("encodings.cp858"),
    codec("encodings.cp860"),
    codec("encodings.cp861"),
    codec("encodings.cp862"),
    codec("encodings.cp863"),
    codec("encodings.cp864"),
    codec("encodings.cp865"),
    codec("encodings.cp869"),
    codec("encodings.cp874"),
    codec("encodings.cp875"),
    codec("encodings.hp_roman8"),
    codec("encodings.kz1048"),
    codec("encodings.mac_arabic"),
    codec("encodings.mac_croatian"),
    codec("encodings.mac_farsi"),
    codec("encodings.mac_greek"),
    codec("encodings.mac_iceland"),
    codec("encodings.mac_romanian"),
    codec("encodings.mac_turkish"),
    codec("encodings.palmos"),
    codec("encodings.ptcp154"),
    codec("encodings.utf_8_sig"),
];
