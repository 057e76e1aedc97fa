"""The style sheet of an exported page, from the theme: the same type and marks as in the window."""

from __future__ import annotations

from dataclasses import asdict

from reader.rendering.theme import DARK, DISPLAY, SANS, SERIF, Theme

# {name} is filled from the theme; the doubled braces are CSS's own.
_RULES = """\
* {{ box-sizing: border-box; }}
body {{ margin: 0; padding: 2rem 1.25rem 5rem; background: var(--paper); color: var(--ink);
  font: {body}px/{line} {serif}; font-kerning: normal; display: flex; flex-direction: column; align-items: center; }}
article, nav {{ width: 100%; max-width: {width}em; }}
article {{ padding: 2rem 0 3rem; border-bottom: 1px solid var(--rule); overflow-wrap: anywhere; }}
article:last-of-type {{ border-bottom: 0; }}
nav {{ order: -1; padding-bottom: 2rem; border-bottom: 1px solid var(--rule); font-family: {sans}; }}
nav h1 {{ font: 600 1.4em/1.2 {display}; }}
nav ol {{ padding-inline-start: 2.2em; }}
a {{ color: var(--accent); }}
.skip {{ position: absolute; inset-inline-start: -100rem; }}
.skip:focus-within {{ inset-inline-start: 1rem; }}
.kicker {{ margin: 0 0 .5em; color: var(--muted); font: {small}em/1.4 {sans}; }}
.source {{ color: var(--accent); text-transform: uppercase; letter-spacing: .06em; }}
h2 {{ margin: 0 0 .35em; font: 600 {headline}em/{headline_line} {display}; text-wrap: balance; }}
.byline {{ margin: 0 0 1.6em; color: var(--muted); font-style: italic; }}
h3 {{ margin: 1.5em 0 .42em; font: 600 {subheading}em/1.3 {serif}; }}
p, li, blockquote, pre, h3 {{ white-space: pre-wrap; }}
article > p, blockquote {{ margin: 0 0 {paragraph}em; }}
blockquote {{ margin: 1.1em 1.5em; font-style: italic; }}
ul {{ padding-inline-start: 1.5em; margin: 0 0 {paragraph}em; }}
li {{ margin-bottom: .28em; }}
pre {{ margin: 0; font: .86em/1.4 {sans}; tab-size: 4; }}
figure {{ margin: 1.1em 0 1.3em; }}
figure img {{ display: block; max-width: 100%; height: auto; }}
figcaption {{ margin-top: .5em; color: var(--muted); font: {small}em/1.4 {sans}; }}
mark {{ color: inherit; background: none; text-decoration-thickness: 1px; text-underline-offset: .18em; }}
mark.quote {{ background: var(--quote_tint); border-bottom: 1px solid var(--quote); }}
mark.indirect {{ background: none; border-bottom: 0; }}
mark.person {{ text-decoration: underline solid var(--person) 1px; }}
mark.organisation {{ text-decoration: underline dashed var(--organisation) 1px; }}
mark.place {{ text-decoration: underline dotted var(--place) 1.5px; }}
mark.group, mark.event, mark.work, mark.law, mark.other {{ text-decoration: underline double var(--other) 1px; }}
mark.note {{ background: var(--note_tint); text-decoration: underline wavy var(--note) 1px; }}
del {{ color: var(--cut); background: var(--cut_tint); }}
p.cut {{ margin: .3em 1.2em; padding: .1em .5em; color: var(--cut); background: var(--cut_tint);
  font: {small}em/1.45 {sans}; }}
p.cut b {{ text-transform: uppercase; letter-spacing: .05em; font-size: .86em; }}
p.cut del {{ text-decoration: none; }}
.tags {{ display: flex; flex-wrap: wrap; gap: .5em; padding: 0; margin: 2em 0 0; list-style: none; }}
.tags li {{ padding: 0 .7em; border-radius: 1em; background: var(--accent_soft); font: {small}em/1.7 {sans}; }}
.note {{ margin: 1.2em 0 0; padding: .6em 1em; border-inline-start: 3px solid var(--note); font: .9em/1.5 {sans}; }}
.note p {{ margin: 0 0 .4em; }}
.passage {{ color: var(--muted); font-style: italic; }}
footer {{ margin-top: 2.4em; color: var(--muted); font: .74em/1.5 {sans}; }}
dl {{ display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; margin: 0; }}
dd {{ margin: 0; }}
@media print {{
  body {{ font-size: 11pt; padding: 0; }}
  article {{ break-before: page; }}
}}
"""

# A character of the text face is about this wide, in parts of its size: the measure in em.
_AVERAGE = 0.43


def style_sheet(theme: Theme) -> str:
    """CSS for `theme`. A light page turns dark where the reader's system is, as the window does."""
    type_ = asdict(theme.type)
    families = {"serif": _families(SERIF), "sans": _families(SANS), "display": _families(DISPLAY)}
    rules = _RULES.format(**type_, **families, width=round(theme.type.measure * _AVERAGE, 1))
    colours = f":root {{ {_colours(theme)} color-scheme: {theme.name}; }}\n"
    if not theme.dark:
        night = f":root {{ {_colours(DARK)} color-scheme: dark; }}"
        colours += f"@media screen and (prefers-color-scheme: dark) {{ {night} }}\n"
    return colours + rules


def _colours(theme: Theme) -> str:
    values = asdict(theme)
    return " ".join(f"--{name}: {value};" for name, value in values.items() if str(value).startswith("#"))


def _families(names: tuple[str, ...]) -> str:
    return ", ".join(name if name.islower() else f'"{name}"' for name in names)
