"""Which decisions about counting an answer rests on, in words: the order of sources and the operations that count."""

from data.queries.answer import Answer
from data.queries.policy import DEFAULT_FIRST, DEFAULT_OPERATIONS, OperationRule, Policy


def rules_applied(answer: Answer, policy: Policy) -> tuple[str, ...]:
    """Return the decisions that bear on an answer, each with who made it: nobody (the default) or the office."""
    making, measure = answer.total.making, answer.question.measure
    parts = making.parts or tuple(part for row in answer.rows for part in row.number.making.parts)
    beside = (item.part for item in making.left_out if item.part is not None)
    operations = {(part.country_iso3, part.operation) for part in (*parts, *beside)}
    countries = sorted({country for country, _ in operations})
    keys = [key for key in (measure, *(f"{measure}/{country}" for country in countries)) if key in policy.first]
    rules = [rule for rule in policy.operations if (rule.country_iso3, rule.name) in operations]
    return (*(_order(key, policy) for key in keys), *(_operation(rule) for rule in rules))


def _order(key: str, policy: Policy) -> str:
    order = policy.first[key]
    by = "by default" if DEFAULT_FIRST.get(key) == order else "set by the office"
    return f"{key}: {', then '.join(order)}, then by rank ({by})"


def _operation(rule: OperationRule) -> str:
    by = "by default" if rule in DEFAULT_OPERATIONS else "set by the office"
    words = "counts in the total" if rule.counts_in_total else "is shown beside the total"
    overlaps = f", counts the same people as {', '.join(rule.overlaps_with)}" if rule.overlaps_with else ""
    return f"{rule.country_iso3}, operation {rule.name}: {words}{overlaps} ({by})"
