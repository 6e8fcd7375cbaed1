//! Expectations from CPython 3.10.

use super::*;

fn handler(name: &str) -> ErrorHandler {
    ErrorHandler::by_name(name).unwrap()
}

fn show<T>(result: Result<T, Failure>, shown: impl Fn(T) -> String) -> String {
    match result {
        Ok(value) => shown(value),
        Err(Failure::Problem(p)) => format!("{} {}-{} {}", p.encoding, p.start, p.end, p.reason),
        Err(Failure::CannotDecode) => "TypeError".into(),
        Err(Failure::Memory(_)) => "MemoryError".into(),
    }
}

fn encoded(text: &Text, codec: &str, errors: &str) -> String {
    let bytes = Codec::by_name(codec).unwrap().encode(text.units(), handler(errors));
    show(bytes, |bytes| bytes.escape_ascii().to_string())
}

fn decoded(bytes: &[u8], codec: &str, errors: &str) -> String {
    let text = Codec::by_name(codec).unwrap().decode(bytes, handler(errors));
    show(text, |text| crate::text::repr::str_ascii(text.units()).unwrap().to_string())
}

#[test]
fn encodes() {
    let text = Text::from_code_points([0x61, 0xdc80, 0xdc81, 0xd800, 0x20ac, 0x1f600, 0x62]);
    for (codec, errors, expected) in [
        ("utf-8", "strict", "utf-8 1-4 surrogates not allowed"),
        ("utf-8", "replace", "a???\\xe2\\x82\\xac\\xf0\\x9f\\x98\\x80b"),
        ("utf-8", "surrogateescape", "utf-8 3-4 surrogates not allowed"),
        (
            "utf-8",
            "surrogatepass",
            "a\\xed\\xb2\\x80\\xed\\xb2\\x81\\xed\\xa0\\x80\\xe2\\x82\\xac\\xf0\\x9f\\x98\\x80b",
        ),
        ("utf-8", "xmlcharrefreplace", "a&#56448;&#56449;&#55296;\\xe2\\x82\\xac\\xf0\\x9f\\x98\\x80b"),
        ("ascii", "strict", "ascii 1-6 ordinal not in range(128)"),
        ("ascii", "surrogateescape", "ascii 3-6 ordinal not in range(128)"),
        ("ascii", "ignore", "ab"),
        ("ascii", "backslashreplace", "a\\\\udc80\\\\udc81\\\\ud800\\\\u20ac\\\\U0001f600b"),
        ("ascii", "namereplace", "a\\\\udc80\\\\udc81\\\\ud800\\\\N{EURO SIGN}\\\\N{GRINNING FACE}b"),
        ("latin-1", "strict", "latin-1 1-6 ordinal not in range(256)"),
        ("latin-1", "surrogateescape", "latin-1 3-6 ordinal not in range(256)"),
        ("cp1252", "surrogateescape", "charmap 1-4 character maps to <undefined>"),
        ("cp1252", "replace", "a???\\x80?b"),
        ("utf-16", "strict", "utf-16 1-2 surrogates not allowed"),
        ("utf-16", "replace", "\\xff\\xfea\\x00?\\x00?\\x00?\\x00\\xac =\\xd8\\x00\\xdeb\\x00"),
        ("utf-16-be", "surrogatepass", "\\x00a\\xdc\\x80\\xdc\\x81\\xd8\\x00 \\xac\\xd8=\\xde\\x00\\x00b"),
        ("utf-32", "strict", "utf-32 1-2 surrogates not allowed"),
        (
            "utf-32",
            "surrogatepass",
            "\\xff\\xfe\\x00\\x00a\\x00\\x00\\x00\\x80\\xdc\\x00\\x00\\x81\\xdc\\x00\\x00\\x00\\xd8\\x00\\x00\\xac \\x00\\x00\\x00\\xf6\\x01\\x00b\\x00\\x00\\x00",
        ),
        ("utf-8-sig", "ignore", "\\xef\\xbb\\xbfa\\xe2\\x82\\xac\\xf0\\x9f\\x98\\x80b"),
        ("unicode-escape", "strict", "a\\\\udc80\\\\udc81\\\\ud800\\\\u20ac\\\\U0001f600b"),
        ("raw-unicode-escape", "strict", "a\\\\udc80\\\\udc81\\\\ud800\\\\u20ac\\\\U0001f600b"),
        ("koi8-r", "backslashreplace", "a\\\\udc80\\\\udc81\\\\ud800\\\\u20ac\\\\U0001f600b"),
    ] {
        assert_eq!(encoded(&text, codec, errors), expected, "{codec} {errors}");
    }
}

