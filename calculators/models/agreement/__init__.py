"""Whether people who label the same items agree, where not, and how sure that is."""

from calculators.core import Calculator, Example, Source
from calculators.models.agreement.downloads import accuracy_rows, adjudication, disputed_rows, majority_rows
from calculators.models.agreement.inputs import GROUPS, AgreementInputs
from calculators.models.agreement.present import present
from calculators.models.agreement.result import compute, refine
from calculators.models.agreement.samples import SAMPLES

__all__ = ["calculator"]

KRIPPENDORFF = Source(
    title="Computing Krippendorff's Alpha-Reliability",
    publisher="Krippendorff",
    year="2011",
    url="https://repository.upenn.edu/handle/20.500.14332/2089",
)
# Four coders, twelve units, as printed in the source; an asterisk there is a gap here.
CODERS = """unit,A,B,C,D
1,1,1,,1
2,2,2,3,2
3,3,3,3,3
4,3,3,3,3
5,2,2,2,2
6,1,2,3,4
7,4,4,4,4
8,1,1,2,1
9,2,2,2,2
10,,5,5,5
11,,,1,1
12,,,3,
"""

calculator = Calculator(
    title="Do our labels agree?",
    inputs=AgreementInputs,
    compute=compute,
    refine=refine,
    present=present,
    page="calculators/agreement.md",
    version=8,
    changes={
        2: "files that can be read in two ways are asked about, and columns that are nobody's labels are left out",
        3: "polygons, masks, key points, tracks and recordings are measured, where only their labels were compared",
        4: "labels that no column names are found, and models, majorities and sums are never taken for people",
        5: "a file with several questions is read at once, and how far people agree on each stands in one table",
        6: "raters that COCO names, and people who are each number 1 of a Label Studio of their own, are told apart",
        7: "annotators of INCEpTION's projects and tasks of Toloka are told apart, ticks are not taken for labels, and "
        "a -1 below a scale is no label where people leave it as by chance; what to do next goes by the agreement "
        "that you need, and lists of items to settle name nobody",
        8: "tasks of several exports of Label Studio or doccano are matched by what they show where their numbers "
        "differ and asked about where the two contradict each other, one number in two files of the same tasks is two "
        "people, a copy is no second person, and a table with a row an item and somebody asks who that is",
    },
    groups=GROUPS,
    downloads={
        "majority-labels": majority_rows,
        "disputed-items": disputed_rows,
        "items-to-adjudicate": adjudication,
        "people-accuracy": accuracy_rows,
    },
    examples=[
        Example(
            name="Krippendorff's four coders and twelve units, nominal",
            source=KRIPPENDORFF,
            inputs={"table": CODERS},
            expect={"measures.3.value": 0.743},
            tolerance=7e-4,
        ),
        Example(
            name="The same, interval",
            source=KRIPPENDORFF,
            inputs={"table": CODERS, "level": "interval"},
            expect={"measures.3.value": 0.849},
            tolerance=7e-4,
        ),
        Example(
            name="Agreement of 0.90 with a kappa of 0.444 where one label dominates",
            inputs={"table": SAMPLES["One label dominates"]},
            expect={"measures.0.value": 0.9, "measures.2.value": 4 / 9},
        ),
    ],
    paper={"actions": "advice"},
)
