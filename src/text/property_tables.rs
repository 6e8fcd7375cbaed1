//! Further properties of characters, as runs in text form: what `properties` reads. Unicode 13.0.

/// Bidirectional classes: the first code point of each run and the class of the run; unassigned code points may lie in any.
pub(super) const BIDI: &str = "\
    0:BN 9:S a:B b:S c:WS d:B e:BN 1c:B 1f:S 20:WS 21:ON 23:ET 26:ON 2b:ES 2c:CS 2d:ES 2e:CS 30:EN 3a:CS 3b:ON 41:L \
    5b:ON 61:L 7b:ON 7f:BN 85:B 86:BN a0:CS a1:ON a2:ET a6:ON aa:L ab:ON ad:BN ae:ON b0:ET b2:EN b4:ON b5:L b6:ON \
    b9:EN ba:L bb:ON c0:L d7:ON d8:L f7:ON f8:L 2b9:ON 2bb:L 2c2:ON 2d0:L 2d2:ON 2e0:L 2e5:ON 2ee:L 2ef:ON 300:NSM \
    370:L 374:ON 376:L 37e:ON 37f:L 384:ON 386:L 387:ON 388:L 3f6:ON 3f7:L 483:NSM 48a:L 58a:ON 58f:ET 591:NSM 5be:R \
    5bf:NSM 5c0:R 5c1:NSM 5c3:R 5c4:NSM 5c6:R 5c7:NSM 5d0:R 600:AN 606:ON 608:AL 609:ET 60b:AL 60c:CS 60d:AL 60e:ON \
    610:NSM 61b:AL 64b:NSM 660:AN 66a:ET 66b:AN 66d:AL 670:NSM 671:AL 6d6:NSM 6dd:AN 6de:ON 6df:NSM 6e5:AL 6e7:NSM \
    6e9:ON 6ea:NSM 6ee:AL 6f0:EN 6fa:AL 711:NSM 712:AL 730:NSM 74d:AL 7a6:NSM 7b1:AL 7c0:R 7eb:NSM 7f4:R 7f6:ON \
    7fa:R 7fd:NSM 7fe:R 816:NSM 81a:R 81b:NSM 824:R 825:NSM 828:R 829:NSM 830:R 859:NSM 85e:R 860:AL 8d3:NSM 8e2:AN \
    8e3:NSM 903:L 93a:NSM 93b:L 93c:NSM 93d:L 941:NSM 949:L 94d:NSM 94e:L 951:NSM 958:L 962:NSM 964:L 981:NSM 982:L \
    9bc:NSM 9bd:L 9c1:NSM 9c7:L 9cd:NSM 9ce:L 9e2:NSM 9e6:L 9f2:ET 9f4:L 9fb:ET 9fc:L 9fe:NSM a03:L a3c:NSM a3e:L \
    a41:NSM a59:L a70:NSM a72:L a75:NSM a76:L a81:NSM a83:L abc:NSM abd:L ac1:NSM ac9:L acd:NSM ad0:L ae2:NSM ae6:L \
    af1:ET af9:L afa:NSM b02:L b3c:NSM b3d:L b3f:NSM b40:L b41:NSM b47:L b4d:NSM b57:L b62:NSM b66:L b82:NSM b83:L \
    bc0:NSM bc1:L bcd:NSM bd0:L bf3:ON bf9:ET bfa:ON c00:NSM c01:L c04:NSM c05:L c3e:NSM c41:L c46:NSM c58:L c62:NSM \
    c66:L c78:ON c7f:L c81:NSM c82:L cbc:NSM cbd:L ccc:NSM cd5:L ce2:NSM ce6:L d00:NSM d02:L d3b:NSM d3d:L d41:NSM \
    d46:L d4d:NSM d4e:L d62:NSM d66:L d81:NSM d82:L dca:NSM dcf:L dd2:NSM dd8:L e31:NSM e32:L e34:NSM e3f:ET e40:L \
    e47:NSM e4f:L eb1:NSM eb2:L eb4:NSM ebd:L ec8:NSM ed0:L f18:NSM f1a:L f35:NSM f36:L f37:NSM f38:L f39:NSM f3a:ON \
    f3e:L f71:NSM f7f:L f80:NSM f85:L f86:NSM f88:L f8d:NSM fbe:L fc6:NSM fc7:L 102d:NSM 1031:L 1032:NSM 1038:L \
    1039:NSM 103b:L 103d:NSM 103f:L 1058:NSM 105a:L 105e:NSM 1061:L 1071:NSM 1075:L 1082:NSM 1083:L 1085:NSM 1087:L \
    108d:NSM 108e:L 109d:NSM 109e:L 135d:NSM 1360:L 1390:ON 13a0:L 1400:ON 1401:L 1680:WS 1681:L 169b:ON 16a0:L \
    1712:NSM 1720:L 1732:NSM 1735:L 1752:NSM 1760:L 1772:NSM 1780:L 17b4:NSM 17b6:L 17b7:NSM 17be:L 17c6:NSM 17c7:L \
    17c9:NSM 17d4:L 17db:ET 17dc:L 17dd:NSM 17e0:L 17f0:ON 180b:NSM 180e:BN 1810:L 1885:NSM 1887:L 18a9:NSM 18aa:L \
    1920:NSM 1923:L 1927:NSM 1929:L 1932:NSM 1933:L 1939:NSM 1940:ON 1946:L 19de:ON 1a00:L 1a17:NSM 1a19:L 1a1b:NSM \
    1a1e:L 1a56:NSM 1a57:L 1a58:NSM 1a61:L 1a62:NSM 1a63:L 1a65:NSM 1a6d:L 1a73:NSM 1a80:L 1ab0:NSM 1b04:L 1b34:NSM \
    1b35:L 1b36:NSM 1b3b:L 1b3c:NSM 1b3d:L 1b42:NSM 1b43:L 1b6b:NSM 1b74:L 1b80:NSM 1b82:L 1ba2:NSM 1ba6:L 1ba8:NSM \
    1baa:L 1bab:NSM 1bae:L 1be6:NSM 1be7:L 1be8:NSM 1bea:L 1bed:NSM 1bee:L 1bef:NSM 1bf2:L 1c2c:NSM 1c34:L 1c36:NSM \
    1c3b:L 1cd0:NSM 1cd3:L 1cd4:NSM 1ce1:L 1ce2:NSM 1ce9:L 1ced:NSM 1cee:L 1cf4:NSM 1cf5:L 1cf8:NSM 1cfa:L 1dc0:NSM \
    1e00:L 1fbd:ON 1fbe:L 1fbf:ON 1fc2:L 1fcd:ON 1fd0:L 1fdd:ON 1fe0:L 1fed:ON 1ff2:L 1ffd:ON 2000:WS 200b:BN 200e:L \
    200f:R 2010:ON 2028:WS 2029:B 202a:LRE 202b:RLE 202c:PDF 202d:LRO 202e:RLO 202f:CS 2030:ET 2035:ON 2044:CS \
    2045:ON 205f:WS 2060:BN 2066:LRI 2067:RLI 2068:FSI 2069:PDI 206a:BN 2070:EN 2071:L 2074:EN 207a:ES 207c:ON \
    207f:L 2080:EN 208a:ES 208c:ON 2090:L 20a0:ET 20d0:NSM 2100:ON 2102:L 2103:ON 2107:L 2108:ON 210a:L 2114:ON \
    2115:L 2116:ON 2119:L 211e:ON 2124:L 2125:ON 2126:L 2127:ON 2128:L 2129:ON 212a:L 212e:ET 212f:L 213a:ON 213c:L \
    2140:ON 2145:L 214a:ON 214e:L 2150:ON 2160:L 2189:ON 2212:ES 2213:ET 2214:ON 2336:L 237b:ON 2395:L 2396:ON \
    2488:EN 249c:L 24ea:ON 26ac:L 26ad:ON 2800:L 2900:ON 2c00:L 2ce5:ON 2ceb:L 2cef:NSM 2cf2:L 2cf9:ON 2d00:L \
    2d7f:NSM 2d80:L 2de0:NSM 2e00:ON 3000:WS 3001:ON 3005:L 3008:ON 3021:L 302a:NSM 302e:L 3030:ON 3031:L 3036:ON \
    3038:L 303d:ON 3041:L 3099:NSM 309b:ON 309d:L 30a0:ON 30a1:L 30fb:ON 30fc:L 31c0:ON 31f0:L 321d:ON 3220:L \
    3250:ON 3260:L 327c:ON 327f:L 32b1:ON 32c0:L 32cc:ON 32d0:L 3377:ON 337b:L 33de:ON 33e0:L 33ff:ON 3400:L 4dc0:ON \
    4e00:L a490:ON a4d0:L a60d:ON a610:L a66f:NSM a673:ON a674:NSM a67e:ON a680:L a69e:NSM a6a0:L a6f0:NSM a6f2:L \
    a700:ON a722:L a788:ON a789:L a802:NSM a803:L a806:NSM a807:L a80b:NSM a80c:L a825:NSM a827:L a828:ON a82c:NSM \
    a830:L a838:ET a840:L a874:ON a880:L a8c4:NSM a8ce:L a8e0:NSM a8f2:L a8ff:NSM a900:L a926:NSM a92e:L a947:NSM \
    a952:L a980:NSM a983:L a9b3:NSM a9b4:L a9b6:NSM a9ba:L a9bc:NSM a9be:L a9e5:NSM a9e6:L aa29:NSM aa2f:L aa31:NSM \
    aa33:L aa35:NSM aa40:L aa43:NSM aa44:L aa4c:NSM aa4d:L aa7c:NSM aa7d:L aab0:NSM aab1:L aab2:NSM aab5:L aab7:NSM \
    aab9:L aabe:NSM aac0:L aac1:NSM aac2:L aaec:NSM aaee:L aaf6:NSM ab01:L ab6a:ON ab70:L abe5:NSM abe6:L abe8:NSM \
    abe9:L abed:NSM abf0:L fb1d:R fb1e:NSM fb1f:R fb29:ES fb2a:R fb50:AL fd3e:ON fd50:AL fdfd:ON fe00:NSM fe10:ON \
    fe20:NSM fe30:ON fe50:CS fe51:ON fe52:CS fe54:ON fe55:CS fe56:ON fe5f:ET fe60:ON fe62:ES fe64:ON fe69:ET fe6b:ON \
    fe70:AL feff:BN ff01:ON ff03:ET ff06:ON ff0b:ES ff0c:CS ff0d:ES ff0e:CS ff10:EN ff1a:CS ff1b:ON ff21:L ff3b:ON \
    ff41:L ff5b:ON ff66:L ffe0:ET ffe2:ON ffe5:ET ffe8:ON 10000:L 10101:ON 10102:L 10140:ON 1018d:L 10190:ON 101d0:L \
    101fd:NSM 10280:L 102e0:NSM 102e1:EN 10300:L 10376:NSM 10380:L 10800:R 1091f:ON 10920:R 10a01:NSM 10a10:R \
    10a38:NSM 10a40:R 10ae5:NSM 10aeb:R 10b39:ON 10b40:R 10d00:AL 10d24:NSM 10d30:AN 10e80:R 10eab:NSM 10ead:R \
    10f30:AL 10f46:NSM 10f51:AL 10fb0:R 11000:L 11001:NSM 11002:L 11038:NSM 11047:L 11052:ON 11066:L 1107f:NSM \
    11082:L 110b3:NSM 110b7:L 110b9:NSM 110bb:L 11100:NSM 11103:L 11127:NSM 1112c:L 1112d:NSM 11136:L 11173:NSM \
    11174:L 11180:NSM 11182:L 111b6:NSM 111bf:L 111c9:NSM 111cd:L 111cf:NSM 111d0:L 1122f:NSM 11232:L 11234:NSM \
    11235:L 11236:NSM 11238:L 1123e:NSM 11280:L 112df:NSM 112e0:L 112e3:NSM 112f0:L 11300:NSM 11302:L 1133b:NSM \
    1133d:L 11340:NSM 11341:L 11366:NSM 11400:L 11438:NSM 11440:L 11442:NSM 11445:L 11446:NSM 11447:L 1145e:NSM \
    1145f:L 114b3:NSM 114b9:L 114ba:NSM 114bb:L 114bf:NSM 114c1:L 114c2:NSM 114c4:L 115b2:NSM 115b8:L 115bc:NSM \
    115be:L 115bf:NSM 115c1:L 115dc:NSM 11600:L 11633:NSM 1163b:L 1163d:NSM 1163e:L 1163f:NSM 11641:L 11660:ON \
    11680:L 116ab:NSM 116ac:L 116ad:NSM 116ae:L 116b0:NSM 116b6:L 116b7:NSM 116b8:L 1171d:NSM 11720:L 11722:NSM \
    11726:L 11727:NSM 11730:L 1182f:NSM 11838:L 11839:NSM 1183b:L 1193b:NSM 1193d:L 1193e:NSM 1193f:L 11943:NSM \
    11944:L 119d4:NSM 119dc:L 119e0:NSM 119e1:L 11a01:NSM 11a07:L 11a09:NSM 11a0b:L 11a33:NSM 11a39:L 11a3b:NSM \
    11a3f:L 11a47:NSM 11a50:L 11a51:NSM 11a57:L 11a59:NSM 11a5c:L 11a8a:NSM 11a97:L 11a98:NSM 11a9a:L 11c30:NSM \
    11c3e:L 11c92:NSM 11ca9:L 11caa:NSM 11cb1:L 11cb2:NSM 11cb4:L 11cb5:NSM 11d00:L 11d31:NSM 11d46:L 11d47:NSM \
    11d50:L 11d90:NSM 11d93:L 11d95:NSM 11d96:L 11d97:NSM 11d98:L 11ef3:NSM 11ef5:L 11fd5:ON 11fdd:ET 11fe1:ON \
    11fff:L 16af0:NSM 16af5:L 16b30:NSM 16b37:L 16f4f:NSM 16f50:L 16f8f:NSM 16f93:L 16fe2:ON 16fe3:L 16fe4:NSM \
    16ff0:L 1bc9d:NSM 1bc9f:L 1bca0:BN 1d000:L 1d167:NSM 1d16a:L 1d173:BN 1d17b:NSM 1d183:L 1d185:NSM 1d18c:L \
    1d1aa:NSM 1d1ae:L 1d200:ON 1d242:NSM 1d245:ON 1d2e0:L 1d300:ON 1d360:L 1d6db:ON 1d6dc:L 1d715:ON 1d716:L \
    1d74f:ON 1d750:L 1d789:ON 1d78a:L 1d7c3:ON 1d7c4:L 1d7ce:EN 1d800:L 1da00:NSM 1da37:L 1da3b:NSM 1da6d:L \
    1da75:NSM 1da76:L 1da84:NSM 1da85:L 1da9b:NSM 1e100:L 1e130:NSM 1e137:L 1e2ec:NSM 1e2f0:L 1e2ff:ET 1e800:R \
    1e8d0:NSM 1e900:R 1e944:NSM 1e94b:R 1ec71:AL 1eef0:ON 1f100:EN 1f10b:ON 1f110:L 1f12f:ON 1f130:L 1f16a:ON \
    1f170:L 1f1ad:ON 1f1e6:L 1f260:ON 1fbf0:EN 20000:L e0001:BN e0100:NSM f0000:L";

