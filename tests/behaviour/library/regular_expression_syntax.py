# Inline flags, conditions, references in look-behinds, names of characters, and warnings about sets.
import re
import warnings

warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest: print(category.__name__, message)
# expect: DeprecationWarning Flags not at the start of the expression 'a(?i)b' but at position 1
for pattern in [r'a(?i)b', r'(?#x)(?i)a', r'(?x) (?i)a', '[[x]', '[0-9--1]', '[a||b]', '[a&&b]', '[a~~b]', '[&&]', '[a--b]',
                r'(?au)a', r'(?i-i:a)', r'(?-a:x)', r'(?-i)', r'(?i-', r'(?i-1:x)', r'(?t:a)', r'(?iz)', r'(?aL:x)',
                r'(a)(?(2)x)', r'(?(1)x)(a)', r'(?(a)b)', r'(?<=(a)\1)x', r'(?<=(?(1)a|b))(x)', r'(\1)',
                r'(?P<a>(?P=a))', r'\N{LESS-THAN SIGN}', r'\N{XYZ}', r'\N']:
    try:
        found = re.compile(pattern)
        print(pattern, found.flags, found.groups)
        # expect: a(?i)b 34 0
        # expect: (?#x)(?i)a 34 0
        # expect: (?x) (?i)a 98 0
    except re.error as error:
        print(pattern, '!', error)
# expect: FutureWarning Possible nested set at position 1
# expect: [[x] 32 0
# expect: FutureWarning Possible set difference at position 4
# expect: [0-9--1] 32 0
# expect: FutureWarning Possible set union at position 2
# expect: [a||b] 32 0
# expect: FutureWarning Possible set intersection at position 2
# expect: [a&&b] 32 0
# expect: FutureWarning Possible set symmetric difference at position 2
# expect: [a~~b] 32 0
# expect: [&&] 32 0
# expect: FutureWarning Possible set difference at position 2
# expect: [a--b] ! bad character range a-- at position 1
# expect: (?au)a ! bad inline flags: flags 'a', 'u' and 'L' are incompatible at position 4
# expect: (?i-i:a) ! bad inline flags: flag turned on and off at position 5
# expect: (?-a:x) ! bad inline flags: cannot turn off flags 'a', 'u' and 'L' at position 4
# expect: (?-i) ! missing : at position 4
# expect: (?i- ! missing flag at position 4
# expect: (?i-1:x) ! missing flag at position 4
# expect: (?t:a) ! bad inline flags: cannot turn on global flag at position 3
# expect: (?iz) ! unknown flag at position 3
# expect: (?aL:x) ! bad inline flags: cannot use 'L' flag with a str pattern at position 4
# expect: (a)(?(2)x) ! invalid group reference 2 at position 6
# expect: (?(1)x)(a) 32 1
# expect: (?(a)b) ! unknown group name 'a' at position 3
# expect: (?<=(a)\1)x ! cannot refer to group defined in the same lookbehind subpattern at position 9
# expect: (?<=(?(1)a|b))(x) ! cannot refer to an open group at position 9
# expect: (\1) ! cannot refer to an open group at position 1
# expect: (?P<a>(?P=a)) ! cannot refer to an open group at position 10
# expect: \N{LESS-THAN SIGN} 32 0
# expect: \N{XYZ} ! undefined character name 'XYZ' at position 0
# expect: \N ! missing { at position 2
for pattern, text in [(r'(a)b(?=(?(2)x|c))(c)', 'abc'), (r'(a)a(?<=\1)c', 'aac'), (r'(a)b(?<=(?(1)b|x))c', 'abc')]:
    print(re.match(pattern, text))
    # expect: <re.Match object; span=(0, 3), match='abc'>
    # expect: <re.Match object; span=(0, 3), match='aac'>
    # expect: <re.Match object; span=(0, 3), match='abc'>
for letter in 's\u017fk\u212a\u03c9\u2126\xdf\u1e9ei\u0131\u0130\u01c5\u1c80\u03b8\ufb05':
    for pattern in letter, f'[{letter}]', f'[^{letter}]':
        passed = [c for c in 'SsſKk\u212aµμωΩ\u2126ßẞiI\u0130\u0131ǄǅǆВв\u1c80θϑΘϴ\ufb05\ufb06' if re.match(pattern, c, re.I)]
        print(ascii(pattern), len(passed), ascii(''.join(passed)) if len(passed) < 9 else '')
        # expect: 's' 3 'Ss\u017f'
        # expect: '[s]' 3 'Ss\u017f'
        # expect: '[^s]' 26
        # expect: '\u017f' 3 'Ss\u017f'
        # expect: '[\u017f]' 3 'Ss\u017f'
        # expect: '[^\u017f]' 26
        # expect: 'k' 3 'Kk\u212a'
        # expect: '[k]' 3 'Kk\u212a'
        # expect: '[^k]' 26
        # expect: '\u212a' 3 'Kk\u212a'
        # expect: '[\u212a]' 3 'Kk\u212a'
        # expect: '[^\u212a]' 26
        # expect: '\u03c9' 3 '\u03c9\u03a9\u2126'
        # expect: '[\u03c9]' 3 '\u03c9\u03a9\u2126'
        # expect: '[^\u03c9]' 26
        # expect: '\u2126' 3 '\u03c9\u03a9\u2126'
        # expect: '[\u2126]' 3 '\u03c9\u03a9\u2126'
        # expect: '[^\u2126]' 26
        # expect: '\xdf' 2 '\xdf\u1e9e'
        # expect: '[\xdf]' 2 '\xdf\u1e9e'
        # expect: '[^\xdf]' 27
        # expect: '\u1e9e' 2 '\xdf\u1e9e'
        # expect: '[\u1e9e]' 2 '\xdf\u1e9e'
        # expect: '[^\u1e9e]' 27
        # expect: 'i' 4 'iI\u0130\u0131'
        # expect: '[i]' 4 'iI\u0130\u0131'
        # expect: '[^i]' 25
        # expect: '\u0131' 4 'iI\u0130\u0131'
        # expect: '[\u0131]' 4 'iI\u0130\u0131'
        # expect: '[^\u0131]' 25
        # expect: '\u0130' 4 'iI\u0130\u0131'
        # expect: '[\u0130]' 4 'iI\u0130\u0131'
        # expect: '[^\u0130]' 25
        # expect: '\u01c5' 3 '\u01c4\u01c5\u01c6'
        # expect: '[\u01c5]' 3 '\u01c4\u01c5\u01c6'
        # expect: '[^\u01c5]' 26
        # expect: '\u1c80' 3 '\u0412\u0432\u1c80'
        # expect: '[\u1c80]' 3 '\u0412\u0432\u1c80'
        # expect: '[^\u1c80]' 26
        # expect: '\u03b8' 4 '\u03b8\u03d1\u0398\u03f4'
        # expect: '[\u03b8]' 4 '\u03b8\u03d1\u0398\u03f4'
        # expect: '[^\u03b8]' 25
        # expect: '\ufb05' 2 '\ufb05\ufb06'
        # expect: '[\ufb05]' 2 '\ufb05\ufb06'
        # expect: '[^\ufb05]' 27
