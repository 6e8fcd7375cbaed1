//! Exceptions as the text that an uncaught one prints: chains, tracebacks, source lines and carets.

/// The source line of a SyntaxError and the carets below it; offsets are 1-based, in characters.
pub fn error_line(text: &str, offset: i64, end_offset: i64) -> String {
    let mut line = text.trim_start_matches([' ', '\t', '\u{c}']);
    let stripped = (text.chars().count() - line.chars().count()) as i64;
    let (mut offset, mut end) = (offset - 1 - stripped, end_offset - 1 - stripped);
    line = line.strip_suffix('\n').unwrap_or(line);
    let mut length = line.chars().count() as i64;
    offset = offset.min(length);
    while let Some((first, rest)) = line.split_once('\n') {
        let first = first.chars().count() as i64;
        if first >= offset {
            break;
        }
        (offset, end, length, line) = (offset - first - 1, end - first - 1, length - first - 1, rest);
    }
    let mut out = format!("    {line}\n");
    if offset >= 0 {
        let carets = (end.min(length) - offset).max(1);
        out += "    ";
        out.extend((0..offset).map(|_| ' '));
        out.extend((0..carets).map(|_| '^'));
        out.push('\n');
    }
    out
}