/// East Asian widths, in the same form.
pub(super) const WIDTHS: &str = "\
    0:N 20:Na 7f:N a1:A a2:Na a4:A a5:Na a7:A a9:N aa:A ab:N ac:Na ad:A af:Na b0:A b5:N b6:A bb:N bc:A c0:N c6:A \
    c7:N d0:A d1:N d7:A d9:N de:A e2:N e6:A e7:N e8:A eb:N ec:A ee:N f0:A f1:N f2:A f4:N f7:A fb:N fc:A fd:N fe:A \
    ff:N 101:A 102:N 111:A 112:N 113:A 114:N 11b:A 11c:N 126:A 128:N 12b:A 12c:N 131:A 134:N 138:A 139:N 13f:A 143:N \
    144:A 145:N 148:A 14c:N 14d:A 14e:N 152:A 154:N 166:A 168:N 16b:A 16c:N 1ce:A 1cf:N 1d0:A 1d1:N 1d2:A 1d3:N \
    1d4:A 1d5:N 1d6:A 1d7:N 1d8:A 1d9:N 1da:A 1db:N 1dc:A 1dd:N 251:A 252:N 261:A 262:N 2c4:A 2c5:N 2c7:A 2c8:N \
    2c9:A 2cc:N 2cd:A 2ce:N 2d0:A 2d1:N 2d8:A 2dc:N 2dd:A 2de:N 2df:A 2e0:N 300:A 370:N 391:A 3aa:N 3b1:A 3c2:N \
    3c3:A 3ca:N 401:A 402:N 410:A 450:N 451:A 452:N 1100:W 1160:N 2010:A 2011:N 2013:A 2017:N 2018:A 201a:N 201c:A \
    201e:N 2020:A 2023:N 2024:A 2028:N 2030:A 2031:N 2032:A 2034:N 2035:A 2036:N 203b:A 203c:N 203e:A 203f:N 2074:A \
    2075:N 207f:A 2080:N 2081:A 2085:N 20a9:H 20aa:N 20ac:A 20ad:N 2103:A 2104:N 2105:A 2106:N 2109:A 210a:N 2113:A \
    2114:N 2116:A 2117:N 2121:A 2123:N 2126:A 2127:N 212b:A 212c:N 2153:A 2155:N 215b:A 215f:N 2160:A 216c:N 2170:A \
    217a:N 2189:A 218a:N 2190:A 219a:N 21b8:A 21ba:N 21d2:A 21d3:N 21d4:A 21d5:N 21e7:A 21e8:N 2200:A 2201:N 2202:A \
    2204:N 2207:A 2209:N 220b:A 220c:N 220f:A 2210:N 2211:A 2212:N 2215:A 2216:N 221a:A 221b:N 221d:A 2221:N 2223:A \
    2224:N 2225:A 2226:N 2227:A 222d:N 222e:A 222f:N 2234:A 2238:N 223c:A 223e:N 2248:A 2249:N 224c:A 224d:N 2252:A \
    2253:N 2260:A 2262:N 2264:A 2268:N 226a:A 226c:N 226e:A 2270:N 2282:A 2284:N 2286:A 2288:N 2295:A 2296:N 2299:A \
    229a:N 22a5:A 22a6:N 22bf:A 22c0:N 2312:A 2313:N 231a:W 231c:N 2329:W 232b:N 23e9:W 23ed:N 23f0:W 23f1:N 23f3:W \
    23f4:N 2460:A 24ea:N 24eb:A 254c:N 2550:A 2574:N 2580:A 2590:N 2592:A 2596:N 25a0:A 25a2:N 25a3:A 25aa:N 25b2:A \
    25b4:N 25b6:A 25b8:N 25bc:A 25be:N 25c0:A 25c2:N 25c6:A 25c9:N 25cb:A 25cc:N 25ce:A 25d2:N 25e2:A 25e6:N 25ef:A \
    25f0:N 25fd:W 25ff:N 2605:A 2607:N 2609:A 260a:N 260e:A 2610:N 2614:W 2616:N 261c:A 261d:N 261e:A 261f:N 2640:A \
    2641:N 2642:A 2643:N 2648:W 2654:N 2660:A 2662:N 2663:A 2666:N 2667:A 266b:N 266c:A 266e:N 266f:A 2670:N 267f:W \
    2680:N 2693:W 2694:N 269e:A 26a0:N 26a1:W 26a2:N 26aa:W 26ac:N 26bd:W 26bf:A 26c0:N 26c4:W 26c6:A 26ce:W 26cf:A \
    26d4:W 26d5:A 26e2:N 26e3:A 26e4:N 26e8:A 26ea:W 26eb:A 26f2:W 26f4:A 26f5:W 26f6:A 26fa:W 26fb:A 26fd:W 26fe:A \
    2700:N 2705:W 2706:N 270a:W 270c:N 2728:W 2729:N 273d:A 273e:N 274c:W 274d:N 274e:W 274f:N 2753:W 2756:N 2757:W \
    2758:N 2776:A 2780:N 2795:W 2798:N 27b0:W 27b1:N 27bf:W 27c0:N 27e6:Na 27ee:N 2985:Na 2987:N 2b1b:W 2b1d:N \
    2b50:W 2b51:N 2b55:W 2b56:A 2b5a:N 2e80:W 3000:F 3001:W 303f:N 3041:W 3248:A 3250:W 4dc0:N 4e00:W a4d0:N a960:W \
    a980:N ac00:W d7b0:N e000:A f900:W fb00:N fe00:A fe10:W fe20:N fe30:W fe70:N ff01:F ff61:H ffe0:F ffe8:H fff9:N \
    fffd:A 10000:N 16fe0:W 1bc00:N 1f004:W 1f005:N 1f0cf:W 1f0d1:N 1f100:A 1f10b:N 1f110:A 1f12e:N 1f130:A 1f16a:N \
    1f170:A 1f18e:W 1f18f:A 1f191:W 1f19b:A 1f1ad:N 1f200:W 1f321:N 1f32d:W 1f336:N 1f337:W 1f37d:N 1f37e:W 1f394:N \
    1f3a0:W 1f3cb:N 1f3cf:W 1f3d4:N 1f3e0:W 1f3f1:N 1f3f4:W 1f3f5:N 1f3f8:W 1f43f:N 1f440:W 1f441:N 1f442:W 1f4fd:N \
    1f4ff:W 1f53e:N 1f54b:W 1f54f:N 1f550:W 1f568:N 1f57a:W 1f57b:N 1f595:W 1f597:N 1f5a4:W 1f5a5:N 1f5fb:W 1f650:N \
    1f680:W 1f6c6:N 1f6cc:W 1f6cd:N 1f6d0:W 1f6d3:N 1f6d5:W 1f6e0:N 1f6eb:W 1f6f0:N 1f6f4:W 1f700:N 1f7e0:W 1f800:N \
    1f90c:W 1f93b:N 1f93c:W 1f946:N 1f947:W 1fa00:N 1fa70:W 1fb00:N 20000:W e0001:N e0100:A";

