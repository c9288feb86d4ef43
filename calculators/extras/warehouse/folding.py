"""From a table of labels to the text of a fold: who labelled, which labels there are, and how often each pattern is."""

import json
from collections.abc import Iterator

from calculators.extras.warehouse import expressions
from calculators.extras.warehouse.columns import columns, prepared
from calculators.extras.warehouse.counting import Counting, in_order
from calculators.extras.warehouse.said import MOST_GIVEN, refuse_unlike, said_in
from calculators.extras.warehouse.sources import Say, opened
from calculators.label_files import ReadOptions
from calculators.label_files.folded import NAME, VERSION
from calculators.label_files.request import Found
from calculators.label_files.table import named


def fold(path: str, options: ReadOptions, backend: str, say: Say) -> str:
    """Return the text of a fold of a table.

    Args:
        path: where the labels are, see ``sources.opened``.
        options: how to read them.
        backend: the address of a backend of Ibis; empty for DuckDB.
        say: is told what was read, before it counts, and how far it is, see ``sources.Say``.

    Raises:
        InputError: the table cannot be read, or may be read in two ways, as with any file.
    """
    with opened(path, backend, say) as source:
        found, table = columns(source, options)
        read = found.found("")
        say(f"{path}: {'; '.join(f'{role}: {name}' for role, name in read.columns)}. Counting who said what", 0)
        labels = prepared(table, found)
        given = expressions.said(in_order(labels, source)).limit(MOST_GIVEN + 1)
        who = said_in(source.rows(given), options)
        say(f"{who.rows:,} rows, {len(who.people):,} people, {len(who.labels):,} labels. Folding them", 0)
        fold_ = Counting(source, labels, who, options)
        folded = fold_.folded()
    refuse_unlike(folded.labels, who, options)
    whole = {
        NAME: VERSION,
        "people": folded.people,
        "people_in_all": len(who.people) if folded.unnamed else len(folded.people),
        "labels": folded.labels,
        "unnamed": folded.unnamed,
        "options": {key: getattr(options, key) for key in (
            "item", "annotator", "label", "annotators", "gold", "again", "minus_one")},
        "read": {
            "form": read.form,
            "columns": read.columns,
            "names": read.names,
            "not_read": read.not_read,
            "missing": who.missing,
            "rows": who.rows // (len(found.people) or 1),
            "skipped": 0 if found.people else sum(times for _, times in who.missing) + fold_.repeated,
            "notes": (*read.notes, *who.notes, *folded.notes),
            "cautions": (*_other_questions(read), *folded.cautions),
        },
        "patterns": folded.patterns,
    }  # fmt: skip
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    # The reader knows a fold by its first characters.
    assert text.startswith(f'{{"{NAME}":')
    return text


def _other_questions(read: Found) -> Iterator[str]:
    if len(read.questions) > 1:
        yield (
            f"This table answers {len(read.questions):,} questions, {named(read.questions)}. Folded is only "
            f"“{read.question}”; name another by --label_column and fold again."
        )
