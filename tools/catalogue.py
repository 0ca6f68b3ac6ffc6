"""The catalogue of what the app says, from its templates and code: `python -m tools.catalogue` (`make words`).

The template lists every sentence; each language's catalogue keeps what was translated, gets what is new as empty, and
is compiled beside it. Django's own command needs gettext's programs; this needs Babel alone.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from comity.ledger.statement import phrases
from comity.measures import measures
from comity.plays import playbook
from comity.signals.labels import LABELS
from comity.standing.telling import of_one

WEB = Path(__file__).parent.parent / "src" / "comity" / "web"
LOCALE = WEB / "locale"
NAME = "comity"
WIDTH = 110
THEN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # so that another day compiles the same
UNITS = ("hours", "days", "working days", "minutes", "hours a month")  # of entries and of what happened
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}

# A sentence, or one of one and one of many; its context; the file in which it stands.
Found = tuple[str | tuple[str, ...], str | None, str]


def template() -> Catalog:
    """Everything that is said, in the order of the files in which it first stands."""
    catalogue = Catalog(project=NAME, version="1", charset="utf-8")
    for words, context, file in found():
        catalogue.add(words, locations=[(file, 0)], context=context)
    return _plain(catalogue)


def found() -> Iterator[Found]:
    """Every sentence of every template and module."""
    for path in sorted(p for p in WEB.rglob("*") if p.suffix in (".html", ".py")):
        text, file = path.read_text("utf-8"), path.relative_to(WEB).as_posix()
        # What Django makes of a template is code with the same calls.
        source = templatize(text) if path.suffix == ".html" else text
        for _line, name, words, _comments in extract_python(io.BytesIO(source.encode()), KEYWORDS, (), {}):
            told = tuple(str(w) for w in (words if isinstance(words, tuple) else (words,)) if w)
            if told:
                context = told[0] if name == "pgettext" else None
                yield told if name == "ngettext" else told[-1], context, file
    yield from ((words, None, file) for words, file in of_library() if words)


def of_library() -> Iterator[tuple[str, str]]:
    """The fixed sentences of the library that pages show, as the filter `translated` looks them up."""
    for name, play in playbook().items():
        yield from ((words, f"plays/{name}") for words in (play.title, *play.whys, *play.steps))
    yield from ((words, "ledger/entries") for side in phrases().values() for words in side.values())
    yield from ((words, "ledger/entries") for words in UNITS)
    yield from ((label.means, "signals/labels") for label in LABELS)
    for name, measure in measures().items():
        yield from ((form, f"measures/{name}") for form in dict.fromkeys((measure.says, of_one(measure.says))))
        yield measure.brief, f"measures/{name}"


def of_language(language: str, all_of_it: Catalog) -> Catalog:
    """A language's catalogue brought up to the template: what was translated stays, what is no longer said goes."""
    file = path_of(language)
    catalogue = read_po(io.BytesIO(file.read_bytes()), locale=language, charset="utf-8")
    catalogue.project, catalogue.version = NAME, all_of_it.version
    catalogue.update(all_of_it, no_fuzzy_matching=True, keep_user_comments=True)
    catalogue.obsolete.clear()
    return _plain(catalogue)


def sentences(catalogue: Catalog) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each sentence with its translation; of one and many each form."""
    for message in catalogue:
        ids, forms = (
            tuple(x) if isinstance(x, tuple | list) else (str(x or ""),) for x in (message.id, message.string)
        )
        if any(ids):
            yield ids, forms


def path_of(language: str) -> Path:
    """Where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def languages() -> list[str]:
    """Those that have a catalogue."""
    return sorted(p.name for p in LOCALE.iterdir() if p.is_dir())


def written(catalogue: Catalog) -> bytes:
    """A catalogue as its file holds it."""
    file = io.BytesIO()
    write_po(file, catalogue, width=WIDTH, include_lineno=False, ignore_obsolete=True, omit_header=False)
    lines = file.getvalue().decode().splitlines(keepends=True)
    # Nothing that another day or machine would write otherwise.
    return "".join(x for x in lines if not x.startswith(('"POT-Creation', '"PO-Revision', '"Generated-By'))).encode()


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as Django reads it."""
    file = io.BytesIO()
    read = read_po(io.BytesIO(written(catalogue)), locale=catalogue.locale)
    read.creation_date = read.revision_date = THEN
    write_mo(file, read)
    return file.getvalue()


def _plain(catalogue: Catalog) -> Catalog:
    catalogue.header_comment = "# What the app says; made by tools/catalogue.py."
    catalogue.fuzzy = False
    catalogue.last_translator = catalogue.language_team = "the project"
    catalogue.msgid_bugs_address = ""
    return catalogue


def main() -> None:
    """Write the template, and bring every language up to it."""
    everything = template()
    LOCALE.mkdir(exist_ok=True)
    (LOCALE / "django.pot").write_bytes(written(everything))
    for language in languages():
        catalogue = of_language(language, everything)
        path_of(language).write_bytes(written(catalogue))
        path_of(language).with_suffix(".mo").write_bytes(compiled(catalogue))
        missing = sum(not all(forms) for _ids, forms in sentences(catalogue))
        print(f"{language}: {len(catalogue)} sentences, {missing} not translated.")


if __name__ == "__main__":
    main()
