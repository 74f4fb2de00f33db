"""Any script in ASCII letters and digits, without a table of the world.

Latin loses its marks, Cyrillic, Greek, Arabic and Devanagari have tables of their own, kana and
Hangul are spelt by their Unicode names, and whatever is left (Han, Thai, signs) is written as its
code point in hexadecimal, so that different texts stay different and no text vanishes.
"""

from __future__ import annotations

import unicodedata

_LATIN = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "ŋ": "ng",
    "ə": "e",
}


def _pairs(signs: str, sounds: str) -> dict[str, str]:
    """Each sign with its sound, which are given in the same order, sounds between spaces."""
    return dict(zip(signs, sounds.split(), strict=True))


_CYRILLIC = _pairs(
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёђєіїјљњћўџґѓќѕ",
    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya "
    "yo dj ye i yi j lj nj c u dz g gj kj dz",
)
_GREEK = _pairs(
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "a v g d e z i th i k l m n x o p r s s t y f ch ps o",
)
_ARABIC = _pairs(
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءپچژگکیٹڈڑںہھے",
    "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y a a _ "
    "p ch zh g k y t d r n h h e",
)
_ARABIC_MARKS = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
"""Lengthening stroke and vowel marks, which slugs leave out."""

_TABLE = {
    **_LATIN,
    **_CYRILLIC,
    **_GREEK,
    **_ARABIC,
    **dict.fromkeys(_ARABIC_MARKS, "_"),
}
"""Letter to Latin letters; ``_`` stands for nothing."""

_DEVANAGARI_CONSONANTS = _pairs(
    "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळ",
    "k kh g gh ng ch chh j jh ny t th d dh n t th d dh n p ph b bh m y r l v sh sh s h l",
)
_DEVANAGARI_VOWELS = _pairs("अआइईउऊऋएऐओऔऑऍ", "a a i i u u ri e ai o au o e")
_DEVANAGARI_SIGNS = _pairs("ािीुूृेैोौॉॅ", "a i i u u ri e ai o au o e")
_VIRAMA = "\u094d"
_DEVANAGARI_REST = {"ं": "n", "ँ": "n", "ः": "h", "़": "", _VIRAMA: "", "ऽ": ""}


def to_ascii(text: str) -> str:
    """*text* in lower-case ASCII letters, digits and spaces; every other sign becomes a space.

    Letters of a script without a table stand as their hexadecimal code point between spaces.
    """
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(
        _devanagari(char, normal[index + 1 : index + 2])
        if "\u0900" <= char <= "\u097f"
        else _letter(char)
        for index, char in enumerate(normal)
    )


def _letter(char: str) -> str:
    if char.isascii():
        return char if char.isalnum() else " "
    plain = _mapped(char)
    if plain is not None:
        return plain
    plain = "".join(
        part if part.isascii() else _mapped(part) or ""
        for part in unicodedata.normalize("NFKD", char)
    )
    if plain.isalnum():
        return plain.lower()
    return _spelt(char)


def _mapped(char: str) -> str | None:
    plain = _TABLE.get(char)
    return "" if plain == "_" else plain


def _spelt(char: str) -> str:
    """By name where the name is the sound, by code point where the sign is a letter at all."""
    category = unicodedata.category(char)
    name = unicodedata.name(char, "")
    for prefix in ("HIRAGANA LETTER ", "KATAKANA LETTER ", "HANGUL SYLLABLE "):
        if name.startswith(prefix):
            return name.removeprefix(prefix).removeprefix("SMALL ").lower()
    if category[0] == "N" and char.isdecimal():
        return str(unicodedata.decimal(char))
    return f" {ord(char):x} " if category[0] in "LN" else "" if category[0] == "M" else " "


def _devanagari(char: str, following: str) -> str:
    """A consonant carries an `a` unless a vowel sign, a virama or the word's end follows."""
    consonant = _DEVANAGARI_CONSONANTS.get(char)
    if consonant is not None:
        goes_on = bool(following) and following.isalpha()
        return consonant + ("a" if goes_on else "")
    for table in (_DEVANAGARI_VOWELS, _DEVANAGARI_SIGNS, _DEVANAGARI_REST):
        if char in table:
            return table[char]
    return _letter(char)


def code_points(text: str) -> str:
    """The visible signs of *text* as hexadecimal code points, for texts without a letter."""
    return " ".join(f"{ord(char):x}" for char in text if not char.isspace())
