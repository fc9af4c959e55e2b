"""Names of encodings, and the characters that make a decoded text plausible. Data for `indexer.decode`.

Labels follow the WHATWG Encoding Standard (browsers read gb2312 as gb18030 and latin-1 as windows-1252), mapped to
Python's codecs. The frequent characters are the usual first few hundred of written Chinese, both scripts.
"""

LABELS: dict[str, str] = {
    label: codec
    for codec, labels in {
        "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
        "gb18030": "gb18030 gb2312 gb_2312 gb_2312-80 gbk x-gbk cp936 ms936 windows-936 chinese csgb2312"
        " csiso58gb231280 iso-ir-58 euc-cn hz-gb-2312",
        "big5hkscs": "big5 big5-hkscs big5hkscs cn-big5 csbig5 x-x-big5 cp950 windows-950 big5-eten",
        "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 latin1"
        " latin-1 l1 ascii us-ascii ansi_x3.4-1968 cp819 ibm819 csisolatin1 iso-ir-100 ansi",
        "iso8859-15": "iso-8859-15 iso8859-15 iso_8859-15 latin-9 latin9 l9",
        "cp1251": "windows-1251 cp1251 x-cp1251 win-1251",
        "koi8-r": "koi8-r koi8 koi koi8_r cskoi8r",
        "koi8-u": "koi8-u koi8-ru",
        "iso8859-5": "iso-8859-5 iso8859-5 iso_8859-5 cyrillic iso-ir-144",
        "cp866": "ibm866 cp866 866 csibm866",
        "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
        "mac-roman": "macintosh mac x-mac-roman csmacintosh",
        "cp1250": "windows-1250 cp1250 x-cp1250",
        "iso8859-2": "iso-8859-2 iso8859-2 latin2 l2",
        "cp1254": "windows-1254 cp1254 iso-8859-9 iso8859-9 latin5",
        "shift_jis": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j",
        "euc_jp": "euc-jp x-euc-jp",
        "cp949": "euc-kr korean ks_c_5601-1987 ksc5601 windows-949",
        "utf-16-le": "utf-16 utf-16le unicode ucs-2",
        "utf-16-be": "utf-16be",
    }.items()
    for label in labels.split()
}

FREQUENT_HAN: frozenset[str] = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小"
    "么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长"
    "知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间"
    "新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市员"
    "性比特题件总合数系安体期题目各应治记表至保共统路度九强接展处近报利任常党院今做区界提总计量书记者请答首"
    "這個來國們為時說會過學對裏後麼沒於還發當開見經頭動兩長現將進實點種聲給幾業間電門東員記關並內軍產題"
    "總數係體應統強處報黨區計書請葡澳港務議長員會處議問題經濟發展關係際聯華灣們與從讓認識種無論樣"
)

# The letters of Portuguese, Spanish and their neighbours that windows-1252 adds to ASCII, lower case.
LATIN_LETTERS: frozenset[str] = frozenset("áàâãäéèêëíìîïóòôõöúùûüçñßøåæœ")
LONE_LETTERS: frozenset[str] = frozenset("éàáóèò")  # words of one letter in the same languages
RUSSIAN_LETTERS: frozenset[str] = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё")
# Signs of running text that stand at the same place in the single-byte sets, so they decide nothing.
NEUTRAL_SIGNS: frozenset[str] = frozenset("“”‘’„‚–—…•·«»ºª°§©®№€£\xa0\xad¡¿‹›†™")
