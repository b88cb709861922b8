"""Who is served next, and who is told to come back later."""

import pytest

from exports.jobs.line import Line, LineFull, Ticket, Visitor

ANNA, BINH, CHI = Visitor("1.1.1.1"), Visitor("2.2.2.2"), Visitor("3.3.3.3")


class Told:
    """The places that were told to each ticket."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self.places: dict[str, list[int]] = {}

    def join(self, name: str, visitor: Visitor, *, is_long: bool = False) -> Ticket:
        told = self.places.setdefault(name, [])
        return self._line.join(visitor, is_long=is_long, moved=told.append)

    def running(self) -> set[str]:
        return {name for name, told in self.places.items() if told and told[-1] == 0}


def test_two_run_at_once_and_the_others_are_told_their_place() -> None:
    line = Line()
    told = Told(line)
    first = told.join("a", ANNA)
    told.join("b", BINH)
    told.join("c", CHI)
    told.join("d", Visitor("4.4.4.4"))
    assert told.places == {"a": [0], "b": [0], "c": [1], "d": [2]}
    line.leave(first)
    assert told.places["c"] == [1, 0]
    assert told.places["d"] == [2, 1]


def test_a_visitor_has_one_at_a_time() -> None:
    line = Line()
    told = Told(line)
    first = told.join("first", ANNA)
    told.join("second", ANNA)
    told.join("other", BINH)
    assert told.running() == {"first", "other"}
    line.leave(first)
    assert told.places["second"] == [1, 0]


def test_two_browsers_at_one_address_are_two_visitors_who_let_another_address_go_first() -> None:
    line = Line()
    told = Told(line)
    told.join("one", Visitor("1.1.1.1", "one"))
    second = told.join("two", Visitor("1.1.1.1", "two"))
    told.join("three", Visitor("1.1.1.1", "three"))
    told.join("other", BINH)
    assert told.running() == {"one", "two"}
    line.leave(second)
    assert told.running() == {"one", "two", "other"}
    assert told.places["three"][-1] == 1


def test_long_work_leaves_a_place_to_short_work() -> None:
    line = Line()
    told = Told(line)
    first = told.join("pack", ANNA, is_long=True)
    told.join("briefs", BINH, is_long=True)
    told.join("map", CHI)
    assert told.running() == {"pack", "map"}
    line.leave(first)
    assert told.running() == {"pack", "map", "briefs"}


def test_one_more_than_may_wait_is_refused_and_a_left_place_is_free_again() -> None:
    line = Line(waiting=2)
    told = Told(line)
    tickets = [told.join(str(number), Visitor(str(number))) for number in range(4)]
    with pytest.raises(LineFull):
        told.join("late", CHI)
    line.leave(tickets[3])
    told.join("late", CHI)
    assert told.places["late"] == [2]


def test_one_address_cannot_fill_the_line() -> None:
    told = Told(Line(of_address=3))
    for number in range(3):
        told.join(str(number), Visitor("1.1.1.1", str(number)))
    with pytest.raises(LineFull):
        told.join("more", Visitor("1.1.1.1", "more"))
    told.join("other", BINH)
