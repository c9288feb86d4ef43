"""How many items have each pattern of labels, counted by an engine in the quickest way that the table allows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from calculators.core import InputError
from calculators.core.scale_order import in_scale_order, number_in
from calculators.extras.warehouse import expressions
from calculators.extras.warehouse.codes import Counted, Named
from calculators.extras.warehouse.said import Said
from calculators.extras.warehouse.sources import Source
from calculators.label_files import ReadOptions

type Row = Mapping[str, Any]

# With more patterns than this, who gave which label is no longer kept; a page opens so many in some seconds.
MOST_PATTERNS = 100_000
# Who gave which label takes a number of 64 bits for some people each. Of many rows it may take few of these, since
# each row carries them; of few rows more, so that a crowd's people are told apart wherever rows are read one by one.
_MOST_WORDS, _MORE_WORDS = 8, 200
_MOST_CARRIED = 10_000_000
_TIMES = ("first time", "second time")


@dataclass(frozen=True)
class Folded:
    """What was folded.

    Attributes:
        patterns: a row a pattern: items, who gave which label, the right answer, the first items.
        people: who labelled; where that is not kept, the places within an item.
        labels: the labels, in scale order.
        notes: what else the reader should know, a sentence each.
        cautions: what could mislead.
        unnamed: whether who gave which label is not kept.
    """

    patterns: Sequence[tuple[int, list[tuple[int, int]], str | None, list[str]]]
    people: Sequence[str]
    labels: Sequence[str]
    notes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    unnamed: bool = False


def in_order(labels: ir.Table, source: Source) -> ir.Table:
    """Return the rows with their numbers, where the engine knows their order."""
    return labels.mutate(row=ibis.row_number()) if source.ordered else labels


class Counting:
    """The folding of one table, tried in the quickest way first."""

    def __init__(self, source: Source, labels: ir.Table, who: Said, options: ReadOptions) -> None:
        self.source, self.labels, self.who, self.options = source, labels, who, options
        self.answers = self._right_answers() if "gold" in labels.columns else []
        sample = [str(row["item"]) for row in source.rows(labels.select("item").limit(1_000))]
        self.by_value = all(number_in(name) is not None for name in sample)
        self.repeats = options.again == "both"
        self.repeated = 0
        self.notes: tuple[str, ...] = ()
        self.cautions: tuple[str, ...] = ()

    def folded(self) -> Folded:
        """Return the fold: with who gave which label where there are few patterns, else without."""
        code = Named(len(self.who.people), len(self.who.labels))
        if code.words <= max(_MOST_WORDS, min(_MORE_WORDS, _MOST_CARRIED // self.who.rows)):
            found = self._tried(code)
            if found is not None:
                return found
        return self._without_people()

    def _tried(self, code: Named) -> Folded | None:
        if not self.repeats:
            rows = self._patterns(self._coded(code.encoded), code.words, self.source.combined)
            if len(rows) > MOST_PATTERNS:
                return None
            if all(row["labels"] == len(code.decoded(_numbers(row, code.words))) for row in rows):
                return self._of(rows, code.decoded, code.words, self.who.people)
            self.repeats = True
        once = self._once()
        if self.options.again == "both":
            return self._with_themselves(once)
        rows = self._patterns(self._coded_once(once, code), code.words, self.source.combined)
        if len(rows) > MOST_PATTERNS:
            return None
        return self._of(rows, code.decoded, code.words, self.who.people)

    def _without_people(self) -> Folded:
        if self.options.again == "both":
            return self._with_themselves(self._once())
        labels = self._once() if self.repeats or self._given_twice() else None
        for each in (8, 20, 60):
            code = Counted(len(self.who.labels), each)
            coded = self._coded(partial(_label_alone, code)) if labels is None else self._coded_once(labels, code)
            rows = self._patterns(coded, code.words, "sum")
            if len(rows) > MOST_PATTERNS:
                raise InputError(
                    "table", f"at most {MOST_PATTERNS:,} patterns of labels; put labels into fewer classes",
                    f"{len(rows):,} or more",
                )  # fmt: skip
            # Where one count ran over into the next, there are fewer labels in it than there were.
            if rows and all(row["labels"] == len(code.decoded(_numbers(row, code.words))) for row in rows):
                break
        assert rows
        self.cautions = (
            *self.cautions,
            f"So many people ({len(self.who.people):,}) were folded without who gave which label, so nothing is said "
            "of pairs of people and of single ones. Every other number counts every label.",
        )
        people = [f"person {at + 1}" for at in range(max(int(row["labels"]) for row in rows))]
        return replace(self._of(rows, code.decoded, code.words, people), unnamed=True)

    def _given_twice(self) -> bool:
        """Say whether somebody labelled an item twice; this asks for a row an item and person, and takes its time."""
        coded = self._coded(lambda person, _: [person])
        twice = coded.filter(coded.counts > 0).group_by(["item", "n0"]).agg(rows=_.count()).filter(_.rows > 1)
        return bool(self.source.rows(twice.limit(1)))

    def _coded(self, encode: Callable[[int, int], list[int]]) -> ir.Table:
        """Return the labels as numbers; missing ones count for nothing, and stay only where a right answer does."""
        codes = ibis.memtable([
            {"annotator": one.annotator, "label": one.label, "counts": 1,
             **{f"n{at}": number for at, number in enumerate(encode(one.person, one.place))}}
            for one in self.who.given
        ])  # fmt: skip
        how = "left" if self.answers else "inner"
        joined = self.labels.join(codes, ["annotator", "label"], how=how)
        numbers = {name: joined[name].fill_null(0) for name in codes.columns if name[0] in "nc" and name != "annotator"}
        return self._answered(joined).select(item=_.item, **numbers, **({"gold": _.gold} if self.answers else {}))

    def _answered(self, rows: ir.Table) -> ir.Table:
        if not self.answers:
            return rows
        known = ibis.memtable(
            [{"raw": raw, "gold_place": at} for at, (raws, _) in enumerate(self.answers) for raw in raws]
        )
        placed = rows.rename(raw="gold").join(known, "raw", how="left")
        return placed.mutate(gold=placed.gold_place)

    def _right_answers(self) -> list[tuple[list[str], str]]:
        """Return the right answers, each with how it is written in the table."""
        answers: dict[str, list[str]] = {}
        for row in self.source.rows(self.labels.select("gold").distinct().order_by("gold")):
            if (answer := self.who.spelled(row["gold"])) is not None:
                answers.setdefault(answer, []).append(row["gold"])
        return [(raws, answer) for answer, raws in answers.items()]

    def _patterns(self, coded: ir.Table, words: int, combined: str) -> list[Row]:
        numbers = [f"n{at}" for at in range(words)]
        items = expressions.by_item(coded, numbers, combined)
        several = self.source.engine.name == "duckdb"
        asked = expressions.patterns(items, by_value=self.by_value, several=several)
        rows: list[Row] = [*self.source.rows(asked.limit(MOST_PATTERNS + 1))]
        if self.by_value and any(row["words"] for row in rows):
            self.by_value = False
            return self._patterns(coded, words, combined)
        if any(row.get("spaced") for row in rows):
            return self._patterns(coded.mutate(item=coded.item.strip()), words, combined)
        rows = [row for row in rows if row["labels"]]
        if nameless := sum(row["unnamed"] for row in rows):
            raise InputError("table", "an item in every row", f"{nameless:,} without a name")
        if apart := sum(row["items"] for row in rows if row.get("right") != row.get("other")):
            raise InputError(
                "gold", f"a column with one right answer an item; of {apart:,} items it says several things"
            )
        return rows

    def _of(
        self, rows: Sequence[Row], decoded: Callable[[Sequence[int]], list[tuple[int, int]]], words: int,
        people: Sequence[str],
    ) -> Folded:  # fmt: skip
        patterns = []
        for row in rows:
            answer = None if row.get("right") is None else self.answers[row["right"]][1]
            first = row["first"] if isinstance(row["first"], list) else [row["first"]]
            patterns.append((row["items"], decoded(_numbers(row, words)), answer, in_scale_order(map(str, first))))
        patterns.sort(key=lambda found: (found[1], found[2] or ""))
        return Folded(patterns, people, self.who.labels, self.notes, self.cautions)

    def _once(self) -> ir.Table:
        """Return one row an item and person, and ask where somebody gave an item two labels.

        Raises:
            InputError: which of two labels counts is not said, or the rows have no order that would tell.
        """
        codes = ibis.memtable([
            {"annotator": one.annotator, "label": one.label, "person": one.person, "place": one.place}
            for one in self.who.given
        ])  # fmt: skip
        # An engine may name an item with a space behind it, which is the same item.
        labels = self.labels
        if not labels.item.type().is_integer():
            labels = labels.mutate(item=labels.item.strip())
        coded = in_order(labels, self.source).join(codes, ["annotator", "label"])
        self._rows = coded = self._answered(coded)
        once = expressions.once(coded)
        counted = self.source.rows(once.agg(
            apart=(_.least != _.most).sum(), again=(_.rows - 1).sum(), twice=(_.rows > 1).sum()
        ))[0]  # fmt: skip
        again, self.repeated = self.options.again, counted["again"] or 0
        if counted["apart"] and again == "ask":
            raise InputError(
                "again",
                "one label for an item by a person, so choose the first, the last, or both as a test of how far people "
                f"agree with themselves. {counted['apart']:,} times somebody gave one item different labels",
            )
        if counted["apart"] and not self.source.ordered:
            raise InputError("again", "rows in an order, which this backend does not have; keep one label beforehand")
        if again == "both" and not counted["twice"]:
            raise InputError("again", "the first or the last label, since nobody labelled an item twice")
        if counted["apart"] and again in ("first", "last"):
            self.cautions += (
                f"{counted['apart']:,} times somebody gave one item different labels; the {again} counts.",
            )
        elif again != "both":
            self.notes += (f"{counted['again']:,} labels repeat one given before and were counted once.",)
        return once

    def _coded_once(self, once: ir.Table, code: Named | Counted) -> ir.Table:
        """Return the label that counts of each person as numbers."""
        known = ibis.memtable([
            {"person": person, "place": place, "counts": 1, **{f"n{at}": number for at, number in enumerate(
                code.encoded(person, place) if isinstance(code, Named) else code.encoded(place))}}
            for person, place in {(one.person, one.place) for one in self.who.given}
        ])  # fmt: skip
        counts = self.options.again if self.options.again in ("first", "last") and self.source.ordered else "least"
        right = {"gold": once.gold_least} if self.answers else {}
        kept = once.select("item", "person", place=once[counts], **right)
        joined = kept.join(known, ["person", "place"])
        return joined.select("item", "counts", *[f"n{at}" for at in range(code.words)], *right)

    def _with_themselves(self, once: ir.Table) -> Folded:
        """Return the first label with the second that one person gave the same item, as two people's."""
        place = ibis.row_number().over(group_by=["item", "person"], order_by="row")
        ranked = self._rows.mutate(time=place).filter(_.time < len(_TIMES))
        twice = once.filter(once.rows > 1).select("item", "person")
        code = Named(len(_TIMES), len(self.who.labels))
        known = ibis.memtable([
            {"time": time, "place": label, "counts": 1, **{f"n{at}": number for at, number in enumerate(
                code.encoded(time, label))}}
            for time in range(len(_TIMES)) for label in range(len(self.who.labels))
        ])  # fmt: skip
        names = ibis.memtable([{"person": at, "name": name} for at, name in enumerate(self.who.people)])
        rows = ranked.join(twice, ["item", "person"]).join(known, ["time", "place"]).join(names, "person")
        item = rows.item.cast("string")
        if len(self.who.people) > 1:
            item = item + " (" + rows.name + ")"
        self.by_value = False
        coded = rows.select(item=item, counts=rows.counts, **{f"n{at}": rows[f"n{at}"] for at in range(code.words)})
        answers, self.answers = self.answers, []
        found = self._patterns(coded, code.words, self.source.combined)
        pairs = sum(row["items"] for row in found)
        self.cautions += (
            "What is compared is the first label with the second that one person gave the same item, "
            f"{pairs:,} times; labels given once say nothing of that and are left out.",
        )
        folded = self._of(found, code.decoded, code.words, _TIMES)
        self.answers = answers
        return folded


def _label_alone(code: Counted, _: int, label: int) -> list[int]:
    return code.encoded(label)


def _numbers(row: Row, words: int) -> list[int]:
    return [int(row[f"n{at}"]) for at in range(words)]
