"""The CSS of the note types."""

from decks.formats.anki.legend import legend_css
from decks.formats.anki.role_symbols import role_css

# Anki's rule for the body in night mode is more specific than `.card`; hence both night classes.
_CARD = """
.card { --paper: #ffffff; --panel: #f4f6f8; --line: #d5dae0; --ink: #1b2127; --soft: #566069;
  --key: #0a6338; --key-panel: #e9f5ee; --no: #a12a1c; color-scheme: light; }
.card.nightMode, .card.night_mode { --paper: #1d2125; --panel: #262b31; --line: #434b54;
  --ink: #e9ebee; --soft: #aab3bc; --key: #82dba8; --key-panel: #20352a; --no: #ff9f8f; }
.card, .card.nightMode, .card.night_mode { background: var(--paper); color: var(--ink); }
.card { box-sizing: border-box; max-width: 36em; margin: 0 auto; padding: 16px 18px;
  text-align: left; overflow-wrap: anywhere;
  font: 18px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.context { margin-bottom: 8px; color: var(--soft); font-size: 15px; line-height: 1.4; }
.question { font-size: 21px; line-height: 1.35; }
.ask { display: table; margin: 2px 0 10px; padding: 3px 12px; border-radius: 6px;
  background: var(--panel); border: 1px solid var(--line); font-size: 16px; font-weight: 600; }
.cloze { color: var(--key); font-weight: 700; }
details { margin-top: 14px; border: 1px solid var(--line); border-radius: 10px;
  background: var(--panel); }
summary { padding: 11px 14px; color: var(--soft); font-size: 16px; cursor: pointer; }
.choices { margin: 0; padding: 0 16px 12px 2.4em; list-style: upper-alpha; }
.choices li { padding: 5px 0 5px 4px; }
.choices li::marker { color: var(--soft); }
.choices li.key, .choices li.key::marker { color: var(--key); font-weight: 650; }
.open { margin-top: 22px; padding: 10px 0 12px; border: 1px solid var(--line);
  border-radius: 10px; background: var(--panel); }
.open .choices { padding-bottom: 0; }
.items { margin: 0; padding: 0 16px 0 2.4em; }
.items li { padding: 5px 0 5px 4px; }
.items li::marker { color: var(--soft); }
.halves { display: flex; flex-wrap: wrap; gap: 14px 0; }
.halves ol { flex: 1 1 10em; box-sizing: border-box; }
.halves .choices { flex: 1.4 1 13em; }
.note { margin: 8px 16px 0; color: var(--soft); font-size: 15px; }
hr#answer { height: 0; margin: 14px 0 14px; border: 0; border-top: 1px solid var(--line);
  background: none; }
.answer { margin: 0 0 14px; padding: 10px 14px; border-radius: 10px;
  border: 1px solid transparent; background: var(--key-panel);
  color: var(--key); font-size: 22px; font-weight: 650; line-height: 1.3; }
.answer ol { padding: 0; font-size: 19px; font-weight: 500; line-height: 1.4; }
.answer .items { padding-left: 1.5em; }
.answer .items li::marker { color: inherit; font-weight: 650; }
.answer .choices { margin-left: 1.5em; }
.answer .choices li { padding: 3px 0; }
.answer .yes, .answer .yes::marker { font-weight: 650; }
.answer .no { color: var(--soft); text-decoration: line-through; font-size: 16px; }
.answer .yes::after { content: " \\2713"; }
.answer b { display: block; font-weight: 650; }
.line { display: flex; }
#typeans { display: block; box-sizing: border-box; width: 100%; margin: 22px 0 18px;
  padding: 10px 14px; border: 1px solid var(--line); border-radius: 10px;
  background: var(--panel); color: var(--ink); font-size: 20px; line-height: 1.5; }
.compared { margin: -10px 0 16px; color: var(--soft); font-size: 15px; line-height: 1.45; }
input#typeans { border-color: var(--soft); }
code#typeans { overflow-wrap: anywhere; }
.typeGood, .typeBad, .typeMissed { padding: 1px 2px; border-radius: 3px; color: #14181c; }
.typeGood { background: #a5e5bd; } .typeBad { background: #ffb3a8; }
.typeMissed { background: #d0d5da; }
.question, .answer, .choices li, .items li, .part, .why p, .reasons b { unicode-bidi: plaintext; }
.figure { display: flex; flex-wrap: wrap; justify-content: center; align-items: center;
  margin: 8px 0; }
.figure img { display: block; max-width: 100%; max-height: 240px;
  max-height: clamp(220px, 34vh, 420px); }
.map.night, .nightMode .map.light, .night_mode .map.light { display: none; }
.nightMode .map.night, .night_mode .map.night { display: block; }
.why p { margin: 0 0 10px; }
.reasons { margin: 18px 0 0; }
.reasons h2 { margin: 0 0 2px; color: var(--soft); font-size: 15px; font-weight: 600; }
.reasons div { padding: 9px 0; border-top: 1px solid var(--line); font-size: 17px; }
.reasons h2 + div { border-top: 0; }
.reasons b { display: block; font-weight: 650; }
.reasons p { margin: 1px 0 0; }
.reasons .line { align-items: baseline; }
.reasons .part { flex: 1; padding-right: 16px; }
.part { display: block; min-width: 0; }
.right, .wrong { flex: none; font-size: 15px; font-weight: 600; }
.right { color: var(--key); }
.wrong { color: var(--no); }
.remark { margin: 16px 0; padding: 8px 14px; border-left: 4px solid var(--key);
  background: var(--panel); }
.more { padding-bottom: 4px; }
.more > p, .more > .reasons, .more > .origin { margin: 0 14px 12px; font-size: 16px; }
.origin { padding-top: 12px; border-top: 1px solid var(--line);
  color: var(--soft); font-size: 14px; line-height: 1.45; }
.id { margin-top: 3px; font: 12px/1.4 ui-monospace, Consolas, "Roboto Mono", monospace; }
.context::first-letter, .answer::first-letter, .choices li::first-letter,
.items li::first-letter, .items b::first-letter, .part::first-letter,
.reasons b::first-letter, .reasons p::first-letter { text-transform: uppercase; }
"""

CSS = f"{_CARD}{legend_css()}{role_css()}"
