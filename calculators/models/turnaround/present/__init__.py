"""The turnaround result in words, figures, tables and charts."""

from calculators.core import Answer, Later
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.present import inflow, project, sections
from calculators.models.turnaround.present.cautions import cautions, next_steps
from calculators.models.turnaround.present.drivers import drivers
from calculators.models.turnaround.present.headline import headline
from calculators.models.turnaround.result import Turnaround
from calculators.models.turnaround.strips import strips


def present(inputs: TurnaroundInputs, result: Turnaround) -> Answer:
    """Return the answer: which way makes it, what would turn that and how sure it is, then what explains it."""
    shape = project if inputs.work_shape == "project" else inflow
    return Answer(
        headline=headline(inputs, result),
        figures=shape.figures(result),
        strips=Later(lambda: strips(inputs, result)),
        sections=Later(
            lambda: [
                shape.compare(inputs, result),
                shape.flips(inputs, result),
                shape.sure(inputs, result),
                sections.needed(inputs, result),
                shape.over_time(inputs, result),
                drivers(inputs, result),
                sections.by_start(result),
                sections.chain(inputs, result),
                sections.people(result),
                sections.learning(inputs, result),
            ]
        ),
        cautions=Later(lambda: cautions(inputs, result)),
        next_steps=Later(lambda: next_steps(inputs, result)),
    )