/// The code points where being mirrored begins or ends.
pub(super) const MIRRORED: &str = "\
    0 28 2a 3c 3d 3e 3f 5b 5c 5d 5e 7b 7c 7d 7e ab ac bb bc f3a f3e 169b 16a0 2039 203b 2045 2047 207d 207f 208d \
    2090 2140 2141 2201 2205 2208 220e 2211 2212 2215 2217 221a 221e 221f 2223 2224 2225 2226 2227 222b 2234 2239 \
    223a 223b 224d 2252 2256 225f 2261 2262 2263 2264 226c 226e 228d 228f 2293 2298 2299 22a2 22a4 22a6 22b9 22be \
    22c0 22c9 22ce 22d0 22d2 22d6 22ee 22f0 2300 2308 230c 2320 2322 2329 232b 2768 2776 27c0 27c1 27c3 27c7 27c8 \
    27ca 27cb 27ce 27d3 27d7 27dc 27df 27e2 27f0 2983 2999 299b 29a1 29a2 29b0 29b8 29b9 29c0 29c6 29c9 29ca 29ce \
    29d3 29d4 29d6 29d8 29dd 29e1 29e2 29e3 29e6 29e8 29ea 29f4 29fa 29fc 29fe 2a0a 2a1d 2a1e 2a22 2a24 2a25 2a26 \
    2a27 2a29 2a2a 2a2b 2a2f 2a34 2a36 2a3c 2a3f 2a57 2a59 2a64 2a66 2a6a 2a6e 2a6f 2a71 2a73 2a75 2a79 2aa4 2aa6 \
    2aae 2aaf 2ad7 2adc 2add 2ade 2adf 2ae2 2ae7 2aec 2aef 2af3 2af4 2af7 2afc 2afd 2afe 2bfe 2bff 2e02 2e06 2e09 \
    2e0b 2e0c 2e0e 2e1c 2e1e 2e20 2e2a 3008 3012 3014 301c fe59 fe5f fe64 fe66 ff08 ff0a ff1c ff1d ff1e ff1f ff3b \
    ff3c ff3d ff3e ff5b ff5c ff5d ff5e ff5f ff61 ff62 ff64 1d6db 1d6dc 1d715 1d716 1d74f 1d750 1d789 1d78a 1d7c3 \
    1d7c4";

