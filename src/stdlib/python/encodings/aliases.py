"""The other names of encodings: `aliases` maps them, in normal form, to the names of their modules."""
import _codecs

aliases = {alias.replace('.', '_'): module for module, _, names in _codecs.native_names() for alias in names}
aliases.update(
    base64='base64_codec', base_64='base64_codec', hex='hex_codec', rot13='rot_13', quopri='quopri_codec',
    quoted_printable='quopri_codec', quotedprintable='quopri_codec', zip='zlib_codec', zlib='zlib_codec',
    bz2='bz2_codec', uu='uu_codec')

for _module, _names in {
    'cp037': '037 csibm037 ebcdic_cp_ca ebcdic_cp_nl ebcdic_cp_us ebcdic_cp_wt ibm037 ibm039',
    'cp1026': '1026 csibm1026 ibm1026', 'cp1140': '1140 ibm1140', 'cp273': '273 ibm273 csibm273',
    'cp424': '424 csibm424 ebcdic_cp_he ibm424', 'cp500': '500 csibm500 ebcdic_cp_be ebcdic_cp_ch ibm500',
    'cp775': '775 cspc775baltic ibm775', 'cp857': '857 csibm857 ibm857', 'cp858': '858 csibm858 ibm858',
    'cp860': '860 csibm860 ibm860', 'cp861': '861 cp_is csibm861 ibm861', 'cp862': '862 cspc862latinhebrew ibm862',
    'cp863': '863 csibm863 ibm863', 'cp864': '864 csibm864 ibm864', 'cp865': '865 csibm865 ibm865',
    'cp869': '869 cp_gr csibm869 ibm869', 'hp_roman8': 'roman8 r8 csHPRoman8 cp1051 ibm1051',
    'kz1048': 'kz_1048 rk1048 strk1048_2002', 'mac_greek': 'macgreek', 'mac_iceland': 'maciceland',
    'mac_turkish': 'macturkish', 'ptcp154': 'csptcp154 pt154 cp154 cyrillic_asian',
}.items():
    aliases.update((_alias, _module) for _alias in _names.split())
