//! What changes arrays, and their methods.

use crate::object::array::Array;
use crate::object::list::List;
use crate::object::native::{Args, NativeDef};
use crate::object::range::Slice;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::{array, exported, item, item_at, items, make, pickled, text};

pub static METHODS: &[NativeDef] = &[
    NativeDef::method("append(self, v, /)", "Append new value v to the end of the array.", |vm, args| {
        push(vm, args.get(0), args.get(1))?;
        Ok(Value::NONE)
    }),
    NativeDef::method(
        "buffer_info(self, /)",
        "Return a tuple (address, length) giving the current memory address and the length in items of the buffer.",
        |vm, args| {
            let array = array(vm, args.get(0))?;
            let address = array.data.with(|data| data.as_ptr() as usize);
            Ok(vm.heap().pair(Value::from_len(address), Value::from_len(array.len())))
        },
    ),
    NativeDef::method("byteswap(self, /)", "Byteswap all items of the array.", |vm, args| {
        let array = array(vm, args.get(0))?;
        array.data.with_mut(|data| data.chunks_mut(array.itemsize).for_each(<[u8]>::reverse));
        Ok(Value::NONE)
    }),
    NativeDef::method("__copy__(self, /)", "Return a copy of the array.", |vm, args| copy(vm, args.get(0))),
    NativeDef::method("count(self, v, /)", "Return number of occurrences of v in the array.", |vm, args| {
        let (value, wanted) = (args.get(0), args.get(1));
        let (mut count, mut from) = (0, 0);
        while let Some(at) = find(vm, value, wanted, from, usize::MAX)? {
            count += 1;
            from = at + 1;
        }
        Ok(Value::from_len(count))
    }),
    NativeDef::method("__deepcopy__(self, unused, /)", "Return a copy of the array.", |vm, args| copy(vm, args.get(0))),
    NativeDef::method("extend(self, bb, /)", "Append items to the end of the array.", |vm, args| {
        extend(vm, args.get(0), args.get(1))?;
        Ok(Value::NONE)
    }),
    NativeDef::method("fromfile(self, f, n, /)", "Read n objects from the file object f.", from_file),
    NativeDef::method("fromlist(self, list, /)", "Append items to array from list.", |vm, args| {
        let Some(list) = args.get(1).downcast::<List>() else { return Err(vm.type_error("arg must be list")) };
        let mut more = Vec::new();
        let array = array(vm, args.get(0))?;
        if array.exports.get() > 0 && !list.is_empty() {
            return Err(exported(vm));
        }
        for i in 0..list.len() {
            let Some(value) = list.get(i) else {
                return Err(vm.runtime_error("list changed size during iteration"));
            };
            let bits = item::bits(vm, array.code, &value)?;
            more.extend(bits.to_le_bytes().iter().take(array.itemsize));
        }
        push_bytes(vm, args.get(0), &more)?;
        Ok(Value::NONE)
    }),
    NativeDef::method("frombytes(self, buffer, /)", "Appends items from the string.", |vm, args| {
        let data = vm.with_bytes(args.get(1), |data| copied(vm, data))??;
        push_bytes(vm, args.get(0), &data)?;
        Ok(Value::NONE)
    }),
    NativeDef::method(
        "fromunicode(self, ustr, /)",
        "Extends this array with data from the unicode string.",
        |vm, args| {
            if args.get(1).as_str().is_none() {
                let found = vm.type_name(args.get(1));
                return Err(vm.type_error(format!("fromunicode() argument must be str, not {found}")));
            }
            if array(vm, args.get(0))?.code != b'u' {
                return Err(vm.value_error("fromunicode() may only be called on unicode type arrays"));
            }
            push_text(vm, args.get(0), args.get(1))?;
            Ok(Value::NONE)
        },
    ),
    NativeDef::method(
        "index(self, v, start=0, stop=sys.maxsize, /)",
        "Return index of first occurrence of v in the array.",
        |vm, args| {
            let len = array(vm, args.get(0))?.len() as i64;
            let mut bound = |i: usize, default: i64| -> PyResult<usize> {
                let n = match args.opt(i) {
                    Some(n) => vm.index_clamped(n)?,
                    None => default,
                };
                Ok(if n < 0 { (n + len).max(0) } else { n } as usize)
            };
            let (start, stop) = (bound(2, 0)?, bound(3, i64::MAX)?);
            match find(vm, args.get(0), args.get(1), start, stop)? {
                Some(at) => Ok(Value::from_len(at)),
                None => Err(vm.value_error("array.index(x): x not in array")),
            }
        },
    ),
    NativeDef::method("insert(self, i, v, /)", "Insert a new item v into the array before position i.", |vm, args| {
        let index = vm.index_i64(args.get(1))?;
        let array = array(vm, args.get(0))?;
        let bits = item::bits(vm, array.code, args.get(2))?;
        let len = array.len() as i64;
        let at = if index < 0 { (index + len).max(0) } else { index.min(len) } as usize;
        replace(vm, array, at, 0, &bits.to_le_bytes()[..array.itemsize])?;
        Ok(Value::NONE)
    }),
    NativeDef::method("pop(self, i=-1, /)", "Return the i-th element and delete it from the array.", |vm, args| {
        let index = match args.opt(1) {
            Some(i) => vm.index_i64(i)?,
            None => -1,
        };
        let array = array(vm, args.get(0))?;
        if array.is_empty() {
            return Err(vm.index_error("pop from empty array"));
        }
        let place = place(index, array.len()).ok_or_else(|| vm.index_error("pop index out of range"))?;
        let item = item_at(vm, array, place)?.unwrap_or(Value::NONE);
        replace(vm, array, place, 1, &[])?;
        Ok(item)
    }),
    NativeDef::method("__reduce_ex__(self, value, /)", "Return state information for pickling.", pickled::reduce),
    NativeDef::method("remove(self, v, /)", "Remove the first occurrence of v in the array.", |vm, args| {
        match find(vm, args.get(0), args.get(1), 0, usize::MAX)? {
            Some(at) => {
                replace(vm, array(vm, args.get(0))?, at, 1, &[])?;
                Ok(Value::NONE)
            }
            None => Err(vm.value_error("array.remove(x): x not in array")),
        }
    }),
    NativeDef::method("reverse(self, /)", "Reverse the order of the items in the array.", |vm, args| {
        let array = array(vm, args.get(0))?;
        array.data.with_mut(|data| {
            data.reverse();
            data.chunks_mut(array.itemsize).for_each(<[u8]>::reverse);
        });
        Ok(Value::NONE)
    }),
    NativeDef::method("tofile(self, f, /)", "Write all items (as machine values) to the file object f.", |vm, args| {
        let write = vm.get_attr(args.get(1), &vm.heap().intern("write"))?;
        let data = array(vm, args.get(0))?.data.with(|data| copied(vm, data))?;
        for block in data.chunks(64 * 1024) {
            vm.call(&write, &[vm.heap().bytes(block)])?;
        }
        Ok(Value::NONE)
    }),
    NativeDef::method("tolist(self, /)", "Convert array to an ordinary list with the same items.", |vm, args| {
        let items = items(vm, args.get(0))?;
        Ok(vm.heap().list(items))
    }),
    NativeDef::method(
        "tobytes(self, /)",
        "Convert the array to an array of machine values and return the bytes representation.",
        |vm, args| {
            let data = array(vm, args.get(0))?.data.with(|data| copied(vm, data))?;
            Ok(vm.heap().bytes(data))
        },
    ),
    NativeDef::method("tounicode(self, /)", "Convert the array to a unicode string.", |vm, args| {
        if array(vm, args.get(0))?.code != b'u' {
            return Err(vm.value_error("tounicode() may only be called on unicode type arrays"));
        }
        text(vm, args.get(0))
    }),
    NativeDef::method("__sizeof__(self, /)", "Size of the array in memory, in bytes.", |vm, args| {
        let room = array(vm, args.get(0))?.data.with(Vec::capacity);
        Ok(Value::from_len(64 + room))
    }),
];

