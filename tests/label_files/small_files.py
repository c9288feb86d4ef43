"""Small label files, and what reading them gives: shared by the tests of every form."""

import pytest

from calculators.core import InputError
from calculators.label_files import ReadOptions, read

RATINGS = [("t1", "ann", "cat"), ("t1", "bob", "dog"), ("t2", "ann", "dog"), ("t2", "bob", "dog")]
LONG = "task,worker,label\n" + "\n".join(map(",".join, RATINGS))
WIDE = "item,ann,bob\nt1,cat,dog\nt2,dog,dog\n"


def refused(data, **options):
    """Return the one error that reading gives, as a reader sees it."""
    limit = options.pop("limit", 200_000)
    with pytest.raises(InputError) as caught:
        read(data, ReadOptions(**options), limit=limit)
    assert caught.value.field in {"data", *ReadOptions.__dataclass_fields__}
    return str(caught.value)


def found(data, **options):
    """Return the labels read, sorted."""
    return sorted(read(data, ReadOptions(**options)).ratings)
