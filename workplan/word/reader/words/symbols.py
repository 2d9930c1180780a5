"""Characters of fonts that have signs in the place of letters (Symbol, Wingdings …), as Unicode has them.

Word writes them as `w:sym`, or as characters for private use (U+F000 and the sign's place in the font); it
makes some itself of what is typed ("-->", ":-)"). Here are those that Unicode has too, and of what is alike
(arrows, ticks, crosses) the one that the fonts here have. ECMA-376 Part 1, 17.3.3.30. After the tables of
dingbat-to-unicode (Michael Williamson, BSD 2-clause), which follow Unicode's own (L2/12-130, SYMBOL.TXT).
"""

from __future__ import annotations

from collections.abc import Mapping

_TABLES: Mapping[str, str] = {
    "symbol": (
        "21! 22∀ 23# 24∃ 25% 26& 27∍ 28( 29) 2a* 2b+ 2c, 2d− 2e. 2f/ 300 311 322 333 344 355 "
        "366 377 388 399 3a: 3b; 3c< 3d= 3e> 3f? 40≅ 41Α 42Β 43Χ 44Δ 45Ε 46Φ 47Γ 48Η 49Ι 4aϑ "
        "4bΚ 4cΛ 4dΜ 4eΝ 4fΟ 50Π 51Θ 52Ρ 53Σ 54Τ 55Υ 56ς 57Ω 58Ξ 59Ψ 5aΖ 5b[ 5c∴ 5d] 5e⊥ 5f_ "
        "60‾ 61α 62β 63χ 64δ 65ε 66φ 67γ 68η 69ι 6aϕ 6bκ 6cλ 6dμ 6eν 6fο 70π 71θ 72ρ 73σ 74τ "
        "75υ 76ϖ 77ω 78ξ 79ψ 7aζ 7b{ 7c| 7d} 7e~ a0€ a1ϒ a2′ a3≤ a4⁄ a5∞ a6ƒ a7♣ a8♦ a9♥ aa♠ "
        "ab↔ ac← ad↑ ae→ af↓ b0° b1± b2″ b3≥ b4× b5∝ b6∂ b7• b8÷ b9≠ ba≡ bb≈ bc… bd⏐ be⎯ bf↵ "
        "c0ℵ c1ℑ c2ℜ c3℘ c4⊗ c5⊕ c6∅ c7∩ c8∪ c9⊃ ca⊇ cb⊄ cc⊂ cd⊆ ce∈ cf∉ d0∠ d1∇ d2® d3© d4™ "
        "d5∏ d6√ d7⋅ d8¬ d9∧ da∨ db⇔ dc⇐ dd⇑ de⇒ df⇓ e0◊ e1〈 e2® e3© e4™ e5∑ e6⎛ e7⎜ e8⎝ e9⎡ "
        "ea⎢ eb⎣ ec⎧ ed⎨ ee⎩ ef⎪ f1〉 f2∫ f3⌠ f4⎮ f5⌡ f6⎞ f7⎟ f8⎠ f9⎤ fa⎥ fb⎦ fc⎫ fd⎬ fe⎭"
    ),
    "wingdings": (
        "22✂ 45☜ 46☞ 47☝ 48☟ 4a☺ 4c☹ 52☼ 56✞ 58✠ 59✡ 5a☪ 5b☯ 5d☸ 5e♈ 5f♉ 60♊ 61♋ 62♌ 63♍ 64♎ "
        "65♏ 66♐ 67♑ 68♒ 69♓ 6c● 6e■ 6f□ 70□ 71□ 72□ 73◆ 74◆ 75◆ 76❖ 77◆ 7a⌘ 81➀ 82➁ 83➂ 84➃ "
        "85➄ 86➅ 87➆ 88➇ 89➈ 8a➉ 8c➊ 8d➋ 8e➌ 8f➍ 90➎ 91➏ 92➐ 93➑ 94➒ 95➓ 9e· 9f• a0▪ a1○ a7▪ "
        "a8□ ab★ d8► df← e0→ e1↑ e2↓ e3↖ e4↗ e5↙ e6↘ e7⇐ e8⇒ e9↑ ea↓ ef⇦ f0⇨ f1⇧ f2⇩ f3⇔ f4↕ "
        "fb× fc✓ fd⊠ fe✓"
    ),
    "wingdings 2": (
        "4f× 50✓ 51⊠ 52✓ 53⊠ 54⊠ 5d‽ 69⓪ 6a① 6b② 6c③ 6d④ 6e⑤ 6f⑥ 70⑦ 71⑧ 72⑨ 73⑩ 74⓿ 75❶ 76❷ "
        "77❸ 78❹ 79❺ 7a❻ 7b❼ 7c❽ 7d❾ 7e❿ 80☉ 82☽ 83☾ 84⸿ 85✝ 95· 97• 98● 99○ 9d⊙ 9e⦿ a2■ a3□ "
        "a8▣ af◇ b8◊ f8※ f9⁂"
    ),
    "wingdings 3": (
        "21← 22→ 23↑ 24↓ 25↖ 26↗ 27↙ 28↘ 31⇔ 52⎋ 54⌃ 56␣ 66← 67→ 68↑ 69↓ 6a↖ 6b↗ 6c↙ 6d↘ 6e↔ "
        "6f↕ 70▲ 71▼ 72△ 73▽ 74◀ 75▶ 76◁ 77▷ 78◣ 79◢ 7a◤ 7b◥"
    ),
    "webdings": ("61✓ 63□ 67■ 6e● 72× 77⛳ 79⊖ 7c⏐ 87⛷ d9☁ e8Ⓟ"),
}
_KNOWN = {(font, int(pair[:2], 16)): pair[2:] for font, pairs in _TABLES.items() for pair in pairs.split(" ")}
#: Where Word puts the signs of such a font.
PRIVATE = range(0xF000, 0xF100)


def sign(font: str, code: int) -> str:
    """The sign that a font has at this place, as a character of its own; empty where none is known."""
    if code not in PRIVATE and not 0x20 <= code < 0x100:
        return ""
    return _KNOWN.get((font.strip().casefold(), code & 0xFF), "")