/// A copy of bytes, or MemoryError.
pub fn copied(vm: &Vm, data: &[u8]) -> PyResult<Vec<u8>> {
    let mut copy = Vec::new();
    if !vm.heap().has_room(data.len()) || copy.try_reserve_exact(data.len()).is_err() {
        return Err(vm.memory_error());
    }
    copy.extend_from_slice(data);
    Ok(copy)
}

fn place(index: i64, len: usize) -> Option<usize> {
    let index = if index < 0 { index + len as i64 } else { index };
    usize::try_from(index).ok().filter(|i| *i < len)
}

/// Puts whole items in the place of `count` items.
fn replace(vm: &Vm, array: &Array, at: usize, count: usize, with: &[u8]) -> PyResult<()> {
    let (start, old) = (at * array.itemsize, count * array.itemsize);
    if with.len() != old && array.exports.get() > 0 {
        return Err(exported(vm));
    }
    let done = array.data.with_mut(|data| {
        let end = (start + old).min(data.len());
        data.try_reserve(with.len()).ok()?;
        data.splice(start.min(end)..end, with.iter().copied());
        Some(())
    });
    done.ok_or_else(|| vm.memory_error())
}

pub fn push(vm: &mut Vm, value: &Value, item: &Value) -> PyResult<()> {
    let array = array(vm, value)?;
    let bits = item::bits(vm, array.code, item)?;
    if array.exports.get() > 0 {
        return Err(exported(vm));
    }
    let done = array.data.with_mut(|data| {
        data.try_reserve(array.itemsize).ok()?;
        data.extend_from_slice(bits.to_le_bytes().get(..array.itemsize)?);
        Some(())
    });
    done.ok_or_else(|| vm.memory_error())
}