#[test]
fn decodes() {
    let rows: &[(&[u8], &str, &str, &str)] = &[
        (b"a\xff\xc3", "utf-8", "strict", "utf-8 1-2 invalid start byte"),
        (b"a\xff\xc3", "utf-8", "replace", "'a\\ufffd\\ufffd'"),
        (b"a\xff\xc3", "utf-8", "surrogateescape", "'a\\udcff\\udcc3'"),
        (b"a\xff\xc3", "utf-8", "namereplace", "TypeError"),
        (b"\xe2\x82", "utf-8", "strict", "utf-8 0-2 unexpected end of data"),
        (b"\xe2\x82", "utf-8", "replace", "'\\ufffd'"),
        (b"\xe2\x82", "utf-8", "backslashreplace", "'\\\\xe2\\\\x82'"),
        (b"\xe2\x82A", "utf-8", "strict", "utf-8 0-2 invalid continuation byte"),
        (b"\xf0\x9f\x98A", "utf-8", "strict", "utf-8 0-3 invalid continuation byte"),
        (b"\xf0\x9f\x98A", "utf-8", "ignore", "'A'"),
        (b"\xed\xa0\x80", "utf-8", "strict", "utf-8 0-1 invalid continuation byte"),
        (b"\xed\xa0\x80", "utf-8", "surrogatepass", "'\\ud800'"),
        (b"\xed\xa0\x80", "utf-8", "replace", "'\\ufffd\\ufffd\\ufffd'"),
        (b"\xc0\x80", "utf-8", "strict", "utf-8 0-1 invalid start byte"),
        (b"\xf4\x90", "utf-8", "strict", "utf-8 0-1 invalid continuation byte"),
        (b"\xef\xbb\xbfa\xff", "utf-8-sig", "strict", "utf-8 1-2 invalid start byte"),
        (b"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", "utf-8", "strict", "'\\xe9\\u20ac\\U0001f600'"),
        (b"\xff\xfea\x00\x00", "utf-16", "strict", "utf-16-le 4-5 truncated data"),
        (b"\xff\xfea\x00\x00", "utf-16", "replace", "'a\\ufffd'"),
        (b"\xfe\xff\x00a", "utf-16", "strict", "'a'"),
        (b"\x00\xd8\x00", "utf-16", "strict", "utf-16-le 0-3 unexpected end of data"),
        (b"\x00\xd8\x00", "utf-16", "surrogatepass", "utf-16-le 2-3 truncated data"),
        (b"\x00\xd8a\x00", "utf-16-le", "strict", "utf-16-le 0-2 illegal UTF-16 surrogate"),
        (b"\x00\xd8a\x00", "utf-16-le", "surrogatepass", "'\\ud800a'"),
        (b"\xdc\x00", "utf-16-be", "strict", "utf-16-be 0-2 illegal encoding"),
        (b"=\xd8\x00\xde", "utf-16", "strict", "'\\U0001f600'"),
        (b"\x00\x00\x00", "utf-32", "strict", "utf-32-le 0-3 truncated data"),
        (
            b"\x00\xd8\x00\x00",
            "utf-32-le",
            "strict",
            "utf-32-le 0-4 code point in surrogate code point range(0xd800, 0xe000)",
        ),
        (b"\x00\xd8\x00\x00", "utf-32-le", "surrogatepass", "'\\ud800'"),
        (b"\x00\x00\x11\x00", "utf-32-le", "strict", "utf-32-le 0-4 code point not in range(0x110000)"),
        (b"\x00\x01\xf6\x00", "utf-32-be", "strict", "'\\U0001f600'"),
        (b"a\x81\x80", "cp1252", "strict", "charmap 1-2 character maps to <undefined>"),
        (b"a\x81\x80", "cp1252", "surrogateescape", "'a\\udc81\\u20ac'"),
        (b"a\x81\x80", "cp1252", "replace", "'a\\ufffd\\u20ac'"),
        (b"\xc1\xd2", "koi8-r", "strict", "'\\u0430\\u0440'"),
        (b"a\xff", "ascii", "strict", "ascii 1-2 ordinal not in range(128)"),
        (b"a\xff", "ascii", "backslashreplace", "'a\\\\xff'"),
        (b"a\xff", "latin-1", "strict", "'a\\xff'"),
        (b"\\", "unicode-escape", "strict", "unicodeescape 0-1 \\ at end of string"),
        (b"\\x1g", "unicode-escape", "strict", "unicodeescape 0-3 truncated \\xXX escape"),
        (b"\\x1g", "unicode-escape", "replace", "'\\ufffdg'"),
        (b"\\U00110000", "unicode-escape", "strict", "unicodeescape 0-10 illegal Unicode character"),
        (b"\\N{FOO}", "unicode-escape", "strict", "unicodeescape 0-7 unknown Unicode character name"),
        (b"\\N{}", "unicode-escape", "strict", "unicodeescape 0-3 malformed \\N character escape"),
        (b"\\Nx", "unicode-escape", "strict", "unicodeescape 0-2 malformed \\N character escape"),
        (
            b"\\N{EURO SIGN}\\777\\x41\\q\\\n\xe9\\ud83d",
            "unicode-escape",
            "strict",
            "'\\u20ac\\u01ffA\\\\q\\xe9\\ud83d'",
        ),
        (b"\\u12", "raw-unicode-escape", "strict", "rawunicodeescape 0-4 truncated \\uXXXX escape"),
        (b"\\U00110000", "raw-unicode-escape", "strict", "rawunicodeescape 0-10 \\Uxxxxxxxx out of range"),
        (b"\\\\u0041\\\\\\u0041\\x\\", "raw-unicode-escape", "strict", "'\\\\\\\\u0041\\\\\\\\A\\\\x\\\\'"),
    ];
    for &(bytes, codec, errors, expected) in rows {
        assert_eq!(decoded(bytes, codec, errors), expected, "{bytes:x?} {codec} {errors}");
    }
}