/// The tags of compatibility decompositions, in the form of `BIDI`.
pub(super) const TAGS: &str = "\
    0: a0:noBreak a1: a8:compat a9: aa:super ab: af:compat b0: b2:super b4:compat b6: b8:compat b9:super bb: \
    bc:fraction bf: 132:compat 134: 13f:compat 141: 149:compat 14a: 17f:compat 180: 1c4:compat 1cd: 1f1:compat 1f4: \
    2b0:super 2b9: 2d8:compat 2de: 2e0:super 2e5: 37a:compat 37b: 384:compat 385: 3d0:compat 3d3: 3d5:compat 3d7: \
    3f0:compat 3f3: 3f4:compat 3f6: 3f9:compat 3fa: 587:compat 588: 675:compat 679: e33:compat e34: eb3:compat eb4: \
    edc:compat ede: f0c:noBreak f0d: f77:compat f78: f79:compat f7a: 10fc:super 10fd: 1d2c:super 1d2f: 1d30:super \
    1d3b: 1d3c:super 1d4e: 1d4f:super 1d62:sub 1d6b: 1d78:super 1d79: 1d9b:super 1dc0: 1e9a:compat 1e9b: 1fbd:compat \
    1fbe: 1fbf:compat 1fc1: 1ffe:compat 2000: 2002:compat 2007:noBreak 2008:compat 200b: 2011:noBreak 2012: \
    2017:compat 2018: 2024:compat 2027: 202f:noBreak 2030: 2033:compat 2035: 2036:compat 2038: 203c:compat 203d: \
    203e:compat 203f: 2047:compat 204a: 2057:compat 2058: 205f:compat 2060: 2070:super 2080:sub 20a0: 20a8:compat \
    20a9: 2100:compat 2102:font 2103:compat 2104: 2105:compat 2108: 2109:compat 210a:font 2114: 2115:font \
    2116:compat 2117: 2119:font 211e: 2120:super 2121:compat 2122:super 2123: 2124:font 2125: 2128:font 2129: \
    212c:font 212e: 212f:font 2132: 2133:font 2135:compat 2139:font 213a: 213b:compat 213c:font 2141: 2145:font \
    214a: 2150:fraction 2160:compat 2180: 2189:fraction 218a: 222c:compat 222e: 222f:compat 2231: 2460:circle \
    2474:compat 24b6:circle 24eb: 2a0c:compat 2a0d: 2a74:compat 2a77: 2c7c:sub 2c7d:super 2c7e: 2d6f:super 2d70: \
    2e9f:compat 2ea0: 2ef3:compat 2ff0: 3000:wide 3001: 3036:compat 3037: 3038:compat 303b: 309b:compat 309d: \
    309f:vertical 30a0: 30ff:vertical 3105: 3131:compat 3190: 3192:super 31a0: 3200:compat 3244:circle 3248: \
    3250:square 3251:circle 327f: 3280:circle 32c0:compat 32cc:square 32d0:circle 32ff:square 3358:compat \
    3371:square 33e0:compat 33ff:square 3400: a69c:super a69e: a770:super a771: a7f8:super a7fa: ab5c:super ab60: \
    ab69:super ab6a: fb00:compat fb1d: fb20:font fb2a: fb4f:compat fb50:isolated fb51:final fb52:isolated fb53:final \
    fb54:initial fb55:medial fb56:isolated fb57:final fb58:initial fb59:medial fb5a:isolated fb5b:final fb5c:initial \
    fb5d:medial fb5e:isolated fb5f:final fb60:initial fb61:medial fb62:isolated fb63:final fb64:initial fb65:medial \
    fb66:isolated fb67:final fb68:initial fb69:medial fb6a:isolated fb6b:final fb6c:initial fb6d:medial \
    fb6e:isolated fb6f:final fb70:initial fb71:medial fb72:isolated fb73:final fb74:initial fb75:medial \
    fb76:isolated fb77:final fb78:initial fb79:medial fb7a:isolated fb7b:final fb7c:initial fb7d:medial \
    fb7e:isolated fb7f:final fb80:initial fb81:medial fb82:isolated fb83:final fb84:isolated fb85:final \
    fb86:isolated fb87:final fb88:isolated fb89:final fb8a:isolated fb8b:final fb8c:isolated fb8d:final \
    fb8e:isolated fb8f:final fb90:initial fb91:medial fb92:isolated fb93:final fb94:initial fb95:medial \
    fb96:isolated fb97:final fb98:initial fb99:medial fb9a:isolated fb9b:final fb9c:initial fb9d:medial \
    fb9e:isolated fb9f:final fba0:isolated fba1:final fba2:initial fba3:medial fba4:isolated fba5:final \
    fba6:isolated fba7:final fba8:initial fba9:medial fbaa:isolated fbab:final fbac:initial fbad:medial \
    fbae:isolated fbaf:final fbb0:isolated fbb1:final fbb2: fbd3:isolated fbd4:final fbd5:initial fbd6:medial \
    fbd7:isolated fbd8:final fbd9:isolated fbda:final fbdb:isolated fbdc:final fbdd:isolated fbdf:final \
    fbe0:isolated fbe1:final fbe2:isolated fbe3:final fbe4:isolated fbe5:final fbe6:initial fbe7:medial fbe8:initial \
    fbe9:medial fbea:isolated fbeb:final fbec:isolated fbed:final fbee:isolated fbef:final fbf0:isolated fbf1:final \
    fbf2:isolated fbf3:final fbf4:isolated fbf5:final fbf6:isolated fbf7:final fbf8:initial fbf9:isolated fbfa:final \
    fbfb:initial fbfc:isolated fbfd:final fbfe:initial fbff:medial fc00:isolated fc64:final fc97:initial fcdf:medial \
    fcf5:isolated fd11:final fd2d:initial fd34:medial fd3c:final fd3d:isolated fd3e: fd50:initial fd51:final \
    fd52:initial fd58:final fd59:initial fd5a:final fd5c:initial fd5e:final fd60:initial fd62:final fd63:initial \
    fd64:final fd65:initial fd66:final fd68:initial fd69:final fd6b:initial fd6c:final fd6d:initial fd6e:final \
    fd70:initial fd71:final fd72:initial fd74:final fd77:initial fd78:final fd7d:initial fd7e:final fd83:initial \
    fd84:final fd86:initial fd87:final fd88:initial fd8b:final fd8c:initial fd96:final fd98:initial fd99:final \
    fd9d:initial fd9e:final fdb4:initial fdb6:final fdb8:initial fdb9:final fdba:initial fdbb:final fdc3:initial \
    fdc6:final fdf0:isolated fdfd: fe10:vertical fe20: fe30:vertical fe45: fe47:vertical fe49:compat fe50:small \
    fe70:isolated fe71:medial fe72:isolated fe73: fe74:isolated fe77:medial fe78:isolated fe79:medial fe7a:isolated \
    fe7b:medial fe7c:isolated fe7d:medial fe7e:isolated fe7f:medial fe80:isolated fe82:final fe83:isolated \
    fe84:final fe85:isolated fe86:final fe87:isolated fe88:final fe89:isolated fe8a:final fe8b:initial fe8c:medial \
    fe8d:isolated fe8e:final fe8f:isolated fe90:final fe91:initial fe92:medial fe93:isolated fe94:final \
    fe95:isolated fe96:final fe97:initial fe98:medial fe99:isolated fe9a:final fe9b:initial fe9c:medial \
    fe9d:isolated fe9e:final fe9f:initial fea0:medial fea1:isolated fea2:final fea3:initial fea4:medial \
    fea5:isolated fea6:final fea7:initial fea8:medial fea9:isolated feaa:final feab:isolated feac:final \
    fead:isolated feae:final feaf:isolated feb0:final feb1:isolated feb2:final feb3:initial feb4:medial \
    feb5:isolated feb6:final feb7:initial feb8:medial feb9:isolated feba:final febb:initial febc:medial \
    febd:isolated febe:final febf:initial fec0:medial fec1:isolated fec2:final fec3:initial fec4:medial \
    fec5:isolated fec6:final fec7:initial fec8:medial fec9:isolated feca:final fecb:initial fecc:medial \
    fecd:isolated fece:final fecf:initial fed0:medial fed1:isolated fed2:final fed3:initial fed4:medial \
    fed5:isolated fed6:final fed7:initial fed8:medial fed9:isolated feda:final fedb:initial fedc:medial \
    fedd:isolated fede:final fedf:initial fee0:medial fee1:isolated fee2:final fee3:initial fee4:medial \
    fee5:isolated fee6:final fee7:initial fee8:medial fee9:isolated feea:final feeb:initial feec:medial \
    feed:isolated feee:final feef:isolated fef0:final fef1:isolated fef2:final fef3:initial fef4:medial \
    fef5:isolated fef6:final fef7:isolated fef8:final fef9:isolated fefa:final fefb:isolated fefc:final feff: \
    ff01:wide ff61:narrow ffe0:wide ffe8:narrow fff9: 1d400:font 1d800: 1ee00:font 1eef0: 1f100:compat 1f10b: \
    1f110:compat 1f12b:circle 1f12f: 1f130:square 1f150: 1f16a:super 1f16d: 1f190:square 1f191: 1f200:square \
    1f240:compat 1f250:circle 1f260: 1fbf0:font 20000:";

