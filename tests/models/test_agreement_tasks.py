"""Items to adjudicate as tasks for the tool they came from, where that is several files."""

import json

from calculators.bridge.files import written
from calculators.catalog import find


def test_several_people_s_label_studios_give_each_task_with_everybody_s_answer() -> None:
    """A task that each server numbers otherwise comes once, with what every file says of it."""

    def tasks(shift: int, said: str) -> bytes:
        return json.dumps([
            {"id": at + shift, "data": {"image": f"/data/upload/{shift + 1}/0{shift}c0ffee-{at}.jpg"},
             "annotations": [{"completed_by": 1, "result": [
                 {"from_name": "c", "type": "choices", "value": {"choices": [label]}}]}]}
            for at, label in enumerate(said)
        ]).encode()  # fmt: skip

    opened = (("eva.json", tasks(0, "xyxx")), ("jonas.json", tasks(3, "xxxy")))
    agreement = find("agreement")
    inputs = agreement.inputs.parse({"table": opened})
    made = json.loads(written("items-to-adjudicate", "agreement", agreement, inputs, agreement.finished(inputs))[0])
    assert [task["data"]["image"].rpartition("-")[2] for task in made] == ["1.jpg", "3.jpg"]
    for task in made:
        assert [one["result"][0]["value"]["choices"][0] for one in task["predictions"]] == ["x", "y"]