#[test]
fn leaves_incomplete_ends_for_later() {
    let rows: &[(&[u8], &str, &str, usize)] = &[
        (b"a\xe2\x82", "utf-8", "a", 1),
        (b"a\xed\xa0", "utf-8", "a", 1),
        (b"a\x00=\xd8\x00", "utf-16-le", "a", 2),
        (b"a\x00\x00\x00b", "utf-32-le", "a", 4),
        (b"a\\u12", "unicode-escape", "a", 1),
        (b"a\\", "raw-unicode-escape", "a", 1),
    ];
    for &(bytes, codec, text, used) in rows {
        let errors = handler("strict");
        let found = Codec::by_name(codec).unwrap().decode_with(bytes, false, &mut |i, p, out| errors.decode(i, p, out));
        assert_eq!(
            show(found, |(text, used)| format!("{text} {used}")),
            format!("{text} {used}"),
            "{bytes:x?} {codec}"
        );
    }
}

#[test]
fn asks_a_handler_of_the_caller() {
    let text = Text::from("a€b");
    let mut seen = Vec::new();
    let bytes = Codec::Ascii.encode_with(text.units(), &mut |_, problem| {
        seen.push((problem.start, problem.end));
        match seen.len() {
            1 => Ok((Replacement::Text("<?>".into()), problem.end)),
            _ => Err(Failure::Handler("stop")),
        }
    });
    assert_eq!((bytes.as_deref(), &seen[..]), (Ok(&b"a<?>b"[..]), &[(1, 2)][..]));
    let bytes = Codec::Ascii.encode_with::<()>(text.units(), &mut |_, p| Ok((Replacement::Text("é".into()), p.end)));
    assert!(matches!(bytes, Err(Failure::Problem(Problem { start: 1, end: 2, .. }))));
    let decoded = Codec::Ascii.decode_with(b"a\xff\xffb", true, &mut |_, problem, out| {
        out.try_push_str("€")?;
        if problem.start > 1 { Err(Failure::Handler("stop")) } else { Ok(problem.end) }
    });
    assert_eq!(decoded, Err(Failure::Handler("stop")));
}

#[test]
fn reports_invalid_escapes() {
    let decoded = decode_unicode_escape::<()>(b"a\\n\\q\\8", true, &mut |_, p, _| Ok(p.end)).unwrap();
    assert_eq!((decoded.0.to_string().as_str(), decoded.1), ("a\n\\q\\8", 7));
    assert_eq!(decoded.2, Some(InvalidEscape { index: 4, character: b'q' }));
}

#[test]
fn knows_names_and_aliases() {
    for (alias, name) in [
        ("utf8", "utf-8"),
        ("UTF 16", "utf-16"),
        ("-utf-8", "utf-8"),
        ("utf--8", "utf-8"),
        ("cp65001", "utf-8"),
        ("utf-16LE", "utf-16-le"),
        ("L1", "iso8859-1"),
        ("iso-8859-1-", "iso8859-1"),
        ("us-ascii", "ascii"),
        ("ANSI_X3.4-1968", "ascii"),
        ("646", "ascii"),
        ("windows-1252", "cp1252"),
        ("KOI8-R", "koi8-r"),
        ("IBM437", "cp437"),
        ("mac-roman", "mac-roman"),
        ("raw-unicode-escape", "raw-unicode-escape"),
    ] {
        assert_eq!(Codec::by_name(alias).map(Codec::name), Some(name), "{alias}");
    }
    assert!(["latin-9", "utf.8", "", "xmlcharrefreplace"].into_iter().all(|name| Codec::by_name(name).is_none()));
}