pub fn push_bytes(vm: &Vm, value: &Value, bytes: &[u8]) -> PyResult<()> {
    let array = array(vm, value)?;
    if !bytes.len().is_multiple_of(array.itemsize) {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    replace(vm, array, array.len(), 0, bytes)
}

pub fn push_text(vm: &Vm, value: &Value, text: &Value) -> PyResult<()> {
    let Some(text) = text.as_str() else { return Ok(()) };
    let units: Vec<u8> = text.units().iter().flat_map(u32::to_le_bytes).collect();
    push_bytes(vm, value, &units)
}

fn extend(vm: &mut Vm, value: &Value, more: &Value) -> PyResult<()> {
    if let Some(other) = more.payload::<Array>() {
        if other.code != array(vm, value)?.code {
            return Err(vm.type_error("can only extend with array of same kind"));
        }
        let data = other.data.with(|data| copied(vm, data))?;
        return push_bytes(vm, value, &data);
    }
    vm.for_each(more, |vm, item| push(vm, value, &item))
}

fn copy(vm: &mut Vm, value: &Value) -> PyResult {
    let own = vm.native_class(&super::ARRAY_CLASS);
    let array = array(vm, value)?;
    let data = array.data.with(|data| copied(vm, data))?;
    Ok(make(vm, &own, array.code, data))
}

/// The first place of a value in a range of places.
pub fn find(vm: &mut Vm, value: &Value, wanted: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let array = array(vm, value)?;
    let mut at = start;
    while at < stop
        && let Some(item) = item_at(vm, array, at)?
    {
        if vm.equal(&item, wanted)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

fn is_index(vm: &Vm, key: &Value) -> bool {
    key.as_int().is_some() || vm.class_of(key).slots.index.get().is_some()
}

pub fn get_item(vm: &mut Vm, value: &Value, key: &Value) -> PyResult {
    let array = array(vm, value)?;
    if is_index(vm, key) {
        let index = vm.index_i64(key)?;
        let item = match place(index, array.len()) {
            Some(place) => item_at(vm, array, place)?,
            None => None,
        };
        return item.ok_or_else(|| vm.index_error("array index out of range"));
    }
    if key.downcast::<Slice>().is_none() {
        return Err(vm.type_error("array indices must be integers"));
    }
    let bounds = vm.slice_bounds(key, |_| array.len())?;
    let own = vm.native_class(&super::ARRAY_CLASS);
    let size = array.itemsize;
    let mut part = copied(vm, &[])?;
    if part.try_reserve_exact(bounds.count * size).is_err() {
        return Err(vm.memory_error());
    }
    array.data.with(|data| {
        for i in 0..bounds.count {
            let at = (bounds.start + i as i64 * bounds.step) as usize * size;
            part.extend_from_slice(data.get(at..at + size).unwrap_or_default());
        }
    });
    Ok(make(vm, &own, array.code, part))
}

pub fn set_item(vm: &mut Vm, value: &Value, key: &Value, new: Option<&Value>) -> PyResult<()> {
    let array = array(vm, value)?;
    let size = array.itemsize;
    if is_index(vm, key) {
        let index = vm.index_i64(key)?;
        let Some(at) = place(index, array.len()) else {
            return Err(vm.index_error("array assignment index out of range"));
        };
        let Some(new) = new else { return replace(vm, array, at, 1, &[]) };
        let bits = item::bits(vm, array.code, new)?.to_le_bytes();
        // Converting may have run Python code that took the item away.
        if at < array.len() {
            return replace(vm, array, at, 1, bits.get(..size).unwrap_or_default());
        }
        return Ok(());
    }
    if key.downcast::<Slice>().is_none() {
        return Err(vm.type_error("array indices must be integers"));
    }
    let source = match new {
        None => Vec::new(),
        Some(new) => match new.payload::<Array>() {
            Some(other) if other.code == array.code => other.data.with(|data| copied(vm, data))?,
            Some(_) => return Err(vm.type_error("bad argument type for built-in operation")),
            None => {
                let found = vm.type_name(new);
                return Err(vm.type_error(format!("can only assign array (not \"{found}\") to array slice")));
            }
        },
    };
    let bounds = vm.slice_bounds(key, |_| array.len())?;
    if bounds.step == 1 {
        return replace(vm, array, bounds.start as usize, bounds.count, &source);
    }
    let places = (0..bounds.count).map(|i| (bounds.start + i as i64 * bounds.step) as usize);
    if new.is_none() {
        if bounds.count > 0 && array.exports.get() > 0 {
            return Err(exported(vm));
        }
        let gone: std::collections::HashSet<usize> = places.collect();
        array.data.with_mut(|data| {
            let mut place = 0..;
            data.retain(|_| place.next().is_some_and(|i| !gone.contains(&(i / size))));
        });
        return Ok(());
    }
    let given = source.len() / size;
    if given != bounds.count {
        let count = bounds.count;
        let message = format!("attempt to assign array of size {given} to extended slice of size {count}");
        return Err(vm.value_error(message));
    }
    array.data.with_mut(|data| {
        for (place, item) in places.zip(source.chunks(size)) {
            if let Some(target) = data.get_mut(place * size..(place + 1) * size) {
                target.copy_from_slice(item);
            }
        }
    });
    Ok(())
}

pub fn concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (array, own) = (array(vm, a)?, vm.native_class(&super::ARRAY_CLASS));
    let Some(other) = b.payload::<Array>() else {
        let found = vm.type_name(b);
        return Err(vm.type_error(format!("can only append array (not \"{found}\") to array")));
    };
    if other.code != array.code {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let data = array.data.with(|data| copied(vm, data))?;
    let sum = make(vm, &own, array.code, data);
    let more = other.data.with(|data| copied(vm, data))?;
    push_bytes(vm, &sum, &more)?;
    Ok(sum)
}

/// Bytes `count` times.
fn repeated(vm: &mut Vm, value: &Value, count: &Value) -> PyResult<Vec<u8>> {
    let array = array(vm, value)?;
    let count = match vm.index_or(count, |vm| vm.types().overflow_error())? {
        n if n < 0 => 0,
        n => n as usize,
    };
    let mut all = Vec::new();
    let len = array.data.with(Vec::len).checked_mul(count);
    let Some(len) = len.filter(|len| vm.heap().has_room(*len) && all.try_reserve_exact(*len).is_ok()) else {
        return Err(vm.memory_error());
    };
    array.data.with(|data| {
        while all.len() < len {
            all.extend_from_slice(data);
        }
    });
    Ok(all)
}

pub fn repeat(vm: &mut Vm, value: &Value, count: &Value) -> PyResult {
    let data = repeated(vm, value, count)?;
    let own = vm.native_class(&super::ARRAY_CLASS);
    Ok(make(vm, &own, array(vm, value)?.code, data))
}

pub fn repeat_in_place(vm: &mut Vm, value: &Value, count: &Value) -> PyResult {
    let data = repeated(vm, value, count)?;
    let array = array(vm, value)?;
    replace(vm, array, 0, array.len(), &data)?;
    Ok(value.clone())
}

pub fn concat_in_place(vm: &mut Vm, value: &Value, more: &Value) -> PyResult {
    if more.payload::<Array>().is_none() {
        let found = vm.type_name(more);
        return Err(vm.type_error(format!("can only extend array with array (not \"{found}\")")));
    }
    extend(vm, value, more)?;
    Ok(value.clone())
}

fn from_file(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let count = vm.index_i64(args.get(2))?;
    let size = array(vm, args.get(0))?.itemsize;
    let Ok(count) = usize::try_from(count) else { return Err(vm.value_error("negative count")) };
    let Some(wanted) = count.checked_mul(size).filter(|n| i64::try_from(*n).is_ok()) else {
        return Err(vm.memory_error());
    };
    let read = vm.get_attr(args.get(1), &vm.heap().intern("read"))?;
    let data = vm.call(&read, &[vm.heap().size(wanted)])?;
    if data.downcast::<crate::object::bytes::Bytes>().is_none() {
        return Err(vm.type_error("read() didn't return bytes"));
    }
    let data = vm.with_bytes(&data, |data| copied(vm, data))??;
    push_bytes(vm, args.get(0), &data)?;
    if data.len() != wanted {
        return Err(vm.eof_error("read() didn't return enough bytes"));
    }
    Ok(Value::NONE)
}