/// Decompositions whose first step is not what the normal forms let expect.
pub(super) const STEPS: &str = "\
    1c4:0044 017D; 1c5:0044 017E; 1c6:0064 017E; f77:0FB2 0F81; f79:0FB3 0F81; 1f71:03AC; 1f73:03AD; 1f75:03AE; \
    1f77:03AF; 1f79:03CC; 1f7b:03CD; 1f7d:03CE; 1fbb:0386; 1fc9:0388; 1fcb:0389; 1fd3:0390; 1fdb:038A; 1fe3:03B0; \
    1feb:038E; 1fee:0385; 1ff9:038C; 1ffb:038F; 212b:00C5; 3300:30A2 30D1 30FC 30C8; 3302:30A2 30F3 30DA 30A2; \
    3304:30A4 30CB 30F3 30B0; 3307:30A8 30B9 30AF 30FC 30C9; 330e:30AC 30ED 30F3; 330f:30AC 30F3 30DE; 3310:30AE \
    30AC; 3311:30AE 30CB 30FC; 3313:30AE 30EB 30C0 30FC; 3315:30AD 30ED 30B0 30E9 30E0; 3318:30B0 30E9 30E0; \
    3319:30B0 30E9 30E0 30C8 30F3; 331a:30AF 30EB 30BC 30A4 30ED; 331e:30B3 30FC 30DD; 3321:30B7 30EA 30F3 30B0; \
    3324:30C0 30FC 30B9; 3325:30C7 30B7; 3326:30C9 30EB; 332b:30D1 30FC 30BB 30F3 30C8; 332c:30D1 30FC 30C4; \
    332d:30D0 30FC 30EC 30EB; 332e:30D4 30A2 30B9 30C8 30EB; 332f:30D4 30AF 30EB; 3330:30D4 30B3; 3331:30D3 30EB; \
    3332:30D5 30A1 30E9 30C3 30C9; 3334:30D6 30C3 30B7 30A7 30EB; 3337:30DA 30BD; 3338:30DA 30CB 30D2; 333a:30DA \
    30F3 30B9; 333b:30DA 30FC 30B8; 333c:30D9 30FC 30BF; 333d:30DD 30A4 30F3 30C8; 333e:30DC 30EB 30C8; 3340:30DD \
    30F3 30C9; 334a:30DF 30EA 30D0 30FC 30EB; 334b:30E1 30AC; 334c:30E1 30AC 30C8 30F3; 334e:30E4 30FC 30C9; \
    3353:30EB 30D4 30FC; 3354:30EB 30FC 30D6 30EB; 3356:30EC 30F3 30C8 30B2 30F3; 3378:0064 006D 00B2; 3379:0064 \
    006D 00B3; 3395:03BC 2113; 3396:006D 2113; 3397:0064 2113; 3398:006B 2113; 339f:006D 006D 00B2; 33a0:0063 006D \
    00B2; 33a1:006D 00B2; 33a2:006B 006D 00B2; 33a3:006D 006D 00B3; 33a4:0063 006D 00B3; 33a5:006D 00B3; 33a6:006B \
    006D 00B3; 33a8:006D 2215 0073 00B2; 33af:0072 0061 0064 2215 0073 00B2; fb05:017F 0074; fb2c:FB49 05C1; \
    fb2d:FB49 05C2; fba4:06C0; fba5:06C0; fbb0:06D3; fbb1:06D3; fbdd:0677; fbea:0626 0627; fbeb:0626 0627; fbec:0626 \
    06D5; fbed:0626 06D5; fbee:0626 0648; fbef:0626 0648; fbf0:0626 06C7; fbf1:0626 06C7; fbf2:0626 06C6; fbf3:0626 \
    06C6; fbf4:0626 06C8; fbf5:0626 06C8; fbf6:0626 06D0; fbf7:0626 06D0; fbf8:0626 06D0; fbf9:0626 0649; fbfa:0626 \
    0649; fbfb:0626 0649; fc00:0626 062C; fc01:0626 062D; fc02:0626 0645; fc03:0626 0649; fc04:0626 064A; fc64:0626 \
    0631; fc65:0626 0632; fc66:0626 0645; fc67:0626 0646; fc68:0626 0649; fc69:0626 064A; fc97:0626 062C; fc98:0626 \
    062D; fc99:0626 062E; fc9a:0626 0645; fc9b:0626 0647; fcdf:0626 0645; fce0:0626 0647; fe19:2026; fe30:2025; \
    fe49:203E; fe4a:203E; fe4b:203E; fe4c:203E; fe81:0622; fe82:0622; fe83:0623; fe84:0623; fe85:0624; fe86:0624; \
    fe87:0625; fe88:0625; fe89:0626; fe8a:0626; fe8b:0626; fe8c:0626; fef5:0644 0622; fef6:0644 0622; fef7:0644 \
    0623; fef8:0644 0623; fef9:0644 0625; fefa:0644 0625; ffa0:3164; ffa1:3131; ffa2:3132; ffa3:3133; ffa4:3134; \
    ffa5:3135; ffa6:3136; ffa7:3137; ffa8:3138; ffa9:3139; ffaa:313A; ffab:313B; ffac:313C; ffad:313D; ffae:313E; \
    ffaf:313F; ffb0:3140; ffb1:3141; ffb2:3142; ffb3:3143; ffb4:3144; ffb5:3145; ffb6:3146; ffb7:3147; ffb8:3148; \
    ffb9:3149; ffba:314A; ffbb:314B; ffbc:314C; ffbd:314D; ffbe:314E; ffc2:314F; ffc3:3150; ffc4:3151; ffc5:3152; \
    ffc6:3153; ffc7:3154; ffca:3155; ffcb:3156; ffcc:3157; ffcd:3158; ffce:3159; ffcf:315A; ffd2:315B; ffd3:315C; \
    ffd4:315D; ffd5:315E; ffd6:315F; ffd7:3160; ffda:3161; ffdb:3162; ffdc:3163; ffe3:00AF; 1d160:1D15F 1D16E; \
    1d161:1D15F 1D16F; 1d162:1D15F 1D170; 1d163:1D15F 1D171; 1d164:1D15F 1D172; 1d1bd:1D1BB 1D16E; 1d1be:1D1BC \
    1D16E; 1d1bf:1D1BB 1D16F; 1d1c0:1D1BC 1D16F; 1d6b9:03F4; 1d6dc:03F5; 1d6dd:03D1; 1d6de:03F0; 1d6df:03D5; \
    1d6e0:03F1; 1d6e1:03D6; 1d6f3:03F4; 1d716:03F5; 1d717:03D1; 1d718:03F0; 1d719:03D5; 1d71a:03F1; 1d71b:03D6; \
    1d72d:03F4; 1d750:03F5; 1d751:03D1; 1d752:03F0; 1d753:03D5; 1d754:03F1; 1d755:03D6; 1d767:03F4; 1d78a:03F5; \
    1d78b:03D1; 1d78c:03F0; 1d78d:03D5; 1d78e:03F1; 1d78f:03D6; 1d7a1:03F4; 1d7c4:03F5; 1d7c5:03D1; 1d7c6:03F0; \
    1d7c7:03D5; 1d7c8:03F1; 1d7c9:03D6; 1f213:30C7";
