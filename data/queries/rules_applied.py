"""Which decisions about counting an answer rests on: the order of sources and the operations that count."""

from data.queries.answer import Answer
from data.queries.decisions import Decision, OperationStanding, SourcesInOrder
from data.queries.policy import DEFAULT_FIRST, DEFAULT_OPERATIONS, Policy


def rules_applied(answer: Answer, policy: Policy) -> tuple[Decision, ...]:
    """Return the decisions that bear on an answer, each with who made it: nobody (the default) or the office."""
    making, measure = answer.total.making, answer.question.measure
    parts = making.parts or tuple(part for row in answer.rows for part in row.number.making.parts)
    beside = (item.part for item in making.left_out if item.part is not None)
    operations = {(part.country_iso3, part.operation) for part in (*parts, *beside)}
    countries = sorted({country for country, _ in operations})
    orders = [_order(measure, country, policy) for country in (None, *countries)]
    rules = [rule for rule in policy.operations if (rule.country_iso3, rule.name) in operations]
    standings = [OperationStanding(rule, rule in DEFAULT_OPERATIONS) for rule in rules]
    return (*(order for order in orders if order is not None), *standings)


def _order(measure: str, country: str | None, policy: Policy) -> SourcesInOrder | None:
    """Return which sources come first in a state, or in all; ``None`` where nothing was decided."""
    key = measure if country is None else f"{measure}/{country}"
    order = policy.first.get(key)
    return None if order is None else SourcesInOrder(measure, country, order, DEFAULT_FIRST.get(key) == order)
