"""The functions of the reading, by the lights of the shipped subject."""

from functools import partial

from tests.conftest import NAMES, SUBJECT
from tumen.assistant.reading import followups, injected_orders, obstacles, periods, question, scope

read = partial(question.read, subject=SUBJECT)
standalone = partial(followups.standalone, subject=SUBJECT)
without_instructions = partial(injected_orders.without_instructions, names=NAMES)
obstacle = partial(obstacles.obstacle, subject=SUBJECT)
leaves_the_subject = partial(scope.leaves_the_subject, subject=SUBJECT)
dates_in = partial(periods.dates_in, events=SUBJECT.events)
